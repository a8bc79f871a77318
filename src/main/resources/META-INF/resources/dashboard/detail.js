import { byId, element, setText } from './dom.js'
import { age, amount, clock, distance, heading, place, reading, speed, tuples, words } from './format.js'
import { SpeedChart } from './speed-chart.js'

/** The details of the selected vehicle. */
export class DetailPanel {
  #fleet
  #vehicle = null
  #now = new Facts('now')
  #facts = new Facts()
  #history = element('a', { class: 'past' }, 'History of this vehicle')
  #sensors = new Facts()
  #inputs = element('ul', { class: 'inputs', 'aria-label': 'Inputs' })
  #events = element('ol', { class: 'recent' })
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
      element('h3', {}, 'Sensors'),
      this.#sensors.list,
      element('h3', {}, 'Inputs'),
      this.#inputs,
      element('h3', {}, 'Events'),
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
    this.#events.replaceChildren(...vehicle.recent.map(eventLine))
    this.#chart.show(vehicle.trail.positions)
  }

  #nowOf(vehicle) {
    const { position } = vehicle
    return [
      ['State', vehicle.isFollowed ? words(this.#fleet.state(vehicle)) : 'Not followed'],
      ['Speed', speed(position?.speed)],
      ['Heading', heading(position?.heading)],
      ['Last heard', ago(this.#fleet.freshness(vehicle).messageAge)],
    ]
  }

  #factsOf(vehicle, { gps = {}, driver, vehicle: registered }) {
    const { unit, position, trail } = vehicle
    const first = trail.positions[0]
    return [
      ['Position', position ? place(position) : 'unknown'],
      ['Position is from', ago(this.#fleet.freshness(vehicle).positionAge)],
      ['Local time', gps.local_time && reading(gps.local_time).slice(11, 19)],
      ['Trail', first ? `${trail.positions.length} positions since ${clock(first.time)}` : 'none yet'],
      ['Registration', shown(registered?.reg_no ?? unit.vehicle_reg_no)],
      ['Driver', shown(driver?.name ?? unit.driver_name)],
      ['Group', unit.vehicle_group_name],
      ['Odometer', gps.odometer === undefined ? undefined : distance(gps.odometer)],
      ['Satellites', gps.satellites === undefined ? undefined : amount(gps.satellites, '')],
      ['Unit', `${unit.unit_name} (${unit.unit_id})`],
    ].filter(([, value]) => value !== undefined && value !== null)
  }
}

/** Names and values; updates only changed values in the document. */
class Facts {
  list
  #values = new Map()

  constructor(kind = 'all') {
    this.list = element('dl', { class: `facts ${kind}` })
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
  return milliseconds === null ? 'never' : `${age(milliseconds)} ago`
}

function eventLine({ time, title, severity = 'none' }) {
  return element('li', { class: severity }, element('time', {}, clock(time)), ` ${title}`)
}

function readingOf(value, error) {
  return error === undefined || error === null ? reading(value) : `fault ${reading(error)}`
}

/** Undefined for a missing value. */
function shown(value) {
  return value === undefined || value === null ? undefined : reading(value)
}

/** One entry per input line, starting with number 1. */
function inputsOf(inputs) {
  return [...(typeof inputs === 'string' ? inputs : '')].map((line, i) => {
    const isOn = line === '1'
    return element('li', { class: isOn ? 'on' : 'off' }, `${i + 1} ${isOn ? 'on' : 'off'}`)
  })
}
