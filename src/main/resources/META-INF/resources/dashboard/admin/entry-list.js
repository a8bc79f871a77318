import { byId, element, setText } from '../dom.js'
import { t } from '../texts.js'
import { AdminApi } from './admin-api.js'
import { isFor, KINDS } from './kinds.js'

const PAGE = 25
const NAMED = 3

/** The cells of fields that are no text, by type. */
const CELLS = {
  flag: (list, field, value) => t(value ? 'yes' : 'no'),
  choice: (list, { choices }, value) => titles(choices, [value]),
  choices: (list, { choices }, value) => titles(choices, value),
  reference: (list, { kind }, value) => (value === null ? '' : list.link(kind, value)),
  references: (list, { kind }, value) => {
    const links = value.slice(0, NAMED).flatMap((id) => [list.link(kind, id), ' '])
    return element('span', {}, ...links, value.length > NAMED ? t('{count} more', { count: value.length - NAMED }) : '')
  },
}

/** One page of the entries of a kind. */
export class EntryList {
  #page
  #newest

  /** @param page the `api`, the `names` of entries, the `address` and the `user` */
  constructor(page) {
    this.#page = page
  }

  /** Shows that page of the entries that match the search; a later call overtakes it. */
  async show(state) {
    this.#newest = state
    const { data, meta } = await this.#page.api.list(state.kind, { ...state, size: PAGE })
    if (this.#newest !== state) return
    this.#present(state, data, meta)
  }

  #present({ kind, company, q, page }, data, { total }) {
    const { title, add, fields } = KINDS[kind]
    const columns = fields.filter(({ listed }) => listed)
    const mayChange = isFor(this.#page.user, KINDS[kind])
    setText(byId('list-title'), t(title))
    setText(byId('add'), t(add))
    byId('add').hidden = byId('import').hidden = !mayChange
    byId('export').href = AdminApi.file(kind, 'export', company)
    byId('export').download = `${kind}.csv`
    byId('columns').replaceChildren(...columns.map((field) => element('th', { scope: 'col' }, t(field.title))))
    byId('entries').replaceChildren(...data.map((entry) => this.#row(kind, columns, entry)))
    setText(byId('none'), total > 0 ? '' : t(q === '' && company === null ? 'There are none yet.' : 'No entry matches.'))
    const last = Math.max(1, Math.ceil(total / PAGE))
    setText(byId('page-now'), t('Page {page} of {last}, {total} in all', { page, last, total }))
    byId('page-before').disabled = page <= 1
    byId('page-after').disabled = page >= last
  }

  #row(kind, [first, ...others], entry) {
    this.#page.names.learn(kind, entry)
    const name = element('a', { href: this.#page.address.with({ entry: entry.id }) }, entry[first.name])
    return element(
      'tr',
      { 'data-entry': entry.id },
      element('th', { scope: 'row' }, name),
      ...others.map((field) => element('td', {}, CELLS[field.type]?.(this, field, entry[field.name]) ?? entry[field.name] ?? '')),
    )
  }

  /** A link to an entry, with its name. */
  link(kind, id) {
    return this.#page.names.put(element('a', { href: this.#page.address.with({ kind, q: '', page: 1, entry: id }) }), kind, id)
  }
}

function titles(choices, values) {
  return choices
    .filter(({ value }) => values.includes(value))
    .map(({ title }) => t(title))
    .join(', ')
}
