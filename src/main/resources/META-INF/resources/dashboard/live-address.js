import { idIn } from './address.js'
import { known } from './format.js'
import { STATES } from './vehicle.js'
import { ORDERS } from './vehicle-order.js'

/**
 * What the live page shows: the selected unit, the filters and the order of the list, the zoom and the centre of the map.
 * Without a centre the map follows the unit, or shows all.
 */
export const LIVE = { parse, format }

function parse(told) {
  return {
    unit: idIn(told.get('unit')),
    q: told.get('q') ?? '',
    group: idIn(told.get('group')),
    states: STATES.filter((state) => (told.get('state') ?? '').split(',').includes(state)),
    sort: ORDERS.some(({ value }) => value === told.get('sort')) ? told.get('sort') : ORDERS[0].value,
    zoom: told.has('zoom') ? known(Number(told.get('zoom')), 0, 24) : null,
    at: placeIn(told.get('at')),
  }
}

function format({ unit, q, group, states, sort, zoom, at }) {
  return [
    ['unit', String(unit ?? '')],
    ['q', q],
    ['group', String(group ?? '')],
    ['state', states.join(',')],
    ['sort', sort === ORDERS[0].value ? '' : sort],
    ['zoom', String(zoom ?? '')],
    ['at', at ? `${at.latitude.toFixed(5)},${at.longitude.toFixed(5)}` : ''],
  ]
}

function placeIn(text) {
  const [latitude, longitude] = (text ?? '').split(',').map((part) => (part === '' ? NaN : Number(part)))
  return known(latitude, -90, 90) === null || known(longitude, -180, 180) === null ? null : { latitude, longitude }
}
