import { post } from './call.js'

const PATH = 'api/v1/alarms/acknowledgements'
const REMEMBERED_MS = 86_400_000

/** Who has acknowledged which alarms. An alarm is known by its unit, its code and the time that its message reports. */
export class Acknowledgements {
  #client
  #known = new Map()
  #onChange

  /** @param onChange called with the key of an alarm that was acknowledged */
  constructor(client, onChange) {
    this.#client = client
    this.#onChange = onChange
    client.on('alarm_acknowledged', (event) => this.#take(event))
  }

  /** Reads those of the last day, which others may have given while this page was not connected. */
  async load() {
    const since = new Date(Date.now() - REMEMBERED_MS).toISOString()
    for (const each of await this.#client.list(`${PATH}?since=${since}`)) this.#take(each)
  }

  /** {by, time}, or undefined. */
  of(key) {
    return this.#known.get(key)
  }

  /** Acknowledges the alarm for everybody. */
  async give({ code, time }, vehicle) {
    this.#take(await post(PATH, { unit_id: vehicle.id, code, at: new Date(time).toISOString() }))
  }

  #take({ unit_id: unit, code, at, acknowledged_by: by, acknowledged_at: time }) {
    const key = keyOf({ code, time: Date.parse(at) }, unit)
    if (this.#known.has(key)) return
    this.#known.set(key, { by, time: Date.parse(time) })
    this.#onChange(key)
  }
}

export function keyOf({ code, time }, unit) {
  return `${unit} ${time} ${code}`
}
