import { Fleetcast } from '../fleetcast.js'
import { Fleet } from './fleet.js'
import { Trail } from './trail.js'

/** A fleet of more vehicles is followed by area. */
export const MOST_FOLLOWED = 500

/** Positions in the trails of vehicles that are not selected: as many as the map shows of them. */
const SHORT_TRAIL = 100
const LONG_TRAIL = 1_800
const PACE = { mode: 'latest', interval: 'PT2S', max_units: 1_000 }

/**
 * A fleet that is too large to follow as a whole: the stream follows the vehicles in the area that is on the map. The
 * others keep the position that they had when the page was opened, or when they left the area.
 */
export class LargeFleet extends Fleet {
  isLarge = true
  #watched = null
  #selected = null

  /** The stream has one area, so tabs cannot share it. */
  constructor(silentAfterMs) {
    super(new Fleetcast({ shared: false }), silentAfterMs)
  }

  async load() {
    await super.load()
    await this.client.connect()
  }

  async units() {
    return this.client.list('api/v1/monitoring/units')
  }

  made({ token, telemetry, ...unit }) {
    const vehicle = super.made(unit)
    vehicle.isFollowed = false
    vehicle.trail.limit(SHORT_TRAIL)
    if (telemetry) vehicle.take({ telemetry })
    return vehicle
  }

  /** Only the selected vehicle keeps a long trail: with those of all others, the page would need ever more memory. */
  select(vehicle) {
    this.#selected?.trail.limit(SHORT_TRAIL)
    this.#selected = vehicle
    vehicle?.trail.limit(LONG_TRAIL)
  }

  /** Follows the vehicles in that box: [west, south, east, north]. */
  watch(bbox) {
    if (String(bbox) === String(this.#watched)) return
    this.#watched = bbox
    this.client.follow({ bbox, ...PACE })
  }

  take(event) {
    const vehicle = super.take(event)
    if (!vehicle) return undefined
    vehicle.isFollowed = event.type !== 'leave'
    if (!vehicle.isFollowed) {
      vehicle.trail = new Trail() // of thousands that come and go
      vehicle.trail.limit(vehicle === this.#selected ? LONG_TRAIL : SHORT_TRAIL)
    }
    return vehicle
  }

  /** After a gap of all units, those that are still in the area are heard again. */
  interrupt(unit) {
    super.interrupt(unit)
    if (unit === undefined) for (const vehicle of this.vehicles.values()) vehicle.isFollowed = false
  }
}
