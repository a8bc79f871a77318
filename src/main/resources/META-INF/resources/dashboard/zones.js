/** The names of zones, which devices report by number. */
export class ZoneNames {
  #names = new Map()

  async load(client) {
    for (const { client_id: company, number, name } of await client.list('api/v1/zones')) {
      this.#names.set(`${company}/${number}`, name)
    }
  }

  /** Names a zone of that company: by its number if it has no name. */
  of(company) {
    return (number) => this.#names.get(`${company}/${number}`) ?? number
  }
}
