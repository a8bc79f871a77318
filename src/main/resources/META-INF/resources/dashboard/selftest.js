import { byId, element } from './dom.js'
import { selfTest } from './selftest-verdict.js'
import { SettingsDialog } from './settings.js'
import { t, translatePage } from './texts.js'
import { startTheme } from './theme.js'

translatePage()
startTheme()
new SettingsDialog().offer(byId('theme'))
byId('again').addEventListener('click', run)
run()

async function run() {
  byId('again').disabled = true
  byId('events').replaceChildren()
  tell(t('Running.'), [])
  const address = new URL('../sse/selftest', import.meta.url)
  address.search = location.search
  const { fine, findings } = await selfTest(address, show)
  tell(t(fine ? 'Fine: streams are not buffered, compressed or cut on the way.' : 'Streams are disturbed on the way:'), findings)
  byId('again').disabled = false
}

function tell(verdict, findings) {
  byId('verdict').textContent = verdict
  byId('findings').replaceChildren(...findings.map((finding) => element('li', {}, finding)))
}

function show({ step, sent_ms, came_ms, lasts_ms }) {
  if (lasts_ms) tell(t('Running: this takes {seconds} seconds, with a silence before the end.', { seconds: Math.ceil(lasts_ms / 1_000) }), [])
  byId('events').append(element('tr', {}, cell(step), cell(inSeconds(sent_ms)), cell(inSeconds(came_ms))))
}

function cell(text) {
  return element('td', {}, text)
}

function inSeconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`
}
