import { CanvasLayer } from './canvas-layer.js'
import { loadLines } from './lines.js'
import { worldPixels } from './mercator.js'

const DATA = new URL('world.json', import.meta.url)

/** Coasts and borders of the world, from Natural Earth, beneath tiles: visible without any other server. */
export function worldLayer(pane) {
  let lines = []
  const layer = new CanvasLayer((context, at, area) => paint(lines, context, at, area), pane)
  load().then((loaded) => {
    lines = loaded
    layer.repaint()
  })
  return layer
}

/** Without the outline the map still has its grid. */
async function load() {
  try {
    return (await loadLines(DATA)).lines
  } catch (failure) {
    console.warn(`The outline of the world cannot be loaded: ${failure.message}`)
    return []
  }
}

function paint(lines, context, at, { width, height, map }) {
  context.strokeStyle = getComputedStyle(map.getContainer()).getPropertyValue('--world-line')
  context.lineWidth = 1
  context.beginPath()
  const around = worldPixels(map.getZoom())
  for (const line of lines) {
    const points = line.map(at)
    for (const aside of [-around, 0, around]) {
      if (!isVisible(points, aside, width, height)) continue
      points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x + aside, y) : context.lineTo(x + aside, y)))
    }
  }
  context.stroke()
}

function isVisible(points, aside, width, height) {
  const xs = points.map(({ x }) => x + aside)
  const ys = points.map(({ y }) => y)
  return Math.max(...xs) >= 0 && Math.min(...xs) <= width && Math.max(...ys) >= 0 && Math.min(...ys) <= height
}
