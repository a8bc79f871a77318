import { element, setText } from './dom.js'
import { speed } from './format.js'

const SVG = 'http://www.w3.org/2000/svg'
const [WIDTH, HEIGHT] = [300, 70]
const SPAN_MS = 600_000
const LEAST_TOP_KMH = 60

/** The speed of the last ten minutes. */
export class SpeedChart {
  #line = document.createElementNS(SVG, 'polyline')
  #picture = document.createElementNS(SVG, 'svg')
  #caption = element('figcaption')
  figure

  constructor() {
    this.#picture.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
    this.#picture.setAttribute('preserveAspectRatio', 'none')
    this.#picture.setAttribute('aria-hidden', 'true') // the caption says it
    this.#picture.append(this.#line)
    this.figure = element('figure', { class: 'speed-chart' }, this.#picture, this.#caption)
  }

  show(positions) {
    const newest = positions.at(-1)
    const recent = positions.filter(({ time, speed: kmh }) => kmh !== null && time > newest.time - SPAN_MS)
    const highest = Math.max(0, ...recent.map(({ speed: kmh }) => kmh))
    const top = Math.max(LEAST_TOP_KMH, highest)
    const points = recent.map(({ time, speed: kmh }) => {
      const x = WIDTH - ((newest.time - time) / SPAN_MS) * WIDTH
      return `${x.toFixed(1)},${(HEIGHT - (kmh / top) * HEIGHT).toFixed(1)}`
    })
    this.#line.setAttribute('points', points.join(' '))
    setText(this.#caption, `Speed over 10 minutes, highest ${speed(highest)}`)
  }
}
