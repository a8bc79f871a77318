import { byId } from './dom.js'
import { t } from './texts.js'

/** Dark or light: the system's setting, until the user presses the button. */
const KEY = 'fleetcast.theme'
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')

function current() {
  return localStorage.getItem(KEY) ?? (systemIsDark.matches ? 'dark' : 'light')
}

function show() {
  const theme = current()
  document.documentElement.dataset.theme = theme
  byId('theme').textContent = t(theme === 'dark' ? 'Light' : 'Dark')
}

export function startTheme() {
  show()
  systemIsDark.addEventListener('change', show)
  byId('theme').addEventListener('click', () => {
    localStorage.setItem(KEY, current() === 'dark' ? 'light' : 'dark')
    show()
  })
}
