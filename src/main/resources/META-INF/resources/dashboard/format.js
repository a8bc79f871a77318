import { lengthUnit, ofKilometers, speedUnit } from './measure.js'
import { locale } from './preferences.js'
import { t } from './texts.js'

/** Formats the values in messages for display. */

const NUMBERS = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })

export function age(milliseconds) {
  if (milliseconds === null) return t('never')
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`
}

/** The number; null if it is not a finite number or out of range: devices write -1 for unknown values. */
export function known(number, least = -Infinity, most = Infinity) {
  return Number.isFinite(number) && number >= least && number <= most ? number : null
}

/** A number that cannot be negative, with its unit. */
export function amount(number, unit) {
  return known(number, 0) === null ? '–' : `${NUMBERS.format(number)} ${unit}`.trim()
}

/** A distance in the unit that the viewer chose. */
export function distance(kilometers) {
  return known(kilometers, 0) === null ? '–' : `${NUMBERS.format(Math.round(ofKilometers(kilometers)))} ${lengthUnit()}`
}

/** A speed in the unit that the viewer chose. */
export function speed(kmh) {
  return known(kmh, 0) === null ? '–' : `${NUMBERS.format(Math.round(ofKilometers(kmh)))} ${speedUnit()}`
}

export function place({ latitude, longitude }) {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
}

const POINTS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']

export function heading(degrees) {
  return known(degrees, 0, 360) === null
    ? '–'
    : `${Math.round(degrees)}° ${t(POINTS[Math.round(degrees / 45) % 8])}`
}


/** The arrays in an array; skips malformed entries of devices. */
export function tuples(list) {
  return Array.isArray(list) ? list.filter(Array.isArray) : []
}

/** A value of a device as text: a string, a number, a boolean, or a list of these. */
export function reading(value) {
  if (Array.isArray(value)) return value.map(reading).join(', ') || '–'
  if (typeof value === 'number') return known(value) === null ? '–' : NUMBERS.format(value)
  return ['string', 'boolean'].includes(typeof value) && value !== '' ? String(value) : '–'
}

/** `engine_temp` as `Engine temp`, in the viewer's language if it is a common name. */
export function words(name) {
  const text = reading(name).replaceAll('_', ' ').toLowerCase()
  return t(text.charAt(0).toUpperCase() + text.slice(1))
}

/** The state of a vehicle. */
export function stateWord(state) {
  return state === 'unfollowed' ? t('Not followed') : words(state)
}
