/** The newest positions of a vehicle, in the order of their times. */
export class Trail {
  #positions = []
  grownAt = 0 // by performance.now()

  static MOST = 1_800 // half an hour at one per second

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
    if (positions.length > Trail.MOST) positions.shift()
  }

  /** Marks a gap: the way from the newest position to the next one is unknown. */
  interrupt() {
    const newest = this.#positions.at(-1)
    if (newest) newest.isLast = true
  }
}
