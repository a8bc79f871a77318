import { KINDS } from './kinds.js'

/** The names of entries that others refer to by id; each is read once, when it comes into view. */
export class EntryNames {
  #api
  #names = new Map() // by kind and id: the promise of a name
  #waiting = new WeakMap() // by node: what it shows
  #observer = new IntersectionObserver((seen) => this.#show(seen))

  constructor(api) {
    this.#api = api
  }

  /** Shows the name in the node, and the id until it is known. */
  put(node, kind, id) {
    node.textContent = `#${id}`
    this.#waiting.set(node, { kind, id })
    this.#observer.observe(node)
    return node
  }

  /** The name; the id if the entry cannot be read. */
  of(kind, id) {
    const key = `${kind}/${id}`
    if (!this.#names.has(key)) {
      const name = this.#api.one(kind, id).then(KINDS[kind].name, () => this.#names.delete(key) && `#${id}`)
      this.#names.set(key, name)
    }
    return this.#names.get(key)
  }

  /** Knows the entry from now on, by its present name. */
  learn(kind, entry) {
    this.#names.set(`${kind}/${entry.id}`, Promise.resolve(KINDS[kind].name(entry)))
  }

  async #show(seen) {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue
      this.#observer.unobserve(target)
      const { kind, id } = this.#waiting.get(target)
      this.of(kind, id).then((name) => (target.textContent = name))
    }
  }
}
