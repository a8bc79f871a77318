import { tuples } from './format.js'

/** Which events are alarms, how grave they are, and what they are called. The first match counts. */
const KINDS = [
  [/^PANIC/, 'critical', 'Panic'],
  [/^COLLISION/, 'critical', 'Collision'],
  [/^BUTTON:ALARM/, 'critical', 'Alarm button'],
  [/^ALARM/, 'critical', 'Alarm'],
  [/^ZONE:SAFEZONE:ALARM/, 'critical', 'Left the safe zone'],
  [/^TOWING(?!:END)/, 'critical', 'Towed'],
  [/^JAMMING(?!:END)/, 'critical', 'Jamming'],
  [/^MOVEMENT:UNAUTHORIZED/, 'critical', 'Unauthorized movement'],
  [/^SPEEDING(?!:END|:GRACE)/, 'warning', 'Speeding'],
  [/^HARSH:BRAKING/, 'warning', 'Harsh braking'],
  [/^HARSH:ACCELERATION/, 'warning', 'Harsh acceleration'],
  [/^HARSH:CORNERING/, 'warning', 'Harsh cornering'],
  [/^HARSH/, 'warning', 'Harsh driving'],
  [/^ZONE:ENTER/, 'info', 'Zone entered'],
  [/^ZONE:EXIT/, 'info', 'Zone left'],
]

/** The alarms in a message: {code, severity, title, values, time, place}, place null where it is not known. */
export function alarmsOf({ snapshot, message_type: kind, telemetry }) {
  if (snapshot) return [] // it was told when it was new
  return kind === 'event' ? alarmOfEvent(telemetry) : alarmsOfPosition(telemetry)
}

function alarmsOfPosition({ events, gps, timestamp, received_at: receivedAt }) {
  return tuples(events).flatMap(([code, values]) => {
    const kind = kindOf(code)
    return kind ? [{ ...kind, code, values, time: timeOf(gps?.timestamp, timestamp, receivedAt), place: placeOf(gps) }] : []
  })
}

function alarmOfEvent({ event_code: code = '', message, location, timestamp, received_at: receivedAt }) {
  const kind = kindOf(code) ?? { severity: 'info', title: message ?? code }
  return [{ ...kind, code, values: undefined, time: timeOf(timestamp, receivedAt), place: placeOf(location) }]
}

function kindOf(code) {
  const found = KINDS.find(([pattern]) => pattern.test(code))
  return found && { severity: found[1], title: found[2] }
}

function timeOf(...candidates) {
  return candidates.map((candidate) => Date.parse(candidate)).find((time) => !Number.isNaN(time)) ?? Date.now()
}

function placeOf(where) {
  const { latitude, longitude } = where ?? {}
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null
}
