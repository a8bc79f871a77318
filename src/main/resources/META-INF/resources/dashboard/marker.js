import { element, setText } from './dom.js'
import { age, speed, stateWord } from './format.js'
import { NodeIcon } from './node-icon.js'

const LONGEST_GLIDE_MS = 3_000
const FARTHEST_GLIDE_METERS = 500 // a longer way between positions is unknown
const SHORTEST_GLIDE_PIXELS = 3 // smaller steps need no animation, as in a zoomed-out map
const calm = matchMedia('(prefers-reduced-motion: reduce)')

/** A vehicle on the map. A CSS transition moves it from one position to the next, if that is visible. */
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
    // Keyboards and screen readers use the list instead: a hundred markers in the order of ids would be unusable.
    const attributes = { class: 'leaflet-marker-icon vehicle', 'data-unit': vehicle.id, 'aria-hidden': 'true' }
    this.#icon = element('div', attributes, this.#arrow, this.#label)
    this.#label.append(element('b', {}, vehicle.name), this.#reading)
    const { latitude, longitude } = vehicle.position
    this.#marker = window.L.marker([latitude, longitude], { icon: new NodeIcon(this.#icon), keyboard: false }).on('click', onPick).addTo(map)
  }

  /** @param glides whether the map is at rest, so that only the vehicle moves */
  update({ position: { latitude, longitude, heading, speed: kmh, time } }, state, glides) {
    const now = performance.now()
    const from = this.#marker.getLatLng()
    if (from.lat !== latitude || from.lng !== longitude) {
      const glide = glides && !calm.matches && this.#isGlide(from, window.L.latLng(latitude, longitude))
      const glideMs = Math.min(LONGEST_GLIDE_MS, now - this.#movedAt)
      this.#icon.style.transition = glide ? `transform ${Math.round(glideMs)}ms linear` : 'none'
      this.#marker.setLatLng([latitude, longitude])
      this.#movedAt = now
    }
    this.#arrow.style.transform = `rotate(${this.#towards(heading)}deg)`
    this.#icon.dataset.state = state
    setText(this.#reading, reading(state, kmh, time))
  }

  /** Marks the vehicle as selected or not. */
  mark(isSelected) {
    this.#icon.classList.toggle('selected', isSelected)
    this.#marker.setZIndexOffset(isSelected ? 1_000 : 0)
  }

  /** Stops the animation before the map zooms, so that the marker is placed immediately. */
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

  /** The same direction, as an angle reached by the shorter turn. */
  #towards(heading) {
    const difference = (((heading ?? this.#turn) - this.#turn) % 360 + 540) % 360 - 180
    this.#turn += difference
    return this.#turn
  }
}

function reading(state, kmh, time) {
  if (state === 'moving') return speed(kmh)
  return state === 'unfollowed' ? `${stateWord(state)}, ${age(Math.max(0, Date.now() - time))}` : stateWord(state)
}
