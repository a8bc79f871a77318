import { hourAndMinute } from '../clock.js'
import { SILENCE_MS } from './track.js'

const TOP = 14 // pixels above the speeds, for the signs of events
const BOTTOM = 16 // below them, for the hours
const LEAST_TOP_KMH = 60
const STEP_KMH = 20
const HOUR_MS = 3_600_000
const LEAST_PIXELS_PER_LABEL = 54
const SEVERITIES = { critical: '--critical', warning: '--warning', info: '--parked' }

/** Speeds over the day, on a canvas above the slider: trips as bands, alarms as signs, the clock as a line. */
export class SpeedStrip {
  #canvas
  #days = []
  #from = 0
  #to = 1
  #zone = 'UTC'
  #time = 0
  #picture = null // all but the clock's line

  constructor(canvas) {
    this.#canvas = canvas
    new ResizeObserver(() => this.repaint()).observe(canvas)
  }

  show(days, from, to, zone) {
    this.#days = days
    this.#from = from
    this.#to = Math.max(from + 1, to)
    this.#zone = zone
    this.repaint()
  }

  move(time) {
    this.#time = time
    if (this.#picture) this.#paintClock()
  }

  repaint() {
    const { clientWidth: width, clientHeight: height } = this.#canvas
    if (width === 0 || height === 0) return
    const sharpness = window.devicePixelRatio || 1
    this.#canvas.width = width * sharpness
    this.#canvas.height = height * sharpness
    const style = getComputedStyle(this.#canvas)
    const context = this.#context()
    context.scale(sharpness, sharpness)
    this.#paintHours(context, width, height, style)
    this.#days.forEach((day, place) => this.#paintDay(context, day, style.getPropertyValue(`--track-${place}`), width, height))
    for (const { track } of this.#days) this.#paintEvents(context, track.events, style, width)
    this.#picture = context.getImageData(0, 0, this.#canvas.width, this.#canvas.height)
    this.#paintClock()
  }

  #context() {
    return this.#canvas.getContext('2d', { willReadFrequently: true })
  }

  #x(time, width) {
    return ((time - this.#from) / (this.#to - this.#from)) * width
  }

  #paintHours(context, width, height, style) {
    const hours = (this.#to - this.#from) / HOUR_MS
    const step = [1, 2, 3, 6, 12].find((each) => (width / hours) * each >= LEAST_PIXELS_PER_LABEL) ?? 24
    context.font = '11px system-ui, sans-serif'
    context.fillStyle = style.getPropertyValue('--quiet')
    context.strokeStyle = style.getPropertyValue('--line')
    context.beginPath()
    for (let time = this.#from; time < this.#to; time += step * HOUR_MS) {
      const x = Math.round(this.#x(time, width)) + 0.5
      context.moveTo(x, TOP)
      context.lineTo(x, height)
      context.fillText(hourAndMinute(time, this.#zone), x + 3, height - 4)
    }
    context.stroke()
  }

  #paintDay(context, { track, trips }, colour, width, height) {
    context.fillStyle = context.strokeStyle = colour
    context.globalAlpha = 0.15
    for (const { from, to } of trips) context.fillRect(this.#x(from, width), TOP, Math.max(1, this.#x(to, width) - this.#x(from, width)), height - TOP - BOTTOM)
    context.globalAlpha = 1
    context.lineWidth = 1.2
    context.beginPath()
    const top = this.#topSpeed()
    let before = null
    for (const position of track.positions) {
      if (position.speed === null) continue
      const y = height - BOTTOM - (position.speed / top) * (height - TOP - BOTTOM)
      if (before && position.time - before.time <= SILENCE_MS) context.lineTo(this.#x(position.time, width), y)
      else context.moveTo(this.#x(position.time, width), y)
      before = position
    }
    context.stroke()
  }

  #topSpeed() {
    let top = LEAST_TOP_KMH
    for (const { track } of this.#days) for (const { speed } of track.positions) if (speed > top) top = speed
    return Math.ceil(top / STEP_KMH) * STEP_KMH
  }

  #paintEvents(context, events, style, width) {
    for (const { time, severity } of events) {
      if (!severity) continue
      const x = this.#x(time, width)
      context.fillStyle = style.getPropertyValue(SEVERITIES[severity])
      context.beginPath()
      context.moveTo(x, TOP - 2)
      context.lineTo(x - 4, 2)
      context.lineTo(x + 4, 2)
      context.fill()
    }
  }

  #paintClock() {
    const { clientWidth: width, clientHeight: height } = this.#canvas
    const context = this.#context()
    context.putImageData(this.#picture, 0, 0)
    context.fillStyle = getComputedStyle(this.#canvas).getPropertyValue('--text')
    context.fillRect(this.#x(this.#time, width) - 1, TOP - 4, 2, height - TOP - BOTTOM + 4)
  }
}
