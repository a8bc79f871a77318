import { eventsOf, isAlarm } from './alarms.js'

const HOURS = 4
const AT_ONCE = 25
const KINDS = ['PANIC', 'COLLISION', 'BUTTON:ALARM', 'ALARM', 'ZONE', 'TOWING', 'JAMMING', 'MOVEMENT:UNAUTHORIZED', 'SPEEDING', 'HARSH']
const CODES = encodeURIComponent(KINDS.join(';'))

/**
 * The events of the last hours, as the gateway recorded them: calls `take` with each event and its vehicle. The gateway
 * reads the past for few at a time, so the vehicles follow one another in small parts.
 */
export async function pastAlarms(client, { vehicles, zones }, take) {
  const units = [...vehicles.keys()]
  for (let i = 0; i < units.length; i += AT_ONCE) {
    const ids = units.slice(i, i + AT_ONCE).join(',')
    const { data } = await client.get(`api/v1/history/events/units/recent/hours/${HOURS}?ids=${ids}&code=${CODES}`)
    // Each event of a position comes as an event of its own; not all of them are alarms, such as the end of speeding.
    for (const telemetry of data.filter(({ event_code: code }) => isAlarm(code))) {
      const vehicle = vehicles.get(telemetry.unit_id)
      const zoneName = zones.of(vehicle.unit.client_id)
      for (const event of eventsOf({ message_type: 'event', telemetry }, zoneName)) take(event, vehicle)
    }
  }
}
