/**
 * The browser client of Fleetcast: follows vehicles live on one resumable connection shared by all tabs of a browser.
 * One module without dependencies, for browsers and for Node 18 or newer; documented in docs/browser-client.md.
 *
 *   Fleetcast   the API for applications
 *   Stream      the connection, in the one tab that holds it: resume, pongs, subscriptions
 *   Tabs        elects the tab that holds it, and passes messages between tabs
 *   FetchSource an EventSource for environments without one
 *   SocketSource an EventSource over a WebSocket
 *   Gateway     HTTP calls and their login
 */

const CLOSED = 2 // EventSource.CLOSED, also where there is no EventSource
const CALL_TIMEOUT_MS = 10_000
const SILENCE_MS = 45_000 // three pings of the gateway
const TOKEN_USE_MS = 14 * 60_000 // a subscription token can be used for 15 minutes
const IDS_PER_CALL = 200 // limits the length of the URL
const TOKENS_PER_CALL = 1_000

/** A failed call, with the gateway's `problem`; its `status` is 0 if the gateway was not reached. */
export class FleetcastError extends Error {
  constructor(status, message, problem = null, retryAfterMs = 0) {
    super(message)
    this.name = 'FleetcastError'
    this.status = status
    this.problem = problem
    this.retryAfterMs = retryAfterMs
  }

  /** Whether the same call may succeed later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export class Fleetcast {
  #gateway
  #options
  #listeners = new Map()
  #wants = new Map() // unit_id → its unit, interval and token
  #groups = new Map() // pool id → unit_ids
  #asking = new Set() // per pending subscribe, the targets unsubscribed in the meantime
  #heard = new Map() // unit_id → times of its newest position and message
  #clockAhead = null // how far this machine's clock is ahead of the gateway's
  #tabs = null
  #area = null
  #stream = null // only in the tab that holds the connection
  #cursor = null // the last event id of that connection, for the tab that takes over
  #state = 'closed'
  #streamId = null
  #user = null
  #signingIn = null // a login with the credentials
  #returning = null // after the end of a session
  #closings = 0

  constructor(options = {}) {
    this.#options = options
    this.#gateway = new Gateway(options)
  }

  /** `connecting`, `live`, `replaying`, `degraded`, `reconnecting` or `closed`. */
  get state() {
    return this.#state
  }

  get streamId() {
    return this.#streamId
  }

  /** The user who logged in with this object; null before, and if a cookie or a token was used instead. */
  get user() {
    return this.#user
  }

  /** The followed units, as described by the gateway. */
  get units() {
    return [...this.#wants.values()].map(({ unit }) => unit)
  }

  /** Calls `listener` with each event of that type, `'*'` for all; returns a function that removes the listener. */
  on(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set())
    this.#listeners.get(type).add(listener)
    return () => this.#listeners.get(type).delete(listener)
  }

