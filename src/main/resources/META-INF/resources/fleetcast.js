/**
 * The browser client of Fleetcast: follows vehicles live on one resumable connection, which all tabs of a browser share.
 * One module without dependencies, for browsers and for Node 18 or newer; described in docs/browser-client.md.
 *
 *   Fleetcast   what an application uses
 *   Stream      the connection, in the one tab that has it: resume, pongs, what is followed
 *   Tabs        which tab has it, and what the tabs tell each other
 *   FetchSource an EventSource for where there is none
 *   Gateway     calls over HTTP, and the login they are made with
 */

const CLOSED = 2 // EventSource.CLOSED, also where there is no EventSource
const CALL_TIMEOUT_MS = 10_000
const SILENCE_MS = 45_000 // three pings of the gateway
const TOKEN_USE_MS = 14 * 60_000 // a subscription token can be used for 15 minutes
const IDS_PER_CALL = 200 // an address must not become too long
const TOKENS_PER_CALL = 1_000

/** A call that was refused, with the `problem` the gateway tells; its `status` is 0 when the gateway was not reached. */
export class FleetcastError extends Error {
  constructor(status, message, problem = null, retryAfterMs = 0) {
    super(message)
    this.name = 'FleetcastError'
    this.status = status
    this.problem = problem
    this.retryAfterMs = retryAfterMs
  }

  /** Whether the same call may work later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export class Fleetcast {
  #gateway
  #options
  #listeners = new Map()
  #wants = new Map() // unit_id → what subscribe was told of it
  #groups = new Map() // pool id → unit_ids
  #asking = new Set() // of each subscribe under way, a list of what was unsubscribed in the meantime
  #heard = new Map() // unit_id → when its newest messages were sent
  #clockAhead = null // of this machine, before the gateway's
  #tabs = null
  #stream = null // only in the tab that has the connection
  #cursor = null // where that connection is, for the tab that takes over
  #state = 'closed'
  #streamId = null
  #user = null

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

  /** Who has logged in with this object; null before, and where a cookie or a token was there already. */
  get user() {
    return this.#user
  }

  /** The units that are followed, as the gateway has described them. */
  get units() {
    return [...this.#wants.values()].map(({ unit }) => unit)
  }

  /** Calls `listener` with each event of that type, `'*'` for all; returns a function that ends this. */
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

  /** Ends the session: for every tab, every device that uses it, and every stream. */
  async logout() {
    try {
      await this.#gateway.call('POST', 'api/v1/auth/logout')
    } catch (failure) {
      if (failure.status !== 401) throw failure // a session that is over needs no end
    }
    this.#tabs?.post({ kind: 'logout' })
    this.#loggedOut()
  }

  /** Opens the connection, or shares the one another tab has open. `subscribe` does it by itself. */
  async connect() {
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
   * Follows what `target` names: `{unit}`, `{imei}`, `{vehicle}`, `{driver}`, `{group}`, each with one id or an array, or
   * `{all: true}`. With an `interval` in milliseconds at most one position of a unit comes in that time. Resolves to
   * the units; the event `ready` says when one is live.
   */
  async subscribe(target, { interval = 0 } = {}) {
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
        this.#wants.set(unit.unit_id, { unit, interval, token, issuedAt: Date.now() })
      }
      this.#announce()
      return found.map(({ token, ...unit }) => unit)
    } finally {
      this.#asking.delete(givenUp)
    }
  }

