import { element } from './dom.js'
import { gridLayer } from './grid.js'
import { VehicleMarker } from './marker.js'
import { trailLayer } from './trails.js'
import { worldLayer } from './world.js'

const LABELS_FROM = 15
const FAR_BELOW = 13
const LOOK_FROM = 15
const TOO_NEAR_THE_EDGE = -0.15 // of the map
const EVERYWHERE = [[20, 0], 2]

/** The map: followed vehicles that match the filters, above their trails, above tiles, or an outline of the world and a grid. */
export class FleetMap {
  #map
  #markers = new Map()
  #trails
  #grid
  #world
  #isZooming = false
  #isFitted = false
  #isTracking = false // true from a selection until the viewer moves the map or ends it
  #followButton
  #shown = new Set()
  #selected = null
  #onPick
  #onMove

  /** @param onMove called with {zoom, at} after a movement; `at` is null while the map follows the selected vehicle */
  constructor(container, tiles, { onPick, onMove }) {
    const L = window.L
    this.#onPick = onPick
    this.#onMove = onMove
    this.#map = L.map(container, { minZoom: 2, maxZoom: tiles?.max_zoom ?? 19, worldCopyJump: true })
    this.#map.setView(...EVERYWHERE)
    this.#map.attributionControl.setPrefix('Leaflet')
    L.control.scale().addTo(this.#map)
    this.#addButton('Show all', () => this.#fit())
    this.#followButton = this.#addButton('Follow', () => this.#follow(!this.#isTracking))
    this.#followButton.hidden = true
    this.#map.createPane('grid').classList.add('grid-pane')
    this.#map.createPane('world').classList.add('world-pane')
    this.#map.createPane('trails').classList.add('trails-pane')
    this.#grid = gridLayer('grid').addTo(this.#map)
    this.#world = worldLayer('world').addTo(this.#map)
    if (tiles) this.#addTiles(tiles)
    this.#trails = trailLayer(() => ({ shown: this.#shown, selected: this.#selected }), 'trails').addTo(this.#map)
    this.#map.on('zoomstart', () => this.#rest(true)).on('zoomend', () => this.#rest(false))
    this.#map.on('zoomend', () => this.#showZoom(container))
    this.#map.on('dragstart boxzoomend', () => this.#letGo())
    this.#map.on('moveend', () => this.#tell())
    // Arrow keys also move the map, without a drag event.
    this.#map.on('keydown', ({ originalEvent: { key } }) => key.startsWith('Arrow') && this.#letGo())
    new ResizeObserver(() => this.#map.invalidateSize()).observe(container)
  }

  /** Shows only these vehicles. */
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

  /** Updates the vehicle's marker, if it is shown. */
  update(vehicle, state) {
    if (!vehicle.position || !this.#shown.has(vehicle)) return
    if (!this.#markers.has(vehicle)) {
      this.#markers.set(vehicle, new VehicleMarker(vehicle, this.#map, () => this.#onPick(vehicle)))
      this.#markers.get(vehicle).mark(vehicle === this.#selected)
    }
    this.#markers.get(vehicle).update(vehicle, state, !this.#isZooming)
    if (vehicle === this.#selected && this.#isTracking) this.#keepInView(vehicle.position)
  }

  /** Moves to the vehicle and keeps it in view. */
  select(vehicle) {
    this.#markers.get(this.#selected)?.mark(false)
    this.#markers.get(vehicle)?.mark(true)
    this.#selected = vehicle
    this.#followButton.hidden = !vehicle
    this.#follow(Boolean(vehicle))
    this.#trails.repaint()
  }

  /** Shows that place in that zoom; without a place the selected vehicle, or the whole fleet. */
  view({ zoom, at }) {
    if (at) return this.#look(at, zoom)
    if (!this.#selected) return this.#fit()
    if (!this.#isTracking) this.#follow(true)
    if (zoom === null) return
    this.#isFitted = true
    this.#map.setZoom(zoom)
  }

  #look({ latitude, longitude }, zoom = null) {
    this.#letGo()
    this.#map.setView([latitude, longitude], zoom ?? Math.max(this.#map.getZoom(), LOOK_FROM))
  }

  /** Keeps the selected vehicle in view, or stops; the button shows which. */
  #follow(isTracking) {
    if (isTracking && this.#selected.position) this.#look(this.#selected.position)
    this.#isTracking = isTracking
    this.#followButton.setAttribute('aria-pressed', String(isTracking))
    this.#followButton.textContent = isTracking ? 'Following' : 'Follow'
    this.#tell()
  }

  /** The first view is not the viewer's. */
  #tell() {
    if (!this.#isFitted) return
    const { lat: latitude, lng: longitude } = this.#map.getCenter().wrap()
    this.#onMove({ zoom: this.#map.getZoom(), at: this.#isTracking ? null : { latitude, longitude } })
  }

  /** Repaints all but the markers, for example after a change of colours. */
  repaint() {
    this.#world.repaint()
    this.#trails.repaint()
    this.#grid.repaint()
  }

  /** Stops automatic movements after the viewer has moved the map. */
  #letGo() {
    this.#isFitted = true
    this.#follow(false)
  }

  #keepInView({ latitude, longitude }) {
    const place = [latitude, longitude]
    if (!this.#isZooming && !this.#map.getBounds().pad(TOO_NEAR_THE_EDGE).contains(place)) this.#map.panTo(place)
  }

  #addButton(text, task) {
    const L = window.L
    const button = element('button', { type: 'button', class: 'leaflet-control map-button' }, text)
    L.DomEvent.disableClickPropagation(button)
    button.addEventListener('click', task)
    new (L.Control.extend({ options: { position: 'topleft' }, onAdd: () => button }))().addTo(this.#map)
    return button
  }

  #addTiles({ url, attribution, max_zoom: maxZoom }) {
    const text = document.createElement('span')
    text.textContent = attribution ?? ''
    window.L.tileLayer(url, { attribution: text.innerHTML, maxZoom }).addTo(this.#map)
  }

  /** Zoomed out, markers are small; zoomed in, they have labels. */
  #showZoom(container) {
    const zoom = this.#map.getZoom()
    container.dataset.view = zoom < FAR_BELOW ? 'far' : zoom < LABELS_FROM ? 'middle' : 'near'
  }

  #rest(isZooming) {
    this.#isZooming = isZooming
    for (const marker of this.#markers.values()) marker.rest()
  }

  /** Shows the selected vehicle, or the whole fleet, once, unless the viewer has already moved the map. */
  fitOnce() {
    if (this.#isFitted) return
    if (this.#isTracking) this.#follow(true)
    else this.#fit()
  }

  #fit() {
    const places = [...this.#markers.keys()].map(({ position: { latitude, longitude } }) => [latitude, longitude])
    if (places.length === 0) return
    this.#letGo()
    this.#map.fitBounds(window.L.latLngBounds(places), { padding: [40, 40], maxZoom: LOOK_FROM, animate: false })
  }
}
