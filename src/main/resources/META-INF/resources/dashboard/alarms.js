import { known, reading, speed, tuples, words } from './format.js'
import { t } from './texts.js'

/** Patterns of event codes with their severity and title. The first match wins. */
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

/** The severities of alarms that are signalled, and that are acknowledged. */
export const SERIOUS = ['critical', 'warning']

/** Whether an event with that code is an alarm, whatever message it is in. */
export const isAlarm = (code) => KINDS.some(([pattern]) => pattern.test(code))

/**
 * The events in a message: {code, title, severity, needsAcknowledgement, time, place}; only alarms have a severity, and
 * place is null if unknown. The title names a zone by the name that it has when the title is read. What is merely for information, and what has no time of its own by which others know it
 * again, needs no acknowledgement.
 *
 * @param zoneName names a zone of the vehicle's company by its number
 */
export function eventsOf({ message_type: kind, telemetry }, zoneName) {
  return kind === 'event' ? [ofEvent(telemetry, zoneName)] : ofPosition(telemetry, zoneName)
}

function ofPosition({ events, gps, timestamp, received_at: receivedAt }, zoneName) {
  const about = { ...timeOf(receivedAt, gps?.timestamp, timestamp), place: placeOf(gps) }
  return tuples(events).map(([code, values]) => {
    const { kind = words(reading(code).replaceAll(':', ' ')), severity } = kindOf(code)
    return eventOf({ ...about, code, severity }, kind, () => measureOf(String(code), tuples(values), zoneName))
  })
}

/** A message of the type `event`; one that the gateway made of an event in a position has the position's `gps`. */
function ofEvent({ event_code: code = '', message, location, gps, timestamp, received_at: receivedAt, data }, zoneName) {
  const { kind = reading(message ?? code), severity = 'info' } = kindOf(code)
  const values = (Array.isArray(data) ? data : []).map((item) => [item?.key, item?.value])
  const about = { ...timeOf(receivedAt, gps?.timestamp, timestamp), place: placeOf(location) }
  return eventOf({ ...about, code, severity }, kind, () => measureOf(String(code), values, zoneName))
}

function eventOf({ isReported, ...event }, kind, measure) {
  return {
    ...event,
    needsAcknowledgement: isReported && SERIOUS.includes(event.severity),
    get title() {
      const measured = measure()
      return measured ? `${kind}: ${measured}` : kind
    },
  }
}

function kindOf(code) {
  const [, severity, title] = KINDS.find(([pattern]) => pattern.test(code)) ?? []
  return { severity, kind: title && t(title) }
}

/** The speed or the zone of an event. */
function measureOf(code, values, zoneName) {
  if (/^ZONE:(?:ENTER|EXIT):/.test(code)) return zoneName(code.split(':').slice(2).join(':'))
  const [, value] = values.find(([name]) => name === 'value') ?? []
  return code.startsWith('SPEEDING') && known(value, 0) !== null ? speed(value) : ''
}

/** The time that the message reports, else that of its receipt. */
function timeOf(receivedAt, ...reported) {
  const [time, own] = [[...reported, receivedAt], reported].map((candidates) =>
    candidates.map((candidate) => Date.parse(candidate)).find((each) => !Number.isNaN(each)),
  )
  return { time: time ?? Date.now(), isReported: own !== undefined }
}

function placeOf(where) {
  const { latitude, longitude } = where ?? {}
  return known(latitude, -90, 90) === null || known(longitude, -180, 180) === null ? null : { latitude, longitude }
}
