/** Web Mercator on a world of width 1; caches a position's projection, since each is used in every frame. */
export function project(position) {
  if (position.worldX === undefined) {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, position.latitude)) * Math.PI) / 180)
    position.worldX = position.longitude / 360 + 0.5
    position.worldY = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  }
  return position
}

/** The width of the world in pixels. */
export function worldPixels(zoom) {
  return 256 * 2 ** zoom
}
