import { isCurrent, positionOf } from '../fleetcast.js'
import { known, tuples } from './format.js'
import { Trail } from './trail.js'

const BY_ACTIVITY = {
  driving: 'moving',
  moving: 'moving',
  running: 'moving',
  walking: 'moving',
  idling: 'idling',
  parked: 'parked',
  still: 'parked',
}
const WALKING_PACE_KMH = 3
const MOST_RECENT = 20

export const STATES = ['moving', 'idling', 'parked', 'silent']

/** A vehicle as described by its unit's messages. */
export class Vehicle {
  trail = new Trail()
  message = null // the newest message with a position
  position = null
  isFollowed = true
  attempt = null // the latest attempt to follow it
  recent = [] // its newest events, newest first

  constructor(unit) {
    this.id = unit.unit_id
    this.vehicleId = unit.vehicle_id
    this.name = unit.vehicle_fleet_no ?? unit.vehicle_reg_no ?? unit.unit_name
    this.unit = unit
    const { imei, serial_no: serialNo, vehicle_reg_no: plate, driver_name: driver, vehicle_group_name: group } = unit
    this.sought = [this.name, unit.unit_name, plate, driver, group, imei, serialNo]
      .filter(Boolean)
      .join(' ')
      .toLowerCase()
  }

  /** Applies a message; a late one only completes the trail. */
  take({ telemetry }) {
    const place = positionOf(telemetry)
    if (!place) return
    const { speed, heading } = telemetry.gps
    const position = { ...place, speed: known(speed, 0), heading: known(heading, 0, 360) }
    this.trail.add(position)
    if (!isCurrent(telemetry)) return
    this.message = telemetry
    this.position = position
  }

  remember(event) {
    this.recent.unshift(event)
    this.recent.length = Math.min(this.recent.length, MOST_RECENT)
  }

  remembers({ code, time }) {
    return this.recent.some((event) => event.code === code && event.time === time)
  }

  /** @param freshness the client's `freshness` of the unit */
  state({ messageAge }, silentAfterMs) {
    if (messageAge === null || messageAge > silentAfterMs) return 'silent'
    const activity = BY_ACTIVITY[this.message?.gps.activity]
    if (activity) return activity
    if (this.position?.speed >= WALKING_PACE_KMH) return 'moving'
    return this.#isIgnitionOn() ? 'idling' : 'parked'
  }

  #isIgnitionOn() {
    const ignition = tuples(this.message?.sensors).find(([name]) => name === 'ignition')
    return ignition ? ['on', true, 1].includes(ignition[1]) : String(this.message?.inputs).startsWith('1')
  }
}
