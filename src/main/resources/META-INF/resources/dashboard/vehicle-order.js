import { byId, element } from './dom.js'
import { STATES } from './vehicle.js'

const NAMES = new Intl.Collator(undefined, { numeric: true })
const ORDERS = [
  ['name', 'Name', () => 0],
  ['state', 'State', (vehicle, fleet) => [...STATES, 'unfollowed'].indexOf(fleet.state(vehicle))],
  ['speed', 'Speed, fastest first', ({ position }) => -(position?.speed ?? -1)],
  ['age', 'Position, oldest first', (vehicle, fleet) => -(fleet.freshness(vehicle).positionAge ?? Infinity)],
]

/** The order of the list, as the viewer chooses it; equal vehicles by name. */
export class VehicleOrder {
  #fleet

  constructor(fleet, onChange) {
    this.#fleet = fleet
    byId('order').replaceChildren(...ORDERS.map(([value, title]) => element('option', { value }, title)))
    byId('order').addEventListener('change', onChange)
  }

  /** The vehicles in that order, which may change with every message. */
  sorted(vehicles) {
    const [, , rank] = ORDERS.find(([value]) => value === byId('order').value)
    const ranks = new Map(vehicles.map((vehicle) => [vehicle, rank(vehicle, this.#fleet)]))
    return [...vehicles].sort((a, b) => ranks.get(a) - ranks.get(b) || NAMES.compare(a.name, b.name))
  }
}
