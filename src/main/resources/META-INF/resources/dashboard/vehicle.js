import { isCurrent, positionOf } from '../fleetcast.js'
import { age, known, reading, tuples } from './format.js'
import { t } from './texts.js'
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
const CLOCK_FAULT_MS = 600_000 // stored positions arrive this late only after an outage

export const STATES = ['moving', 'idling', 'parked', 'silent']

/** A vehicle as described by its unit's messages. */
export class Vehicle {
  trail = new Trail()
  message = null // the newest message with a position
  position = null
  isFollowed = true
  attempt = null // the latest attempt to follow it
  recent = [] // its newest events, newest first
  #registered

  constructor(unit) {
    this.id = unit.unit_id
    this.vehicleId = unit.vehicle_id
    this.name = unit.vehicle_fleet_no ?? unit.vehicle_reg_no ?? unit.unit_name
    this.unit = unit
    const { imei, serial_no: serialNo, vehicle_reg_no: plate, vehicle_group_name: group } = unit
    this.#registered = [this.name, unit.unit_name, plate, group, imei, serialNo].filter(Boolean).join(' ').toLowerCase()
  }

  /** The name of its driver, as reported or else registered; null if it is unknown. */
  get driver() {
    const reported = this.message?.driver?.name ?? null
    return reported === null ? this.unit.driver_name : reading(reported)
  }

  /** Whether a name or a number of the vehicle, its tracker or its driver contains that text, which is in lower case. */
  matches(text) {
    return this.#registered.includes(text) || String(this.driver ?? '').toLowerCase().includes(text)
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

  /** Removes what it reported: the viewer may no longer see it. */
  forget() {
    this.trail = new Trail()
    this.message = this.position = null
    this.recent = []
  }

  /** What is wrong with the clock of its device; undefined if nothing is. */
  clockFault({ positionAge, messageAge }) {
    if (this.message?.clock_ahead) return t('ahead: positions have the time of receipt')
    const behind = messageAge === null ? 0 : positionAge - messageAge
    return behind > CLOCK_FAULT_MS ? t('{age} behind, or the positions were stored', { age: age(behind) }) : undefined
  }

  remember(event) {
    const place = this.recent.findIndex(({ time }) => time <= event.time)
    this.recent.splice(place < 0 ? this.recent.length : place, 0, event)
    this.recent.length = Math.min(this.recent.length, MOST_RECENT)
  }

  remembers({ code, time }) {
    return this.recent.some((event) => event.code === code && event.time === time)
  }

  /** The time zone of its unit; undefined before its first message. */
  get timezone() {
    return this.message?.gps.timezone
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
