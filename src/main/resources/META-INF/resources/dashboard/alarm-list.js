import { eventsOf } from './alarms.js'
import { byId, element, setText } from './dom.js'
import { clock, place } from './format.js'

const MOST = 200

/** The list of alarms, newest first. */
export class AlarmList {
  #count = 0
  #onPick

  /** @param onPick called with the vehicle and the place of the alarm that the user selects */
  constructor(onPick) {
    this.#onPick = onPick
  }

  take(message, vehicle) {
    for (const event of eventsOf(message)) {
      // Skips events that a snapshot repeats.
      if (message.snapshot && vehicle.remembers(event)) continue
      vehicle.remember(event)
      if (event.severity && !message.snapshot) this.#add(event, vehicle)
    }
  }

  #add(alarm, vehicle) {
    const list = byId('alarm-list')
    const where = alarm.place ? place(alarm.place) : 'unknown place'
    const button = element(
      'button',
      { type: 'button' },
      element('time', { dateTime: new Date(alarm.time).toISOString() }, clock(alarm.time)),
      element('b', {}, ` ${alarm.title} `),
      `${vehicle.name} `,
      element('span', { class: 'place' }, where),
    )
    button.addEventListener('click', () => this.#onPick(vehicle, alarm.place))
    list.prepend(element('li', { class: alarm.severity, 'data-code': alarm.code }, button))
    if (list.children.length > MOST) list.lastChild.remove()
    byId('no-alarms').hidden = true
    setText(byId('alarm-count'), String(++this.#count))
  }
}
