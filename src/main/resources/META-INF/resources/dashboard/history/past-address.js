import { idIn } from '../address.js'
import { isDate } from './day-time.js'

export const MOST_UNITS = 6

/** What the page of the past shows: the view `day` with units and instant, or `fleet` with period, group and order. */
export const PAST = { parse, format }

function parse(told) {
  const day = told.get('day')
  const at = Date.parse(told.get('at'))
  return {
    view: told.get('view') === 'fleet' ? 'fleet' : 'day',
    day: isDate(day) ? day : null,
    units: (told.get('units') ?? '').split(',').map(idIn).filter((id) => id !== null).slice(0, MOST_UNITS),
    at: Number.isNaN(at) ? null : at,
    period: ['weekly', 'monthly'].includes(told.get('period')) ? told.get('period') : 'daily',
    group: idIn(told.get('group')),
    sort: told.get('sort'),
  }
}

function format({ view, day, units, at, period, group, sort }) {
  return [
    ['view', view],
    ['day', day ?? ''],
    ['units', units.join(',')],
    ['at', at ? new Date(at).toISOString().replace(/\.\d+/, '') : ''],
    ['period', period === 'daily' ? '' : period],
    ['group', String(group ?? '')],
    ['sort', sort ?? ''],
  ]
}
