import { AlarmList } from './alarm-list.js'
import { ConnectionState } from './connection.js'
import { DetailPanel } from './detail.js'
import { byId } from './dom.js'
import { Fleet } from './fleet.js'
import { VehicleList } from './list.js'
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
  #shown = []
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
    this.#map = new FleetMap(byId('map'), settings.tiles, (vehicle) => this.#select(vehicle))
    this.#alarms = new AlarmList((vehicle, place) => this.#select(vehicle, place))
    this.#detail = new DetailPanel(this.#fleet, () => this.#close())
    this.#connection = new ConnectionState(this.#client, this.#fleet)
    this.#list = new VehicleList(this.#fleet, {
      onChange: (vehicles) => this.#show(vehicles),
      onPick: (vehicle) => this.#select(vehicle),
    })
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

  #show(vehicles) {
    this.#shown = vehicles
    this.#map.show(vehicles, (vehicle) => this.#fleet.state(vehicle))
  }

  #select(vehicle, place = null) {
    this.#selected = vehicle
    this.#list.select(vehicle)
    this.#detail.show(vehicle)
    this.#map.select(vehicle)
    if (place) this.#map.look(place)
  }

  #close() {
    this.#list.focus()
    this.#select(null)
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
    this.#show(this.#shown)
  }
}
