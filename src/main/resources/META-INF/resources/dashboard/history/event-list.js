import { timeOfDay } from '../clock.js'
import { byId, element, setText } from '../dom.js'
import { t } from '../texts.js'

const MOST = 500

/** What happened on the shown days; a press moves clock and map to it. */
export class EventList {
  #onPick

  /** @param onPick called with the event */
  constructor(onPick) {
    this.#onPick = onPick
  }

  show(days) {
    const events = days.flatMap((day, place) => day.track.events.map((event) => ({ day, place, event })))
    events.sort((a, b) => a.event.time - b.event.time)
    byId('past-events').replaceChildren(...events.slice(0, MOST).map((entry) => this.#line(entry, days.length > 1)))
    setText(byId('event-count'), events.length > MOST ? t('first {most} of {all}', { most: MOST, all: events.length }) : String(events.length))
    byId('no-events').hidden = events.length > 0 || days.length === 0
  }

  #line({ day: { unit }, place, event }, isNamed) {
    const button = element(
      'button',
      { type: 'button', 'data-track': place },
      element('span', { class: 'track-dot', 'aria-hidden': 'true' }),
      element('time', { dateTime: new Date(event.time).toISOString() }, timeOfDay(event.time, unit.timezone)),
      element('span', {}, `${isNamed ? `${unit.name}: ` : ''}${event.title}`),
    )
    button.addEventListener('click', () => this.#onPick(event))
    return element('li', { class: event.severity ?? 'none' }, button)
  }
}
