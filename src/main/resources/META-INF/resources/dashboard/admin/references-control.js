import { element } from '../dom.js'
import { t } from '../texts.js'
import { ReferenceControl } from './reference-control.js'

/** A field for any number of other entries. */
export class ReferencesControl {
  #names
  #kind
  #next
  #ids
  #list = element('ul', { class: 'chosen' })

  constructor(page, field, id, value) {
    this.#names = page.names
    this.#kind = field.kind
    this.#ids = new Set(value)
    this.#next = new ReferenceControl(page, field, id, null)
    this.input = this.#next.input
    const add = element('button', { type: 'button', 'aria-label': t('Add to {list}', { list: t(field.title) }) }, t('Add'))
    add.addEventListener('click', () => this.#add())
    // At once: an addition when the field is left would move the button that is being clicked.
    this.input.addEventListener('input', () => this.#next.isSuggested() && this.#add())
    this.input.addEventListener('keydown', (key) => {
      if (key.key !== 'Enter' || this.input.value === '') return
      key.preventDefault()
      this.#add()
    })
    this.#list.append(...[...this.#ids].map((each) => this.#item(each)))
    this.node = element('div', {}, element('div', { class: 'adding' }, this.#next.node, add), this.#list)
  }

  /** The ids, with the one that was chosen and not yet added; throws if a text names no entry. */
  value() {
    const next = this.#next.value()
    return [...new Set(next === null ? this.#ids : [...this.#ids, next])]
  }

  #add() {
    let id
    try {
      id = this.#next.value()
    } catch ({ message }) {
      this.input.setCustomValidity(message)
      this.input.reportValidity()
      this.input.setCustomValidity('')
      return
    }
    this.#next.clear()
    this.input.focus()
    if (id === null || this.#ids.has(id)) return
    this.#ids.add(id)
    this.#list.append(this.#item(id))
  }

  #item(id) {
    const name = this.#names.put(element('span', { id: `${this.input.id}-${id}` }), this.#kind, id)
    const remove = element('button', { type: 'button', id: `${name.id}-remove`, 'aria-label': t('Remove from the list') }, '×')
    remove.setAttribute('aria-labelledby', `${name.id} ${remove.id}`)
    const item = element('li', {}, name, remove)
    remove.addEventListener('click', () => {
      this.#ids.delete(id)
      item.remove()
      this.input.focus()
    })
    return item
  }
}
