import { byId, element } from './dom.js'
import { STATES } from './vehicle.js'

const NAMES = new Intl.Collator(undefined, { numeric: true })
export const ORDERS = [
  { value: 'name', title: 'Name', rank: () => 0 },
  { value: 'state', title: 'State', rank: (vehicle, fleet) => [...STATES, 'unfollowed'].indexOf(fleet.state(vehicle)) },
  { value: 'speed', title: 'Speed, fastest first', rank: ({ position }) => -(position?.speed ?? -1) },
  { value: 'age', title: 'Position, oldest first', rank: (vehicle, fleet) => -(fleet.freshness(vehicle).positionAge ?? Infinity) },
]

/** The order of the list, as the viewer chooses it; equal vehicles by name. */
export class VehicleOrder {
  #fleet

  /** @param onChange called with what the viewer chooses, {sort} */
  constructor(fleet, onChange) {
    this.#fleet = fleet
    byId('order').replaceChildren(...ORDERS.map(({ value, title }) => element('option', { value }, title)))
    byId('order').addEventListener('change', ({ target }) => onChange({ sort: target.value }))
  }

  show({ sort }) {
    byId('order').value = sort
  }

  /** The vehicles in that order, which may change with every message. */
  sorted(vehicles) {
    const { rank } = ORDERS.find(({ value }) => value === byId('order').value)
    const ranks = new Map(vehicles.map((vehicle) => [vehicle, rank(vehicle, this.#fleet)]))
    return [...vehicles].sort((a, b) => ranks.get(a) - ranks.get(b) || NAMES.compare(a.name, b.name))
  }
}
