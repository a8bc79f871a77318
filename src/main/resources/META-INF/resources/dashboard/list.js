import { byId, element, setText } from './dom.js'
import { age, speed, words } from './format.js'
import { saveList } from './list-file.js'
import { VehicleFilter } from './vehicle-filter.js'
import { VehicleOrder } from './vehicle-order.js'

/** The list of vehicles, with checkboxes and the selection. */
export class VehicleList {
  #fleet
  #rows = new Map() // vehicle → its elements
  #filters
  #order
  #onChange
  #onPick
  #selected = null

  /**
   * @param onAsk called with the filters and the order that the viewer asks for, which `arrange` then shows
   * @param onChange called when the shown or followed vehicles change
   */
  constructor(fleet, { onAsk, onChange, onPick }) {
    this.#fleet = fleet
    this.#onChange = onChange
    this.#onPick = onPick
    this.#filters = new VehicleFilter(fleet, onAsk)
    this.#order = new VehicleOrder(fleet, onAsk)
    for (const vehicle of fleet.vehicles.values()) this.#addRow(vehicle)
    byId('save-list').addEventListener('click', () => saveList(this.#shown(), fleet))
    byId('clear-filters').addEventListener('click', () => {
      onAsk({ q: '', group: null, states: [] })
      byId('search').focus()
    })
    byId('follow-all').addEventListener('change', ({ target }) => this.#follow(this.#shown(), target.checked))
    byId('vehicle-list').addEventListener('keydown', (key) => this.#walk(key))
  }

  /** Filters and sorts: {q, group, states, sort}. */
  arrange(state) {
    this.#filters.show(state)
    this.#order.show(state)
    this.#sort()
    this.#filter()
  }

  /** The vehicles that match the filters. */
  #shown() {
    return [...this.#rows.keys()].filter((vehicle) => !this.#rows.get(vehicle).row.hidden)
  }

  /** Updates states, speeds, ages and counts; filters again, since matches depend on states. */
  refresh() {
    this.#filters.count(this.#fleet.counts())
    for (const vehicle of this.#rows.keys()) this.#update(vehicle)
    // Moving a row would take the keyboard's focus from it.
    if (!byId('vehicle-list').contains(document.activeElement)) this.#sort()
    this.#filter()
  }

  select(vehicle) {
    this.#selected = vehicle
    for (const [other, { button }] of this.#rows) {
      if (other === vehicle) button.setAttribute('aria-current', 'true')
      else button.removeAttribute('aria-current')
    }
    this.#rows.get(vehicle)?.row.scrollIntoView({ block: 'nearest' })
  }

  /** Unchecks a vehicle that is no longer followed; the next refresh updates the rest. */
  uncheck(vehicle) {
    this.#rows.get(vehicle).box.checked = false
  }

  /** Returns the keyboard focus to the list. */
  focus() {
    const rows = this.#rows.get(this.#selected) ?? this.#rows.values().next().value
    rows?.button.focus()
  }

  #sort() {
    const rows = [...this.#rows]
    const vehicles = this.#order.sorted(rows.map(([vehicle]) => vehicle))
    if (vehicles.every((vehicle, i) => vehicle === rows[i][0])) return
    this.#rows = new Map(vehicles.map((vehicle) => [vehicle, this.#rows.get(vehicle)]))
    byId('vehicle-list').append(...[...this.#rows.values()].map(({ row }) => row))
  }

  #addRow(vehicle) {
    const box = element('input', { type: 'checkbox', checked: true, 'aria-label': `Follow ${vehicle.name}` })
    const state = element('span', { class: 'state-word' })
    const fields = { speed: element('span', { class: 'number' }), age: element('span', { class: 'number' }) }
    const dot = element('span', { class: 'dot', 'aria-hidden': 'true' })
    const button = element('button', { type: 'button', tabIndex: -1 }, dot, element('b', { title: vehicle.name }, vehicle.name), ' ', state, ' ', fields.speed, ' ', fields.age)
    const row = element('li', { 'data-unit': vehicle.id }, box, button)
    box.addEventListener('change', () => this.#follow([vehicle], box.checked))
    button.addEventListener('click', () => this.#onPick(vehicle))
    this.#rows.set(vehicle, { row, box, button, state, ...fields })
    this.#update(vehicle)
    byId('vehicle-list').append(row)
  }

  #update(vehicle) {
    const { row, state, speed: speedField, age: ageField } = this.#rows.get(vehicle)
    const now = this.#fleet.state(vehicle)
    if (row.dataset.state !== now) row.dataset.state = now
    setText(state, now === 'unfollowed' ? 'Not followed' : words(now))
    setText(speedField, now === 'moving' ? speed(vehicle.position?.speed) : '')
    setText(ageField, now === 'unfollowed' ? '' : age(this.#fleet.freshness(vehicle).positionAge))
  }

  #filter() {
    let changed = false
    for (const [vehicle, { row }] of this.#rows) {
      const passes = this.#filters.passes(vehicle, row.dataset.state)
      changed ||= row.hidden === passes
      row.hidden = !passes
    }
    this.#summarize()
    if (changed || !this.#isReachable()) this.#makeReachable()
    this.#onChange(this.#shown())
  }

  #summarize() {
    const shown = this.#shown()
    const followed = shown.filter(({ isFollowed }) => isFollowed).length
    const all = byId('follow-all')
    all.checked = shown.length > 0 && followed === shown.length
    all.indeterminate = followed > 0 && followed < shown.length
    setText(byId('counts'), `${shown.length} shown, ${followed} followed`)
    byId('no-fleet').hidden = this.#rows.size > 0
    byId('no-vehicles').hidden = shown.length > 0 || this.#rows.size === 0
  }

  #follow(vehicles, isFollowed) {
    const changed = vehicles.filter((vehicle) => vehicle.isFollowed !== isFollowed)
    if (changed.length === 0) return
    setText(byId('follow-error'), '')
    if (isFollowed) this.#fleet.follow(changed).catch((failure) => this.#followingFailed(changed, failure))
    else this.#fleet.unfollow(changed)
    this.#showFollowing(changed)
  }

  #followingFailed(vehicles, { message }) {
    this.#showFollowing(vehicles)
    setText(byId('follow-error'), `Not followed: ${message}`)
  }

  #showFollowing(vehicles) {
    for (const vehicle of vehicles) this.#rows.get(vehicle).box.checked = vehicle.isFollowed
    this.refresh()
  }

  // The tab key reaches only one row, and arrow keys the others, so that keyboard users can skip a list of hundreds.

  #isReachable() {
    return this.#shown().some((vehicle) => this.#rows.get(vehicle).button.tabIndex === 0)
  }

  #makeReachable(chosen = this.#shown()[0]) {
    for (const [vehicle, { button, box }] of this.#rows) {
      button.tabIndex = box.tabIndex = vehicle === chosen ? 0 : -1
    }
  }

  #walk(key) {
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }
    if (!(key.key in steps)) return
    key.preventDefault()
    const shown = this.#shown()
    const here = shown.findIndex((vehicle) => this.#rows.get(vehicle).row.contains(document.activeElement))
    const there = Math.max(0, Math.min(shown.length - 1, here + steps[key.key]))
    this.#makeReachable(shown[there])
    const { box, button } = this.#rows.get(shown[there])
    if (document.activeElement?.type === 'checkbox') box.focus()
    else button.focus()
  }
}
