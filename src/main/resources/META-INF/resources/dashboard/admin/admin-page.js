import { Address } from '../address.js'
import { byId, element, setText } from '../dom.js'
import { notice } from '../page.js'
import { t } from '../texts.js'
import { ADMINISTERED, NEW } from './admin-address.js'
import { AdminApi } from './admin-api.js'
import { EntryForm } from './entry-form.js'
import { EntryList } from './entry-list.js'
import { EntryNames } from './entry-names.js'
import { ImportDialog } from './import-dialog.js'
import { KINDS } from './kinds.js'
import { ReferenceControl } from './reference-control.js'

const PAUSE_MS = 250

/** The page of administrators: shows the list, and the form of an entry, that the address names. */
export class AdminPage {
  #page // what the parts of the page share
  #address
  #list
  #form = null // the open form
  #opened = null // its kind and entry

  constructor(client, user) {
    const api = new AdminApi(client)
    this.#address = new Address(ADMINISTERED, (state) => this.#follow(state))
    this.#page = { api, user, names: new EntryNames(api), address: this.#address, onlyCompany: null }
    this.#list = new EntryList(this.#page)
  }

  async open() {
    const { data, meta } = await this.#page.api.list('clients', { size: 1 })
    if (meta.total === 1) this.#page.onlyCompany = data[0].id
    const state = this.#address.read()
    this.#offerCompanies(state)
    this.#showChoice(state)
    await this.#list.show(state)
    byId('admin').hidden = false
    this.#listen()
    await this.#showForm(state).catch(({ message }) => notice(message))
  }

  /** A choice of the company, where there are several. */
  #offerCompanies({ company }) {
    if (this.#page.onlyCompany !== null) return
    const choice = new ReferenceControl({ ...this.#page, company: () => null }, { kind: 'clients' }, 'company', company)
    byId('company-choice').append(choice.node)
    choice.input.addEventListener('change', () => {
      try {
        this.#address.go({ company: choice.value(), page: 1 })
      } catch ({ message }) {
        notice(message)
      }
    })
  }

  #listen() {
    let timer
    byId('search').addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.#search(), PAUSE_MS)
    })
    byId('search-form').addEventListener('submit', (event) => {
      event.preventDefault()
      this.#search()
    })
    byId('add').addEventListener('click', () => this.#address.go({ entry: NEW }))
    byId('import').addEventListener('click', () => this.#import())
    byId('page-before').addEventListener('click', () => this.#turn(-1))
    byId('page-after').addEventListener('click', () => this.#turn(1))
  }

  #search() {
    this.#address.note({ q: byId('search').value.trim(), page: 1 })
    this.#follow(this.#address.read())
  }

  #turn(pages) {
    this.#address.go({ page: this.#address.read().page + pages })
  }

  async #follow(state) {
    try {
      this.#showChoice(state)
      await Promise.all([this.#list.show(state), this.#showForm(state)])
      notice('')
    } catch ({ message }) {
      notice(message)
    }
  }

  /** The kind, the company and the search. */
  #showChoice(state) {
    if (document.activeElement !== byId('search')) byId('search').value = state.q
    byId('company-choice').hidden = this.#page.onlyCompany !== null || state.kind === 'clients'
    byId('kinds').replaceChildren(
      ...Object.entries(KINDS).map(([kind, { title }]) => {
        const link = element('a', { href: this.#address.with({ kind, company: kind === 'clients' ? null : state.company, q: '', page: 1, entry: null }) }, t(title))
        if (kind === state.kind) link.setAttribute('aria-current', 'page')
        return link
      }),
    )
  }

  /** Opens the form of the address, unless it is open, and closes another. */
  async #showForm({ kind, entry }) {
    const wanted = entry === null ? null : `${kind}/${entry}`
    if (wanted === this.#opened) return
    this.#opened = wanted
    this.#form?.close()
    this.#form = null
    if (wanted === null) return
    try {
      const stored = entry === NEW ? null : await this.#page.api.one(kind, entry)
      if (this.#opened !== wanted) return
      this.#form = new EntryForm(this.#page, kind, stored)
    } catch (failure) {
      this.#opened = null
      throw failure
    }
    this.#form.ask().then((done) => this.#closed(wanted, entry, done))
  }

  /** Back to the list, and in it to the entry. */
  async #closed(form, entry, done) {
    if (this.#opened !== form) return
    this.#form = this.#opened = null
    this.#address.note({ entry: null })
    if (done) setText(byId('outcome'), done)
    await this.#follow(this.#address.read())
    const link = document.querySelector(`[data-entry="${entry}"] a`) ?? byId('list-title')
    link.focus()
  }

  async #import() {
    const { kind } = this.#address.read()
    const done = await new ImportDialog(this.#page.api, kind).ask()
    byId('import').focus()
    if (!done) return
    setText(byId('outcome'), done)
    await this.#follow(this.#address.read())
  }
}
