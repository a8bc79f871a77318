/** The newest positions of a vehicle, in the order of their times. */
export class Trail {
  #positions = []
  #most = 1_800 // half an hour at one per second
  grownAt = 0 // by performance.now()

  get positions() {
    return this.#positions
  }

  /** Inserts the position by its time; a late one is not the last. */
  add(position) {
    const positions = this.#positions
    this.grownAt = performance.now()
    let place = positions.length
    while (place > 0 && positions[place - 1].time > position.time) place--
    if (positions[place - 1]?.time === position.time) positions[place - 1] = position
    else positions.splice(place, 0, position)
    if (positions.length > this.#most) positions.shift()
  }

  /** Keeps at most that number of positions. */
  limit(most) {
    this.#most = most
    this.#positions.splice(0, Math.max(0, this.#positions.length - most))
  }

  /** Marks a gap: the way from the newest position to the next one is unknown. */
  interrupt() {
    const newest = this.#positions.at(-1)
    if (newest) newest.isLast = true
  }
}
