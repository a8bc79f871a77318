import { byId } from './dom.js'

/** Kilometres or miles: the viewer's choice, kept in this browser. Files and the API stay metric. */
const KEY = 'fleetcast.measure'
const MILE_KM = 1.609344

function isMetric() {
  return localStorage.getItem(KEY) !== 'miles'
}

/** A distance or a speed in the chosen unit. */
export function ofKilometers(kilometers) {
  return isMetric() ? kilometers : kilometers / MILE_KM
}

export function lengthUnit() {
  return isMetric() ? 'km' : 'mi'
}

export function speedUnit() {
  return isMetric() ? 'km/h' : 'mph'
}

/** Starts the button that changes the unit, where a page has one. */
export function startMeasure() {
  const button = byId('measure')
  if (!button) return
  const show = () => {
    button.textContent = isMetric() ? 'mi' : 'km'
    button.setAttribute('aria-label', isMetric() ? 'Show miles (mi)' : 'Show kilometres (km)')
  }
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, isMetric() ? 'miles' : 'kilometres')
    show()
    dispatchEvent(new Event('measure'))
  })
  show()
}

/** Calls the listener after a change of the unit. */
export function onMeasureChange(listener) {
  addEventListener('measure', listener)
}
