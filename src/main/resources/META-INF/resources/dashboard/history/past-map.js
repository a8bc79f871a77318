import { CanvasLayer } from '../canvas-layer.js'
import { Ground } from '../ground.js'
import { VehicleMarker } from '../marker.js'
import { scaleUnits } from '../measure.js'
import { SILENCE_MS } from './track.js'

const EVERYWHERE = [[20, 0], 2]
const LOOK_FROM = 15
const LEAST_PIXELS = 1.5
const WALKING_PACE_KMH = 3

/** The map of the past: the ways of a day, each in the colour of its vehicle, and where the vehicles are by the clock. */
export class PastMap {
  #map
  #ways
  #ground
  #days = []
  #markers = []
  #trip = null // {day, from, to}

  constructor(container, settings) {
    const L = window.L
    this.#map = L.map(container, { minZoom: 2, maxZoom: settings.tiles?.max_zoom ?? 19, worldCopyJump: true })
    this.#map.setView(...EVERYWHERE)
    this.#map.attributionControl.setPrefix('Leaflet')
    L.control.scale(scaleUnits).addTo(this.#map)
    this.#ground = new Ground(this.#map, settings)
    this.#map.createPane('trails').classList.add('trails-pane')
    this.#ways = new CanvasLayer((context, at) => this.#paint(context, at), 'trails').addTo(this.#map)
    new ResizeObserver(() => this.#map.invalidateSize()).observe(container)
  }

  /** Shows the days, one per vehicle, and moves to them. */
  show(days) {
    for (const marker of this.#markers) marker?.remove()
    this.#days = days
    this.#markers = days.map(() => null)
    this.#trip = null
    this.#ways.repaint()
    this.#fit(days.flatMap(({ track }) => track.positions))
  }

  /** Shows where the vehicles were at that instant. */
  move(time) {
    this.#days.forEach(({ unit, track }, i) => {
      const position = track.at(time)
      if (!position) {
        this.#markers[i]?.remove()
        this.#markers[i] = null
        return
      }
      this.#markers[i] ??= new VehicleMarker({ id: unit.id, name: unit.name, position }, this.#map, () => {})
      this.#markers[i].update({ position }, stateOf(position), false)
    })
  }

  /** Emphasizes a trip of a day and moves to it. */
  emphasize(day, trip) {
    this.#trip = { day, ...trip }
    this.#ways.repaint()
    this.#fit(day.track.positions.filter(({ time }) => time >= trip.from && time <= trip.to))
  }

  /** Moves to a place, such as that of an event. */
  look({ latitude, longitude }) {
    this.#map.setView([latitude, longitude], Math.max(this.#map.getZoom(), LOOK_FROM))
  }

  /** Repaints all but the markers, for example after a change of colours. */
  repaint() {
    this.#ground.repaint()
    this.#ways.repaint()
  }

  #paint(context, at) {
    const style = getComputedStyle(this.#map.getContainer())
    context.lineJoin = 'round'
    this.#days.forEach(({ track }, i) => {
      paintWay(context, at, track.positions, { colour: style.getPropertyValue(`--track-${i}`), width: 3 })
    })
    if (!this.#trip) return
    const { day, from, to } = this.#trip
    const part = day.track.positions.filter(({ time }) => time >= from && time <= to)
    paintWay(context, at, part, { colour: style.getPropertyValue('--trail-edge'), width: 10 })
    paintWay(context, at, part, { colour: style.getPropertyValue(`--track-${this.#days.indexOf(day)}`), width: 6 })
  }

  #fit(positions) {
    if (positions.length === 0) return
    const bounds = window.L.latLngBounds(positions.map(({ latitude, longitude }) => [latitude, longitude]))
    this.#map.fitBounds(bounds, { padding: [30, 30], maxZoom: LOOK_FROM, animate: false })
  }
}

/** Dashed where the way is a guess. */
function paintWay(context, at, positions, { colour, width }) {
  const paths = { known: new Path2D(), guessed: new Path2D() }
  let start = null
  positions.forEach((position, i) => {
    const end = at(position)
    const isGuess = i > 0 && position.time - positions[i - 1].time > SILENCE_MS
    if (start && !isGuess && i < positions.length - 1 && Math.abs(end.x - start.x) + Math.abs(end.y - start.y) < LEAST_PIXELS) return
    const path = isGuess ? paths.guessed : paths.known
    path.moveTo((start ?? end).x, (start ?? end).y)
    path.lineTo(end.x, end.y)
    start = end
  })
  context.strokeStyle = colour
  context.lineWidth = width
  context.lineCap = 'round'
  context.stroke(paths.known)
  context.setLineDash([2, 8])
  context.stroke(paths.guessed)
  context.setLineDash([])
}

function stateOf({ isOld, speed }) {
  if (isOld) return 'silent'
  return speed >= WALKING_PACE_KMH ? 'moving' : 'parked'
}
