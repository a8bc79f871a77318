/** The names of zones, which devices report by number. */
export class ZoneNames {
  #names = new Map()

  /** Without the names, zones have their numbers. */
  async load(client) {
    try {
      for (const { client_id: company, number, name } of await client.list('api/v1/zones')) {
        this.#names.set(`${company}/${number}`, name)
      }
    } catch ({ message }) {
      console.warn(`The names of zones cannot be read: ${message}`)
    }
  }

  /** Names a zone of that company: by its number if it has no name. */
  of(company) {
    return (number) => this.#names.get(`${company}/${number}`) ?? number
  }
}
