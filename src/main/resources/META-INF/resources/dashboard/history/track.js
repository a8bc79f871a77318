import { eventsOf } from '../alarms.js'
import { known } from '../format.js'

/** The way between two positions is drawn and driven only if they are no farther apart; then it is a guess. */
export const SILENCE_MS = 300_000

/** Messages of these types are about others. */
const SUMMARIES = ['trip', 'daily', 'weekly', 'monthly']

/** Where a unit was on a day, and what happened to it. Immutable. */
export class Track {
  positions // {time, latitude, longitude, speed, heading}, ascending by time
  events // {time, code, title, severity, place}, ascending by time

  /**
   * @param messages past messages of the unit
   * @param from first instant of the day
   * @param to the first one after it
   * @param zoneName names a zone by its number
   */
  constructor(messages, from, to, zoneName) {
    const isWithin = ({ time }) => time >= from && time < to
    this.positions = messages.map(positionIn).filter((position) => position && isWithin(position)).sort(byTime)
    this.events = messages.flatMap((message) => eventsIn(message, zoneName)).filter(isWithin).sort(byTime)
  }

  /** Its position at that instant, on the straight line between two reports; null before the first one. `isOld` after a silence. */
  at(time) {
    const next = this.#firstAfter(time)
    if (next === 0) return null
    const [before, after] = [this.positions[next - 1], this.positions[next]]
    const isOld = time - before.time > SILENCE_MS
    if (!after || after.time - before.time > SILENCE_MS) return { ...plain(before), speed: isOld ? null : before.speed, isOld }
    const share = (time - before.time) / (after.time - before.time)
    return {
      ...plain(before),
      latitude: before.latitude + (after.latitude - before.latitude) * share,
      longitude: before.longitude + (after.longitude - before.longitude) * share,
      isOld: false,
    }
  }

  /** The index of the first position after that instant. */
  #firstAfter(time) {
    let [low, high] = [0, this.positions.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.positions[middle].time <= time) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Without what a layer of the map keeps in it. */
function plain({ time, latitude, longitude, speed, heading }) {
  return { time, latitude, longitude, speed, heading }
}

function positionIn({ message_type: kind, valid, gps }) {
  if (SUMMARIES.includes(kind) || valid === false || typeof gps?.latitude !== 'number' || typeof gps.longitude !== 'number') return null
  const { latitude, longitude, speed, heading } = gps
  return { time: Date.parse(gps.timestamp), latitude, longitude, speed: known(speed, 0), heading: known(heading, 0, 360) }
}

function eventsIn(telemetry, zoneName) {
  const kind = telemetry.message_type
  return SUMMARIES.includes(kind) ? [] : eventsOf({ message_type: kind, telemetry }, zoneName)
}

function byTime(a, b) {
  return a.time - b.time
}
