import { eventsOf } from './alarms.js'
import { byId, element, setText } from './dom.js'
import { clock, place } from './format.js'

const MOST = 200

/** Alarms as they come, the newest first. */
export class AlarmList {
  #count = 0
  #onPick

  /** @param onPick called with the vehicle and the place of an alarm somebody has chosen */
  constructor(onPick) {
    this.#onPick = onPick
  }

  take(message, vehicle) {
    for (const event of eventsOf(message)) {
      // What a snapshot repeats was told when it was new.
      if (message.snapshot && vehicle.remembers(event)) continue
      vehicle.remember(event)
      if (event.severity && !message.snapshot) this.#add(event, vehicle)
    }
  }

  #add(alarm, vehicle) {
    const list = byId('alarm-list')
    const where = alarm.place ? place(alarm.place) : 'place not known'
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
