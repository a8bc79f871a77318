import { csv, save } from './csv.js'

const COLUMNS = ['vehicle', 'unit_id', 'imei', 'serial_no', 'reg_no', 'driver', 'group', 'state', 'speed_kmh', 'latitude', 'longitude', 'position_time']

/** Saves the vehicles as a file for spreadsheets, in their order. */
export function saveList(vehicles, fleet) {
  save(`vehicles-${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.csv`, csv([COLUMNS, ...vehicles.map((vehicle) => row(vehicle, fleet))]))
}

function row(vehicle, fleet) {
  const { id, name, unit, position } = vehicle
  return [
    name,
    id,
    unit.imei,
    unit.serial_no,
    unit.vehicle_reg_no,
    unit.driver_name,
    unit.vehicle_group_name,
    fleet.state(vehicle),
    position?.speed,
    position?.latitude,
    position?.longitude,
    position && new Date(position.time).toISOString(),
  ]
}
