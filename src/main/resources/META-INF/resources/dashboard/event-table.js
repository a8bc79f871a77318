import { clock } from './clock.js'
import { byId, element, setText } from './dom.js'
import { t } from './texts.js'

const MAX_ROWS = 50
/** The coreid of what users publish, and the start of names of what the gateway tells: neither is confirmed. */
const API = 'api'
const OURS = /^spark\//

/** The newest events, and when each was stored and confirmed. */
export class EventTable {
  #names
  #rows = [] // newest first: {coreid, name, at, confirmed, stored and told: cells, node}

  /** @param names the names of the devices by coreid */
  constructor(names) {
    this.#names = names
    byId('events').closest('.scroll').dataset.empty = t('No events since this page was opened.')
  }

  add(name, { coreid, data, published_at: at }) {
    const stored = element('td')
    const told = element('td')
    const isConfirmed = coreid !== API && !OURS.test(name)
    const node = element(
      'tr',
      {},
      element('td', {}, clock(Date.parse(at))),
      element('td', {}, coreid === API ? t('a user') : (this.#names.get(coreid) ?? coreid)),
      element('td', {}, name),
      element('td', {}, element('code', {}, data ?? '–')),
      stored,
      told,
    )
    if (!isConfirmed) for (const cell of [stored, told]) cell.textContent = '–'
    this.#rows.unshift({ coreid, name, at, isConfirmed, isDone: false, stored, told, node })
    byId('events').prepend(node)
    for (const old of this.#rows.splice(MAX_ROWS)) old.node.remove()
    this.#count()
  }

  /** The devices with events that are not confirmed, and when the oldest of those was published. */
  waiting() {
    const since = new Map()
    for (const { coreid, at, isConfirmed, isDone } of this.#rows) if (isConfirmed && !isDone) since.set(coreid, at)
    return since
  }

  /** Shows the confirmations of a device. */
  confirm(coreid, acks) {
    for (const row of this.#rows) {
      if (row.isDone || row.coreid !== coreid) continue
      const ack = acks.find(({ name, published_at: at }) => name === row.name && at === row.at)
      if (!ack) continue
      row.isDone = true
      row.stored.textContent = ack.duplicate ? t('was stored before') : `${Date.parse(ack.stored_at) - Date.parse(row.at)} ms`
      row.told.textContent = `${Date.parse(ack.confirmed_at) - Date.parse(row.at)} ms`
    }
    this.#count()
  }

  #count() {
    const expected = this.#rows.filter(({ isConfirmed }) => isConfirmed)
    setText(byId('expected'), String(expected.length))
    setText(byId('stored'), String(expected.filter(({ isDone }) => isDone).length))
  }
}
