import { Fleetcast } from '../fleetcast.js'
import { byId, element } from './dom.js'
import { askForLogin } from './login.js'
import { startMeasure } from './measure.js'
import { PasswordDialog } from './password.js'
import { forgetUser, onUserChange, rememberedUser, rememberUser } from './session.js'
import { startTheme } from './theme.js'

const RETRY_MS = 3_000

/**
 * A page that requires a login. It reloads whenever the login changes in any tab, so that no data of the previous user
 * remains.
 *
 * @param open shows the page, with the client and the user; retried while the gateway cannot be reached
 */
export async function startPage(open) {
  startTheme()
  startMeasure()
  const client = new Fleetcast()
  byId('logout').addEventListener('click', () => logOut(client))
  let user = rememberedUser()
  if (!user) {
    user = await askForLogin(client)
    rememberUser(user)
  }
  const password = new PasswordDialog(client, user.username)
  client.on('logout', () => password.isReplacing || beginAnew())
  onUserChange(() => !password.isReplacing && rememberedUser()?.id !== user.id && location.reload())
  offerPasswordChange(password)
  byId('user').textContent = user.full_name ?? user.username
  byId('logout').hidden = false
  byId('loading').hidden = false
  await untilItWorks(() => open(client, user))
}

/** Shows a notice; an empty text hides it. */
export function notice(text) {
  byId('notice').textContent = text
  byId('notice').hidden = text === ''
}

async function untilItWorks(task, isRetry = false) {
  try {
    await task()
    byId('loading').hidden = true
    if (isRetry) notice('')
  } catch (failure) {
    if (failure.status === 401) return beginAnew()
    byId('loading').hidden = !failure.isPassing
    notice(failure.isPassing ? `${failure.message.replace(/\.$/, '')}. Trying again …` : failure.message)
    if (failure.isPassing) setTimeout(() => untilItWorks(task, true), failure.retryAfterMs || RETRY_MS)
  }
}

function offerPasswordChange(dialog) {
  const button = element('button', { type: 'button', id: 'change-password' }, 'Password')
  button.addEventListener('click', async () => {
    try {
      const user = await dialog.ask()
      if (!user) return button.focus()
      rememberUser(user)
      location.reload()
    } catch {
      beginAnew()
    }
  })
  byId('logout').before(button)
}

async function logOut(client) {
  byId('logout').disabled = true
  try {
    await client.logout()
  } catch ({ message }) {
    byId('logout').disabled = false
    notice(`Not logged out: ${message}`)
  }
}

function beginAnew() {
  forgetUser()
  location.reload()
}
