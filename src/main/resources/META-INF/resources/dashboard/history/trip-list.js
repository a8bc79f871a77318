import { hourAndMinute } from '../clock.js'
import { byId, element, setText } from '../dom.js'
import { speed } from '../format.js'
import { lengthUnit, ofKilometers } from '../measure.js'
import { locale } from '../preferences.js'
import { t } from '../texts.js'
import { duration } from './day-time.js'

const NUMBERS = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** The trips of the shown days; a press moves clock and map to the trip. */
export class TripList {
  #onPick
  #buttons = [] // {day, trip, button}

  /** @param onPick called with the day and the trip */
  constructor(onPick) {
    this.#onPick = onPick
  }

  show(days) {
    const trips = days.flatMap((day, place) => day.trips.map((trip) => ({ day, place, trip })))
    trips.sort((a, b) => a.trip.from - b.trip.from)
    this.#buttons = trips.map(({ day, place, trip }) => ({ day, trip, button: this.#button(day, place, trip, days.length > 1) }))
    byId('trip-list').replaceChildren(...this.#buttons.map(({ button }) => element('li', {}, button)))
    setText(byId('trip-count'), String(trips.length))
    byId('no-trips').hidden = trips.length > 0 || days.length === 0
  }

  /** Marks the trips that are going on at that instant. */
  move(time) {
    for (const { trip, button } of this.#buttons) {
      if (trip.from <= time && time <= trip.to) button.setAttribute('aria-current', 'true')
      else button.removeAttribute('aria-current')
    }
  }

  #button(day, place, trip, isNamed) {
    const zone = day.unit.timezone
    const times = `${hourAndMinute(trip.from, zone)} – ${trip.isActive ? t('now') : hourAndMinute(trip.to, zone)}`
    const facts = [
      `${NUMBERS.format(ofKilometers(trip.kilometers))} ${lengthUnit()}`,
      duration(trip.driving + trip.idling),
      trip.maximum === null ? null : t('up to {speed}', { speed: speed(trip.maximum) }),
    ]
    const button = element(
      'button',
      { type: 'button', 'data-track': place },
      element('span', { class: 'track-dot', 'aria-hidden': 'true' }),
      element('b', {}, times),
      element('span', { class: 'quiet' }, `${isNamed ? `${day.unit.name}, ` : ''}${facts.filter(Boolean).join(', ')}`),
    )
    button.addEventListener('click', () => this.#onPick(day, trip))
    return button
  }
}
