import { byId, setText } from './dom.js'
import { ListColumns } from './list-columns.js'
import { saveList } from './list-file.js'
import { ListRow } from './list-row.js'
import { t } from './texts.js'
import { VehicleFilter } from './vehicle-filter.js'
import { VehicleOrder } from './vehicle-order.js'

const MOST_ROWS = 500 // more would slow the browser down

/** The list of the vehicles that match the filters, with checkboxes and the selection. */
export class VehicleList {
  #fleet
  #shown = [] // match the filters, in their order
  #rows = new Map() // vehicle → its row; the first of those shown
  #filters
  #order
  #columns = new ListColumns(() => this.#fill())
  #onChange
  #onPick
  #selected = null

  /**
   * @param onAsk called with the filters and the order that the viewer asks for, which `arrange` then shows
   * @param onChange called with the vehicles that match, after every refresh
   */
  constructor(fleet, { onAsk, onChange, onPick }) {
    this.#fleet = fleet
    this.#onChange = onChange
    this.#onPick = onPick
    this.#filters = new VehicleFilter(fleet, onAsk)
    this.#order = new VehicleOrder(fleet, onAsk)
    byId('save-list').addEventListener('click', () => saveList(this.#shown, fleet))
    byId('clear-filters').addEventListener('click', () => {
      onAsk({ q: '', group: null, states: [] })
      byId('search').focus()
    })
    byId('follow-all').addEventListener('change', ({ target }) => this.#follow(this.#shown, target.checked))
    byId('vehicle-list').addEventListener('keydown', (key) => this.#walk(key))
  }

  /** Filters and sorts: {q, group, states, sort}. */
  arrange(state) {
    this.#filters.show(state)
    this.#order.show(state)
    this.refresh()
  }

  /** Shows the vehicles as they are now: which match, in which order, and their values. */
  refresh() {
    const vehicles = [...this.#fleet.vehicles.values()]
    const states = new Map(vehicles.map((vehicle) => [vehicle, this.#fleet.state(vehicle)]))
    this.#filters.count(states)
    this.#shown = this.#order.sorted(vehicles.filter((vehicle) => this.#filters.passes(vehicle, states.get(vehicle))))
    this.#list(this.#shown.slice(0, MOST_ROWS))
    for (const [vehicle, row] of this.#rows) row.update(vehicle, states.get(vehicle), this.#fleet.freshness(vehicle))
    this.#summarize()
    this.#onChange(this.#shown)
  }

  select(vehicle) {
    this.#rows.get(this.#selected)?.mark(false)
    this.#selected = vehicle
    this.#rows.get(vehicle)?.mark(true)
    this.#rows.get(vehicle)?.node.scrollIntoView({ block: 'nearest' })
  }

  /** Returns the keyboard focus to the list. */
  focus() {
    const row = this.#rows.get(this.#selected) ?? this.#rows.values().next().value
    row?.button.focus()
  }

  /** Lists these vehicles; keeps their rows. */
  #list(vehicles) {
    const list = byId('vehicle-list')
    const before = [...this.#rows.keys()]
    if (vehicles.length === before.length && vehicles.every((vehicle, i) => vehicle === before[i])) return
    const listed = new Set(vehicles)
    for (const vehicle of before) if (!listed.has(vehicle)) this.#drop(vehicle)
    // Moving a row would take the keyboard's focus from it.
    const isUsed = list.contains(document.activeElement)
    const order = isUsed ? [...this.#rows.keys(), ...vehicles.filter((vehicle) => !this.#rows.has(vehicle))] : vehicles
    this.#rows = new Map(order.map((vehicle) => [vehicle, this.#rows.get(vehicle) ?? this.#made(vehicle)]))
    const nodes = [...this.#rows.values()].map(({ node }) => node)
    list.append(...(isUsed ? nodes.filter((node) => !node.isConnected) : nodes))
    this.#makeReachable(isUsed ? this.#reachable() : order[0])
  }

  #drop(vehicle) {
    this.#rows.get(vehicle).node.remove()
    this.#rows.delete(vehicle)
  }

  #made(vehicle) {
    const row = new ListRow(vehicle, {
      onFollow: (isFollowed) => this.#follow([vehicle], isFollowed),
      onPick: () => this.#onPick(vehicle),
    })
    row.arrange(this.#columns.chosen, vehicle)
    row.mark(vehicle === this.#selected)
    return row
  }

  /** Shows the chosen columns. */
  #fill() {
    for (const [vehicle, row] of this.#rows) row.arrange(this.#columns.chosen, vehicle)
    this.refresh()
  }

  #summarize() {
    const shown = this.#shown.length
    const followed = this.#shown.filter(({ isFollowed }) => isFollowed).length
    const all = byId('follow-all')
    all.checked = shown > 0 && followed === shown
    all.indeterminate = followed > 0 && followed < shown
    setText(byId('counts'), t('{shown} shown, {followed} followed', { shown, followed }))
    setText(byId('more'), shown > MOST_ROWS ? t('The first {most} are listed.', { most: MOST_ROWS }) : '')
    byId('no-fleet').hidden = this.#fleet.vehicles.size > 0
    byId('no-vehicles').hidden = shown > 0 || this.#fleet.vehicles.size === 0
  }

  #follow(vehicles, isFollowed) {
    const changed = vehicles.filter((vehicle) => vehicle.isFollowed !== isFollowed)
    if (changed.length === 0) return
    setText(byId('follow-error'), '')
    if (isFollowed) this.#fleet.follow(changed).catch((failure) => this.#followingFailed(failure))
    else this.#fleet.unfollow(changed)
    this.refresh()
  }

  #followingFailed({ message }) {
    this.refresh()
    setText(byId('follow-error'), t('Not followed: {reason}', { reason: message }))
  }

  // The tab key reaches only one row, and arrow keys the others, so that keyboard users can skip a list of hundreds.

  #makeReachable(chosen) {
    for (const [vehicle, { button, box }] of this.#rows) {
      button.tabIndex = box.tabIndex = vehicle === chosen ? 0 : -1
    }
  }

  /** The row that has been reachable, or the first if that has gone. */
  #reachable() {
    const vehicles = [...this.#rows.keys()]
    return vehicles.find((vehicle) => this.#rows.get(vehicle).button.tabIndex === 0) ?? vehicles[0]
  }

  #walk(key) {
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }
    if (!(key.key in steps)) return
    key.preventDefault()
    const rows = [...this.#rows.keys()]
    const here = rows.findIndex((vehicle) => this.#rows.get(vehicle).node.contains(document.activeElement))
    const there = Math.max(0, Math.min(rows.length - 1, here + steps[key.key]))
    this.#makeReachable(rows[there])
    const { box, button } = this.#rows.get(rows[there])
    if (document.activeElement?.type === 'checkbox') box.focus()
    else button.focus()
  }
}
