const NAMES = new Intl.Collator(undefined, { numeric: true })

/** The units whose past the viewer may see, by the names of their vehicles, and the groups. */
export class PastFleet {
  /** Each unit is {id, name, sought, timezone, clientId, vehicleId}. */
  units
  groups
  #byId

  constructor(units, vehicles, groups) {
    const vehiclesById = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]))
    this.units = units.map((unit) => described(unit, vehiclesById.get(unit.vehicle_id))).sort(byName)
    this.groups = [...groups].sort(byName)
    this.#byId = new Map(this.units.map((unit) => [unit.id, unit]))
  }

  static async load(client) {
    const [units, vehicles, pools] = await Promise.all(['units', 'vehicles', 'pools'].map((kind) => client.list(`api/v1/${kind}`)))
    return new PastFleet(units, vehicles, pools)
  }

  /** The units with these ids, without those that the viewer may not see. */
  find(ids) {
    return ids.map((id) => this.#byId.get(id)).filter(Boolean)
  }

  /** The company that owns the group; 0 for a group that the viewer may not see. */
  ownerOf(group) {
    return this.groups.find(({ id }) => id === group)?.client_id ?? 0
  }

  /** The companies that own the units. */
  get clients() {
    return [...new Set(this.units.map(({ clientId }) => clientId))]
  }
}

function described(unit, vehicle) {
  const name = vehicle?.fleet_no ?? vehicle?.reg_no ?? unit.name
  const sought = [name, unit.name, vehicle?.reg_no, unit.imei, unit.serial_no].filter(Boolean).join(' ').toLowerCase()
  return { id: unit.id, name, sought, timezone: unit.timezone, clientId: unit.client_id, vehicleId: unit.vehicle_id }
}

function byName(a, b) {
  return NAMES.compare(a.name, b.name)
}
