const INTERVAL_MS = 60_000

/** The names of zones, which devices report by number. */
export class ZoneNames {
  #client
  #names = new Map()

  constructor(client) {
    this.#client = client
  }

  /** Without the names, zones have their numbers. Resolves to whether a name has changed. */
  async load() {
    const before = this.#names
    try {
      const zones = await this.#client.list('api/v1/zones')
      this.#names = new Map(zones.map(({ client_id: company, number, name }) => [`${company}/${number}`, name]))
    } catch ({ message }) {
      console.warn(`The names of zones cannot be read: ${message}`)
    }
    return this.#names.size !== before.size || [...this.#names].some(([key, name]) => before.get(key) !== name)
  }

  /** Reads the names again every minute while the page is visible, and when it becomes visible. */
  onChange(task) {
    const look = async () => !document.hidden && (await this.load()) && task()
    setInterval(look, INTERVAL_MS)
    document.addEventListener('visibilitychange', look)
  }

  /** Names a zone of that company: by its number if it has no name. */
  of(company) {
    return (number) => this.#names.get(`${company}/${number}`) ?? number
  }
}
