import { element } from '../dom.js'
import { t } from '../texts.js'
import { KINDS } from './kinds.js'

const PAUSE_MS = 200
const SEARCHED = 100
const SUGGESTED = 20

/** A field for one other entry: suggests those that match what is typed. Its text ends with the id of the chosen one. */
export class ReferenceControl {
  #api
  #kind
  #company
  #options
  #timer

  /** @param company returns the company whose entries are suggested; null for all */
  constructor({ api, names, company }, { kind }, id, value) {
    this.#api = api
    this.#kind = kind
    this.#company = kind === 'clients' ? () => null : company
    this.#options = element('datalist', { id: `${id}-options` })
    this.input = element('input', { id, autocomplete: 'off', spellcheck: false })
    this.input.setAttribute('list', this.#options.id)
    this.node = element('div', {}, this.input, this.#options)
    this.input.addEventListener('input', () => this.#suggestSoon())
    this.input.addEventListener('focus', () => this.#suggestSoon())
    if (value) {
      this.input.value = `#${value}`
      names.of(kind, value).then((name) => this.input.value === `#${value}` && (this.input.value = text(name, value)))
    }
  }

  /** The id, or null; throws if the text names no entry. */
  value() {
    const typed = this.input.value.trim()
    if (typed === '') return null
    const id = /(?:^|#)(\d{1,15})$/.exec(typed)?.[1]
    if (id === undefined) throw new Error(t('Choose one of the suggestions, or enter an id.'))
    return Number(id)
  }

  /** Whether the text is one of the suggestions. */
  isSuggested() {
    return [...this.#options.children].some(({ value }) => value === this.input.value)
  }

  clear() {
    this.input.value = ''
  }

  #suggestSoon() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#suggest().catch(() => this.#options.replaceChildren()), PAUSE_MS)
  }

  async #suggest() {
    const typed = this.input.value
    const q = typed.replace(/\s*#\d*$/, '').trim()
    const { data } = await this.#api.list(this.#kind, { q, size: SEARCHED })
    if (typed !== this.input.value) return
    const company = this.#company()
    const fitting = data.filter(({ client_id: owner }) => company === null || owner === company).slice(0, SUGGESTED)
    this.#options.replaceChildren(...fitting.map((entry) => element('option', { value: text(KINDS[this.#kind].name(entry), entry.id) })))
  }
}

function text(name, id) {
  return name === `#${id}` ? name : `${name} #${id}`
}
