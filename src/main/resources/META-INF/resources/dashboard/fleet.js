import { STATES, Vehicle } from './vehicle.js'

const NAMES = new Intl.Collator(undefined, { numeric: true })

/** All vehicles the viewer may see, kept up to date by the client's events. */
export class Fleet {
  #client
  #silentAfterMs
  vehicles = new Map() // by unit_id
  groups = []
  delivered = 0

  constructor(client, silentAfterMs) {
    this.#client = client
    this.#silentAfterMs = silentAfterMs
  }

  /** Follows all units; `groups` are the pools of the registry. No messages arrive before it completes. */
  async load() {
    this.groups = (await this.#client.list('api/v1/pools')).sort((a, b) => NAMES.compare(a.name, b.name))
    const units = await this.#client.subscribe({ all: true })
    const made = units.map((unit) => new Vehicle(unit)).sort((a, b) => NAMES.compare(a.name, b.name))
    this.vehicles = new Map(made.map((vehicle) => [vehicle.id, vehicle]))
  }

  /** Applies an event; returns its vehicle, or undefined. */
  take(event) {
    if (!event.snapshot) this.delivered++
    const vehicle = this.vehicles.get(event.unit_id)
    vehicle?.take(event)
    return vehicle
  }

  /** Marks a gap in the messages of that unit, or of all. */
  interrupt(unit) {
    const vehicles = unit === undefined ? this.vehicles.values() : [this.vehicles.get(unit)]
    for (const vehicle of vehicles) vehicle?.trail.interrupt()
  }

  freshness(vehicle) {
    return this.#client.freshness(vehicle.id)
  }

  /** One of `STATES`, or `unfollowed`. */
  state(vehicle) {
    if (!vehicle.isFollowed) return 'unfollowed'
    return vehicle.state(this.freshness(vehicle), this.#silentAfterMs)
  }

  /** The number of vehicles in each state; vehicles that are not followed count in none. */
  counts() {
    const states = [...this.vehicles.values()].map((vehicle) => this.state(vehicle))
    return Object.fromEntries(STATES.map((state) => [state, states.filter((other) => other === state).length]))
  }

  /** Follows the vehicles; throws if some of them cannot be followed, but keeps the others. */
  async follow(vehicles) {
    const attempt = Symbol('attempt')
    for (const vehicle of vehicles) Object.assign(vehicle, { isFollowed: true, attempt })
    // Must not undo what the viewer decided in the meantime.
    const giveUp = (some) => this.unfollow(some.filter((vehicle) => vehicle.attempt === attempt))
    const units = await this.#client.subscribe({ unit: vehicles.map(({ id }) => id) }).catch((failure) => {
      giveUp(vehicles)
      throw failure
    })
    const found = new Set(units.map(({ unit_id: unit }) => unit))
    const refused = vehicles.filter(({ id }) => !found.has(id))
    if (refused.length === 0) return
    giveUp(refused)
    throw new Error(`${refused.length} of ${vehicles.length} can no longer be seen`)
  }

  unfollow(vehicles) {
    for (const { id } of vehicles) this.lose(id)
    this.#client.unsubscribe({ unit: vehicles.map(({ id }) => id) })
  }

  /** Marks a unit as no longer followed; returns its vehicle, or undefined. */
  lose(unit) {
    const vehicle = this.vehicles.get(unit)
    if (!vehicle) return undefined
    vehicle.isFollowed = false
    vehicle.trail.interrupt()
    return vehicle
  }
}
