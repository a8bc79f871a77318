import { t } from './texts.js'

/** An event delayed longer than this, relative to the others, must have been buffered. */
const LATE_MS = 1_000
/** Longer than a self-test lasts. */
const PATIENCE_MS = 75_000

/**
 * Runs the gateway's self-test and evaluates the received events; for browsers and Node.
 *
 * @param {string | URL} address of the self-test, `…/sse/selftest`
 * @param {(event: object) => void} [onEvent] called with each event as it arrives
 * @returns {Promise<{fine: boolean, findings: string[], seen: object[]}>}
 */
export async function selfTest(address, onEvent = () => {}) {
  const seen = []
  const began = performance.now()
  const sinceBegin = () => Math.round(performance.now() - began)
  const request = new AbortController()
  let encoding = null
  try {
    const response = await withPatience(
      fetch(address, { headers: { Accept: 'text/event-stream' }, cache: 'no-store', signal: request.signal }),
    )
    if (!response.ok) return { fine: false, findings: [t('The response had status {status} and was not a stream.', response)], seen }
    encoding = response.headers.get('content-encoding')
    await read(response.body, (event) => {
      seen.push({ ...event, came_ms: sinceBegin() })
      onEvent(seen.at(-1))
    })
  } catch {
    // However it ended: the events received so far are evaluated.
  } finally {
    request.abort() // an abandoned response must not block another self-test
  }
  return judge({ seen, encoding, endedMs: sinceBegin() })
}

/**
 * Evaluates the path between gateway and client by the received events.
 *
 * @param {{seen: {step: string, sent_ms: number, came_ms: number}[], encoding: ?string, endedMs: number}} observation
 */
export function judge({ seen, encoding, endedMs }) {
  const findings = []
  if (seen.length === 0) findings.push(t('Nothing arrived for {time}: the whole response is buffered, or the connection was cut.', { time: seconds(endedMs) }))
  if (encoding) findings.push(t('Compressed ({encoding}): compression costs a buffer per stream and delays events.', { encoding }))
  findings.push(...keptBack(seen), ...cut(seen, endedMs))
  return { fine: findings.length === 0, findings, seen }
}

function keptBack(seen) {
  if (seen.length < 2) return []
  const delays = seen.map(({ sent_ms, came_ms }) => came_ms - sent_ms)
  const least = Math.min(...delays)
  const late = seen.filter((event, i) => delays[i] - least > LATE_MS)
  if (late.length === 0) return []
  const worst = seconds(Math.max(...delays) - least)
  const padded = seen.find(({ step }) => step === 'padded')
  const pushedOut = padded && !late.includes(padded)
  return [
    pushedOut
      ? t('Buffered: events arrived up to {worst} late, after another 64 KB pushed them out.', { worst })
      : t('Buffered: events arrived up to {worst} late.', { worst }),
  ]
}

function cut(seen, endedMs) {
  const last = seen.at(-1)
  if (!last || last.step === 'end') return []
  const silence = seconds(endedMs - last.came_ms)
  return [
    last.step === 'padded'
      ? t('Cut after {silence} of silence: allow streams to be idle for longer than {interval}, the ping interval.', { silence, interval: seconds(seen[0].ping_ms ?? 0) })
      : t('Cut {silence} after event {number}, {step}.', { silence, number: seen.length, step: last.step }),
  ]
}

/** Reads events until the end of the stream; ignores comments. */
async function read(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await withPatience(reader.read())
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      if (line.startsWith('data: ')) onEvent(JSON.parse(line.slice('data: '.length)))
    }
  }
}

function withPatience(promise) {
  let timer
  const tired = new Promise((resolve, reject) => (timer = setTimeout(() => reject(new Error('nothing arrived')), PATIENCE_MS)))
  return Promise.race([promise, tired]).finally(() => clearTimeout(timer))
}

function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`
}
