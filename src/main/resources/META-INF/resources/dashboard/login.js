import { byId } from './dom.js'
import { PasswordDialog } from './password.js'
import { reload } from './reload.js'
import { t } from './texts.js'

/** Shows the form; resolves to the user after the login, and after the change of a password that others know. */
export function askForLogin(client) {
  const form = byId('login-form')
  byId('login').hidden = false
  byId('username').focus()
  return new Promise((resolve) => {
    form.addEventListener('submit', async (submit) => {
      submit.preventDefault()
      const fields = new FormData(form)
      const user = await tryLogin(client, fields)
      if (!user) return
      form.reset()
      byId('login').hidden = true
      resolve(user.must_change_password ? await withNewPassword(client, user, fields.get('password')) : user)
    })
  })
}

/** The user after the change; without one, the session ends and the page begins again. */
async function withNewPassword(client, { username }, old) {
  const user = await new PasswordDialog(client, username, old).ask().catch(() => null)
  if (user) return user
  await client.logout().catch(() => {})
  reload()
  return new Promise(() => {})
}

async function tryLogin(client, fields) {
  const button = byId('login-form').querySelector('button')
  const error = byId('login-error')
  button.disabled = true
  error.textContent = ''
  try {
    return await client.login(fields.get('username'), fields.get('password'))
  } catch (failure) {
    error.textContent = reason(failure)
    byId('password').select()
    return null
  } finally {
    button.disabled = false
  }
}

function reason({ status, message }) {
  if (status === 401) return t('Username or password is wrong.')
  if (status === 429) return t('Too many failed logins. Try again in a minute.')
  return status === 0 ? t('The server cannot be reached.') : message
}
