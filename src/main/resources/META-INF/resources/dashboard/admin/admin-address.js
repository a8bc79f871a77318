import { idIn } from '../address.js'
import { KINDS } from './kinds.js'

/** What the page of administrators shows: a page of the entries of a kind, of one company or of all, that match a search, and the open entry. */
export const ADMINISTERED = { parse, format }

/** The open entry of a form that adds one. */
export const NEW = 'new'

function parse(told) {
  const entry = told.get('entry')
  return {
    kind: Object.hasOwn(KINDS, told.get('kind') ?? '') ? told.get('kind') : 'clients',
    company: idIn(told.get('company')),
    q: told.get('q') ?? '',
    page: idIn(told.get('page')) || 1,
    entry: entry === NEW ? NEW : idIn(entry),
  }
}

function format({ kind, company, q, page, entry }) {
  return [
    ['kind', kind],
    ['company', String(company ?? '')],
    ['q', q],
    ['page', page === 1 ? '' : String(page)],
    ['entry', String(entry ?? '')],
  ]
}
