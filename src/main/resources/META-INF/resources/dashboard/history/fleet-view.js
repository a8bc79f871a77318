import { byId, element, setText } from '../dom.js'
import { csv, save } from '../csv.js'
import { t } from '../texts.js'
import { daysLater, localDate } from './day-time.js'
import { lengthUnit, ofKilometers, speedUnit } from '../measure.js'
import { locale } from '../preferences.js'
import { Loading } from './loading.js'
import { COLUMNS, rank, summaries } from './summaries.js'

const UNITS = { kilometers: lengthUnit, speed: speedUnit, duration: () => 'h' }
const STEP_DAYS = { daily: 1, weekly: 7 }
const NAMES = new Intl.Collator(undefined, { numeric: true })

/** A table of the fleet over a day, a week from Monday, or a month. */
export class FleetView {
  #client
  #fleet
  #address
  #loading = new Loading(byId('fleet-status'))
  #shown = ''
  #rows = []
  #state = null // what the address says

  constructor(client, fleet, address) {
    this.#client = client
    this.#fleet = fleet
    this.#address = address
    byId('group').replaceChildren(
      element('option', { value: '' }, t('All vehicles')),
      ...fleet.groups.map(({ id, name }) => element('option', { value: String(id) }, name)),
    )
    byId('period').addEventListener('change', ({ target }) => address.go({ period: target.value }))
    byId('group').addEventListener('change', ({ target }) => address.go({ group: target.value === '' ? null : Number(target.value) }))
    byId('fleet-day').addEventListener('change', ({ target }) => target.value && address.go({ day: target.value }))
    byId('fleet-before').addEventListener('click', () => this.#step(-1))
    byId('fleet-after').addEventListener('click', () => this.#step(1))
    byId('fleet-csv').addEventListener('click', () => this.#save())
    byId('fleet-head').replaceChildren(this.#heading({ property: 'name', title: 'Vehicle' }), ...COLUMNS.map((column) => this.#heading(column)))
  }

  /** Shows what the address says; without a day, today. */
  show(state) {
    this.#state = { ...state, day: state.day ?? localDate(Date.now(), this.#fleet.units[0]?.timezone ?? 'UTC') }
    const { day, period, group } = this.#state
    byId('fleet-day').value = day
    byId('period').value = period
    byId('group').value = group === null ? '' : String(group)
    setText(byId('fleet-title'), title(this.#state))
    const sought = `${day} ${period} ${group}`
    if (sought === this.#shown) return this.#present()
    this.#shown = sought
    this.#rows = []
    this.#present()
    this.#loading.run(
      () => summaries(this.#client, this.#fleet, this.#state),
      (rows) => {
        this.#rows = rows
        if (rows.length === 0) this.#loading.tell(t('There are no vehicles in this table.'))
        this.#present()
      },
    )
  }

  #heading({ property, title: text, kind }) {
    const button = element('button', { type: 'button' }, kind in UNITS ? `${t(text)} (${UNITS[kind]()})` : t(text))
    button.addEventListener('click', () => this.#address.go({ sort: this.#state.sort === property ? `-${property}` : property }))
    return element('th', { scope: 'col', 'data-property': property }, button)
  }

  #present() {
    const order = this.#state.sort ?? 'name'
    const [property, isReversed] = order.startsWith('-') ? [order.slice(1), true] : [order, false]
    // Numbers are of interest from the highest down, names from A on.
    const direction = isReversed ? -1 : 1
    const compare = property === 'name' ? (a, b) => NAMES.compare(a.unit.name, b.unit.name) : (a, b) => rank(b[property]) - rank(a[property])
    this.#rows.sort((a, b) => direction * compare(a, b) || NAMES.compare(a.unit.name, b.unit.name))
    for (const head of byId('fleet-head').children) {
      const isSorted = head.dataset.property === property
      const isAscending = (property === 'name') !== isReversed
      head.setAttribute('aria-sort', !isSorted ? 'none' : isAscending ? 'ascending' : 'descending')
    }
    byId('fleet-rows').replaceChildren(...this.#rows.map((row) => this.#line(row)))
    byId('fleet-csv').disabled = this.#rows.length === 0
  }

  #line(row) {
    const link = element('a', { href: this.#address.with({ view: 'day', day: this.#state.day, units: [row.unit.id], at: null }) }, row.unit.name)
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, link),
      ...COLUMNS.map(({ property, kind }) => element('td', { class: 'number' }, shown(row[property], kind))),
    )
  }

  #step(direction) {
    const { day, period } = this.#state
    const next = period === 'monthly' ? monthLater(day, direction) : daysLater(day, direction * STEP_DAYS[period])
    this.#address.go({ day: next })
  }

  #save() {
    const head = ['vehicle', 'unit_id', ...COLUMNS.map(({ property }) => property)]
    const rows = this.#rows.map((row) => [row.unit.name, row.unit.id, ...COLUMNS.map(({ property }) => row[property])])
    save(`fleet-${this.#state.period}-${this.#state.day}.csv`, csv([head, ...rows]))
  }
}

const DECIMALS = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

function shown(value, kind) {
  if (value === null || value === undefined) return '–'
  return kind === 'kilometers' || kind === 'speed' ? DECIMALS.format(ofKilometers(value)) : String(value)
}

function title({ day, period }) {
  const date = new Date(`${day}T12:00:00Z`)
  const format = (options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date)
  if (period === 'monthly') return format({ month: 'long', year: 'numeric' })
  if (period === 'daily') return format({ dateStyle: 'full' })
  const monday = daysLater(day, -((date.getUTCDay() + 6) % 7))
  const first = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${monday}T12:00:00Z`))
  return t('Week of {day}', { day: first })
}

/** The first day of the month before or after. */
function monthLater(day, direction) {
  const [year, month] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + direction, 1)).toISOString().slice(0, 10)
}
