import { AcknowledgementNote } from '../acknowledgement-note.js'
import { Acknowledgements, keyOf } from '../acknowledgements.js'
import { timeOfDay } from '../clock.js'
import { byId, element, setText } from '../dom.js'
import { t } from '../texts.js'

const MOST = 500

/** What happened on the shown days, with who has acknowledged the alarms; a press moves clock and map to it. */
export class EventList {
  #onPick
  #acknowledgements
  #lines = [] // {node, key, rename, note}

  /**
   * @param zones the names of zones
   * @param onPick called with the event
   */
  constructor(client, zones, onPick) {
    this.#onPick = onPick
    this.#acknowledgements = new Acknowledgements(client, (key) => this.#tell(key))
    zones.onChange(() => this.#lines.forEach(({ rename }) => rename()))
  }

  /** Reads who has acknowledged the alarms of the days. If that fails, the page shows everything else. */
  async catchUp(days) {
    const units = days.map(({ unit }) => unit.id)
    const [from, to] = [Math.min(...days.map((day) => day.from)), Math.max(...days.map((day) => day.to))]
    try {
      await this.#acknowledgements.loadPast(units, from, to)
    } catch ({ message }) {
      console.warn(`Cannot read the acknowledgements of alarms: ${message}`)
    }
  }

  show(days) {
    const events = days.flatMap((day, place) => day.track.events.map((event) => ({ day, place, event })))
    events.sort((a, b) => a.event.time - b.event.time)
    this.#lines = events.slice(0, MOST).map((entry) => this.#line(entry, days.length > 1))
    byId('past-events').replaceChildren(...this.#lines.map(({ node }) => node))
    setText(byId('event-count'), events.length > MOST ? t('first {most} of {all}', { most: MOST, all: events.length }) : String(events.length))
    byId('no-events').hidden = events.length > 0 || days.length === 0
  }

  #line({ day: { unit }, place, event }, isNamed) {
    const name = isNamed ? `${unit.name}: ` : ''
    const title = element('span')
    const rename = () => setText(title, name + event.title)
    rename()
    const button = element(
      'button',
      { type: 'button', 'data-track': place },
      element('span', { class: 'track-dot', 'aria-hidden': 'true' }),
      element('time', { dateTime: new Date(event.time).toISOString() }, timeOfDay(event.time, unit.timezone)),
      title,
    )
    button.addEventListener('click', () => this.#onPick(event))
    const node = element('li', { class: event.severity ?? 'none' }, button)
    const key = keyOf(event, unit.id)
    if (!event.needsAcknowledgement) return { node, key, rename }
    const note = new AcknowledgementNote(event, unit.name, unit.timezone, () => this.#acknowledgements.give(event, unit.id))
    note.show(this.#acknowledgements.of(key))
    node.append(note.node)
    return { node, key, rename, note }
  }

  #tell(key) {
    for (const line of this.#lines) if (line.key === key) line.note?.show(this.#acknowledgements.of(key))
  }
}
