/** Days in a time zone. A day has 23 or 25 hours when clocks change, and may begin after midnight. */
const HALF_A_DAY_MS = 43_200_000
const formats = new Map() // by zone: each is costly

/** The date of that instant, as `2026-02-16`. */
export function localDate(time, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }))
  }
  return formats.get(zone).format(time)
}

/** The first instant whose local date is not before that date, in milliseconds. */
export function firstInstant(date, zone) {
  let before = Date.parse(`${date}T00:00:00Z`) - 2 * HALF_A_DAY_MS
  let found = before + 4 * HALF_A_DAY_MS
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2)
    if (localDate(middle, zone) < date) before = middle
    else found = middle
  }
  return found
}

/** That many days later. */
export function daysLater(date, days) {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 2 * HALF_A_DAY_MS).toISOString().slice(0, 10)
}

/** Whether the text is a date such as `2026-02-16`. */
export function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text))
}

/** A duration as `1 h 05 min`; seconds below an hour. */
export function duration(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`
  return minutes > 0 ? `${minutes} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s` : `${Math.round(seconds)} s`
}
