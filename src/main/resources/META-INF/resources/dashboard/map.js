import { cluster, ClusterMarkers, isClustered, MOST_SINGLE } from './clusters.js'
import { element } from './dom.js'
import { Ground } from './ground.js'
import { VehicleMarker } from './marker.js'
import { scaleUnits } from './measure.js'
import { t } from './texts.js'
import { trailLayer } from './trails.js'

const LABELS_FROM = 15
const FAR_BELOW = 13
const LOOK_FROM = 15
const TOO_NEAR_THE_EDGE = -0.15 // of the map
const MOST_GLIDING = 150 // markers; the animation of more would take the whole time of a slow browser
const BEYOND = 0.25 // of the map: vehicles of a large fleet that are farther away are not drawn
const EVERYWHERE = [[20, 0], 2]

/**
 * The map: vehicles that match the filters, one by one or in clusters, above their trails and the ground.
 */
export class FleetMap {
  #map
  #markers = new Map()
  #trails
  #ground
  #isZooming = false
  #next = null // a movement that waits for the end of a zoom
  #isFitted = false
  #isTracking = false // true from a selection until the viewer moves the map or ends it
  #followButton
  #clusters
  #shown = [] // match the filters
  #stateOf = null
  #selected = null
  #onPick
  #onMove

  /** @param onMove called with {zoom, at} after a movement; `at` is null while the map follows the selected vehicle */
  constructor(container, settings, { onPick, onMove }) {
    const L = window.L
    this.#onPick = onPick
    this.#onMove = onMove
    this.#map = L.map(container, { minZoom: 2, maxZoom: settings.tiles?.max_zoom ?? 19, worldCopyJump: true })
    this.#map.setView(...EVERYWHERE)
    this.#map.attributionControl.setPrefix('Leaflet')
    L.control.scale(scaleUnits).addTo(this.#map)
    this.#addButton(t('Show all'), () => this.#fit())
    this.#followButton = this.#addButton(t('Follow'), () => this.#follow(!this.#isTracking))
    this.#followButton.hidden = true
    this.#ground = new Ground(this.#map, settings)
    this.#map.createPane('trails').classList.add('trails-pane')
    this.#trails = trailLayer(() => ({ shown: new Set(this.#markers.keys()), selected: this.#selected }), 'trails').addTo(this.#map)
    this.#clusters = new ClusterMarkers(this.#map, (vehicles) => this.#fit(vehicles))
    this.#map.on('zoomstart', () => this.#rest(true)).on('zoomend', () => this.#rest(false))
    this.#map.on('zoomend', () => this.#showZoom(container))
    this.#map.on('dragstart boxzoomend', () => this.#letGo())
    this.#map.on('moveend', () => {
      this.#arrange()
      this.#tell()
      this.#goOn()
    })
    // Arrow keys also move the map, without a drag event.
    this.#map.on('keydown', ({ originalEvent: { key } }) => key.startsWith('Arrow') && this.#letGo())
    new ResizeObserver(() => this.#map.invalidateSize()).observe(container)
  }

  /** Shows only these vehicles. */
  show(vehicles, stateOf) {
    this.#shown = vehicles
    this.#stateOf = stateOf
    this.#arrange()
    this.#trails.repaint()
  }

  /** Shows the vehicles one by one, or in clusters. */
  #arrange() {
    const { single, clusters } = this.#arranged()
    const apart = new Set(single)
    for (const [vehicle, marker] of this.#markers) {
      if (apart.has(vehicle)) continue
      marker.remove()
      this.#markers.delete(vehicle)
    }
    for (const vehicle of single) this.#place(vehicle, this.#stateOf(vehicle))
    this.#clusters.show(clusters)
  }

  #arranged() {
    const area = this.#map.getBounds().pad(BEYOND)
    const isNear = ({ position: { latitude, longitude } }) => area.contains([latitude, longitude])
    const placed = this.#placed()
    const candidates = placed.length > MOST_SINGLE ? placed.filter(isNear) : placed
    const zoom = this.#map.getZoom()
    if (!isClustered(candidates.length, zoom)) return { single: candidates, clusters: [] }
    return cluster(candidates, zoom, (vehicle) => vehicle === this.#selected)
  }

  /** A vehicle loses its position when the viewer may no longer see it. */
  #placed() {
    return this.#shown.filter(({ position }) => position)
  }

  /** Updates the vehicle's marker, if it has one; its first one, and clusters, come with `show`. */
  update(vehicle, state) {
    if (this.#markers.has(vehicle)) this.#place(vehicle, state)
  }

  #place(vehicle, state) {
    if (!this.#markers.has(vehicle)) {
      this.#markers.set(vehicle, new VehicleMarker(vehicle, this.#map, () => this.#onPick(vehicle)))
      this.#markers.get(vehicle).mark(vehicle === this.#selected)
    }
    const glides = !this.#isZooming && this.#markers.size <= MOST_GLIDING
    this.#markers.get(vehicle).update(vehicle, state, glides)
    if (vehicle === this.#selected && this.#isTracking) this.#keepInView(vehicle.position)
  }

  /** Moves to the vehicle and keeps it in view. */
  select(vehicle) {
    this.#markers.get(this.#selected)?.mark(false)
    this.#markers.get(vehicle)?.mark(true)
    this.#selected = vehicle
    this.#arrange() // out of its cluster
    this.#followButton.hidden = !vehicle
    this.#follow(Boolean(vehicle))
    this.#trails.repaint()
  }

  /** The visible area with some room around it: [west, south, east, north]; west is greater than east over 180°. */
  get area() {
    const bounds = this.#map.getBounds().pad(BEYOND)
    const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())]
    if (bounds.getEast() - bounds.getWest() >= 360) return [-180, south, 180, north]
    const onEarth = (longitude) => window.L.Util.wrapNum(longitude, [-180, 180], true)
    return [onEarth(bounds.getWest()), south, onEarth(bounds.getEast()), north]
  }

  /** Shows that place in that zoom; without a place the selected vehicle, or the whole fleet. */
  view({ zoom, at }) {
    if (at) return this.#look(at, zoom)
    if (!this.#selected) return this.#fit()
    if (!this.#isTracking) this.#follow(true)
    if (zoom === null) return
    this.#isFitted = true
    this.#atRest(() => this.#map.setZoom(zoom))
  }

  #look({ latitude, longitude }, zoom = null) {
    this.#letGo()
    this.#atRest(() => this.#map.setView([latitude, longitude], zoom ?? Math.max(this.#map.getZoom(), LOOK_FROM)))
  }

  /** Leaflet ignores a movement during the animation of a zoom; of those that come meanwhile, the last one counts. */
  #atRest(move) {
    this.#next = move
    if (!this.#isZooming) this.#goOn()
  }

  #goOn() {
    const move = this.#next
    this.#next = null
    move?.()
  }

  /** Keeps the selected vehicle in view, or stops; the button shows which. */
  #follow(isTracking) {
    if (isTracking && this.#selected.position) this.#look(this.#selected.position)
    this.#isTracking = isTracking
    this.#followButton.setAttribute('aria-pressed', String(isTracking))
    this.#followButton.textContent = t(isTracking ? 'Following' : 'Follow')
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
    this.#ground.repaint()
    this.#trails.repaint()
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

  #fit(vehicles = this.#placed()) {
    const places = vehicles.map(({ position: { latitude, longitude } }) => [latitude, longitude])
    if (places.length === 0) return
    this.#letGo()
    const bounds = window.L.latLngBounds(places)
    this.#atRest(() => this.#map.fitBounds(bounds, { padding: [40, 40], maxZoom: LOOK_FROM, animate: false }))
  }
}
