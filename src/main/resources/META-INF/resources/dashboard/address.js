/** What a page shows, in the fragment of its address: it can be sent to others, and no server sees it. */
export class Address {
  #parse
  #format
  #onChange

  /**
   * @param parse the state in parameters; leaves malformed ones out
   * @param format the parameters of a state, as pairs of name and text; empty ones are left out
   * @param onChange called with the state after every change but those by `note`
   */
  constructor({ parse, format }, onChange) {
    this.#parse = parse
    this.#format = format
    this.#onChange = onChange
    // Not what the address says now: a map that still moves may have noted its place since.
    addEventListener('hashchange', ({ newURL }) => onChange(this.#stateIn(new URL(newURL).hash)))
  }

  read() {
    return this.#stateIn(location.hash)
  }

  #stateIn(fragment) {
    return this.#parse(new URLSearchParams(fragment.slice(1)))
  }

  /** Changes parts of the state; the back button returns to the one before. */
  go(changes) {
    const next = this.with(changes)
    if (next === current()) return
    history.pushState(null, '', next)
    this.#onChange(this.read())
  }

  /** Changes parts of the state without a call of the listener, and without a step for the back button. */
  note(changes) {
    const next = this.with(changes)
    if (next !== current()) history.replaceState(null, '', next)
  }

  /** The fragment with these parts changed; for links. */
  with(changes) {
    const parts = this.#format({ ...this.read(), ...changes }).filter(([, text]) => text !== '')
    return `#${parts.map(([name, text]) => `${name}=${readable(text)}`).join('&')}`
  }
}

function current() {
  return location.hash || '#'
}

/** Fragments may have the signs of times and lists as they are. */
function readable(text) {
  return encodeURIComponent(text).replace(/%(2C|3A|2F)/g, decodeURIComponent)
}

/** A positive id in an address; null if it is malformed. */
export function idIn(text) {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : null
}
