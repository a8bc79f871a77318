import { locale, preference } from './preferences.js'

/** Times for display: in 12 or 24 hours, as the viewer prefers. */
const SECONDS = { hour: '2-digit', minute: '2-digit', second: '2-digit' }
const formats = new Map()

/** The viewer's own time zone. */
export const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The time zone in which the viewer wants the times of a vehicle in that zone. */
export function shownZone(vehicleZone) {
  return (preference('zone') === 'vehicle' && vehicleZone) || ownZone
}

/** The time of day with the name of its zone: the viewer's, or that one. */
export function clock(time, zone = ownZone) {
  return format({ ...SECONDS, timeZoneName: 'short' }, zone).format(time)
}

/** Date and time of day with the name of its zone. */
export function moment(time, zone = ownZone) {
  return format({ dateStyle: 'medium', timeStyle: 'long' }, zone).format(time)
}

/** The time of day in a place that names the zone itself. */
export function timeOfDay(time, zone) {
  return format(SECONDS, zone).format(time)
}

/** Like `timeOfDay`, without seconds. */
export function hourAndMinute(time, zone) {
  return format({ hour: '2-digit', minute: '2-digit' }, zone).format(time)
}

/** Formats are costly, so each is made once. A zone that the browser does not know is shown as the viewer's. */
function format(options, zone) {
  const key = `${Object.keys(options)} ${zone}`
  if (!formats.has(key)) formats.set(key, made({ ...options, hourCycle: preference('clock') === '12' ? 'h12' : 'h23' }, zone))
  return formats.get(key)
}

function made(options, timeZone) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone })
  } catch {
    return new Intl.DateTimeFormat(locale, options)
  }
}
