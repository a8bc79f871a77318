import { byId, element } from './dom.js'
import { age, distance, speed, stateWord } from './format.js'
import { t } from './texts.js'

const KEY = 'fleetcast.columns'

/** What the list can show beside the name: {name, title, width, isNumber, value}, the latter of a vehicle, its state and its freshness. */
export const COLUMNS = [
  { name: 'state', title: 'State', width: '5rem', value: (vehicle, state) => stateWord(state) },
  { name: 'speed', title: 'Speed', width: '3.8rem', isNumber: true, value: ({ position }, state) => (state === 'moving' ? speed(position?.speed) : '') },
  { name: 'age', title: 'Age', width: '2.9rem', isNumber: true, value: (vehicle, state, { positionAge }) => age(positionAge) },
  { name: 'plate', title: 'Registration', width: '6rem', value: ({ unit }) => unit.vehicle_reg_no },
  { name: 'driver', title: 'Driver', width: '7rem', value: (vehicle) => vehicle.driver },
  { name: 'group', title: 'Group', width: '7rem', value: ({ unit }) => unit.vehicle_group_name },
  { name: 'odometer', title: 'Odometer', width: '6rem', isNumber: true, value: ({ message }) => message && distance(message.gps.odometer) },
  { name: 'imei', title: 'IMEI', width: '9rem', value: ({ unit }) => unit.imei },
  { name: 'serial', title: 'Serial number', width: '8rem', value: ({ unit }) => unit.serial_no },
]
const LEAST_NAME = '7.2rem' // with the checkbox, and the gaps of the usual columns
const USUAL = ['state', 'speed', 'age']

/** The columns of the list, as the viewer chooses them; kept in this browser. */
export class ListColumns {
  /** The chosen columns, in the order of `COLUMNS`. */
  chosen = chosenColumns()

  /** @param onChange called after a choice */
  constructor(onChange) {
    const boxes = COLUMNS.map(({ name, title }) => ({
      name,
      label: t(title),
      box: element('input', { type: 'checkbox', checked: chosenNames().includes(name) }),
    }))
    byId('columns').append(...boxes.map(({ label, box }) => element('label', {}, box, ` ${label}`)))
    byId('columns').addEventListener('change', () => {
      localStorage.setItem(KEY, JSON.stringify(boxes.filter(({ box }) => box.checked).map(({ name }) => name)))
      this.chosen = chosenColumns()
      onChange()
    })
  }
}

/** Also makes room for them. */
function chosenColumns() {
  const names = chosenNames()
  const columns = COLUMNS.filter(({ name }) => names.includes(name))
  const widths = columns.map(({ width }) => width)
  byId('vehicle-list').style.setProperty('--columns', widths.join(' '))
  byId('vehicle-list').style.setProperty('--least', `calc(${[LEAST_NAME, ...widths].join(' + ')})`)
  return columns
}

function chosenNames() {
  try {
    const names = JSON.parse(localStorage.getItem(KEY))
    return Array.isArray(names) ? names : USUAL
  } catch {
    return USUAL
  }
}
