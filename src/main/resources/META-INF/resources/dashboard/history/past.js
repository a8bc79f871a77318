import { daysLater, firstInstant } from './day-time.js'
import { Track } from './track.js'

const FIELDS = 'message_type,valid,gps.timestamp,gps.latitude,gps.longitude,gps.speed,gps.heading,events,event_code,message,location,timestamp,data'
/** A day is asked for in parts, so that no call takes long; `to` includes its second. */
const PARTS = [['00:00:00', '05:59:59'], ['06:00:00', '11:59:59'], ['12:00:00', '17:59:59'], ['18:00:00', '23:59:59']]
const MOST_KEPT = 12

/** The past as the gateway recorded it. Keeps the last days that were asked for, unless they go on. */
export class Past {
  #client
  #zones
  #kept = new Map()

  /** @param zones the names of zones */
  constructor(client, zones) {
    this.#client = client
    this.#zones = zones
  }

  /** A day of a unit: {unit, date, from, to, track, trips}; a trip is {from, to, kilometers, driving, idling, maximum, isActive}. */
  async day(unit, date) {
    const key = `${unit.id} ${date}`
    if (this.#kept.has(key)) return this.#kept.get(key)
    const day = await this.#load(unit, date)
    if (day.to < Date.now()) this.#keep(key, day)
    return day
  }

  /** The addresses of the day's messages as files: [name, address]. */
  files(unit, date) {
    const path = `api/v1/history/telemetry/unit/${unit.id}/date/${date}`
    return [['GPX', 'gpx'], ['GeoJSON', 'geojson'], ['CSV', 'csv']].map(([name, format]) => [name, `${path}?format=${format}`])
  }

  async #load(unit, date) {
    const [from, to] = [date, daysLater(date, 1)].map((day) => firstInstant(day, unit.timezone))
    const { data: trips } = await this.#client.get(`api/v1/history/trips/unit/${unit.id}/date/${date}/all`)
    const messages = []
    for (const [begin, end] of PARTS) {
      const path = `api/v1/history/telemetry/unit/${unit.id}/date/${date}/from/${begin}/to/${end}`
      messages.push(...(await this.#client.get(`${path}?_fields=${FIELDS}`)).data)
    }
    return { unit, date, from, to, track: new Track(messages, from, to, this.#zones.of(unit.clientId)), trips: trips.map(tripOf) }
  }

  #keep(key, day) {
    this.#kept.set(key, day)
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value)
  }
}

/** Trips that devices send may lack their end and parts of their summary. */
function tripOf({ from, to, active, summary }) {
  const { driving_secs: driving = 0, idling_secs: idling = 0 } = summary?.durations ?? {}
  return {
    from: Date.parse(from.gps?.timestamp),
    to: Date.parse((to ?? from).gps?.timestamp),
    kilometers: summary?.gps?.distance_km ?? 0,
    driving,
    idling,
    maximum: summary?.gps?.speed?.max ?? null,
    isActive: active,
  }
}
