const LONGEST_FRAME_MS = 1_000 // after a pause of the browser, the clock goes on from where it was

/** One clock for all vehicles: an instant of the past that stands, or runs at a multiple of real time until its end. */
export class PlayClock {
  time = 0
  rate = 10
  isPlaying = false
  #from = 0
  #to = 0
  #listeners = []
  #last = 0

  get from() {
    return this.#from
  }

  get to() {
    return this.#to
  }

  /** Calls the listener after every change. */
  onChange(listener) {
    this.#listeners.push(listener)
  }

  /** Sets the first and the last instant, and where the clock stands. */
  span(from, to, time) {
    this.pause()
    this.#from = from
    this.#to = to
    this.seek(time)
  }

  seek(time) {
    this.time = Math.min(this.#to, Math.max(this.#from, time))
    this.#tell()
  }

  /** From the beginning, if it is at its end. */
  play() {
    if (this.isPlaying || this.#to <= this.#from) return
    if (this.time >= this.#to) this.time = this.#from
    this.isPlaying = true
    this.#last = performance.now()
    requestAnimationFrame((now) => this.#step(now))
    this.#tell()
  }

  pause() {
    if (!this.isPlaying) return
    this.isPlaying = false
    this.#tell()
  }

  #step(now) {
    if (!this.isPlaying) return
    this.time = Math.min(this.#to, this.time + Math.min(LONGEST_FRAME_MS, Math.max(0, now - this.#last)) * this.rate)
    this.#last = now
    this.isPlaying = this.time < this.#to
    if (this.isPlaying) requestAnimationFrame((then) => this.#step(then))
    this.#tell()
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}
