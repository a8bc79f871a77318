import { Address } from './address.js'
import { AlarmList } from './alarm-list.js'
import { ConnectionState } from './connection.js'
import { DetailPanel } from './detail.js'
import { byId, setText } from './dom.js'
import { Fleet } from './fleet.js'
import { LargeFleet, MOST_FOLLOWED } from './large-fleet.js'
import { VehicleList } from './list.js'
import { LIVE } from './live-address.js'
import { FleetMap } from './map.js'
import { pastAlarms } from './past-alarms.js'
import { reload } from './reload.js'
import { t } from './texts.js'

/** States in which all vehicles have been received, so that the map can show the whole fleet. */
const SETTLED = new Set(['live', 'degraded'])
/** Events that change a vehicle without a message. */
const PASSAGES = new Set(['enter', 'leave'])

/** The page after the login: passes the client's events to map, list, detail and alarms. */
export class Dashboard {
  #client
  #fleet
  #map
  #list
  #detail
  #alarms
  #connection
  #address = new Address(LIVE, (state) => this.#apply(state))
  #state = null // what the address says
  #selected = null
  #changed = new Set() // since the last drawing
  #hasLost = false

  constructor(client) {
    this.#client = client
  }

  async open() {
    const { data: settings } = await this.#client.get('dashboard/settings')
    const { meta } = await this.#client.get('api/v1/monitoring/units?page=1&size=1')
    const isLarge = meta.total > MOST_FOLLOWED
    this.#fleet = isLarge ? new LargeFleet(settings.silent_after_ms) : new Fleet(this.#client, settings.silent_after_ms)
    await this.#fleet.load()
    byId('dashboard').hidden = false
    byId('dashboard').classList.toggle('large', isLarge)
    this.#map = new FleetMap(byId('map'), settings, {
      onPick: (vehicle) => this.#pick(vehicle),
      onMove: (view) => this.#note(view),
    })
    this.#alarms = new AlarmList(this.#fleet.client, this.#fleet.zones, (vehicle, place) => this.#pick(vehicle, place))
    this.#detail = new DetailPanel(this.#fleet, () => this.#close())
    this.#connection = new ConnectionState(this.#fleet.client, this.#fleet)
    this.#list = new VehicleList(this.#fleet, {
      onAsk: (changes) => this.#arrange(changes),
      onChange: (vehicles) => this.#map.show(vehicles, (vehicle) => this.#fleet.state(vehicle)),
      onPick: (vehicle) => this.#pick(vehicle),
    })
    this.#apply(this.#address.read())
    this.#recall(settings)
    this.#listen(this.#fleet.client, settings)
    setInterval(() => this.#tick(), 1_000)
    new MutationObserver(() => this.#map.repaint()).observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  #listen(client, settings) {
    // Once more when the page is live: what came after the first reading and before the subscriptions is in neither.
    let past = settings
    client.on('*', (event) => (event.telemetry || PASSAGES.has(event.type)) && this.#take(event))
    client.on('state', ({ state }) => {
      if (state !== 'live') return
      this.#recall(past)
      past = { recording: false }
    })
    client.on('unsubscribed', ({ unit_id: unit }) => this.#lose(unit))
    client.on('area_limit', ({ units, max_units: most }) => {
      setText(byId('area-limit'), units > most ? t('{units} vehicles are in the area: the nearest {most} to its middle are followed.', { units, most }) : '')
    })
    // A client of its own: the page notices the end of the session.
    if (client !== this.#client) client.on('logout', () => reload())
  }

  #take(event) {
    const vehicle = this.#fleet.take(event)
    if (!vehicle) return
    if (event.telemetry) this.#alarms.take(event, vehicle)
    this.#change(vehicle)
  }

  /** Without them the page is complete but for the past. */
  async #recall({ recording }) {
    try {
      await this.#alarms.catchUp()
      if (recording) await pastAlarms(this.#client, this.#fleet, (event, vehicle) => this.#alarms.takePast(event, vehicle))
    } catch ({ message }) {
      console.warn(`The alarms of the last hours cannot be read: ${message}`)
    }
  }

  /** The gateway ended a subscription: the user may have lost the right to see the vehicle. */
  #lose(unit) {
    const vehicle = this.#fleet.lose(unit)
    if (!vehicle) return
    vehicle.forget()
    this.#hasLost = true
    this.#change(vehicle)
  }

  /** Draws the page once per frame, however many events arrive. */
  #change(vehicle) {
    if (this.#changed.size === 0) requestAnimationFrame(() => this.#draw())
    this.#changed.add(vehicle)
  }

  #draw() {
    const [changed, hasLost] = [this.#changed, this.#hasLost]
    this.#changed = new Set()
    this.#hasLost = false
    if (hasLost) return this.#refresh()
    for (const vehicle of changed) this.#map.update(vehicle, this.#fleet.state(vehicle))
    if (changed.has(this.#selected)) this.#detail.refresh()
  }

  /** Without a place, the map follows the vehicle. */
  #pick(vehicle, place = null) {
    this.#address.go({ unit: vehicle.id, zoom: null, at: place })
  }

  /** Every change of the filters is a step for the back button, but not every letter. */
  #arrange(changes) {
    if (!('q' in changes)) return this.#address.go(changes)
    this.#address.note(changes)
    this.#apply(this.#address.read())
  }

  #note(view) {
    this.#address.note(view)
    this.#state = this.#address.read()
    if (this.#fleet.isLarge) this.#fleet.watch(this.#map.area)
  }

  /** Shows what the address says. */
  #apply(state) {
    const before = this.#state
    this.#state = state
    this.#list.arrange(state)
    const vehicle = this.#fleet.vehicles.get(state.unit) ?? null
    if (vehicle !== this.#selected) this.#select(vehicle)
    if (state.zoom !== before?.zoom || JSON.stringify(state.at) !== JSON.stringify(before.at)) this.#map.view(state)
  }

  #select(vehicle) {
    this.#selected = vehicle
    this.#fleet.select(vehicle)
    this.#list.select(vehicle)
    this.#detail.show(vehicle)
    this.#map.select(vehicle)
  }

  #close() {
    this.#list.focus()
    this.#address.go({ unit: null })
  }

  #tick() {
    this.#connection.tick()
    if (document.hidden) return
    this.#refresh()
    if (SETTLED.has(this.#fleet.client.state)) this.#map.fitOnce()
  }

  #refresh() {
    this.#list.refresh()
    this.#detail.refresh()
  }
}
