import { Address } from '../address.js'
import { byId } from '../dom.js'
import { DayView } from './day-view.js'
import { FleetView } from './fleet-view.js'
import { PAST } from './past-address.js'
import { PastFleet } from './past-fleet.js'
import { ZoneNames } from '../zones.js'

/** The page of the past: shows the view that the address names. */
export class HistoryPage {
  #client
  #address
  #day
  #fleet

  constructor(client) {
    this.#client = client
  }

  async open() {
    const { data: settings } = await this.#client.get('dashboard/settings')
    const fleet = await PastFleet.load(this.#client)
    const zones = new ZoneNames(this.#client)
    await zones.load()
    byId('history').hidden = false
    this.#address = new Address(PAST, (state) => this.#show(state))
    this.#day = new DayView(this.#client, zones, fleet, this.#address, settings)
    this.#fleet = new FleetView(this.#client, fleet, this.#address)
    this.#show(this.#address.read())
  }

  #show(state) {
    const isDay = state.view === 'day'
    byId('day-view').hidden = !isDay
    byId('fleet-view').hidden = isDay
    for (const [id, view] of [['to-day', 'day'], ['to-fleet', 'fleet']]) {
      byId(id).href = this.#address.with({ view })
      if (view === state.view) byId(id).setAttribute('aria-current', 'page')
      else byId(id).removeAttribute('aria-current')
    }
    if (isDay) return this.#day.show(state)
    this.#day.rest()
    this.#fleet.show(state)
  }
}
