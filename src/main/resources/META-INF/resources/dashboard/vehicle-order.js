import { byId, element } from './dom.js'
import { t } from './texts.js'
import { STATES } from './vehicle.js'

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
    byId('order').replaceChildren(...ORDERS.map(({ value, title }) => element('option', { value }, t(title))))
    byId('order').addEventListener('change', ({ target }) => onChange({ sort: target.value }))
  }

  show({ sort }) {
    byId('order').value = sort
  }

  /** The vehicles, which come in the order of their names, in the chosen one, which may change with every message. */
  sorted(vehicles) {
    const { value, rank } = ORDERS.find(({ value: each }) => each === byId('order').value)
    if (value === 'name') return vehicles
    const ranks = new Map(vehicles.map((vehicle) => [vehicle, rank(vehicle, this.#fleet)]))
    return [...vehicles].sort((a, b) => ranks.get(a) - ranks.get(b))
  }
}
