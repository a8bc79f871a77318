import { CanvasLayer } from './canvas-layer.js'

const SHORT_MS = 180_000 // length of the trails of vehicles that are not selected
const SILENCE_MS = 60_000 // the line across a longer pause is a guess, and dashed
const GLIDE_MS = 3_000 // the longest animation of a marker to its newest position
const BANDS = 5 // age bands: older ones are fainter
const LEAST_PIXELS = 1.5 // shorter parts are merged, so a zoomed-out trail has few parts
const ARROW_EVERY_PIXELS = 56
const DOT_FROM_PIXELS = 9

/**
 * The trails of all shown vehicles, fading with age; that of the selected vehicle has arrows, and a dot for each position
 * if there is room.
 *
 * @param vehicles returns the vehicles to paint, and the selected one
 */
export function trailLayer(vehicles, pane) {
  return new CanvasLayer((context, at, { map }) => {
    const style = getComputedStyle(map.getContainer())
    const colour = (name) => style.getPropertyValue(name)
    const { shown, selected } = vehicles()
    context.lineJoin = 'round'
    for (const vehicle of shown) {
      if (vehicle !== selected) paintLine(context, segments(vehicle.trail, at, SHORT_MS), colour('--trail'), 2, 0.6)
    }
    if (selected && shown.has(selected)) {
      const trail = segments(selected.trail, at, Infinity)
      paintLine(context, trail, colour('--trail-edge'), 8, 0.9)
      paintLine(context, trail, colour('--trail-selected'), 6, 1)
      paintSigns(context, trail, colour('--trail-sign'))
    }
    context.globalAlpha = 1
  }, pane)
}

/** The parts of a trail on the canvas, the newest first: {start, end, band, isGuess}. */
function segments(trail, at, length) {
  const positions = trail.positions
  const newest = positions.at(-1)?.time
  const span = Math.min(length, newest - positions[0]?.time)
  const found = []
  // While the marker is still moving, it has not yet reached the end of the trail.
  const last = positions.length - (performance.now() - trail.grownAt > GLIDE_MS ? 1 : 2)
  let end = last > 0 ? at(positions[last]) : null
  for (let i = last; i > 0 && newest - positions[i - 1].time <= span; i--) {
    const [from, to] = [positions[i - 1], positions[i]]
    const start = at(from)
    const isGuess = from.isLast || to.time - from.time > SILENCE_MS
    if (!isGuess && Math.abs(start.x - end.x) + Math.abs(start.y - end.y) < LEAST_PIXELS) continue
    const band = Math.min(BANDS - 1, Math.floor(((newest - to.time) / span) * BANDS))
    found.push({ start, end, band, isGuess })
    end = start
  }
  return found
}

function paintLine(context, trail, colour, width, strength) {
  const paths = new Map()
  let lastKey
  for (const { start, end, band, isGuess } of trail) {
    const key = isGuess ? band + BANDS : band
    if (!paths.has(key)) paths.set(key, new Path2D())
    if (key !== lastKey) paths.get(key).moveTo(end.x, end.y) // else continues the path
    paths.get(key).lineTo(start.x, start.y)
    lastKey = key
  }
  context.strokeStyle = colour
  context.lineWidth = width
  for (const [key, path] of paths) {
    context.setLineDash(key < BANDS ? [] : [2, 8])
    context.lineCap = key < BANDS ? 'butt' : 'round' // round ends would overlap where bands meet
    context.globalAlpha = strength * (1 - ((key % BANDS) / BANDS) * 0.85)
    context.stroke(path)
  }
  context.setLineDash([])
}

/** Paints arrows for the direction and dots for the positions. */
function paintSigns(context, trail, colour) {
  context.globalAlpha = 1
  context.strokeStyle = context.fillStyle = colour
  context.lineWidth = 1.7
  let untilArrow = ARROW_EVERY_PIXELS / 2
  for (const { start, end, isGuess } of trail) {
    const [dx, dy] = [end.x - start.x, end.y - start.y]
    const pixels = Math.hypot(dx, dy)
    if (pixels >= DOT_FROM_PIXELS) dot(context, start)
    untilArrow -= pixels
    if (untilArrow > 0 || pixels === 0 || isGuess) continue
    untilArrow = ARROW_EVERY_PIXELS
    arrow(context, { x: start.x + dx / 2, y: start.y + dy / 2 }, Math.atan2(dy, dx))
  }
}

function dot(context, { x, y }) {
  context.beginPath()
  context.arc(x, y, 1.4, 0, 2 * Math.PI)
  context.fill()
}

function arrow(context, { x, y }, angle) {
  context.beginPath()
  for (const side of [-1, 1]) {
    const back = angle + side * 2.4
    context.moveTo(x + Math.cos(angle) * 2, y + Math.sin(angle) * 2)
    context.lineTo(x + Math.cos(back) * 3.2, y + Math.sin(back) * 3.2)
  }
  context.stroke()
}
