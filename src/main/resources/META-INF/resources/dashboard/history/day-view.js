import { byId, element, setText } from '../dom.js'
import { t } from '../texts.js'
import { daysLater, localDate } from './day-time.js'
import { EventList } from './event-list.js'
import { Loading } from './loading.js'
import { Past } from './past.js'
import { PastMap } from './past-map.js'
import { PlayClock } from './play-clock.js'
import { Timeline } from './timeline.js'
import { TripList } from './trip-list.js'
import { VehiclePicker } from './vehicle-picker.js'

const NOTE_MS = 400

/** A day of one or several vehicles on one clock: map, slider, trips, events, files. */
export class DayView {
  #past
  #fleet
  #address
  #isRecorded
  #clock = new PlayClock()
  #loading = new Loading(byId('day-status'))
  #picker
  #map
  #timeline
  #trips
  #events
  #shown = '' // units and day of what is shown
  #days = []
  #noting = 0

  /**
   * @param zones the names of zones
   * @param settings of the pages
   */
  constructor(client, zones, fleet, address, settings) {
    this.#past = new Past(client, zones)
    this.#fleet = fleet
    this.#address = address
    this.#isRecorded = settings.recording
    this.#map = new PastMap(byId('map'), settings)
    this.#timeline = new Timeline(this.#clock)
    this.#trips = new TripList((day, trip) => this.#pick(trip.from, () => this.#map.emphasize(day, trip)))
    this.#events = new EventList(client, zones, ({ time, place }) => this.#pick(time, () => place && this.#map.look(place)))
    this.#picker = new VehiclePicker(fleet, (units) => address.go({ units: units.map(({ id }) => id) }))
    this.#clock.onChange(() => this.#move())
    byId('day').addEventListener('change', ({ target }) => target.value && address.go({ day: target.value, at: null }))
    byId('day-before').addEventListener('click', () => this.#step(-1))
    byId('day-after').addEventListener('click', () => this.#step(1))
    new MutationObserver(() => this.#repaint()).observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  /** Shows what the address says; without a choice the first vehicle, and today. */
  show({ units: ids, day, at }) {
    const units = ids.length > 0 ? this.#fleet.find(ids) : this.#fleet.units.slice(0, 1)
    const date = day ?? localDate(Date.now(), units[0]?.timezone ?? 'UTC')
    byId('day').value = date
    this.#picker.choose(units)
    const sought = `${units.map(({ id }) => id)} ${date}`
    if (sought === this.#shown) return at && this.#clock.seek(at)
    this.#shown = sought
    this.#present([], date, null)
    if (units.length === 0) return this.#loading.tell(ids.length > 0 ? t('You may not see these vehicles, or they do not exist.') : '')
    this.#loading.run(
      () => this.#load(units, date),
      (days) => {
        this.#present(days, date, at)
        if (units.length < ids.length) this.#loading.tell(t('Some of these vehicles do not exist, or you may not see them.'))
      },
    )
  }

  /** Stops the clock while another view is shown. */
  rest() {
    this.#clock.pause()
  }

  async #load(units, date) {
    const days = await inTurn(units, (unit) => this.#past.day(unit, date))
    await this.#events.catchUp(days)
    return days
  }

  #present(days, date, at) {
    this.#days = days
    const heard = days.filter(({ track }) => track.positions.length > 0)
    this.#map.show(days)
    if (days.length > 0) {
      const first = Math.min(...heard.map(({ track }) => track.positions[0].time))
      const start = heard.length > 0 ? first : days[0].from
      this.#clock.span(Math.min(...days.map(({ from }) => from)), Math.max(...days.map(({ to }) => to)), at ?? start)
    }
    this.#timeline.show(days)
    this.#trips.show(days)
    this.#events.show(days)
    this.#offerFiles(days, date)
    if (days.length > 0 && heard.length === 0) this.#loading.tell(this.#reasonOfEmptyMap(days))
    this.#move()
  }

  #reasonOfEmptyMap(days) {
    if (days.some(({ track }) => track.events.length > 0)) return t('No positions were recorded on this day.')
    return t(this.#isRecorded ? 'Nothing was recorded on this day.' : RECORDS_NOTHING)
  }

  #offerFiles(days, date) {
    byId('files').replaceChildren(
      ...days.map(({ unit }) =>
        element('li', {}, `${unit.name}: `, ...this.#past.files(unit, date).map(([name, address]) => fileLink(name, address, unit))),
      ),
    )
    byId('no-files').hidden = days.length > 0
  }

  #pick(time, then) {
    this.#clock.pause()
    this.#clock.seek(time)
    then()
  }

  #move() {
    this.#map.move(this.#clock.time)
    this.#trips.move(this.#clock.time)
    clearTimeout(this.#noting)
    if (this.#days.length === 0 || this.#clock.isPlaying) return
    this.#noting = setTimeout(() => this.#address.read().view === 'day' && this.#address.note({ at: this.#clock.time }), NOTE_MS)
  }

  #step(days) {
    this.#address.go({ day: daysLater(byId('day').value, days), at: null })
  }

  #repaint() {
    this.#map.repaint()
    this.#timeline.repaint()
  }
}

const RECORDS_NOTHING = 'Nothing was recorded on this day. This gateway does not record: the setting fleetcast.recorder.enabled is off.'

function fileLink(name, address, unit) {
  return element('a', { href: address, download: '', 'aria-label': t('{file} of {name}', { file: name, name: unit.name }) }, name)
}

/** One after the other: the gateway reads the past for few at a time. */
async function inTurn(entries, task) {
  const results = []
  for (const entry of entries) results.push(await task(entry))
  return results
}
