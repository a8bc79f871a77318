import { clock, shownZone } from './clock.js'
import { byId, element, setText } from './dom.js'
import { age, amount, distance, heading, place, reading, speed, stateWord, tuples, words } from './format.js'
import { SpeedChart } from './speed-chart.js'
import { t } from './texts.js'

/** The details of the selected vehicle. */
export class DetailPanel {
  #fleet
  #vehicle = null
  #now = new Facts('now')
  #facts = new Facts()
  #history = element('a', { class: 'past' }, t('History of this vehicle'))
  #sensors = new Facts()
  #inputs = element('ul', { class: 'inputs', 'aria-label': t('Inputs'), 'data-empty': t('None reported.') })
  #events = element('ol', { class: 'recent', 'data-empty': t('None reported.') })
  #chart = new SpeedChart()

  constructor(fleet, onClose) {
    this.#fleet = fleet
    byId('detail-close').addEventListener('click', onClose)
    byId('detail').addEventListener('keydown', ({ key }) => key === 'Escape' && onClose())
    byId('detail-content').append(
      this.#now.list,
      this.#chart.figure,
      this.#history,
      this.#facts.list,
      element('h3', {}, t('Sensors')),
      this.#sensors.list,
      element('h3', {}, t('Inputs')),
      this.#inputs,
      element('h3', {}, t('Events')),
      this.#events,
    )
  }

  /** Shows that vehicle; null hides the panel. */
  show(vehicle) {
    this.#vehicle = vehicle
    byId('detail').hidden = !vehicle
    if (!vehicle) return
    setText(byId('detail-title'), vehicle.name)
    this.#history.href = `history.html#view=day&units=${vehicle.id}`
    this.refresh()
    byId('detail-title').focus()
  }

  /** Updates the panel. */
  refresh() {
    const vehicle = this.#vehicle
    if (!vehicle) return
    const message = vehicle.message ?? {}
    this.#now.show(this.#nowOf(vehicle))
    this.#facts.show(this.#factsOf(vehicle, message))
    this.#sensors.show(tuples(message.sensors).map(([name, value, error]) => [words(name), readingOf(value, error)]))
    this.#inputs.replaceChildren(...inputsOf(message.inputs))
    const zone = shownZone(vehicle.timezone)
    this.#events.replaceChildren(...vehicle.recent.map((event) => eventLine(event, zone)))
    this.#chart.show(vehicle.trail.positions, zone)
  }

  #nowOf(vehicle) {
    const { position } = vehicle
    return [
      [t('State'), stateWord(this.#fleet.state(vehicle))],
      [t('Speed'), speed(position?.speed)],
      [t('Heading'), heading(position?.heading)],
      [t('Last heard'), ago(this.#fleet.freshness(vehicle).messageAge)],
    ]
  }

  #factsOf(vehicle, { gps = {}, vehicle: registered }) {
    const { unit, position, trail } = vehicle
    const first = trail.positions[0]
    return [
      [t('Position'), position ? place(position) : t('unknown')],
      [t('Position is from'), ago(this.#fleet.freshness(vehicle).positionAge)],
      [t('Clock'), vehicle.clockFault(this.#fleet.freshness(vehicle))],
      [t('Local time'), position && vehicle.timezone && clock(position.time, vehicle.timezone)],
      [t('Trail'), first ? t('{count} positions since {time}', { count: trail.positions.length, time: clock(first.time, shownZone(vehicle.timezone)) }) : t('none yet')],
      [t('Registration'), shown(registered?.reg_no ?? unit.vehicle_reg_no)],
      [t('Driver'), shown(vehicle.driver)],
      [t('Group'), unit.vehicle_group_name],
      [t('Odometer'), gps.odometer === undefined ? undefined : distance(gps.odometer)],
      [t('Satellites'), gps.satellites === undefined ? undefined : amount(gps.satellites, '')],
      [t('Unit'), `${unit.unit_name} (${unit.unit_id})`],
    ].filter(([, value]) => value !== undefined && value !== null)
  }
}

/** Names and values; updates only changed values in the document. */
class Facts {
  list
  #values = new Map()

  constructor(kind = 'all') {
    this.list = element('dl', { class: `facts ${kind}`, 'data-empty': t('None reported.') })
  }

  show(facts) {
    const names = new Set(facts.map(([name]) => name))
    if (names.size !== this.#values.size || facts.some(([name]) => !this.#values.has(name))) this.#rebuild(facts)
    for (const [name, value] of facts) setText(this.#values.get(name), String(value))
  }

  #rebuild(facts) {
    this.#values = new Map(facts.map(([name]) => [name, element('dd')]))
    this.list.replaceChildren(...[...this.#values].map(([name, value]) => element('div', {}, element('dt', {}, name), value)))
  }
}

function ago(milliseconds) {
  return milliseconds === null ? t('never') : t('{age} ago', { age: age(milliseconds) })
}

function eventLine({ time, title, severity = 'none' }, zone) {
  return element('li', { class: severity }, element('time', {}, clock(time, zone)), ` ${title}`)
}

function readingOf(value, error) {
  return error === undefined || error === null ? reading(value) : t('fault {code}', { code: reading(error) })
}

/** Undefined for a missing value. */
function shown(value) {
  return value === undefined || value === null ? undefined : reading(value)
}

/** One entry per input line, starting with number 1. */
function inputsOf(inputs) {
  return [...(typeof inputs === 'string' ? inputs : '')].map((line, i) => {
    const isOn = line === '1'
    return element('li', { class: isOn ? 'on' : 'off' }, `${i + 1} ${t(isOn ? 'on' : 'off')}`)
  })
}
