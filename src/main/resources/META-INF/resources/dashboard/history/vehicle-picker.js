import { byId, element, setText } from '../dom.js'
import { MOST_UNITS } from './past-address.js'

const wide = matchMedia('(min-width: 901px)') // on a phone the map comes first

/** The list of vehicles to choose from; up to `MOST_UNITS` at once. */
export class VehiclePicker {
  #rows = new Map() // unit → its elements
  #chosen = []
  #onChange

  /** @param onChange called with the chosen units, in the order of their choice */
  constructor(fleet, onChange) {
    this.#onChange = onChange
    for (const unit of fleet.units) this.#addRow(unit)
    byId('search').addEventListener('input', () => this.#filter())
    byId('unit-list').addEventListener('keydown', (key) => this.#walk(key))
    byId('vehicles').open = wide.matches
    byId('no-fleet').hidden = fleet.units.length > 0
    this.#filter()
  }

  /** Shows which units are chosen; each has the colour of its place. */
  choose(units) {
    this.#chosen = units
    const isFull = units.length >= MOST_UNITS
    for (const [unit, { row, box }] of this.#rows) {
      const place = units.indexOf(unit)
      box.checked = place >= 0
      box.disabled = isFull && place < 0
      if (place >= 0) row.dataset.track = String(place)
      else delete row.dataset.track
    }
    setText(byId('chosen-count'), `${units.length} of at most ${MOST_UNITS}`)
    if (units.length > 0) this.#rows.get(units[0])?.row.scrollIntoView({ block: 'nearest' })
  }

  #addRow(unit) {
    const box = element('input', { type: 'checkbox', tabIndex: -1 })
    const dot = element('span', { class: 'track-dot', 'aria-hidden': 'true' })
    const row = element('li', { 'data-unit': unit.id }, element('label', {}, box, dot, ` ${unit.name}`))
    box.addEventListener('change', () => this.#toggle(unit, box.checked))
    this.#rows.set(unit, { row, box })
    byId('unit-list').append(row)
  }

  #toggle(unit, isChosen) {
    this.#onChange(isChosen ? [...this.#chosen, unit] : this.#chosen.filter((other) => other !== unit))
  }

  #filter() {
    const sought = byId('search').value.trim().toLowerCase()
    for (const [unit, { row }] of this.#rows) row.hidden = !unit.sought.includes(sought)
    const shown = this.#shown()
    byId('no-match').hidden = shown.length > 0 || this.#rows.size === 0
    this.#makeReachable(shown[0])
  }

  #shown() {
    return [...this.#rows.values()].filter(({ row }) => !row.hidden)
  }

  // The tab key reaches one row, and arrow keys the others, so that keyboard users can skip the list.

  #makeReachable(chosen) {
    for (const row of this.#rows.values()) row.box.tabIndex = row === chosen ? 0 : -1
  }

  #walk(key) {
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }
    if (!(key.key in steps)) return
    key.preventDefault()
    const shown = this.#shown().filter(({ box }) => !box.disabled)
    const here = shown.findIndex(({ box }) => box === document.activeElement)
    const there = shown[Math.max(0, Math.min(shown.length - 1, here + steps[key.key]))]
    if (!there) return
    this.#makeReachable(there)
    there.box.focus()
  }
}
