import { clock } from './clock.js'
import { byId, setText } from './dom.js'
import { t } from './texts.js'

const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  replaying: 'Replaying',
  degraded: 'Degraded',
  reconnecting: 'Reconnecting',
  closed: 'Closed',
}
const RATE_SECONDS = 5
const GAP_MS = 30_000
const MOST_NAMES = 5

/** Shows the state of the connection, including missing messages. */
export class ConnectionState {
  #client
  #fleet
  #samples = []
  #since = Date.now()
  #gaps = new Set()
  #gapUntil = 0

  constructor(client, fleet) {
    this.#client = client
    this.#fleet = fleet
    this.#sample()
    byId('connection').hidden = false
    client.on('state', () => this.#stateChanged())
    client.on('gap', (gap) => this.#gapTold(gap))
    this.#stateChanged()
  }

  /** Called once a second. */
  tick() {
    this.#sample()
    if (this.#samples.length > RATE_SECONDS + 1) this.#samples.shift()
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    // A busy browser calls late.
    const seconds = Math.max(1, (last.at - first.at) / 1_000)
    setText(byId('rate'), ((last.delivered - first.delivered) / seconds).toFixed(1))
    if (this.#gapUntil && Date.now() > this.#gapUntil) {
      this.#gapUntil = 0
      this.#gaps.clear()
      this.#show()
    }
  }

  #sample() {
    this.#samples.push({ at: performance.now(), delivered: this.#fleet.delivered })
  }

  #stateChanged() {
    this.#since = Date.now()
    this.#show()
  }

  #gapTold({ unit_id: unit }) {
    this.#gaps.add(unit === undefined ? t('all vehicles') : (this.#fleet.vehicles.get(unit)?.name ?? t('unit {unit}', { unit })))
    this.#gapUntil = Date.now() + GAP_MS
    this.#fleet.interrupt(unit)
    this.#show()
  }

  #show() {
    const { state, streamId } = this.#client
    const isGap = state === 'live' && this.#gaps.size > 0
    byId('connection').dataset.state = isGap ? 'gap' : state
    setText(byId('connection-state'), t(isGap ? 'Live, with a gap' : WORDS[state]))
    setText(byId('stream-id'), streamId ?? '–')
    const notice = byId('notice')
    setText(notice, this.#notice(state))
    notice.hidden = notice.textContent === ''
  }

  #notice(state) {
        if (state === 'degraded') {
      return t('Since {time} the feed cannot be read: positions are as old as shown. Missing messages will follow.', { time: clock(this.#since) })
    }
    if (state === 'reconnecting') {
      return t('The connection was lost at {time}. Missing messages will follow.', { time: clock(this.#since) })
    }
    if (this.#gaps.size === 0) return ''
    const names = [...this.#gaps].slice(0, MOST_NAMES).join(', ')
    return t(this.#gaps.size > MOST_NAMES ? 'Messages are missing: {names} and others.' : 'Messages are missing: {names}.', { names })
  }
}
