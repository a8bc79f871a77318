import { CanvasLayer } from './canvas-layer.js'

const SHORT_MS = 180_000 // of vehicles that are not looked at
const SILENCE_MS = 60_000 // a line over a longer pause is a guess, and dashed

/**
 * The trails of all vehicles that are shown. A marker is still on its way to the newest position, so its trail ends at
 * the one before.
 *
 * @param vehicles gives the vehicles to paint, and the one that is looked at
 */
export function trailLayer(vehicles, pane) {
  return new CanvasLayer((context, at, { map }) => {
    const style = getComputedStyle(map.getContainer())
    const { shown, selected } = vehicles()
    context.lineJoin = 'round'
    context.lineCap = 'round'
    context.strokeStyle = style.getPropertyValue('--trail')
    context.lineWidth = 2
    for (const vehicle of shown) if (vehicle !== selected) paint(context, at, vehicle, SHORT_MS)
    if (!selected) return
    context.strokeStyle = style.getPropertyValue('--trail-selected')
    context.lineWidth = 4
    paint(context, at, selected, Infinity)
  }, pane)
}

function paint(context, at, { trail }, length) {
  const positions = trail.positions
  const oldest = (positions.at(-1)?.time ?? 0) - length
  const sure = new Path2D()
  const guessed = new Path2D()
  for (let i = positions.length - 2; i > 0 && positions[i - 1].time >= oldest; i--) {
    const [from, to] = [positions[i - 1], positions[i]]
    const path = from.isLast || to.time - from.time > SILENCE_MS ? guessed : sure
    const [start, end] = [at(from), at(to)]
    path.moveTo(start.x, start.y)
    path.lineTo(end.x, end.y)
  }
  context.setLineDash([])
  context.stroke(sure)
  context.setLineDash([2, 8])
  context.stroke(guessed)
}
