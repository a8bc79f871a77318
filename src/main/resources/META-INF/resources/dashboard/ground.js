import { gridLayer } from './grid.js'
import { rememberedUser } from './session.js'
import { streetLayer } from './streets.js'
import { t } from './texts.js'
import { worldLayer } from './world.js'

const LAYERS = { grid: gridLayer, world: worldLayer, streets: streetLayer }

/**
 * What lies beneath the vehicles: a grid, an outline of the world, streets and tiles if the deployment has any. Without
 * tiles, administrators see how to get them.
 */
export class Ground {
  #layers

  constructor(map, { tiles, streets }) {
    const names = Object.keys(LAYERS).filter((name) => streets || name !== 'streets')
    this.#layers = names.map((name) => {
      map.createPane(name).classList.add(`${name}-pane`)
      return LAYERS[name](name).addTo(map)
    })
    if (tiles) addTiles(map, tiles)
    else if (rememberedUser()?.roles.includes('admin')) map.attributionControl.addAttribution(t('No street map: set FLEETCAST_DASHBOARD_TILES_URL'))
  }

  /** For example after a change of colours. */
  repaint() {
    for (const layer of this.#layers) layer.repaint()
  }
}

function addTiles(map, { url, attribution, max_zoom: maxZoom }) {
  const text = document.createElement('span')
  text.textContent = attribution ?? ''
  window.L.tileLayer(url, { attribution: text.innerHTML, maxZoom }).addTo(map)
}
