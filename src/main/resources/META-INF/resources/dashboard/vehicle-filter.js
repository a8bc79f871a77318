import { byId, element, setText } from './dom.js'
import { words } from './format.js'
import { STATES } from './vehicle.js'

/** The filters above the list: a text, a group, and states. */
export class VehicleFilter {
  #fleet
  #buttons = new Map() // state → its button and count
  #states = new Set()
  #sought = ''
  #members = null // vehicle ids of the group

  /** @param onChange called with what the viewer changes: {q}, {group} or {states} */
  constructor(fleet, onChange) {
    this.#fleet = fleet
    this.#addGroups()
    for (const state of STATES) this.#addState(state, onChange)
    byId('search').addEventListener('input', ({ target }) => onChange({ q: target.value }))
    byId('group').addEventListener('change', ({ target }) => onChange({ group: target.value === '' ? null : Number(target.value) }))
  }

  show({ q, group, states }) {
    const known = this.#fleet.groups.find(({ id }) => id === group)
    this.#sought = q.trim().toLowerCase()
    this.#states = new Set(states)
    this.#members = known ? new Set(known.vehicle_ids) : null
    if (byId('search').value !== q) byId('search').value = q
    byId('group').value = known ? String(group) : ''
    for (const [state, { button }] of this.#buttons) button.setAttribute('aria-pressed', String(this.#states.has(state)))
  }

  passes(vehicle, state) {
    return (
      vehicle.sought.includes(this.#sought) &&
      (!this.#members || this.#members.has(vehicle.vehicleId)) &&
      (this.#states.size === 0 || this.#states.has(state))
    )
  }

  /** Shows the number of vehicles in each state. */
  count(counts) {
    for (const [state, { count }] of this.#buttons) setText(count, String(counts[state]))
  }

  #addGroups() {
    byId('group').replaceChildren(
      element('option', { value: '' }, `All (${this.#fleet.vehicles.size})`),
      ...this.#fleet.groups.map(({ id, name, vehicle_ids: ids }) =>
        element('option', { value: String(id) }, `${name} (${ids.length})`),
      ),
    )
  }

  #addState(state, onChange) {
    const count = element('span', { class: 'count' }, '0')
    const dot = element('span', { class: 'dot', 'aria-hidden': 'true' })
    const button = element('button', { type: 'button', 'data-state': state, 'aria-pressed': 'false' }, dot, `${words(state)} `, count)
    button.addEventListener('click', () => {
      const isOn = this.#states.has(state)
      onChange({ states: STATES.filter((other) => (other === state ? !isOn : this.#states.has(other))) })
    })
    this.#buttons.set(state, { button, count })
    byId('states').append(button)
  }
}
