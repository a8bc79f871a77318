import { project, worldPixels } from './mercator.js'

/** A map layer painted by a function, slightly larger than the visible area, and repainted whenever the map comes to rest. */
export const CanvasLayer = window.L.Layer.extend({
  /** @param paint receives the drawing context, and a function from {latitude, longitude} to {x, y} on it */
  initialize(paint, pane) {
    this._paint = paint
    this.options = { pane }
  },

  onAdd(map) {
    this._canvas = window.L.DomUtil.create('canvas', 'leaflet-zoom-hide', this.getPane())
    this._canvas.setAttribute('aria-hidden', 'true')
    // Also after a zoom.
    map.on('moveend resize', this.repaint, this)
    this.repaint()
  },

  onRemove(map) {
    map.off('moveend resize', this.repaint, this)
    this._canvas.remove()
  },

  repaint() {
    const map = this._map
    if (!map) return
    const canvas = this._canvas
    const size = map.getSize()
    const beyond = size.multiplyBy(0.25).round()
    const origin = map.containerPointToLayerPoint(beyond.multiplyBy(-1))
    const sharpness = window.devicePixelRatio || 1
    const [width, height] = [size.x + 2 * beyond.x, size.y + 2 * beyond.y]
    if (canvas.width !== width * sharpness || canvas.height !== height * sharpness) {
      canvas.width = width * sharpness
      canvas.height = height * sharpness
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    window.L.DomUtil.setPosition(canvas, origin)
    const context = canvas.getContext('2d')
    context.setTransform(sharpness, 0, 0, sharpness, 0, 0)
    context.clearRect(0, 0, width, height)
    const toLayer = map.getPixelOrigin().add(origin)
    const scale = worldPixels(map.getZoom())
    this._paint(context, (position) => onWorld(position, scale, toLayer), { width, height, map })
  },
})

function onWorld(position, scale, origin) {
  const { worldX, worldY } = project(position)
  return { x: worldX * scale - origin.x, y: worldY * scale - origin.y }
}
