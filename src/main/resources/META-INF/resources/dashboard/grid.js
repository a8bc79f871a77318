import { CanvasLayer } from './canvas-layer.js'
import { locale } from './preferences.js'
import { t } from './texts.js'

/** Candidate distances between lines in degrees; the zoom decides which is used. */
const STEPS = [45, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001]
const LEAST_PIXELS = 110
const PARTS = 5 // fine lines between two with a label
const MARGIN = 6
const BUTTONS_PIXELS = 80 // left part of the upper edge, covered by the map's buttons
const UPPER_LABELS_PIXELS = 36 // of the longitudes
const NORTHERNMOST = 85 // the projection has no poles

/** Meridians and parallels, visible if there is no tile server or it does not respond. */
export function gridLayer(pane) {
  return new CanvasLayer(paint, pane)
}

function paint(context, at, { width, height, map }) {
  const bounds = map.getBounds().pad(0.25)
  const degreesPerPixel = (bounds.getEast() - bounds.getWest()) / width
  const step = STEPS.findLast((candidate) => candidate / degreesPerPixel >= LEAST_PIXELS) ?? STEPS[0]
  const style = getComputedStyle(map.getContainer())
  const area = { context, at, width, height, bounds }
  drawLines(area, step / PARTS, style.getPropertyValue('--grid-fine'))
  drawLines(area, step, style.getPropertyValue('--grid-line'))
  context.font = '11px system-ui, sans-serif'
  context.fillStyle = style.getPropertyValue('--grid-text')
  context.strokeStyle = style.getPropertyValue('--map')
  context.lineWidth = 4
  label(area, step)
}

function drawLines({ context, at, width, height, bounds }, step, colour) {
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  for (const longitude of multiples(step, bounds.getWest(), bounds.getEast())) {
    const x = Math.round(at({ latitude: 0, longitude }).x) + 0.5
    line(context, x, 0, x, height)
  }
  for (const latitude of parallels(step, bounds)) {
    const y = Math.round(at({ latitude, longitude: 0 }).y) + 0.5
    line(context, 0, y, width, y)
  }
  context.stroke()
}

/** Labels the upper and right edges of the visible area; a sixth of the canvas lies beyond it on each side. */
function label({ context, at, width, height, bounds }, step) {
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  context.textAlign = 'left'
  for (const longitude of multiples(step, bounds.getWest(), bounds.getEast())) {
    const x = at({ latitude: 0, longitude }).x + MARGIN
    const text = degrees(onEarth(longitude), digits, 'E', 'W')
    if (x > width / 6 + BUTTONS_PIXELS) write(context, text, x, height / 6 + 16)
  }
  context.textAlign = 'right'
  for (const latitude of parallels(step, bounds)) {
    const { y } = at({ latitude, longitude: 0 })
    if (y > height / 6 + UPPER_LABELS_PIXELS) write(context, degrees(latitude, digits, 'N', 'S'), (width * 5) / 6 - MARGIN, y - MARGIN)
  }
}

function write(context, text, x, y) {
  context.strokeText(text, x, y)
  context.fillText(text, x, y)
}

/** The map continues beyond the date line, where 200 is the same as -160. */
function onEarth(longitude) {
  return window.L.Util.wrapNum(longitude, [-180, 180])
}

/** Coordinates on the equator, the prime meridian and the date line have no letter: 180 and -180 are the same. */
function degrees(value, digits, positive, negative) {
  const text = Math.abs(value).toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  if (Math.abs(value).toFixed(digits) % 180 === 0) return `${text}°`
  return `${text}° ${t(value < 0 ? negative : positive)}`
}

function parallels(step, bounds) {
  return multiples(step, Math.max(-NORTHERNMOST, bounds.getSouth()), Math.min(NORTHERNMOST, bounds.getNorth()))
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
