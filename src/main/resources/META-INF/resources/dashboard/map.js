import { gridLayer } from './grid.js'
import { VehicleMarker } from './marker.js'
import { trailLayer } from './trails.js'

const LABELS_FROM = 14
const EVERYWHERE = [[20, 0], 2]

/** The map: vehicles that are followed and pass the filters, over their trails, over tiles or a grid. */
export class FleetMap {
  #map
  #markers = new Map()
  #trails
  #grid
  #isZooming = false
  #isFitted = false
  #shown = new Set()
  #selected = null
  #onPick

  constructor(container, tiles, onPick) {
    const L = window.L
    this.#onPick = onPick
    this.#map = L.map(container, { maxZoom: tiles?.max_zoom ?? 19, worldCopyJump: true })
    this.#map.setView(...EVERYWHERE)
    this.#map.attributionControl.setPrefix('Leaflet')
    this.#map.createPane('grid').classList.add('grid-pane')
    this.#map.createPane('trails').classList.add('trails-pane')
    this.#grid = gridLayer('grid').addTo(this.#map)
    if (tiles) this.#addTiles(tiles)
    this.#trails = trailLayer(() => ({ shown: this.#shown, selected: this.#selected }), 'trails').addTo(this.#map)
    this.#map.on('zoomstart', () => this.#rest(true)).on('zoomend', () => this.#rest(false))
    this.#map.on('zoomend', () => (container.dataset.labels = this.#map.getZoom() >= LABELS_FROM))
    new ResizeObserver(() => this.#map.invalidateSize()).observe(container)
  }

  /** Shows these vehicles and no others. */
  show(vehicles, stateOf) {
    this.#shown = new Set(vehicles.filter(({ isFollowed }) => isFollowed))
    for (const [vehicle, marker] of this.#markers) {
      if (this.#shown.has(vehicle)) continue
      marker.remove()
      this.#markers.delete(vehicle)
    }
    for (const vehicle of this.#shown) this.update(vehicle, stateOf(vehicle))
    this.#trails.repaint()
  }

  /** Shows where the vehicle is now, if it is shown at all. */
  update(vehicle, state) {
    if (!vehicle.position || !this.#shown.has(vehicle)) return
    if (!this.#markers.has(vehicle)) {
      this.#markers.set(vehicle, new VehicleMarker(vehicle, this.#map, () => this.#onPick(vehicle)))
    }
    this.#markers.get(vehicle).update(vehicle, state, vehicle === this.#selected, !this.#isZooming)
  }

  select(vehicle) {
    this.#selected = vehicle
    if (vehicle?.position) this.look(vehicle.position)
    this.#trails.repaint()
  }

  /** Brings the place into view. */
  look({ latitude, longitude }) {
    const zoom = Math.max(this.#map.getZoom(), 14)
    this.#map.setView([latitude, longitude], zoom)
  }

  /** Paints what does not change by itself: trails, and the grid when colours have changed. */
  repaint() {
    this.#trails.repaint()
    this.#grid.repaint()
  }

  #addTiles({ url, attribution, max_zoom: maxZoom }) {
    const text = document.createElement('span')
    text.textContent = attribution ?? ''
    window.L.tileLayer(url, { attribution: text.innerHTML, maxZoom }).addTo(this.#map)
  }

  #rest(isZooming) {
    this.#isZooming = isZooming
    for (const marker of this.#markers.values()) marker.rest()
  }

  /** Shows the whole fleet, the first time; afterwards the map is where the viewer has moved it. */
  fitOnce() {
    const places = [...this.#markers.keys()].map(({ position: { latitude, longitude } }) => [latitude, longitude])
    if (this.#isFitted || places.length === 0) return
    this.#isFitted = true
    this.#map.fitBounds(window.L.latLngBounds(places), { padding: [40, 40], maxZoom: 15, animate: false })
  }
}
