import { timeOfDay } from '../clock.js'
import { byId, element, setText } from '../dom.js'
import { speed } from '../format.js'
import { t } from '../texts.js'
import { SpeedStrip } from './speed-strip.js'

const RATES = [1, 2, 5, 10, 20, 50, 100]
const SECOND_MS = 1_000

/** The clock's controls: a slider over the day with speeds, trips and events, play and pause, and how fast it runs. */
export class Timeline {
  #clock
  #strip
  #zone = 'UTC'
  #legend = [] // {day, now}

  constructor(clock) {
    this.#clock = clock
    this.#strip = new SpeedStrip(byId('strip'))
    const slider = byId('slider')
    slider.addEventListener('input', () => clock.seek(clock.from + slider.valueAsNumber * SECOND_MS))
    byId('play').addEventListener('click', () => (clock.isPlaying ? clock.pause() : clock.play()))
    byId('rate').replaceChildren(...RATES.map((rate) => element('option', { value: String(rate) }, `×${rate}`)))
    byId('rate').value = String(clock.rate)
    byId('rate').addEventListener('change', ({ target }) => (clock.rate = Number(target.value)))
    clock.onChange(() => this.#move())
  }

  /** Shows the days; times are in the zone of the first. */
  show(days) {
    this.#zone = days[0]?.unit.timezone ?? 'UTC'
    byId('timeline').hidden = days.length === 0
    this.#legend = days.map((day, place) => ({ day, now: element('span', { class: 'quiet number' }), place }))
    byId('legend').replaceChildren(
      ...this.#legend.map(({ day, now, place }) =>
        element('li', { 'data-track': place }, element('span', { class: 'track-dot', 'aria-hidden': 'true' }), ` ${day.unit.name} `, now),
      ),
    )
    byId('slider').max = String(Math.floor((this.#clock.to - this.#clock.from) / SECOND_MS))
    this.#strip.show(days, this.#clock.from, this.#clock.to, this.#zone)
    setText(byId('zone'), this.#zone)
    this.#move()
  }

  /** Repaints, for example after a change of colours. */
  repaint() {
    this.#strip.repaint()
  }

  #move() {
    const { time, from, isPlaying } = this.#clock
    const slider = byId('slider')
    const now = timeOfDay(time, this.#zone)
    slider.valueAsNumber = Math.floor((time - from) / SECOND_MS)
    slider.setAttribute('aria-valuetext', now)
    setText(byId('clock'), now)
    setText(byId('play'), t(isPlaying ? 'Pause' : 'Play'))
    for (const { day, now: reading } of this.#legend) setText(reading, readingOf(day.track.at(time)))
    this.#strip.move(time)
  }
}

function readingOf(position) {
  if (!position) return t('not heard yet')
  return position.isOld ? t('silent') : speed(position.speed)
}