  /** Stops following what `target` names, in the same words; no event of it comes after this. */
  unsubscribe(target) {
    for (const givenUp of this.#asking) givenUp.push(target)
    for (const [id, { unit }] of this.#wants) {
      if (!this.#names(target, unit)) continue
      this.#wants.delete(id)
      this.#heard.delete(id)
    }
    this.#announce()
  }

  /** A whole list of the API, as `api/v1/pools`, with the login at hand. */
  list(path) {
    return this.#gateway.pages(path)
  }

  /** What the API answers to a `GET`, with the login at hand. */
  get(path) {
    return this.#gateway.call('GET', path)
  }

  /**
   * How old the newest position and the newest message of a unit are, in milliseconds by the gateway's clock; null
   * where there is none.
   */
  freshness(unitId) {
    const now = Date.now() - (this.#clockAhead ?? 0)
    const { fixTime = null, receivedAt = null } = this.#heard.get(unitId) ?? {}
    const age = (time) => (time === null ? null : Math.max(0, now - time))
    return { positionAge: age(fixTime), messageAge: age(receivedAt) }
  }

  /** Lets go of everything; the session goes on. */
  close() {
    for (const givenUp of this.#asking) givenUp.push({ all: true })
    this.#stream?.close()
    this.#tabs?.close()
    this.#stream = this.#tabs = this.#cursor = null
    for (const map of [this.#wants, this.#groups, this.#heard]) map.clear()
    this.#enter('closed', null)
  }

  #isShared() {
    return (this.#options.shared ?? true) && Tabs.arePossible()
  }

  /** Tabs share a connection when they share the login it belongs to. */
  #channel() {
    return `fleetcast ${this.#gateway.base} ${this.#gateway.session()}`
  }

  /** Whether `target` names that unit. */
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

  /** This tab has the connection from now on, from where its predecessor was. */
  #lead() {
    const stream = new Stream(this.#gateway, this.#options, (event, tab) => {
      if (stream === this.#stream) this.#spread(event, tab)
    })
    this.#stream = stream
    stream.open(this.#cursor)
    this.#tabs.post({ kind: 'lead' })
    this.#announce()
  }

  #announce() {
    const wants = new Map(
      [...this.#wants].map(([unit, { interval, token, issuedAt }]) => [unit, { interval, token, issuedAt }]),
    )
    if (this.#stream) this.#stream.want(this.#tabs.id, wants)
    else this.#tabs?.post({ kind: 'want', tab: this.#tabs.id, wants })
  }

  /** An event of the connection that this tab has, for `tab` or for all. */
  #spread(event, tab) {
    if (!tab || tab !== this.#tabs.id) this.#tabs.post({ kind: 'event', event, tab, cursor: this.#stream.cursor })
    if (!tab || tab === this.#tabs.id) this.#receive(event)
  }

  /** What another tab says. */
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
        if (this.#user && this.#user.id !== message.user) this.#loggedOut()
        break
      case 'logout':
        this.#loggedOut()
        break
    }
  }

  #receive(event) {
    if (event.type === 'logout') return this.#loggedOut()
    if (event.type === 'state') return this.#enter(event.state, event.stream_id)
    const id = event.unit_id
    const want = this.#wants.get(id)
    if (id !== undefined && !want) return
    if (event.type === 'unsubscribed') {
      if (event.reason === 'requested') return // and wanted again since
      this.#wants.delete(id)
    }
    if (event.type === 'ready' && !this.#heard.has(id) && want.unit.telemetry) this.#receive(snapshotOf(want.unit))
    if (event.telemetry) this.#note(event)
    this.#dispatch(event)
  }

  #note({ unit_id: id, snapshot, telemetry }) {
    const receivedAt = Date.parse(telemetry.received_at)
    if (!snapshot && receivedAt) {
      // What has been under way for the shortest time shows the clocks best; slowly forgotten, for clocks are set.
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

  #loggedOut() {
    this.close()
    this.#gateway.forget()
    this.#user = null
    this.#dispatch({ type: 'logout' })
  }

  #dispatch(event) {
    for (const type of [event.type, '*']) {
      for (const listener of this.#listeners.get(type) ?? []) {
        try {
          listener(event)
        } catch (failure) {
          console.error(failure) // its own fault, and nobody else's
        }
      }
    }
  }
}

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
  #followed = new Map() // unit_id → {interval, token}
  #ready = new Set()
  #newest = new Map() // unit_id → its newest position, for a tab that comes later
  #isChanging = false
  #timers = new Map()
  #online = () => this.#isOpen || this.#reopen()

  /** @param tell takes an event, and the tab it is for when it is not for all */
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

  /** From now on `tab` wants these units and no others. */
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

  /** A connection can be dead without the browser being told; a machine that has slept is late to notice. */
  #watch() {
    const patience = this.#source?.readyState === 1 ? SILENCE_MS : 4 * SILENCE_MS // it may have been told to wait
    if (this.#source && Date.now() - this.#heardAt > patience) this.#reopen()
  }

  /** A native EventSource has given up: because of a proxy without replicas, or because the stream is no more. */
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

  /** The next connection begins a new stream. */
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
    if (!resumed) this.#followed.clear()
    this.#change()
  }

  /** The EventSource comes back by itself, after the delay the gateway has told it, unless it should not. */
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
    if (!this.#followed.has(unit) && !this.#isWanted(unit)) {
      // A tab that is gone has left it behind.
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

  // ---- What is followed ------------------------------------------------------------------------------------------

  #isWanted(unit) {
    return [...this.#wanted.values()].some((wants) => wants.has(unit))
  }

  /** What all tabs want together; who wants most of a unit decides how often it comes. */
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

  /** Makes the stream follow what is wanted, one call after the other, until it does. */
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

  /** @returns whether something was to be done */
  async #step(stream) {
    const wanted = this.#together()
    const surplus = [...this.#followed.keys()].filter((unit) => !wanted.has(unit))
    if (surplus.length > 0) {
      await this.#unfollow(stream, surplus.slice(0, TOKENS_PER_CALL))
      return true
    }
    const missing = [...wanted.keys()].filter((unit) => this.#followed.get(unit)?.interval !== wanted.get(unit).interval)
    if (missing.length > 0) {
      const { interval } = wanted.get(missing[0])
      const alike = missing.filter((unit) => wanted.get(unit).interval === interval)
      await this.#follow(stream, alike.slice(0, TOKENS_PER_CALL), interval, wanted)
    }
    return missing.length > 0
  }

  async #follow(stream, units, interval, wanted) {
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
    })
    if (stream !== this.#id) return
    const asked = [...tokens.keys()]
    data.forEach(({ status }, i) => {
      if (status === 200) this.#followed.set(asked[i], { interval, token: tokens.get(asked[i]) })
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

  /** The token of each unit: the known one, else a fresh one; none for what may not be seen any more. */
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
    // An unknown stream may be one whose connection has just been lost, and is about to be resumed.
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
 * The tabs of a browser that use the same login. One of them leads: the one that holds a lock. Each tab holds a lock of
 * its own as well, by which the leader notices that it is gone, however it went.
 */
class Tabs {
  #name
  #channel = null
  #release
  #untilClosed = new Promise((resolve) => (this.#release = resolve))
  #requests = new AbortController()
  #watched = new Set()

  /** @param name null for a tab on its own */
  constructor(name, take) {
    this.#name = name
    this.id = name ? crypto.randomUUID() : 'only'
    this.joined = name ? this.#join(take) : Promise.resolve()
  }

  static arePossible() {
    return Boolean(globalThis.document && globalThis.navigator?.locks && globalThis.BroadcastChannel)
  }

  /** One message to all tabs, without joining them. */
  static tell(name, message) {
    const channel = new BroadcastChannel(name)
    channel.postMessage(message)
    channel.close()
  }

  /** Calls `begin` when this tab is the leader. */
  lead(begin) {
    if (this.#name) this.#hold(this.#name, begin)
    else begin()
  }

  post(message) {
    this.#channel?.postMessage(message)
  }

  /** Calls `then` when that tab is gone. */
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

/** As much of an EventSource as is needed here. Reads what Fleetcast writes: lines that end with LF. */
class FetchSource {
  readyState = 0
  #requests = new AbortController()
  #retryMs = 3_000
  #lastEventId = ''

  /** @param open takes headers and a signal, makes the request */
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
        // The network: try again.
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

class Gateway {
  #token
  #byCookie
  #fetch
  #renewal

  constructor({ url, token, fetch }) {
    const here = globalThis.location?.href
    this.base = url ? new URL(String(url).replace(/\/*$/, '/'), here) : new URL('.', import.meta.url)
    // Our own pages need not know the token: the cookie is out of the reach of scripts.
    this.#byCookie = !token && this.base.origin === globalThis.location?.origin
    this.#fetch = fetch ?? ((...request) => globalThis.fetch(...request))
    if (token) this.#use(token)
  }

  /** Tells logins apart as far as a page can. */
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
    const told = problem?.detail ?? problem?.title ?? `The gateway answered ${response.status}`
    throw new FleetcastError(response.status, told, problem, Number(response.headers.get('Retry-After')) * 1_000)
  }

  /** A connection; native where there is one, since that resumes by itself whatever the page does. */
  source(cursor, { EventSource = globalThis.EventSource }) {
    const url = new URL('sse/telemetry/connect', this.base)
    if (cursor) url.searchParams.set('last_event_id', cursor)
    if (EventSource) return new EventSource(url)
    return new FetchSource((headers, signal) =>
      this.#fetch(url, { headers: { ...headers, ...this.#authorization() }, signal, cache: 'no-store' }),
    )
  }

  /** The units that `target` names, with tokens; those of a pool say which in `group`. */
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

  /** Fresh tokens by unit, of those that may be seen. */
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

  /** A whole list of the API. */
  async pages(path, query = '') {
    const entries = []
    for (let page = 1; ; page++) {
      const { data, meta } = await this.call('GET', `${path}?page=${page}&size=500${query}`)
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

  /** A tab that makes no calls would let its token run out: half-way it asks for another. */
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
      // The next call will tell.
    }
  }
}

/** One id, or many, or none. */
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
 * Where a message says its unit is or was, `{latitude, longitude, time}`; null when it does not say so, or the device does
 * not vouch for it. The time is in milliseconds, that of receipt where the device's is missing or cannot be right.
 */
export function positionOf({ message_type: kind, valid, gps, clock_ahead: isAhead, received_at: receivedAt }) {
  if (kind !== 'gps' || valid === false || typeof gps?.latitude !== 'number' || typeof gps.longitude !== 'number') return null
  const fixTime = isAhead ? NaN : Date.parse(gps.timestamp)
  return { latitude: gps.latitude, longitude: gps.longitude, time: fixTime || Date.parse(receivedAt) || Date.now() }
}

/** Whether a message says where its unit is now, as the last known position of the gateway does: a late one says where it was. */
export function isCurrent(telemetry) {
  return !telemetry.late && positionOf(telemetry) !== null
}

function snapshotOf({ unit_id, vehicle_id, telemetry }) {
  const { message_type } = telemetry
  return { type: 'gps', snapshot: true, message_type, unit_id, vehicle_id, telemetry }
}
