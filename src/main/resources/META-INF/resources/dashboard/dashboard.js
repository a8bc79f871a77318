import { Address } from './address.js'
import { AlarmList } from './alarm-list.js'
import { ConnectionState } from './connection.js'
import { DetailPanel } from './detail.js'
import { byId } from './dom.js'
import { Fleet } from './fleet.js'
import { VehicleList } from './list.js'
import { LIVE } from './live-address.js'
import { FleetMap } from './map.js'

/** States in which all vehicles have been received, so that the map can show the whole fleet. */
const SETTLED = new Set(['live', 'degraded'])

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
    this.#fleet = new Fleet(this.#client, settings.silent_after_ms)
    await this.#fleet.load()
    byId('dashboard').hidden = false
    this.#map = new FleetMap(byId('map'), settings.tiles, {
      onPick: (vehicle) => this.#pick(vehicle),
      onMove: (view) => this.#note(view),
    })
    this.#alarms = new AlarmList((vehicle, place) => this.#pick(vehicle, place))
    this.#detail = new DetailPanel(this.#fleet, () => this.#close())
    this.#connection = new ConnectionState(this.#client, this.#fleet)
    this.#list = new VehicleList(this.#fleet, {
      onAsk: (changes) => this.#arrange(changes),
      onChange: (vehicles) => this.#map.show(vehicles, (vehicle) => this.#fleet.state(vehicle)),
      onPick: (vehicle) => this.#pick(vehicle),
    })
    this.#apply(this.#address.read())
    this.#client.on('*', (event) => event.telemetry && this.#take(event))
    this.#client.on('unsubscribed', ({ unit_id: unit }) => this.#lose(unit))
    setInterval(() => this.#tick(), 1_000)
    new MutationObserver(() => this.#map.repaint()).observe(document.documentElement, { attributeFilter: ['data-theme'] })
  }

  #take(event) {
    const vehicle = this.#fleet.take(event)
    if (!vehicle) return
    this.#alarms.take(event, vehicle)
    this.#change(vehicle)
  }

  /** The gateway ended a subscription: the user may have lost the right to see the vehicle. */
  #lose(unit) {
    const vehicle = this.#fleet.lose(unit)
    if (!vehicle) return
    this.#list.uncheck(vehicle)
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
    if (SETTLED.has(this.#client.state)) this.#map.fitOnce()
  }

  #refresh() {
    this.#list.refresh()
    this.#detail.refresh()
  }
}
