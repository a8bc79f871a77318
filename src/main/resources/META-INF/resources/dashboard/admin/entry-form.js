import { element } from '../dom.js'
import { t } from '../texts.js'
import { FieldRow } from './controls.js'
import { isFor, KINDS } from './kinds.js'
import { RemovalDialog } from './removal-dialog.js'
import { TokensDialog } from './tokens-dialog.js'

/** A dialog that adds, changes or removes an entry, with what the gateway finds wrong at each field. */
export class EntryForm {
  #page
  #kind
  #stored
  #rows
  #dialog
  #error = element('p', { role: 'alert' })
  #submit = element('button', { type: 'submit' }, t('Save'))
  #done

  /**
   * @param page the `api`, the `names` of entries, the `user`, and its only company, or null
   * @param stored the entry; null for a new one
   */
  constructor(page, kind, stored) {
    this.#page = page
    this.#kind = kind
    this.#stored = stored
    const form = { ...page, company: () => this.#company() }
    this.#rows = KINDS[kind].fields
      .filter((field) => isFor(page.user, field))
      .map((field) => new FieldRow(form, field, stored ? stored[field.name] : this.#initial(field)))
    this.#dialog = this.#build()
  }

  /** Shows the dialog; resolves to what was done, for the user, or to null if nothing was. */
  ask() {
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    return new Promise((resolve) => (this.#done = resolve))
  }

  close(done = null) {
    // Returns the focus to where it was.
    this.#dialog.close()
    this.#dialog.remove()
    this.#done(done)
  }

  /** An administrator of one company adds to that. */
  #initial({ kind, type, initial }) {
    const { onlyCompany } = this.#page
    if (kind !== 'clients' || onlyCompany === null) return initial
    return type === 'references' ? [onlyCompany] : onlyCompany
  }

  #company() {
    try {
      return this.#rows.find(({ name }) => name === 'client_id')?.value() ?? null
    } catch {
      return null
    }
  }

  #build() {
    const { add, change, hasTokens } = KINDS[this.#kind]
    const mayChange = isFor(this.#page.user, KINDS[this.#kind])
    const title = element('h2', { id: 'entry-title' }, t(this.#stored ? change : add))
    const leave = element('button', { type: 'button' }, t('Cancel'))
    const remove = element('button', { type: 'button', class: 'remove', hidden: !this.#stored || !mayChange }, t('Delete'))
    const tokens = element('button', { type: 'button', hidden: !this.#stored || !hasTokens }, t('Access tokens'))
    this.#submit.hidden = !mayChange
    const rows = this.#rows.map(({ node }) => node)
    const number = this.#stored ? [element('p', { class: 'quiet' }, t('Id {id}', this.#stored))] : []
    const buttons = element('div', { class: 'buttons' }, this.#submit, tokens, remove, leave)
    const form = element('form', { method: 'dialog', noValidate: true }, title, ...number, ...rows, this.#error, buttons)
    form.addEventListener('submit', (event) => this.#save(event))
    leave.addEventListener('click', () => this.close())
    remove.addEventListener('click', () => this.#remove())
    tokens.addEventListener('click', () => new TokensDialog(this.#page.api, this.#stored).ask())
    const dialog = element('dialog', { class: 'form-dialog wide', 'aria-labelledby': title.id }, form)
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.close()
    })
    return dialog
  }

  async #save(event) {
    event.preventDefault()
    const entry = this.#read()
    if (!entry) return
    this.#submit.disabled = true
    try {
      const saved = await this.#send(entry)
      this.#page.names.learn(this.#kind, saved)
      this.close(t('Saved: {name}.', { name: KINDS[this.#kind].name(saved) }))
    } catch (failure) {
      this.#submit.disabled = false
      this.#show(failure)
    }
  }

  #send(entry) {
    if (!this.#stored) return this.#page.api.add(this.#kind, entry)
    const changes = Object.entries(entry).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(this.#stored[name]))
    return this.#page.api.change(this.#kind, this.#stored.id, Object.fromEntries(changes))
  }

  /** The entry; null if a field cannot be sent. */
  #read() {
    const entry = {}
    const wrong = []
    for (const row of this.#rows) {
      try {
        entry[row.name] = row.value()
      } catch ({ message }) {
        wrong.push({ field: row.name, message })
      }
    }
    this.#complain(wrong)
    return wrong.length === 0 ? entry : null
  }

  #show({ problem, message }) {
    const shown = this.#complain(problem?.violations ?? [])
    this.#error.textContent = shown ? '' : message
  }

  /** Shows each complaint at its field, and goes to the first; returns whether all of them have a field. */
  #complain(violations) {
    const named = violations.map(({ field, message }) => ({ name: /^\w*/.exec(field)[0], message }))
    const byRow = this.#rows.map((row) => [row, named.filter(({ name }) => name === row.name)])
    for (const [row, found] of byRow) row.complain(found.map(({ message }) => `${sentence(t(message))}.`).join(' '))
    byRow.find(([, found]) => found.length > 0)?.[0].focus()
    this.#error.textContent = ''
    return violations.length > 0 && named.every(({ name }) => this.#rows.some((row) => row.name === name))
  }

  async #remove() {
    const removal = new RemovalDialog(this.#page, this.#kind, this.#stored)
    if (await removal.ask()) this.close(t('Deleted: {name}.', { name: KINDS[this.#kind].name(this.#stored) }))
  }
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')
}
