import { clock, moment } from './clock.js'
import { byId, element, setText } from './dom.js'
import { notice, startPage } from './page.js'
import { t } from './texts.js'
import { startTrying } from './try-record.js'
import { showUnknown, startRegistering } from './unknown-devices.js'

const REPLICAS_MS = 2_000
const LEDGER_MS = 10_000
const UNKNOWN_MS = 5_000

startPage(async (client) => {
  await showReplicas(client)
  byId('operations').hidden = false
  startTrying()
  repeat(() => showReplicas(client), REPLICAS_MS)
  await showLedger(client)
  repeat(() => showLedger(client), LEDGER_MS)
  await startRegistering(client)
  await showUnknown(client)
  repeat(() => showUnknown(client), UNKNOWN_MS)
})

/** Repeats the task without overlap, and only while the page is visible. */
function repeat(task, pause) {
  setTimeout(async () => {
    try {
      if (!document.hidden) await task()
    } catch ({ message }) {
      notice(message)
    }
    repeat(task, pause)
  }, pause)
}

async function showReplicas(client) {
  const { data } = await client.get('api/v1/admin/operations/replicas')
  byId('replicas').replaceChildren(
    ...data.replicas.map(({ id, answering, figures }) =>
      row(
        answering ? t('{id} (answers this page)', { id }) : id,
        figures.streams,
        figures.users,
        figures.subscriptions,
        figures.queued,
        `${figures.lag_ms} ms`,
      ),
    ),
  )
  notice(data.kafka_lost_since ? t('Kafka has not responded since {time}.', { time: clock(Date.parse(data.kafka_lost_since)) }) : '')
}

async function showLedger(client) {
  const { data } = await client.get('api/v1/admin/operations/ledger')
  setText(byId('letter-count'), String(data.dead_letters))
  setText(byId('ledger-lag'), String(data.ledger_lag))
  byId('letters').closest('.scroll').dataset.empty = t('No dead letters.')
  byId('letters').replaceChildren(
    ...data.newest.map(({ at, reason, topic, partition, offset, key, value }) =>
      row(
        moment(Date.parse(at)),
        reason ?? t('unknown'),
        `${topic}-${partition}@${offset}`,
        element('code', {}, key ?? '–'),
        element('code', {}, value ?? '–'),
      ),
    ),
  )
}

function row(...cells) {
  return element('tr', {}, ...cells.map((cell) => element('td', {}, cell instanceof Node ? cell : String(cell))))
}
