import { timeOfDay } from './clock.js'
import { element, setText } from './dom.js'
import { speed } from './format.js'
import { ofKilometers, speedUnit } from './measure.js'
import { t } from './texts.js'

const SVG = 'http://www.w3.org/2000/svg'
const [WIDTH, HEIGHT] = [300, 90]
const SPANS_MS = [60_000, 120_000, 300_000, 600_000] // the shortest span that covers all data, ten minutes at most
const SILENCE_MS = 150_000 // a longer pause interrupts the line
const STEP = 20 // in the unit that the viewer chose
const LEAST_TOP = 40

/** A chart of the speed in the last minutes, with lines at the top and at half height. */
export class SpeedChart {
  #line = drawn('path', { class: 'line' })
  #area = drawn('path', { class: 'area' })
  #caption = element('figcaption')
  #speeds = ['top', 'half', 'zero'].map((name) => element('span', { class: name }))
  #times = [element('span'), element('span')]
  figure

  constructor() {
    const half = drawn('path', { class: 'guide', d: `M0,${HEIGHT / 2}H${WIDTH}` })
    const picture = drawn('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' }, half, this.#area, this.#line)
    // Hidden from screen readers: the caption has the same content.
    const plot = element('div', { class: 'plot', 'aria-hidden': 'true' }, picture, ...this.#speeds)
    const times = element('div', { class: 'times', 'aria-hidden': 'true' }, ...this.#times)
    this.figure = element('figure', { class: 'speed-chart' }, this.#caption, plot, times)
  }

  /** @param zone of the times; the panel names it */
  show(positions, zone) {
    const known = positions.filter(({ speed: kmh }) => kmh !== null)
    this.figure.hidden = known.length === 0
    if (known.length > 0) this.#draw(known, known.at(-1).time, zone)
  }

  #draw(known, newest, zone) {
    const span = SPANS_MS.find((candidate) => newest - known[0].time <= candidate) ?? SPANS_MS.at(-1)
    const recent = known.filter(({ time }) => newest - time <= span)
    const speeds = recent.map(({ speed: kmh }) => kmh)
    const top = Math.max(LEAST_TOP, Math.ceil(ofKilometers(Math.max(...speeds)) / STEP) * STEP)
    const at = ({ time, speed: kmh }) =>
      `${(WIDTH - ((newest - time) / span) * WIDTH).toFixed(1)},${(HEIGHT - (ofKilometers(kmh) / top) * HEIGHT).toFixed(1)}`
    const runs = unbroken(recent).map((run) => run.map(at))
    this.#line.setAttribute('d', runs.map((run) => `M${run.join('L')}h0.1`).join(''))
    this.#area.setAttribute('d', runs.map((run) => `M${xOf(run[0])},${HEIGHT}L${run.join('L')}V${HEIGHT}Z`).join(''))
    setText(this.#speeds[0], `${top} ${speedUnit()}`)
    setText(this.#speeds[1], String(top / 2))
    setText(this.#speeds[2], '0')
    setText(this.#times[0], timeOfDay(newest - span, zone))
    setText(this.#times[1], timeOfDay(newest, zone))
    const average = speeds.reduce((sum, kmh) => sum + kmh, 0) / speeds.length
    const values = { minutes: span / 60_000, highest: speed(Math.max(...speeds)), average: speed(average) }
    setText(this.#caption, t('Speed over {minutes} min: highest {highest}, average {average}', values))
  }
}

/** The parts between pauses. */
function unbroken(positions) {
  const runs = []
  positions.forEach((position, i) => {
    const before = positions[i - 1]
    if (!before || before.isLast || position.time - before.time > SILENCE_MS) runs.push([])
    runs.at(-1).push(position)
  })
  return runs
}

function xOf(point) {
  return point.split(',')[0]
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
