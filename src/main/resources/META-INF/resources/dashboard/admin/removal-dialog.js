import { element } from '../dom.js'
import { t } from '../texts.js'
import { KINDS } from './kinds.js'

/** Asks before an entry is removed; names the entries that keep it. */
export class RemovalDialog {
  #page
  #kind
  #entry
  #dialog
  #error = element('p', { role: 'alert' })
  #blocking = element('ul', { class: 'blocking' })
  #submit = element('button', { type: 'submit' }, t('Delete'))
  #done

  constructor(page, kind, entry) {
    this.#page = page
    this.#kind = kind
    this.#entry = entry
    this.#dialog = this.#build()
  }

  /** Resolves to whether the entry was removed. */
  ask() {
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    return new Promise((resolve) => (this.#done = resolve))
  }

  #build() {
    const title = element('h2', { id: 'removal-title' }, t('Delete {name}?', { name: KINDS[this.#kind].name(this.#entry) }))
    const leave = element('button', { type: 'button' }, t('Cancel'))
    const buttons = element('div', { class: 'buttons' }, this.#submit, leave)
    const form = element('form', { method: 'dialog' }, title, this.#error, this.#blocking, buttons)
    form.addEventListener('submit', (event) => this.#remove(event))
    leave.addEventListener('click', () => this.#close(false))
    const dialog = element('dialog', { class: 'form-dialog', 'aria-labelledby': title.id }, form)
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.#close(false)
    })
    return dialog
  }

  async #remove(event) {
    event.preventDefault()
    this.#submit.disabled = true
    try {
      await this.#page.api.remove(this.#kind, this.#entry.id)
      this.#close(true)
    } catch ({ problem, message }) {
      this.#submit.disabled = false
      const blocking = problem?.blocked_by ?? []
      this.#error.textContent = blocking.length > 0 ? t('It is still in use. Change or delete these first:') : message
      this.#blocking.replaceChildren(...blocking.flatMap((each) => this.#items(each)))
    }
  }

  #items({ kind, ids, total }) {
    const title = KINDS[kind] ? t(KINDS[kind].title) : kind
    const shown = ids.map((id) => element('li', {}, `${title}: `, KINDS[kind] ? this.#link(kind, id) : `#${id}`))
    const more = total - ids.length
    return more > 0 ? [...shown, element('li', {}, `${title}: `, t('{count} more', { count: more }))] : shown
  }

  #link(kind, id) {
    const link = element('a', { href: this.#page.address.with({ kind, q: '', page: 1, entry: id }) })
    link.addEventListener('click', () => this.#close(false))
    return this.#page.names.put(link, kind, id)
  }

  #close(isRemoved) {
    // Returns the focus to where it was.
    this.#dialog.close()
    this.#dialog.remove()
    this.#done(isRemoved)
  }
}
