/** Where a vehicle has been: positions in the order of their times, the newest ones only. */
export class Trail {
  #positions = []
  grownAt = 0 // by performance.now()

  static MOST = 1_800 // half an hour of one each second

  get positions() {
    return this.#positions
  }

  /** Puts the position where its time says, which is not the end for one that came late. */
  add(position) {
    const positions = this.#positions
    this.grownAt = performance.now()
    let place = positions.length
    while (place > 0 && positions[place - 1].time > position.time) place--
    if (positions[place - 1]?.time === position.time) positions[place - 1] = position
    else positions.splice(place, 0, position)
    if (positions.length > Trail.MOST) positions.shift()
  }

  /** What came before is not known to be connected with what comes next. */
  interrupt() {
    const newest = this.#positions.at(-1)
    if (newest) newest.isLast = true
  }
}
