import { CanvasLayer } from './canvas-layer.js'

/** Distances of lines in degrees, of which one is fit for each zoom. */
const STEPS = [45, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
const LEAST_PIXELS = 90

/** Meridians and parallels: what the map shows where no tile server is configured, or none answers. */
export function gridLayer(pane) {
  return new CanvasLayer(paint, pane)
}

function paint(context, at, { width, height, map }) {
  const bounds = map.getBounds().pad(0.25)
  const degreesPerPixel = (bounds.getEast() - bounds.getWest()) / width
  const step = STEPS.findLast((candidate) => candidate / degreesPerPixel >= LEAST_PIXELS) ?? STEPS[0]
  const style = getComputedStyle(map.getContainer())
  context.strokeStyle = style.getPropertyValue('--grid-line')
  context.fillStyle = style.getPropertyValue('--grid-text')
  context.font = '11px system-ui, sans-serif'
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  context.beginPath()
  for (const longitude of multiples(step, bounds.getWest(), bounds.getEast())) {
    const { x } = at({ latitude: 0, longitude })
    line(context, Math.round(x) + 0.5, 0, Math.round(x) + 0.5, height)
    context.fillText(`${longitude.toFixed(digits)}°`, x + 4, height * 0.82)
  }
  for (const latitude of multiples(step, bounds.getSouth(), bounds.getNorth())) {
    const { y } = at({ latitude, longitude: 0 })
    line(context, 0, Math.round(y) + 0.5, width, Math.round(y) + 0.5)
    context.fillText(`${latitude.toFixed(digits)}°`, width * 0.18, y - 4)
  }
  context.stroke()
}

function multiples(step, from, to) {
  const first = Math.ceil(from / step)
  const count = Math.max(0, Math.floor(to / step) - first + 1)
  return Array.from({ length: count }, (_, i) => (first + i) * step)
}

function line(context, fromX, fromY, toX, toY) {
  context.moveTo(fromX, fromY)
  context.lineTo(toX, toY)
}
