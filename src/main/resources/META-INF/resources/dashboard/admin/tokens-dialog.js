import { moment } from '../clock.js'
import { element } from '../dom.js'
import { t } from '../texts.js'

/** A dialog with the access tokens of a user: lists them, creates one, which is shown once, and revokes them. */
export class TokensDialog {
  #api
  #user
  #dialog
  #rows = element('tbody')
  #none = element('p', { class: 'quiet' })
  #name = element('input', { id: 'token-name', maxLength: 100, autocomplete: 'off', spellcheck: false, 'aria-required': 'true' })
  #end = element('input', { id: 'token-end', type: 'date', 'aria-describedby': 'token-end-hint' })
  #created = element('div', { role: 'status' })
  #error = element('p', { role: 'alert' })
  #submit = element('button', { type: 'submit' }, t('Create token'))
  #done

  constructor(api, user) {
    this.#api = api
    this.#user = user
    this.#dialog = this.#build()
  }

  /** Shows the dialog; resolves when it is closed. */
  async ask() {
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    const closed = new Promise((resolve) => (this.#done = resolve))
    await this.#tried(() => this.#refresh())
    return closed
  }

  #build() {
    const title = element('h2', { id: 'tokens-title' }, t('Access tokens of {name}', { name: this.#user.username }))
    const heads = [t('Name'), t('Created'), t('Expires'), t('Last used'), ''].map((text) => element('th', { scope: 'col' }, text))
    const table = element('table', { 'aria-labelledby': title.id }, element('thead', {}, element('tr', {}, ...heads)), this.#rows)
    const leave = element('button', { type: 'button' }, t('Close'))
    const form = element(
      'form',
      { method: 'dialog', noValidate: true },
      title,
      element('p', {}, t('For programs: a token is good wherever a login is, until it expires or is revoked.')),
      element('div', { class: 'scroll', role: 'region', 'aria-labelledby': title.id, tabIndex: 0 }, table),
      this.#none,
      element('div', {}, element('label', { htmlFor: this.#name.id }, t('Name of the new token')), this.#name),
      element('div', {}, element('label', { htmlFor: this.#end.id }, t('Expires on')), this.#end, element('p', { id: 'token-end-hint', class: 'quiet' }, t('Empty: as late as the gateway allows.'))),
      this.#error,
      this.#created,
      element('div', { class: 'buttons' }, this.#submit, leave),
    )
    form.addEventListener('submit', (event) => this.#create(event))
    leave.addEventListener('click', () => this.#close())
    const dialog = element('dialog', { class: 'form-dialog wide', 'aria-labelledby': title.id }, form)
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.#close()
    })
    return dialog
  }

  async #refresh() {
    const tokens = await this.#api.tokens(this.#user.id)
    this.#rows.replaceChildren(...tokens.map((token) => this.#row(token)))
    this.#none.textContent = tokens.length > 0 ? '' : t('There are none yet.')
  }

  #row(token) {
    const revoke = element('button', { type: 'button', class: 'remove', 'aria-label': t('Revoke {name}', token) }, t('Revoke'))
    revoke.addEventListener('click', () => this.#revoke(token))
    const times = [token.created_at, token.expires_at, token.last_used_at].map((at) => (at === null ? t('never') : moment(Date.parse(at))))
    const cells = times.map((text) => element('td', {}, text))
    return element('tr', {}, element('th', { scope: 'row' }, token.name), ...cells, element('td', {}, revoke))
  }

  async #create(event) {
    event.preventDefault()
    this.#submit.disabled = true
    await this.#tried(async () => {
      // Good until that day is over, where the administrator is.
      const end = this.#end.value && new Date(`${this.#end.value}T23:59:59`).toISOString()
      const { token } = await this.#api.addToken(this.#user.id, { name: this.#name.value.trim(), ...(end && { expires_at: end }) })
      this.#name.value = ''
      this.#present(token)
      await this.#refresh()
    })
    this.#submit.disabled = false
  }

  #present(token) {
    const shown = element('input', { id: 'token-created', value: token, readOnly: true, spellcheck: false })
    const copy = element('button', { type: 'button' }, t('Copy'))
    copy.addEventListener('click', async () => {
      shown.select()
      await navigator.clipboard?.writeText(token)
    })
    this.#created.replaceChildren(element('label', { htmlFor: shown.id }, t('Copy the token now: it is not shown again.')), shown, copy)
    shown.select()
  }

  async #revoke(token) {
    if (!confirm(t('Revoke {name}? Programs that use it can do nothing from now on.', token))) return
    await this.#tried(async () => {
      await this.#api.revokeToken(this.#user.id, token.id)
      await this.#refresh()
    })
    this.#name.focus()
  }

  async #tried(task) {
    this.#error.textContent = ''
    try {
      await task()
    } catch ({ message }) {
      this.#error.textContent = message
    }
  }

  #close() {
    // Returns the focus to where it was.
    this.#dialog.close()
    this.#dialog.remove()
    this.#done()
  }
}
