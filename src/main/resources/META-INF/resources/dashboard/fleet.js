import { t } from './texts.js'
import { Vehicle } from './vehicle.js'
import { ZoneNames } from './zones.js'

const NAMES = new Intl.Collator(undefined, { numeric: true })

/** All vehicles the viewer may see, kept up to date by the client's events. */
export class Fleet {
  client
  #silentAfterMs
  vehicles = new Map() // by unit_id
  groups = []
  zones
  delivered = 0

  constructor(client, silentAfterMs) {
    this.client = client
    this.zones = new ZoneNames(client)
    this.#silentAfterMs = silentAfterMs
  }

  /** Follows all units; `groups` are the pools of the registry. No messages arrive before it completes. */
  async load() {
    await this.zones.load()
    this.groups = (await this.client.list('api/v1/pools')).sort((a, b) => NAMES.compare(a.name, b.name))
    const made = (await this.units()).map((unit) => this.made(unit)).sort((a, b) => NAMES.compare(a.name, b.name))
    this.vehicles = new Map(made.map((vehicle) => [vehicle.id, vehicle]))
  }

  async units() {
    return this.client.subscribe({ all: true })
  }

  made(unit) {
    return new Vehicle(unit)
  }

  /** The viewer looks at that vehicle, or at none. */
  select() {}

  /** Applies an event; returns its vehicle, or undefined. */
  take(event) {
    if (event.telemetry && !event.snapshot) this.delivered++
    const vehicle = this.vehicles.get(event.unit_id)
    if (event.telemetry) vehicle?.take(event)
    return vehicle
  }

  /** Marks a gap in the messages of that unit, or of all. */
  interrupt(unit) {
    const vehicles = unit === undefined ? this.vehicles.values() : [this.vehicles.get(unit)]
    for (const vehicle of vehicles) vehicle?.trail.interrupt()
  }

  /** The ages of its newest position and message; of a vehicle that is not followed, of the last position it had. */
  freshness(vehicle) {
    if (vehicle.isFollowed) return this.client.freshness(vehicle.id)
    return { positionAge: vehicle.position && Math.max(0, Date.now() - vehicle.position.time), messageAge: null }
  }

  /** One of the `STATES` of vehicles, or `unfollowed`. */
  state(vehicle) {
    if (!vehicle.isFollowed) return 'unfollowed'
    return vehicle.state(this.freshness(vehicle), this.#silentAfterMs)
  }

  /** Follows the vehicles; throws if some of them cannot be followed, but keeps the others. */
  async follow(vehicles) {
    const attempt = Symbol('attempt')
    for (const vehicle of vehicles) Object.assign(vehicle, { isFollowed: true, attempt })
    // Must not undo what the viewer decided in the meantime.
    const giveUp = (some) => this.unfollow(some.filter((vehicle) => vehicle.attempt === attempt))
    const units = await this.client.subscribe({ unit: vehicles.map(({ id }) => id) }).catch((failure) => {
      giveUp(vehicles)
      throw failure
    })
    const found = new Set(units.map(({ unit_id: unit }) => unit))
    const refused = vehicles.filter(({ id }) => !found.has(id))
    if (refused.length === 0) return
    giveUp(refused)
    throw new Error(t('{some} of {all} can no longer be seen', { some: refused.length, all: vehicles.length }))
  }

  unfollow(vehicles) {
    for (const { id } of vehicles) this.lose(id)
    this.client.unsubscribe({ unit: vehicles.map(({ id }) => id) })
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
