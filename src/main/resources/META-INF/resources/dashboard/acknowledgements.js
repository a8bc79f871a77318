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
  loadNewest() {
    return this.#load({ since: instant(Date.now() - REMEMBERED_MS) })
  }

  /** Reads those of alarms of these units in that time. */
  loadPast(units, from, to) {
    return this.#load({ ids: units.join(','), since: instant(from), until: instant(to) })
  }

  async #load(which) {
    for (const each of await this.#client.list(`${PATH}?${new URLSearchParams(which)}`)) this.#take(each)
  }

  /** {by, time}, or undefined. */
  of(key) {
    return this.#known.get(key)
  }

  /** Acknowledges the alarm for everybody. */
  async give({ code, time }, unit) {
    this.#take(await post(PATH, { unit_id: unit, code, at: instant(time) }))
  }

  #take({ unit_id: unit, code, at, acknowledged_by: by, acknowledged_at: time }) {
    const key = keyOf({ code, time: Date.parse(at) }, unit)
    if (this.#known.has(key)) return
    this.#known.set(key, { by, time: Date.parse(time) })
    this.#onChange(key)
  }
}

function instant(time) {
  return new Date(time).toISOString()
}

export function keyOf({ code, time }, unit) {
  return `${unit} ${time} ${code}`
}
