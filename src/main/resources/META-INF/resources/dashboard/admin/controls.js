import { element } from '../dom.js'
import { t } from '../texts.js'
import { isFor } from './kinds.js'
import { ReferenceControl } from './reference-control.js'
import { ReferencesControl } from './references-control.js'

/**
 * The controls of fields, by type. Each has the `node` to show, the `input` to focus, and its `value`, as the API takes
 * it; a value that cannot be sent throws.
 */
const CONTROLS = {
  text: (page, { most, suggested }, id, value) => {
    const input = element('input', { id, value: value ?? '', maxLength: most, autocomplete: 'off', spellcheck: false })
    const options = element('datalist', { id: `${id}-options` }, ...(suggested?.() ?? []).map((each) => element('option', { value: each })))
    if (suggested) input.setAttribute('list', options.id)
    return { node: element('div', {}, input, options), input, value: () => input.value.trim() || null }
  },
  number: (page, field, id, value) => {
    const input = element('input', { id, value: value ?? '', inputMode: 'numeric', autocomplete: 'off' })
    // Text that is no number is refused by the gateway, which says so at the field.
    return { node: input, input, value: () => (/^\d{1,15}$/.test(input.value.trim()) ? Number(input.value) : input.value.trim() || null) }
  },
  password: (page, field, id) => {
    const input = element('input', { id, type: 'password', autocomplete: 'new-password' })
    // Without one, the present password stays.
    return { node: input, input, value: () => input.value || undefined }
  },
  flag: (page, field, id, value) => {
    const input = element('input', { id, type: 'checkbox', checked: value ?? false })
    return { node: input, input, value: () => input.checked }
  },
  choice: (page, { choices }, id, value) => {
    const options = [{ value: '', title: '' }, ...choices].map((each) => element('option', { value: each.value }, each.title && t(each.title)))
    const input = element('select', { id }, ...options)
    input.value = value ?? ''
    return { node: input, input, value: () => input.value || null }
  },
  choices: ({ user }, { choices }, id, value) => {
    const boxes = choices
      .filter((choice) => isFor(user, choice))
      .map((choice) => ({ ...choice, box: element('input', { type: 'checkbox', checked: value?.includes(choice.value) ?? false }) }))
    const labels = boxes.map(({ title, box }) => element('label', {}, box, ` ${t(title)}`))
    const node = element('div', { id, class: 'boxes' }, ...labels)
    return { node, input: boxes[0].box, value: () => boxes.filter(({ box }) => box.checked).map((each) => each.value) }
  },
  reference: (page, field, id, value) => new ReferenceControl(page, field, id, value),
  references: (page, field, id, value) => new ReferencesControl(page, field, id, value ?? []),
}

/** A field with its title, its hint and a place for what is wrong with it. */
export class FieldRow {
  #control
  #wrong

  /**
   * @param page the `api`, the `names` of entries, the `user`, and the `company` of the form
   * @param value the present value; undefined in a new entry
   */
  constructor(page, field, value) {
    const id = `field-${field.name}`
    this.name = field.name
    this.#control = CONTROLS[field.type ?? 'text'](page, field, id, value)
    this.#wrong = element('p', { id: `${id}-wrong`, class: 'wrong' })
    const title = field.required ? t('{title} (required)', { title: t(field.title) }) : t(field.title)
    const hint = element('p', { id: `${id}-hint`, class: 'quiet' }, field.hint ? t(field.hint) : '')
    const described = [field.hint ? hint.id : '', this.#wrong.id].filter(Boolean).join(' ')
    this.#control.input.setAttribute('aria-describedby', described)
    this.node =
      field.type === 'choices'
        ? element('fieldset', {}, element('legend', {}, title), this.#control.node, hint, this.#wrong)
        : element('div', { class: field.type === 'flag' ? 'flag' : '' }, element('label', { htmlFor: id }, title), this.#control.node, hint, this.#wrong)
    if (field.required) this.#control.input.setAttribute('aria-required', 'true')
  }

  value() {
    return this.#control.value()
  }

  /** Shows what is wrong; an empty text if nothing is. */
  complain(text) {
    this.#wrong.textContent = text
    if (text === '') this.#control.input.removeAttribute('aria-invalid')
    else this.#control.input.setAttribute('aria-invalid', 'true')
  }

  focus() {
    this.#control.input.focus()
  }
}
