import { Fleetcast } from '../fleetcast.js'
import { byId } from './dom.js'
import { askForLogin } from './login.js'
import { PasswordDialog } from './password.js'
import { reload } from './reload.js'
import { forgetUser, onUserChange, rememberedUser, rememberUser } from './session.js'
import { SettingsDialog } from './settings.js'
import { t, translatePage } from './texts.js'
import { startTheme } from './theme.js'

const RETRY_MS = 3_000

/**
 * A page that requires a login. It reloads whenever the login changes in any tab, so that no data of the previous user
 * remains.
 *
 * @param open shows the page, with the client and the user; retried while the gateway cannot be reached
 */
export async function startPage(open) {
  translatePage()
  startTheme()
  const settings = new SettingsDialog()
  settings.offer(byId('theme'))
  const client = new Fleetcast()
  byId('logout').addEventListener('click', () => logOut(client))
  let user = rememberedUser()
  if (!user) {
    user = await askForLogin(client)
    rememberUser(user)
  }
  const password = new PasswordDialog(client, user.username)
  client.on('logout', () => password.isReplacing || beginAnew())
  onUserChange(() => !password.isReplacing && rememberedUser()?.id !== user.id && reload())
  settings.add(t('Change password'), () => changePassword(password))
  byId('user').textContent = user.full_name ?? user.username
  byId('logout').hidden = false
  offerPages(user)
  byId('loading').hidden = false
  await untilItWorks(() => open(client, user))
}

/** Shows a notice; an empty text hides it. */
export function notice(text) {
  byId('notice').textContent = text
  byId('notice').hidden = text === ''
}

/** Shows the links to pages for the user's roles. */
function offerPages({ roles }) {
  for (const link of document.querySelectorAll('[data-roles]')) {
    link.hidden = !link.dataset.roles.split(' ').some((role) => roles.includes(role))
  }
}

async function untilItWorks(task, isRetry = false) {
  try {
    await task()
    byId('loading').hidden = true
    if (isRetry) notice('')
  } catch (failure) {
    if (failure.status === 401) return beginAnew()
    byId('loading').hidden = !failure.isPassing
    notice(failure.isPassing ? t('{reason}. Trying again …', { reason: failure.message.replace(/\.$/, '') }) : failure.message)
    if (failure.isPassing) setTimeout(() => untilItWorks(task, true), failure.retryAfterMs || RETRY_MS)
  }
}

async function changePassword(dialog) {
  try {
    const user = await dialog.ask()
    if (!user) return
    rememberUser(user)
    reload()
  } catch {
    beginAnew()
  }
}

async function logOut(client) {
  byId('logout').disabled = true
  try {
    await client.logout()
  } catch ({ message }) {
    byId('logout').disabled = false
    notice(t('Not logged out: {reason}', { reason: message }))
  }
}

function beginAnew() {
  forgetUser()
  reload()
}