  async login(username, password) {
    this.#user = await this.#gateway.login(username, password)
    if (this.#isShared()) Tabs.tell(this.#channel(), { kind: 'login', user: this.#user.id })
    return this.#user
  }

  /** Ends the session for all its tabs, devices and streams. */
  async logout() {
    try {
      await this.#gateway.call('POST', 'api/v1/auth/logout')
    } catch (failure) {
      if (failure.status !== 401) throw failure // the session has already ended
    }
    this.#tabs?.post({ kind: 'logout' })
    this.#loggedOut({ asked: true })
  }

  /** Opens the connection, or shares that of another tab. `subscribe` calls it. */
  async connect() {
    if (this.#needsLogin()) {
      const closings = this.#closings
      await this.#signedIn()
      if (closings !== this.#closings) return
    }
    if (this.#tabs) return this.#tabs.joined
    const tabs = new Tabs(this.#isShared() ? this.#channel() : null, (message) => this.#take(message))
    this.#tabs = tabs
    this.#enter('connecting', null)
    await tabs.joined
    if (tabs !== this.#tabs) return
    tabs.lead(() => tabs === this.#tabs && this.#lead())
    this.#announce()
  }

  /**
   * Follows the units of `target`: `{unit}`, `{imei}`, `{vehicle}`, `{driver}`, `{group}`, each with one id or an array, or
   * `{all: true}`. An `interval` in milliseconds limits each unit to one position per interval; with a `filter` only the
   * messages for which the condition holds are sent, which needs `shared: false`, since other tabs may want all of them.
   * Resolves to the units; the event `ready` reports that a unit is live.
   */
  async subscribe(target, { interval = 0, filter } = {}) {
    if (filter !== undefined && this.#isShared()) throw new TypeError('a filter needs a client with shared: false')
    const givenUp = []
    this.#asking.add(givenUp)
    try {
      await this.connect()
      const found = await this.#gateway.monitored(target)
      for (const id of ids(target.group)) {
        this.#groups.set(id, found.filter((unit) => unit.group === id).map((unit) => unit.unit_id))
      }
      for (const { token, ...unit } of found) {
        if (givenUp.some((other) => this.#names(other, unit))) continue
        this.#wants.set(unit.unit_id, { unit, interval, filter, token, issuedAt: Date.now() })
      }
      this.#announce()
      return found.map(({ token, ...unit }) => unit)
    } finally {
      this.#asking.delete(givenUp)
    }
  }

  /** Stops following the units of `target`, which has the same form; no events of them follow. */
  unsubscribe(target) {
    for (const givenUp of this.#asking) givenUp.push(target)
    for (const [id, { unit }] of this.#wants) {
      if (!this.#names(target, unit)) continue
      this.#wants.delete(id)
      this.#heard.delete(id)
    }
    this.#announce()
  }

  /**
   * Follows all units in an area without subscriptions: `{bbox}`, `{polygon}`, `{pools}` or `{all: true}`, and more of the
   * body of `PUT /sse/telemetry/area`. Another area replaces it; null ends it. Needs `shared: false`, since a stream has
   * one area. The events `enter` and `leave` report which units are inside.
   */
  async follow(area) {
    if (this.#isShared()) throw new TypeError('an area needs a client with shared: false')
    this.#area = area
    await this.connect()
    this.#stream?.inside(area)
  }

  /** All entries of an API list, such as `api/v1/pools`, with the current login. */
  async list(path) {
    await this.#signedIn()
    return this.#gateway.pages(path)
  }

  /** The response to a `GET` of the API, with the current login. */
  async get(path) {
    await this.#signedIn()
    return this.#gateway.call('GET', path)
  }

  /**
   * The ages of a unit's newest position and newest message, in milliseconds by the gateway's clock; null if there is
   * none.
   */
  freshness(unitId) {
    const now = Date.now() - (this.#clockAhead ?? 0)
    const { fixTime = null, receivedAt = null } = this.#heard.get(unitId) ?? {}
    const age = (time) => (time === null ? null : Math.max(0, now - time))
    return { positionAge: age(fixTime), messageAge: age(receivedAt) }
  }

  /** Closes the connection and stops following; the session continues. */
  close() {
    this.#returning = null
    this.#closings++
    for (const givenUp of this.#asking) givenUp.push({ all: true })
    this.#stream?.close()
    this.#tabs?.close()
    this.#stream = this.#tabs = this.#cursor = this.#area = null
    for (const map of [this.#wants, this.#groups, this.#heard]) map.clear()
    this.#enter('closed', null)
  }

  #isShared() {
    return (this.#options.shared ?? true) && Tabs.arePossible()
  }

  /** Tabs share a connection if they share its login. */
  #channel() {
    return `fleetcast ${this.#gateway.base} ${this.#gateway.session()}`
  }

  /** Whether `target` includes that unit. */
  #names({ all, unit, imei, vehicle, driver, group }, { unit_id, imei: its, vehicle_id, driver_id }) {
    const has = (sought, id) => ids(sought).some((one) => String(one) === String(id))
    return (
      all ||
      has(unit, unit_id) ||
      has(imei, its) ||
      has(vehicle, vehicle_id) ||
      has(driver, driver_id) ||
      ids(group).some((id) => this.#groups.get(id)?.includes(unit_id))
    )
  }

  /** Takes over the connection in this tab, from the cursor of the previous leader. */
  #lead() {
    const stream = new Stream(this.#gateway, this.#options, (event, tab) => {
      if (stream === this.#stream) this.#spread(event, tab)
    })
    this.#stream = stream
    stream.inside(this.#area)
    stream.open(this.#cursor)
    this.#tabs.post({ kind: 'lead' })
    this.#announce()
  }

  #announce() {
    const wants = new Map(
      [...this.#wants].map(([id, { unit, ...want }]) => [id, want]),
    )
    if (this.#stream) this.#stream.want(this.#tabs.id, wants)
    else this.#tabs?.post({ kind: 'want', tab: this.#tabs.id, wants })
  }

  /** Passes on an event of this tab's connection, to `tab` or to all. */
  #spread(event, tab) {
    if (!tab || tab !== this.#tabs.id) this.#tabs.post({ kind: 'event', event, tab, cursor: this.#stream.cursor })
    if (!tab || tab === this.#tabs.id) this.#receive(event)
  }

  /** Handles a message of another tab. */
  #take(message) {
    switch (message.kind) {
      case 'lead':
        this.#announce()
        break
      case 'want':
        if (!this.#stream) break
        this.#tabs.whenGone(message.tab, () => this.#stream?.want(message.tab, new Map()))
        this.#stream.want(message.tab, message.wants)
        break
      case 'event':
        this.#cursor = message.cursor
        if (!message.tab || message.tab === this.#tabs.id) this.#receive(message.event)
        break
      case 'login':
        if (this.#user && this.#user.id !== message.user) this.#loggedOut({ asked: true })
        break
      case 'logout':
        this.#loggedOut({ asked: true })
        break
    }
  }

  #receive(event) {
    if (event.type === 'logout') return this.#loggedOut({ asked: false })
    if (event.type === 'state') return this.#enter(event.state, event.stream_id)
    const id = event.unit_id
    const want = this.#wants.get(id)
    if (id !== undefined && !want && !this.#area) return
    if (event.type === 'unsubscribed') {
      if (event.reason === 'requested') return // but wanted again in the meantime
      this.#wants.delete(id)
    }
    if (event.type === 'ready' && !this.#heard.has(id) && want?.unit.telemetry) this.#receive(snapshotOf(want.unit))
    if (event.telemetry) this.#note(event)
    this.#dispatch(event)
  }

  #note({ unit_id: id, snapshot, telemetry }) {
    const receivedAt = Date.parse(telemetry.received_at)
    if (!snapshot && receivedAt) {
      // The message with the shortest delay gives the best estimate; it decays slowly, since clocks get adjusted.
      const ahead = Date.now() - receivedAt
      const known = this.#clockAhead ?? ahead
      this.#clockAhead = ahead < known ? ahead : known + (ahead - known) / 256
    }
    const fixTime = (isCurrent(telemetry) && positionOf(telemetry)?.time) || this.#heard.get(id)?.fixTime
    this.#heard.set(id, { fixTime: fixTime ?? null, receivedAt: receivedAt || Date.now() })
  }

  #enter(state, streamId) {
    const changed = state !== this.#state || streamId !== this.#streamId
    this.#state = state
    this.#streamId = streamId
    if (changed) this.#dispatch({ type: 'state', state, stream_id: streamId })
  }

  #loggedOut({ asked }) {
    const wants = [...this.#wants]
    this.close()
    this.#gateway.forget()
    this.#user = null
    this.#dispatch({ type: 'logout' })
    if (!asked && this.#options.credentials) this.#comeBack(wants)
  }

  /** With `credentials`, the first call logs in. */
  async #signedIn() {
    if (!this.#needsLogin()) return
    const signIn = async ({ username, password }) => this.login(username, password)
    this.#signingIn ??= Promise.resolve(this.#options.credentials()).then(signIn)
    try {
      await this.#signingIn
    } finally {
      this.#signingIn = null
    }
  }

  #needsLogin() {
    return this.#options.credentials && !this.#user
  }

  /** Logs in and follows the same units again, unless the gateway refuses the credentials. */
  async #comeBack(wants) {
    const attempt = (this.#returning = {})
    for (let delay = 1_000; attempt === this.#returning; delay = Math.min(2 * delay, 60_000)) {
      try {
        await this.#signedIn()
        for (let rest = wants; rest.length > 0; rest = rest.filter(([, want]) => !isAlike(want, rest[0][1]))) {
          const unit = rest.filter(([, want]) => isAlike(want, rest[0][1])).map(([id]) => id)
          const { interval, filter } = rest[0][1]
          if (attempt === this.#returning) await this.subscribe({ unit }, { interval, filter })
        }
        return
      } catch (failure) {
        const { status, message } = failure
        if (failure.isPassing === false) return this.#dispatch({ type: 'error', status, message })
        await new Promise((resolve) => setTimeout(resolve, delay))
      }
    }
  }

  #dispatch(event) {
    for (const type of [event.type, '*']) {
      for (const listener of this.#listeners.get(type) ?? []) {
        try {
          listener(event)
        } catch (failure) {
          console.error(failure) // must not affect other listeners
        }
      }
    }
  }
}

/** Whether two subscriptions get the same of their units. */
const isAlike = (one, other) => one?.interval === other.interval && one.filter === other.filter

class Stream {
  cursor = null
  #gateway
  #options
  #tell
  #source = null
  #id = null
  #isOpen = false
  #wasOpen = false
  #isDegraded = false
  #refusals = 0
  #unknown = 0 // times the gateway did not know the stream
  #heardAt = 0
  #wanted = new Map() // tab → unit_id → want
  #followed = new Map() // unit_id → {interval, filter, token}
  #ready = new Set()
  #area = null // wanted
  #sent = null // the area of this stream
  #newest = new Map() // unit_id → its newest position, for tabs that join later
  #isChanging = false
  #timers = new Map()
  #online = () => this.#isOpen || this.#reopen()

  /** @param tell receives an event and, unless it is for all, its tab */
  constructor(gateway, options, tell) {
    this.#gateway = gateway
    this.#options = options
    this.#tell = tell
    globalThis.addEventListener?.('online', this.#online)
    this.#timers.set('watch', setInterval(() => this.#watch(), SILENCE_MS / 9))
    this.#timers.get('watch').unref?.()
  }

  open(cursor) {
    this.cursor = cursor
    this.#reopen()
  }

  /** Replaces the area. */
  inside(area) {
    this.#area = area
    this.#change()
  }

  /** Replaces the units that `tab` wants. */
  want(tab, wants) {
    const before = this.#wanted.get(tab)
    if (wants.size > 0) this.#wanted.set(tab, wants)
    else this.#wanted.delete(tab)
    if (!before) this.#tell(this.#stateEvent(), tab)
    for (const unit of wants.keys()) {
      if (!before?.has(unit) && this.#ready.has(unit)) this.#introduce(unit, tab)
    }
    this.#change()
  }

  close() {
    this.#source?.close()
    this.#source = null
    this.#isOpen = false
    globalThis.removeEventListener?.('online', this.#online)
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  #introduce(unit, tab) {
    const newest = this.#newest.get(unit)
    if (newest) this.#tell({ ...newest, snapshot: true }, tab)
    this.#tell({ type: 'ready', unit_id: unit }, tab)
  }

  #later(name, delay, task) {
    if (!this.#source) return // closed
    clearTimeout(this.#timers.get(name))
    this.#timers.set(name, setTimeout(task, delay))
  }

  // ---- The connection --------------------------------------------------------------------------------------------

  #reopen() {
    this.#source?.close()
    this.#lost()
    this.#heardAt = Date.now()
    const source = this.#gateway.source(this.cursor, this.#options)
    this.#source = source
    source.onmessage = ({ data, lastEventId }) => this.#take(JSON.parse(data), lastEventId)
    source.onerror = () => {
      this.#lost()
      if (source.readyState === CLOSED && source === this.#source) this.#refused()
    }
  }

  /** Detects a dead connection that the browser did not notice, for example after the machine was asleep. */
  #watch() {
    const patience = this.#source?.readyState === 1 ? SILENCE_MS : 4 * SILENCE_MS // it may be waiting for a long retry time
    if (this.#source && Date.now() - this.#heardAt > patience) this.#reopen()
  }

  /** The native EventSource gave up: a proxy has no replica, or the stream has ended. */
  async #refused() {
    this.#refusals++
    if (this.#refusals > 1) {
      try {
        await this.#gateway.call('GET', 'api/v1/auth/token')
        this.#forgetStream()
      } catch (failure) {
        if (failure.status === 401) return this.#tell({ type: 'logout' })
      }
    }
    const delay = Math.min(30_000, 1_000 * 2 ** this.#refusals) * (0.5 + Math.random() / 2)
    this.#later('open', delay, () => this.#reopen())
  }

  /** Makes the next connection open a new stream. */
  #forgetStream() {
    this.cursor = null
    this.#tell({ type: 'gap', reason: 'stream_ended' })
  }

  #lost() {
    this.#isOpen = false
    this.#tellState()
  }

  #take(event, lastEventId) {
    this.#heardAt = Date.now()
    if (lastEventId) this.cursor = lastEventId
    switch (event.type) {
      case 'stream_id':
        this.#opened(event)
        break
      case 'ping':
        this.#gateway.call('POST', `sse/telemetry/pong/${this.#id}`).catch(() => {})
        return
      case 'degraded':
      case 'recovered':
        this.#isDegraded = event.type === 'degraded'
        break
      case 'ready':
        this.#ready.add(event.unit_id)
        break
      case 'unsubscribed':
        this.#unsubscribed(event)
        break
      default:
        if (event.telemetry) this.#keep(event)
    }
    this.#tell(event)
    if (event.type === 'bye') this.#ended(event)
    if (!event.telemetry) this.#tellState()
  }

  #opened({ stream_id: id, resumed }) {
    this.#id = id
    this.#isOpen = this.#wasOpen = true
    this.#isDegraded = false
    this.#refusals = this.#unknown = 0
    this.#ready.clear()
    if (!resumed) {
      this.#followed.clear()
      this.#sent = null
    }
    this.#change()
  }

  /** The EventSource reconnects on its own, after the gateway's retry time, unless `reconnect` is false. */
  #ended({ reason, reconnect, retry_ms: delay }) {
    if (reconnect) return
    this.#source.close()
    if (reason === 'logout') return this.#tell({ type: 'logout' })
    this.#lost()
    this.#forgetStream()
    this.#later('open', delay, () => this.#reopen())
  }

  #keep(event) {
    const { unit_id: unit, telemetry } = event
    if (isCurrent(telemetry)) this.#newest.set(unit, event)
    if (!this.#sent && !this.#followed.has(unit) && !this.#isWanted(unit)) {
      // A closed tab left this subscription behind.
      this.#followed.set(unit, { interval: 0, token: null })
      this.#change()
    }
  }

  #unsubscribed({ unit_id: unit, reason }) {
    this.#ready.delete(unit)
    this.#newest.delete(unit)
    if (reason !== 'requested') this.#drop(unit)
  }

  #drop(unit) {
    this.#followed.delete(unit)
    for (const wants of this.#wanted.values()) wants.delete(unit)
  }

  #stateEvent() {
    let state = this.#wasOpen ? 'reconnecting' : 'connecting'
    if (this.#isOpen) {
      const isLive = [...this.#together().keys()].every((unit) => this.#ready.has(unit))
      state = this.#isDegraded ? 'degraded' : isLive ? 'live' : 'replaying'
    }
    return { type: 'state', state, stream_id: this.#id }
  }

  #tellState() {
    this.#tell(this.#stateEvent())
  }

  // ---- Subscriptions ---------------------------------------------------------------------------------------------

  #isWanted(unit) {
    return [...this.#wanted.values()].some((wants) => wants.has(unit))
  }

  /** The wants of all tabs; the shortest interval of a unit wins. */
  #together() {
    const all = new Map()
    for (const wants of this.#wanted.values()) {
      for (const [unit, want] of wants) {
        const known = all.get(unit)
        if (!known || want.interval < known.interval) all.set(unit, want)
      }
    }
    return all
  }

  /** Adjusts the stream's subscriptions to the wanted units, one call at a time. */
  async #change() {
    if (this.#isChanging) return
    this.#isChanging = true
    try {
      while (this.#isOpen && (await this.#step(this.#id)));
    } catch (failure) {
      this.#setBack(failure)
    } finally {
      this.#isChanging = false
    }
    this.#tellState()
  }

  /** @returns whether a change was needed */
  async #step(stream) {
    if (this.#area !== this.#sent) {
      const area = this.#area
      await this.#gateway.call(area ? 'PUT' : 'DELETE', `sse/telemetry/area/${stream}`, area)
      this.#sent = area
      return true
    }
    const wanted = this.#together()
    const surplus = [...this.#followed.keys()].filter((unit) => !wanted.has(unit))
    if (surplus.length > 0) {
      await this.#unfollow(stream, surplus.slice(0, TOKENS_PER_CALL))
      return true
    }
    const missing = [...wanted.keys()].filter((unit) => !isAlike(this.#followed.get(unit), wanted.get(unit)))
    if (missing.length > 0) {
      const first = wanted.get(missing[0])
      const alike = missing.filter((unit) => isAlike(wanted.get(unit), first))
      await this.#follow(stream, alike.slice(0, TOKENS_PER_CALL), first, wanted)
    }
    return missing.length > 0
  }

  async #follow(stream, units, { interval, filter }, wanted) {
    const tokens = await this.#tokens(units, (unit) => {
      const { token, issuedAt } = wanted.get(unit)
      return Date.now() - issuedAt < TOKEN_USE_MS ? token : null
    })
    for (const unit of units) if (!tokens.has(unit)) this.#refuse(unit, 'revoked')
    if (tokens.size === 0) return
    const mode = interval > 0 ? { mode: 'latest', interval: `PT${interval / 1000}S` } : { mode: 'every' }
    const { data } = await this.#gateway.call('POST', `sse/telemetry/subscribe/${stream}`, {
      tokens: [...tokens.values()],
      ...mode,
      filter,
    })
    if (stream !== this.#id) return
    const asked = [...tokens.keys()]
    data.forEach(({ status }, i) => {
      if (status === 200) this.#followed.set(asked[i], { interval, filter, token: tokens.get(asked[i]) })
      else if (status === 401 && wanted.get(asked[i]).token) wanted.get(asked[i]).token = null
      else this.#refuse(asked[i], status === 429 ? 'limit' : 'revoked')
    })
  }

  async #unfollow(stream, units) {
    const tokens = await this.#tokens(units, (unit) => this.#followed.get(unit).token)
    if (tokens.size > 0) {
      await this.#gateway.call('POST', `sse/telemetry/unsubscribe/${stream}`, { tokens: [...tokens.values()] })
    }
    if (stream !== this.#id) return
    for (const unit of units) {
      this.#followed.delete(unit)
      this.#ready.delete(unit)
      this.#newest.delete(unit)
    }
  }

  /** The token of each unit: the known one, else a new one; none for units that may no longer be seen. */
  async #tokens(units, known) {
    const missing = units.filter((unit) => !known(unit))
    const fresh = missing.length > 0 ? await this.#gateway.tokens(missing) : new Map()
    return new Map(units.map((unit) => [unit, known(unit) ?? fresh.get(unit)]).filter(([, token]) => token))
  }

  #refuse(unit, reason) {
    this.#tell({ type: 'unsubscribed', unit_id: unit, reason })
    this.#drop(unit)
  }

  #setBack(failure) {
    if (!(failure instanceof FleetcastError)) throw failure
    // The gateway may not know a stream whose connection was just lost and is about to be resumed.
    if (failure.isPassing || (failure.status === 404 && this.#unknown++ === 0)) {
      this.#later('change', failure.retryAfterMs || 2_000, () => this.#change())
    } else if (failure.status === 404) {
      this.#forgetStream()
      this.#reopen()
    } else if (failure.status === 401) {
      this.#tell({ type: 'logout' })
    } else {
      this.#tell({ type: 'error', status: failure.status, message: failure.message })
    }
  }
}

/**
 * The tabs of a browser with the same login. The tab that holds a lock is the leader. Each tab also holds a lock of its
 * own, so that the leader notices when the tab is gone, even after a crash.
 */
class Tabs {
  #name
  #channel = null
  #release
  #untilClosed = new Promise((resolve) => (this.#release = resolve))
  #requests = new AbortController()
  #watched = new Set()

  /** @param name null for a tab that does not share its connection */
  constructor(name, take) {
    this.#name = name
    this.id = name ? crypto.randomUUID() : 'only'
    this.joined = name ? this.#join(take) : Promise.resolve()
  }

  static arePossible() {
    return Boolean(globalThis.document && globalThis.navigator?.locks && globalThis.BroadcastChannel)
  }

  /** Sends one message to all tabs, without joining them. */
  static tell(name, message) {
    const channel = new BroadcastChannel(name)
    channel.postMessage(message)
    channel.close()
  }

  /** Calls `begin` once this tab is the leader. */
  lead(begin) {
    if (this.#name) this.#hold(this.#name, begin)
    else begin()
  }

  post(message) {
    this.#channel?.postMessage(message)
  }

  /** Calls `then` once that tab is gone. */
  whenGone(tab, then) {
    if (this.#watched.has(tab)) return
    this.#watched.add(tab)
    this.#lock(`${this.#name} ${tab}`, () => {
      this.#watched.delete(tab)
      then()
    })
  }

  close() {
    this.#channel?.close()
    this.#channel = null
    this.#requests.abort()
    this.#release()
  }

  #join(take) {
    this.#channel = new BroadcastChannel(this.#name)
    this.#channel.onmessage = ({ data }) => this.#channel && take(data)
    return new Promise((joined) => this.#hold(`${this.#name} ${this.id}`, joined))
  }

  #hold(name, begin) {
    this.#lock(name, () => {
      begin()
      return this.#untilClosed
    })
  }

  #lock(name, task) {
    navigator.locks.request(name, { signal: this.#requests.signal }, task).catch((failure) => {
      if (failure.name !== 'AbortError') throw failure
    })
  }
}

/** The part of EventSource needed here. Parses only the format that Fleetcast writes: lines that end with LF. */
class FetchSource {
  readyState = 0
  #requests = new AbortController()
  #retryMs = 3_000
  #lastEventId = ''

  /** @param open makes the request, with headers and an abort signal */
  constructor(open) {
    this.#run(open)
  }

  close() {
    this.readyState = CLOSED
    this.#requests.abort()
  }

  async #run(open) {
    while (this.readyState !== CLOSED) {
      try {
        const resume = this.#lastEventId ? { 'Last-Event-ID': this.#lastEventId } : {}
        const response = await open({ Accept: 'text/event-stream', ...resume }, this.#requests.signal)
        if (response.status === 200) await this.#read(response.body.getReader())
        else this.readyState = CLOSED
      } catch {
        // Network error: reconnect.
      }
      if (this.#requests.signal.aborted) return
      if (this.readyState !== CLOSED) this.readyState = 0
      this.onerror?.()
      await new Promise((resolve) => setTimeout(resolve, this.#retryMs))
    }
  }

  async #read(reader) {
    this.readyState = 1
    const decoder = new TextDecoder()
    let rest = ''
    let data = ''
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n')
      rest = lines.pop()
      for (const line of lines) {
        const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line)
        if (field === 'data') data += value
        if (field === 'id') this.#lastEventId = value
        if (field === 'retry') this.#retryMs = Number(value)
        if (line === '' && data) this.onmessage?.({ data, lastEventId: this.#lastEventId })
        if (line === '') data = ''
        if (this.readyState === CLOSED) return
      }
    }
  }
}

/** The part of EventSource needed here, over a WebSocket. Gives up if its first connection fails: a proxy may not pass it. */
class SocketSource {
  readyState = 0
  #url
  #socket
  #lastEventId = ''
  #retryMs = 3_000

  /** @param failed called when it gives up */
  constructor(url, failed) {
    this.#url = url
    this.#connect(failed)
  }

  close() {
    this.readyState = CLOSED
    this.#socket.close()
  }

  #connect(failed) {
    if (this.readyState === CLOSED) return
    if (this.#lastEventId) this.#url.searchParams.set('last_event_id', this.#lastEventId)
    const socket = new WebSocket(this.#url)
    let works = false
    socket.onopen = () => (works = true)
    socket.onmessage = ({ data }) => {
      this.readyState = 1
      const { id, type, retry_ms: retryMs } = JSON.parse(data)
      if (id) this.#lastEventId = id
      if (retryMs) this.#retryMs = retryMs
      if (type !== 'id' && type !== 'reply') this.onmessage?.({ data, lastEventId: this.#lastEventId })
    }
    const end = () => {
      socket.onclose = socket.onerror = null
      if (this.readyState === CLOSED) return
      const gaveUp = failed && !works
      this.readyState = gaveUp ? CLOSED : 0
      if (gaveUp) failed()
      else setTimeout(() => this.#connect(), this.#retryMs)
      this.onerror?.()
    }
    socket.onclose = end
    // Node 20 reports a connection that cannot be opened by this event only.
    socket.onerror = () => works || end()
    this.#socket = socket
  }
}

class Gateway {
  #token
  #byCookie
  #fetch
  #renewal
  #socketsFail = !globalThis.WebSocket

  constructor({ url, token, fetch }) {
    const here = globalThis.location?.href
    this.base = url ? new URL(String(url).replace(/\/*$/, '/'), here) : new URL('.', import.meta.url)
    // The gateway's own pages do not need the token: they use the cookie, which scripts cannot read.
    this.#byCookie = !token && this.base.origin === globalThis.location?.origin
    this.#fetch = fetch ?? ((...request) => globalThis.fetch(...request))
    if (token) this.#use(token)
  }

  /** Identifies the login, as far as a page can. */
  session() {
    if (this.#byCookie) return 'cookie'
    const { sid, sub } = claims(this.#token)
    return sid ?? sub ?? ''
  }

  async login(username, password) {
    return (await this.call('POST', 'api/v1/auth/login', { username, password })).data
  }

  forget() {
    this.#token = undefined
    clearTimeout(this.#renewal)
  }

  async call(method, path, body) {
    const response = await this.#send(method, path, body)
    const renewed = response.headers.get('Authorization')
    if (renewed && !this.#byCookie) this.#use(renewed.replace(/^bearer /i, ''))
    if (response.ok) return response.status === 204 ? null : response.json()
    const problem = await response.json().catch(() => null)
    const told = problem?.detail ?? problem?.title ?? `The gateway responded with status ${response.status}`
    throw new FleetcastError(response.status, told, problem, Number(response.headers.get('Retry-After')) * 1_000)
  }

  /** Opens a connection; native if possible, since that resumes independently of the page. */
  source(cursor, { EventSource = globalThis.EventSource, transport }) {
    const overSocket = transport === 'websocket' && !this.#socketsFail
    const url = new URL(`${overSocket ? 'ws' : 'sse'}/telemetry/connect`, this.base)
    if (cursor) url.searchParams.set('last_event_id', cursor)
    if (overSocket) {
      url.protocol = url.protocol.replace('http', 'ws')
      return new SocketSource(url, () => (this.#socketsFail = true))
    }
    if (EventSource) return new EventSource(url)
    return new FetchSource((headers, signal) =>
      this.#fetch(url, { headers: { ...headers, ...this.#authorization() }, signal, cache: 'no-store' }),
    )
  }

  /** The units of `target`, with tokens; units of a pool have its id in `group`. */
  async monitored(target) {
    const paths = {
      unit: (id) => `unit/${id}`,
      imei: (id) => `unit/by-imei/${id}`,
      vehicle: (id) => `vehicle/${id}/primary`,
      driver: (id) => `driver/${id}`,
      group: (id) => `pool/${id}`,
    }
    if (target.all) return this.pages('api/v1/monitoring/units')
    const calls = Object.entries(target).flatMap(([kind, sought]) => {
      if (!paths[kind]) throw new TypeError(`cannot follow by ${kind}`)
      if (kind === 'unit' && ids(sought).length > 1) return [this.#unitsById(sought)]
      return ids(sought).map(async (id) => {
        const { data } = await this.call('GET', `api/v1/monitoring/${paths[kind](encodeURIComponent(id))}`)
        return kind === 'group' ? data.map((unit) => ({ ...unit, group: id })) : [data]
      })
    })
    return (await Promise.all(calls)).flat()
  }

  /** New tokens by unit, for units that may be seen. */
  async tokens(units) {
    return new Map((await this.#unitsById(units)).map(({ unit_id: unit, token }) => [unit, token]))
  }

  async #unitsById(units) {
    const found = []
    for (let i = 0; i < units.length; i += IDS_PER_CALL) {
      const some = units.slice(i, i + IDS_PER_CALL)
      found.push(...(await this.pages('api/v1/monitoring/units', `&ids=${some.join(',')}`)))
    }
    return found
  }

  /** All entries of an API list. */
  async pages(path, query = '') {
    const entries = []
    const first = path.includes('?') ? '&' : '?'
    for (let page = 1; ; page++) {
      const { data, meta } = await this.call('GET', `${path}${first}page=${page}&size=500${query}`)
      entries.push(...data)
      if (data.length === 0 || entries.length >= meta.total) return entries
    }
  }

  async #send(method, path, body) {
    const headers = { Accept: 'application/json', ...this.#authorization() }
    if (body) headers['Content-Type'] = 'application/json'
    try {
      return await this.#fetch(new URL(path, this.base), {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: this.#byCookie ? 'same-origin' : 'omit',
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      })
    } catch (failure) {
      throw new FleetcastError(0, `The gateway cannot be reached: ${failure.message}`)
    }
  }

  #authorization() {
    return this.#token ? { Authorization: `Bearer ${this.#token}` } : {}
  }

  /** Renews the token at half its life, since the token of a tab that makes no calls would expire. */
  #use(token) {
    this.#token = token
    clearTimeout(this.#renewal)
    const { exp } = claims(token)
    if (!exp) return
    const halfLife = Math.max(1_000, (exp * 1_000 - Date.now()) / 2)
    this.#renewal = setTimeout(() => this.#renew(), Math.min(halfLife, 2 ** 31 - 1))
    this.#renewal.unref?.()
  }

  async #renew() {
    try {
      this.#use((await this.call('GET', 'api/v1/auth/token')).data.token)
    } catch {
      // The next call will fail with the cause.
    }
  }
}

/** An array of one, many or no ids. */
function ids(sought) {
  return sought === undefined ? [] : [sought].flat()
}

function claims(token) {
  try {
    const [, payload] = token.split('.')
    return JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')))
  } catch {
    return {}
  }
}

/**
 * The unit's position in a message, `{latitude, longitude, time}`; null if the message has none, or the device marks it as
 * invalid. The time is in milliseconds; the time of receipt if the device's is missing or wrong.
 */
export function positionOf({ message_type: kind, valid, gps, clock_ahead: isAhead, received_at: receivedAt }) {
  if (kind !== 'gps' || valid === false || typeof gps?.latitude !== 'number' || typeof gps.longitude !== 'number') return null
  const fixTime = isAhead ? NaN : Date.parse(gps.timestamp)
  return { latitude: gps.latitude, longitude: gps.longitude, time: fixTime || Date.parse(receivedAt) || Date.now() }
}

/** Whether a message has the unit's current position, as for the gateway's last known position; a late message has a past one. */
export function isCurrent(telemetry) {
  return !telemetry.late && positionOf(telemetry) !== null
}

function snapshotOf({ unit_id, vehicle_id, telemetry }) {
  const { message_type } = telemetry
  return { type: 'gps', snapshot: true, message_type, unit_id, vehicle_id, telemetry }
}
