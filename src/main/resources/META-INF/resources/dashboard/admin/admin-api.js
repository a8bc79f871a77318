import { call } from '../call.js'

const PATH = 'api/v1/admin'
const MERGE_PATCH = 'application/merge-patch+json'
/** Passwords in a file take their time. */
const IMPORT_MS = 300_000

/** Calls of the administration API. */
export class AdminApi {
  #client

  constructor(client) {
    this.#client = client
  }

  /**
   * A page of the entries that match the search: `data`, and `meta` with `total`, `page` and `size`.
   *
   * @param company only entries of that company; null for all
   */
  list(kind, { q = '', page = 1, size, company = null }) {
    const parameters = new URLSearchParams({ page, size })
    if (q !== '') parameters.set('q', q)
    if (company !== null) parameters.set('client_id', company)
    return this.#client.get(`${PATH}/${kind}?${parameters}`)
  }

  async one(kind, id) {
    return (await this.#client.get(`${PATH}/${kind}/${id}`)).data
  }

  add(kind, entry) {
    return call('POST', `${PATH}/${kind}`, { body: JSON.stringify(entry) })
  }

  /** Changes those fields only, so that others who change the rest lose nothing. */
  change(kind, id, changes) {
    return call('PATCH', `${PATH}/${kind}/${id}`, { body: JSON.stringify(changes), type: MERGE_PATCH })
  }

  remove(kind, id) {
    return call('DELETE', `${PATH}/${kind}/${id}`)
  }

  /** Imports a file; resolves to the numbers of `created` and `updated` entries. */
  import(kind, file, { match, charset }) {
    const type = `text/csv; charset=${charset}`
    return call('POST', `${PATH}/${kind}/import?match=${match}`, { body: file, type, timeoutMs: IMPORT_MS })
  }

  /** The access tokens of a user, without the tokens themselves. */
  async tokens(user) {
    return (await this.#client.get(`${PATH}/users/${user}/tokens`)).data
  }

  /** Creates an access token; resolves to it. */
  addToken(user, token) {
    return call('POST', `${PATH}/users/${user}/tokens`, { body: JSON.stringify(token) })
  }

  revokeToken(user, id) {
    return call('DELETE', `${PATH}/users/${user}/tokens/${id}`)
  }

  /** The address of a file: the `export`, of one company or of all, or the `template`. */
  static file(kind, name, company = null) {
    return `${PATH}/${kind}/${name}${company === null ? '' : `?client_id=${company}`}`
  }
}
