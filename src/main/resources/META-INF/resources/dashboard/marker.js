import { element, setText } from './dom.js'
import { speed, words } from './format.js'

const LONGEST_GLIDE_MS = 3_000
const FARTHEST_GLIDE_METERS = 500 // farther, it has not been seen on its way
const SHORTEST_GLIDE_PIXELS = 3 // a step that small is no jump: from afar nothing has to be animated
const calm = matchMedia('(prefers-reduced-motion: reduce)')

/** A vehicle on the map. It glides from one position to the next, where that can be seen, by a style and without a script. */
export class VehicleMarker {
  #arrow = element('span', { class: 'arrow' })
  #reading = element('span', { class: 'reading' })
  #label = element('span', { class: 'label' })
  #icon
  #marker
  #map
  #turn = 0
  #movedAt = performance.now()

  constructor(vehicle, map, onPick) {
    this.#map = map
    // The list is the way for keyboards and screen readers: a hundred markers in the order of ids are none.
    const attributes = { class: 'leaflet-marker-icon vehicle', 'data-unit': vehicle.id, 'aria-hidden': 'true' }
    this.#icon = element('div', attributes, this.#arrow, this.#label)
    this.#label.append(element('b', {}, vehicle.name), this.#reading)
    const { latitude, longitude } = vehicle.position
    const icon = new (window.L.Icon.extend({ createIcon: () => this.#icon, createShadow: () => null }))()
    this.#marker = window.L.marker([latitude, longitude], { icon, keyboard: false }).on('click', onPick).addTo(map)
  }

  /** @param glides whether the map is at rest, so that a movement is one of the vehicle */
  update({ position: { latitude, longitude, heading, speed: kmh } }, state, glides) {
    const now = performance.now()
    const from = this.#marker.getLatLng()
    if (from.lat !== latitude || from.lng !== longitude) {
      const glide = glides && !calm.matches && this.#isGlide(from, window.L.latLng(latitude, longitude))
      const time = Math.min(LONGEST_GLIDE_MS, now - this.#movedAt)
      this.#icon.style.transition = glide ? `transform ${Math.round(time)}ms linear` : 'none'
      this.#marker.setLatLng([latitude, longitude])
      this.#movedAt = now
    }
    this.#arrow.style.transform = `rotate(${this.#towards(heading)}deg)`
    this.#icon.dataset.state = state
    setText(this.#reading, state === 'moving' ? speed(kmh) : words(state))
  }

  /** Whether it is the one that is looked at. */
  mark(isSelected) {
    this.#icon.classList.toggle('selected', isSelected)
    this.#marker.setZIndexOffset(isSelected ? 1_000 : 0)
  }

  /** Before the map zooms: the marker is to be where it belongs at once. */
  rest() {
    this.#icon.style.transition = 'none'
  }

  remove() {
    this.#marker.remove()
  }

  #isGlide(from, to) {
    const [start, end] = [from, to].map((place) => this.#map.latLngToContainerPoint(place))
    const view = window.L.bounds([0, 0], this.#map.getSize())
    const isSeen = start.distanceTo(end) >= SHORTEST_GLIDE_PIXELS && (view.contains(start) || view.contains(end))
    return isSeen && from.distanceTo(to) < FARTHEST_GLIDE_METERS
  }

  /** The same direction, without turning the long way round. */
  #towards(heading) {
    const difference = (((heading ?? this.#turn) - this.#turn) % 360 + 540) % 360 - 180
    this.#turn += difference
    return this.#turn
  }
}
