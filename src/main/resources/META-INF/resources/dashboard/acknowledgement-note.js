import { moment } from './clock.js'
import { element } from './dom.js'
import { t } from './texts.js'

/** Says who has acknowledged an alarm, or offers to acknowledge it. */
export class AcknowledgementNote {
  node = element('p', { class: 'acknowledgement' })
  #alarm
  #vehicleName
  #zone
  #acknowledge

  /**
   * @param zone the time zone to show
   * @param acknowledge acknowledges the alarm; returns a promise
   */
  constructor(alarm, vehicleName, zone, acknowledge) {
    this.#alarm = alarm
    this.#vehicleName = vehicleName
    this.#zone = zone
    this.#acknowledge = acknowledge
  }

  /**
   * @param given {by, time}; undefined while the alarm is not acknowledged
   * @returns whether the button that had the focus is gone
   */
  show(given) {
    const hadFocus = this.node.contains(document.activeElement)
    this.node.replaceChildren(given ? t('Acknowledged by {user}, {time}', { user: given.by, time: moment(given.time, this.#zone) }) : this.#button())
    return hadFocus
  }

  #button() {
    const name = `${t('Acknowledge')}: ${this.#alarm.title}, ${this.#vehicleName}`
    const button = element('button', { type: 'button', 'aria-label': name }, t('Acknowledge'))
    button.addEventListener('click', () => this.#press(button))
    return button
  }

  async #press(button) {
    button.disabled = true
    try {
      await this.#acknowledge()
    } catch ({ message }) {
      this.show(undefined)
      this.node.append(element('span', { role: 'alert' }, ` ${message}`))
    }
  }
}
