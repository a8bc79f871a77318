import { AlarmSignal } from './alarm-signal.js'
import { eventsOf } from './alarms.js'
import { clock, shownZone } from './clock.js'
import { byId, element, setText } from './dom.js'
import { place } from './format.js'
import { t } from './texts.js'

const MOST = 200

/** The list of alarms, newest first. */
export class AlarmList {
  #count = 0
  #zones
  #onPick
  #signal = new AlarmSignal()
  #past = new Set() // a vehicle may be in several groups

  /**
   * @param zones the names of zones
   * @param onPick called with the vehicle and the place of the alarm that the user selects
   */
  constructor(zones, onPick) {
    this.#zones = zones
    this.#onPick = onPick
  }

  take(message, vehicle) {
    for (const event of eventsOf(message, this.#zones.of(vehicle.unit.client_id))) {
      // Skips events that a snapshot repeats.
      if (message.snapshot && vehicle.remembers(event)) continue
      vehicle.remember(event)
      if (!event.severity || message.snapshot) continue
      this.#add(event, vehicle)
      this.#signal.give(event, vehicle)
    }
  }

  /** Adds an event from before the page was opened. */
  takePast(event, vehicle) {
    const key = `${vehicle.id} ${event.time} ${event.code}`
    if (!event.severity || vehicle.remembers(event) || this.#past.has(key)) return
    this.#past.add(key)
    vehicle.remember(event)
    this.#add(event, vehicle)
  }

  #add(alarm, vehicle) {
    const list = byId('alarm-list')
    const where = alarm.place ? place(alarm.place) : t('unknown place')
    const button = element(
      'button',
      { type: 'button' },
      element('time', { dateTime: new Date(alarm.time).toISOString() }, clock(alarm.time, shownZone(vehicle.timezone))),
      element('b', {}, ` ${alarm.title} `),
      `${vehicle.name} `,
      element('span', { class: 'place' }, where),
    )
    button.addEventListener('click', () => this.#onPick(vehicle, alarm.place))
    const line = element('li', { class: alarm.severity, 'data-code': alarm.code, 'data-time': alarm.time }, button)
    const older = [...list.children].find(({ dataset }) => Number(dataset.time) <= alarm.time)
    list.insertBefore(line, older ?? null)
    if (list.children.length > MOST) list.lastChild.remove()
    byId('no-alarms').hidden = true
    setText(byId('alarm-count'), String(++this.#count))
  }
}
