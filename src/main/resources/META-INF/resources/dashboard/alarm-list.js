import { Acknowledgements, keyOf } from './acknowledgements.js'
import { AlarmLine } from './alarm-line.js'
import { AlarmSignal } from './alarm-signal.js'
import { eventsOf } from './alarms.js'
import { confirmed } from './confirmation.js'
import { byId, setText } from './dom.js'
import { t } from './texts.js'

const MOST = 200
const AT_ONCE = 4

/** The list of alarms, newest first. */
export class AlarmList {
  #count = 0
  #zones
  #onPick
  #signal = new AlarmSignal()
  #lines = []
  #acknowledgements

  /**
   * @param client the events of its stream tell what others acknowledge
   * @param zones the names of zones
   * @param onPick called with the vehicle and the place of the alarm that the user selects
   */
  constructor(client, zones, onPick) {
    this.#zones = zones
    this.#onPick = onPick
    this.#acknowledgements = new Acknowledgements(client, (key) => this.#show(key))
    byId('acknowledge-all').addEventListener('click', () => this.#acknowledgeAll())
    zones.onChange(() => this.#lines.forEach((line) => line.rename()))
  }

  /** Reads what was acknowledged while the page was not connected. */
  catchUp() {
    return this.#acknowledgements.loadNewest()
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

  /** Adds an event from before the page was live. A snapshot may have told of it, but a snapshot is no alarm. */
  takePast(event, vehicle) {
    if (!event.severity || this.#lines.some(({ key }) => key === keyOf(event, vehicle.id))) return
    if (!vehicle.remembers(event)) vehicle.remember(event)
    this.#add(event, vehicle)
  }

  #add(alarm, vehicle) {
    const line = new AlarmLine(alarm, vehicle, this.#onPick, () => this.#acknowledgements.give(alarm, vehicle.id))
    line.show(this.#acknowledgements.of(line.key))
    const place = this.#lines.findIndex((other) => other.alarm.time <= alarm.time)
    byId('alarm-list').insertBefore(line.node, this.#lines[place]?.node ?? null)
    this.#lines.splice(place < 0 ? this.#lines.length : place, 0, line)
    if (this.#lines.length > MOST) this.#lines.pop().node.remove()
    byId('no-alarms').hidden = true
    setText(byId('alarm-count'), String(++this.#count))
    this.#offerAll()
  }

  #show(key) {
    for (const line of this.#lines) if (line.key === key) line.show(this.#acknowledgements.of(key))
    this.#offerAll()
  }

  /** The lines of unacknowledged alarms. */
  get #open() {
    return this.#lines.filter(({ alarm, key }) => alarm.needsAcknowledgement && !this.#acknowledgements.of(key))
  }

  #offerAll() {
    const { length: count } = this.#open
    byId('acknowledge-all').hidden = count === 0
    setText(byId('acknowledge-all'), t('Acknowledge all ({count})', { count }))
  }

  async #acknowledgeAll() {
    const open = this.#open // what the button counts, without alarms that arrive in the meantime
    const action = t('Acknowledge all ({count})', { count: open.length })
    if (!(await confirmed(t('Acknowledge all alarms?'), t('This applies to all users and cannot be undone.'), action))) return
    byId('acknowledge-all').disabled = true
    setText(byId('acknowledge-error'), '')
    try {
      for (let i = 0; i < open.length; i += AT_ONCE) {
        await Promise.all(open.slice(i, i + AT_ONCE).map(({ alarm, vehicle }) => this.#acknowledgements.give(alarm, vehicle.id)))
      }
    } catch ({ message }) {
      setText(byId('acknowledge-error'), message)
    }
    byId('acknowledge-all').disabled = false
  }
}
