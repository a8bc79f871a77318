import { isDate } from './day-time.js'

const MOST_UNITS = 6

/**
 * What the page shows, in the fragment of its address: it can be sent to others, and no server sees it. The view is `day`
 * or `fleet`; a change of it calls the listener, except for those that `note` makes.
 */
export class Address {
  static MOST_UNITS = MOST_UNITS

  constructor(onChange) {
    addEventListener('hashchange', () => onChange(this.read()))
  }

  /** The view, the units and instant of the day view, the period, group and order of the fleet view; malformed parts are left out. */
  read() {
    const told = new URLSearchParams(location.hash.slice(1))
    const day = told.get('day')
    const at = Date.parse(told.get('at'))
    return {
      view: told.get('view') === 'fleet' ? 'fleet' : 'day',
      day: isDate(day) ? day : null,
      units: (told.get('units') ?? '').split(',').filter((id) => /^\d{1,18}$/.test(id)).map(Number).slice(0, MOST_UNITS),
      at: Number.isNaN(at) ? null : at,
      period: ['weekly', 'monthly'].includes(told.get('period')) ? told.get('period') : 'daily',
      group: /^\d{1,18}$/.test(told.get('group') ?? '') ? Number(told.get('group')) : null,
      sort: told.get('sort'),
    }
  }

  /** Changes parts of the address; the back button returns to the one before. */
  go(changes) {
    const next = this.with(changes)
    if (next !== location.hash) location.hash = next
  }

  /** Changes parts of the address without a listener, and without a step for the back button. */
  note(changes) {
    history.replaceState(null, '', this.with(changes))
  }

  /** The fragment with these parts changed; for links. */
  with(changes) {
    const { view, day, units, at, period, group, sort } = { ...this.read(), ...changes }
    const parts = [`view=${view}`]
    if (day) parts.push(`day=${day}`)
    if (units.length > 0) parts.push(`units=${units.join(',')}`)
    if (at) parts.push(`at=${new Date(at).toISOString().replace(/\.\d+/, '')}`)
    if (period !== 'daily') parts.push(`period=${period}`)
    if (group) parts.push(`group=${group}`)
    if (sort) parts.push(`sort=${encodeURIComponent(sort)}`)
    return `#${parts.join('&')}`
  }
}
