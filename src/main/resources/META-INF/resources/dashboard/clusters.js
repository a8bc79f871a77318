import { element, setText } from './dom.js'
import { project, worldPixels } from './mercator.js'
import { NodeIcon } from './node-icon.js'
import { t } from './texts.js'

const BELOW_ZOOM = 10
/** More markers would slow the browser down, at any zoom. */
export const MOST_SINGLE = 500
const CELL_PIXELS = 70

/** Whether that many vehicles are shown as clusters in that zoom. */
export function isClustered(count, zoom) {
  return count > 1 && (zoom < BELOW_ZOOM || count > MOST_SINGLE)
}

/**
 * Vehicles that are close together on the map, as clusters by the cells of a grid: {key, members, latitude, longitude}.
 * A vehicle alone in its cell stays `single`, as do those for which `isApart` holds.
 */
export function cluster(vehicles, zoom, isApart) {
  const cells = new Map()
  const single = []
  const scale = worldPixels(zoom) / CELL_PIXELS
  for (const vehicle of vehicles) {
    if (isApart(vehicle)) {
      single.push(vehicle)
      continue
    }
    const { worldX, worldY } = project(vehicle.position)
    const key = `${zoom} ${Math.floor(worldX * scale)} ${Math.floor(worldY * scale)}`
    if (cells.has(key)) cells.get(key).push(vehicle)
    else cells.set(key, [vehicle])
  }
  const clusters = []
  for (const [key, members] of cells) {
    if (members.length === 1) single.push(members[0])
    else clusters.push({ key, members, ...middle(members) })
  }
  return { single, clusters }
}

function middle(members) {
  const mean = (name) => members.reduce((sum, { position }) => sum + position[name], 0) / members.length
  return { latitude: mean('latitude'), longitude: mean('longitude') }
}

/** The clusters on the map, with the number of their vehicles; a press moves the map to them. */
export class ClusterMarkers {
  #map
  #onPick
  #markers = new Map() // by key

  /** @param onPick called with the vehicles of a cluster */
  constructor(map, onPick) {
    this.#map = map
    this.#onPick = onPick
  }

  show(clusters) {
    const keys = new Set(clusters.map(({ key }) => key))
    for (const [key, { marker }] of this.#markers) {
      if (keys.has(key)) continue
      marker.remove()
      this.#markers.delete(key)
    }
    for (const each of clusters) {
      if (!this.#markers.has(each.key)) this.#markers.set(each.key, this.#made(each))
      const shown = this.#markers.get(each.key)
      shown.members = each.members
      shown.marker.setLatLng([each.latitude, each.longitude])
      setText(shown.icon, String(each.members.length))
    }
  }

  #made({ key, latitude, longitude }) {
    // Like markers: the list is for keyboards and screen readers.
    const icon = element('div', { class: 'leaflet-marker-icon cluster', title: t('Zoom in'), 'aria-hidden': 'true' })
    const marker = window.L.marker([latitude, longitude], { icon: new NodeIcon(icon), keyboard: false }).addTo(this.#map)
    marker.on('click', () => this.#onPick(this.#markers.get(key).members))
    return { marker, icon }
  }
}
