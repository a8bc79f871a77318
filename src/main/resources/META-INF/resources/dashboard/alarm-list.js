import { Acknowledgements, keyOf } from './acknowledgements.js'
import { AlarmLine } from './alarm-line.js'
import { AlarmSignal } from './alarm-signal.js'
import { eventsOf } from './alarms.js'
import { byId, setText } from './dom.js'

const MOST = 200

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
  }

  /** Reads what was acknowledged while the page was not connected. */
  catchUp() {
    return this.#acknowledgements.load()
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
    const line = new AlarmLine(alarm, vehicle, this.#onPick, (...which) => this.#acknowledgements.give(...which))
    line.show(this.#acknowledgements.of(line.key))
    const place = this.#lines.findIndex(({ time }) => time <= alarm.time)
    byId('alarm-list').insertBefore(line.node, this.#lines[place]?.node ?? null)
    this.#lines.splice(place < 0 ? this.#lines.length : place, 0, line)
    if (this.#lines.length > MOST) this.#lines.pop().node.remove()
    byId('no-alarms').hidden = true
    setText(byId('alarm-count'), String(++this.#count))
  }

  #show(key) {
    for (const line of this.#lines) if (line.key === key) line.show(this.#acknowledgements.of(key))
  }
}
