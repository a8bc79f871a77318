import { preference } from './preferences.js'

/** Kilometres or miles, as the viewer prefers. */
const MILE_KM = 1.609344
const isMetric = preference('length') === 'km'

/** The units of a map's scale. */
export const scaleUnits = { metric: isMetric, imperial: !isMetric }

/** A distance or a speed in the preferred unit. */
export function ofKilometers(kilometers) {
  return isMetric ? kilometers : kilometers / MILE_KM
}

export function lengthUnit() {
  return isMetric ? 'km' : 'mi'
}

export function speedUnit() {
  return isMetric ? 'km/h' : 'mph'
}
