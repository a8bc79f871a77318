import { element } from './dom.js'
import { post } from './call.js'
import { t } from './texts.js'

const PATH = 'api/v1/auth/password'

/**
 * A dialog in which users change their own password. The gateway then ends all their sessions, so the dialog logs in
 * again with the new one.
 */
export class PasswordDialog {
  #client
  #username
  #old // the current password if the user has just entered it
  #dialog
  #current
  #chosen = field('new-password', t('New password'), 'new-password')
  #repeated = field('repeated-password', t('Repeat the new password'), 'new-password')
  #error = element('p', { role: 'alert' })
  #submit = element('button', { type: 'submit' }, t('Change password'))
  #outcome // {resolve, reject}
  isReplacing = false // until the new login: the end of the session is expected

  /**
   * @param username of the user who is logged in
   * @param old the current password, if the user must change it; null asks for it
   */
  constructor(client, username, old = null) {
    this.#client = client
    this.#username = username
    this.#old = old
    this.#current = old === null ? field('current-password', t('Current password'), 'current-password') : null
    this.#dialog = this.#build()
  }

  /**
   * Shows the dialog; resolves to the user of the new login, or to null if the user leaves without a change. Rejects if
   * the password was changed and the new login failed.
   */
  ask() {
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    return new Promise((resolve, reject) => (this.#outcome = { resolve, reject }))
  }

  #build() {
    const leave = element('button', { type: 'button' }, t(this.#old === null ? 'Cancel' : 'Log out'))
    const form = element(
      'form',
      { method: 'dialog' },
      element('h2', { id: 'password-title' }, t(this.#old === null ? 'Change password' : 'Choose a new password')),
      element('p', {}, this.#old === null ? t(OTHERS) : `${t('You logged in with a password that others know.')} ${t(OTHERS)}`),
      // Tells password managers whose password this is.
      element('input', { type: 'text', name: 'username', autocomplete: 'username', value: this.#username, readOnly: true, hidden: true }),
      ...[this.#current, this.#chosen, this.#repeated].filter(Boolean).flatMap(({ label, input }) => [label, input]),
      element('div', { class: 'buttons' }, this.#submit, leave),
      this.#error,
    )
    form.addEventListener('submit', (event) => this.#send(event))
    const dialog = element('dialog', { class: 'form-dialog', 'aria-labelledby': 'password-title' }, form)
    leave.addEventListener('click', () => this.#leave())
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      if (this.#old === null) this.#leave()
    })
    return dialog
  }

  async #send(event) {
    event.preventDefault()
    if (this.#chosen.input.value !== this.#repeated.input.value) return this.#refuse(t('The new passwords differ.'), this.#repeated)
    this.#submit.disabled = this.isReplacing = true
    try {
      await post(PATH, { old_password: this.#old ?? this.#current.input.value, new_password: this.#chosen.input.value })
    } catch (failure) {
      this.#submit.disabled = this.isReplacing = false
      return this.#refuse(reason(failure.problem) ?? failure.message, this.#placeOf(failure.problem))
    }
    this.#client.login(this.#username, this.#chosen.input.value).then(this.#outcome.resolve, this.#outcome.reject)
    this.#dialog.remove()
  }

  /** The field to correct. */
  #placeOf(problem) {
    const isOld = problem?.violations?.some((violation) => violation.field === 'old_password')
    return (isOld && this.#current) || this.#chosen
  }

  #refuse(text, { input }) {
    this.#error.textContent = text
    input.select()
  }

  #leave() {
    this.#dialog.remove()
    for (const input of this.#dialog.querySelectorAll('[type="password"]')) input.value = ''
    this.#error.textContent = ''
    this.#outcome.resolve(null)
  }
}

const OTHERS = 'A new password ends all your sessions, on every device.'
const NAMES = { old_password: 'This', new_password: 'The new password' }

/** What is wrong with the fields; undefined if the problem is another one. */
function reason(problem) {
  return problem?.violations?.map(({ field, message }) => `${NAMES[field] ?? field} ${message}.`).join(' ')
}

function field(id, title, autocomplete) {
  const input = element('input', { id, type: 'password', autocomplete, required: true })
  return { label: element('label', { htmlFor: id }, title), input }
}
