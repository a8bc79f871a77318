import { eventsOf } from './alarms.js'

const HOURS = 4
const KINDS = ['PANIC', 'COLLISION', 'BUTTON:ALARM', 'ALARM', 'ZONE', 'TOWING', 'JAMMING', 'MOVEMENT:UNAUTHORIZED', 'SPEEDING', 'HARSH']
const CODES = encodeURIComponent(KINDS.join(';'))

/**
 * The events of the last hours, as the gateway recorded them, by group: calls `take` with each event and its vehicle. Groups
 * follow one another, since the gateway reads the past for few at a time.
 */
export async function pastAlarms(client, fleet, take) {
  const byUnit = fleet.vehicles
  for (const { id } of fleet.groups) {
    const { data } = await client.get(`api/v1/history/events/pools/${id}/recent/hours/${HOURS}?code=${CODES}`)
    for (const telemetry of data) {
      const vehicle = byUnit.get(telemetry.unit_id)
      if (!vehicle) continue
      const zoneName = fleet.zones.of(vehicle.unit.client_id)
      for (const event of eventsOf({ message_type: 'event', telemetry }, zoneName)) take(event, vehicle)
    }
  }
}
