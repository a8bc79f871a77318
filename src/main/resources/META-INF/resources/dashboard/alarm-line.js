import { AcknowledgementNote } from './acknowledgement-note.js'
import { keyOf } from './acknowledgements.js'
import { clock, shownZone } from './clock.js'
import { element, setText } from './dom.js'
import { place } from './format.js'
import { t } from './texts.js'

/** One alarm of the list, with who has acknowledged it. */
export class AlarmLine {
  key
  alarm
  vehicle
  node
  #title = element('b')
  #pick
  #note

  /**
   * @param onPick called with the vehicle and the place of the alarm when the user selects it
   * @param acknowledge acknowledges the alarm; returns a promise
   */
  constructor(alarm, vehicle, onPick, acknowledge) {
    this.key = keyOf(alarm, vehicle.id)
    this.alarm = alarm
    this.vehicle = vehicle
    const zone = shownZone(vehicle.timezone)
    this.#pick = element(
      'button',
      { type: 'button', class: 'pick' },
      element('time', { dateTime: new Date(alarm.time).toISOString() }, clock(alarm.time, zone)),
      ' ',
      this.#title,
      ` ${vehicle.name} `,
      element('span', { class: 'place' }, alarm.place ? place(alarm.place) : t('unknown place')),
    )
    this.#pick.addEventListener('click', () => onPick(vehicle, alarm.place))
    this.#note = new AcknowledgementNote(alarm, vehicle.name, zone, acknowledge)
    this.node = element('li', { class: alarm.severity, 'data-code': alarm.code }, this.#pick)
    if (alarm.needsAcknowledgement) this.node.append(this.#note.node)
    this.rename()
  }

  /** Shows the title, which names a zone, as it is now. */
  rename() {
    setText(this.#title, this.alarm.title)
  }

  /** @param given {by, time}; undefined while the alarm is not acknowledged */
  show(given) {
    if (!this.alarm.needsAcknowledgement) return
    this.node.classList.toggle('acknowledged', Boolean(given))
    if (this.#note.show(given)) this.#pick.focus()
  }
}
