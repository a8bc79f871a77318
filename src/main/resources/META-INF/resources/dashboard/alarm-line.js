import { keyOf } from './acknowledgements.js'
import { clock, moment, shownZone } from './clock.js'
import { element } from './dom.js'
import { place } from './format.js'
import { t } from './texts.js'

/** One alarm of the list, with who has acknowledged it. */
export class AlarmLine {
  key
  time
  node
  #alarm
  #vehicle
  #acknowledge
  #pick = element('button', { type: 'button', class: 'pick' })
  #state = element('p', { class: 'acknowledgement' })

  /**
   * @param onPick called with the vehicle and the place of the alarm when the user selects it
   * @param acknowledge acknowledges the alarm; returns a promise
   */
  constructor(alarm, vehicle, onPick, acknowledge) {
    this.key = keyOf(alarm, vehicle.id)
    this.time = alarm.time
    this.#alarm = alarm
    this.#vehicle = vehicle
    this.#acknowledge = acknowledge
    this.#pick.append(
      element('time', { dateTime: new Date(alarm.time).toISOString() }, clock(alarm.time, this.#zone)),
      element('b', {}, ` ${alarm.title} `),
      `${vehicle.name} `,
      element('span', { class: 'place' }, alarm.place ? place(alarm.place) : t('unknown place')),
    )
    this.#pick.addEventListener('click', () => onPick(vehicle, alarm.place))
    this.node = element('li', { class: alarm.severity, 'data-code': alarm.code }, this.#pick)
    if (alarm.needsAcknowledgement) this.node.append(this.#state)
  }

  /** @param given {by, time}; undefined while the alarm is not acknowledged */
  show(given) {
    if (!this.#alarm.needsAcknowledgement) return
    const hadFocus = this.#state.contains(document.activeElement)
    this.node.classList.toggle('acknowledged', Boolean(given))
    this.#state.replaceChildren(given ? t('Acknowledged by {user}, {time}', { user: given.by, time: moment(given.time, this.#zone) }) : this.#button())
    if (hadFocus) this.#pick.focus()
  }

  get #zone() {
    return shownZone(this.#vehicle.timezone)
  }

  #button() {
    const name = `${t('Acknowledge')}: ${this.#alarm.title}, ${this.#vehicle.name}`
    const button = element('button', { type: 'button', 'aria-label': name }, t('Acknowledge'))
    button.addEventListener('click', () => this.#press(button))
    return button
  }

  async #press(button) {
    button.disabled = true
    try {
      await this.#acknowledge(this.#alarm, this.#vehicle)
    } catch ({ message }) {
      this.show(undefined)
      this.#state.append(element('span', { role: 'alert' }, ` ${message}`))
    }
  }
}
