import { CanvasLayer } from './canvas-layer.js'
import { loadLines } from './lines.js'

const DATA = new URL('streets', import.meta.url)
const LEAST_ZOOM = 10
const BEYOND = 0.25 // of the map, as the canvas
const EDGED_FROM = 13
const EDGE_PIXELS = 2 // on both sides together

/** Streets beneath tiles; from a zoom at which they are more than a spot. */
export function streetLayer(pane) {
  let places = []
  const layer = new CanvasLayer((context, at, { map }) => paint(places, context, at, map), pane)
  load().then((loaded) => {
    places = loaded
    layer.repaint()
  })
  return layer
}

/** Without the streets the map still has its grid. */
async function load() {
  try {
    const { lines, places } = await loadLines(DATA)
    const streets = lines.map((positions) => ({ positions, bounds: boundsOf(positions) }))
    const bounds = boundsOf(lines.flat())
    return places.map(([north, east]) => new Place(streets, bounds, north, east))
  } catch (failure) {
    console.warn(`The streets cannot be loaded: ${failure.message}`)
    return []
  }
}

/** The same streets in one of the places; holds positions only while it is on the map. */
class Place {
  #streets
  #bounds
  #north
  #east
  #displaced = null

  constructor(streets, bounds, north, east) {
    this.#streets = streets
    this.#north = north
    this.#east = east
    this.#bounds = this.#move(bounds)
  }

  /** The lines in that area. */
  within(area) {
    if (!area.intersects(this.#bounds)) {
      this.#displaced = null
      return []
    }
    this.#displaced ??= this.#streets.map(({ positions, bounds }) => ({
      positions: positions.map(({ latitude, longitude }) => ({ latitude: latitude + this.#north, longitude: longitude + this.#east })),
      bounds: this.#move(bounds),
    }))
    return this.#displaced.filter(({ bounds }) => area.intersects(bounds)).map(({ positions }) => positions)
  }

  #move(bounds) {
    return window.L.latLngBounds(
      [bounds.getSouth() + this.#north, bounds.getWest() + this.#east],
      [bounds.getNorth() + this.#north, bounds.getEast() + this.#east],
    )
  }
}

function paint(places, context, at, map) {
  const zoom = map.getZoom()
  if (zoom < LEAST_ZOOM) return
  const area = map.getBounds().pad(BEYOND)
  context.beginPath()
  for (const place of places) {
    for (const positions of place.within(area)) {
      positions.map(at).forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
    }
  }
  const style = getComputedStyle(map.getContainer())
  context.lineCap = context.lineJoin = 'round'
  if (zoom < EDGED_FROM) return stroke(context, style.getPropertyValue('--street-far'), 1.2)
  const width = Math.min(8, 2.7 * 1.4 ** (zoom - EDGED_FROM))
  stroke(context, style.getPropertyValue('--street-edge'), width + EDGE_PIXELS)
  stroke(context, style.getPropertyValue('--street'), width)
}

function stroke(context, colour, width) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function boundsOf(positions) {
  return window.L.latLngBounds(positions.map(({ latitude, longitude }) => [latitude, longitude]))
}
