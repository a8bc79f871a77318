/** So much later than the others an event may be before somebody must have kept it back. */
const LATE_MS = 1_000
/** Longer than a self-test lasts: nothing has to be waited for beyond it. */
const PATIENCE_MS = 75_000

/**
 * Runs the self-test of the gateway and judges what was seen of it; for browsers and Node.
 *
 * @param {string | URL} address of the self-test, `…/sse/selftest`
 * @param {(event: object) => void} [onEvent] told of each event as it comes
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
    if (!response.ok) return { fine: false, findings: [`The answer was ${response.status}, not a stream.`], seen }
    encoding = response.headers.get('content-encoding')
    await read(response.body, (event) => {
      seen.push({ ...event, came_ms: sinceBegin() })
      onEvent(seen.at(-1))
    })
  } catch {
    // However it ended: what was seen until then tells.
  } finally {
    request.abort() // what is not read any more must not take the place of another self-test
  }
  return judge({ seen, encoding, endedMs: sinceBegin() })
}

/**
 * What is wrong with the way on which events were seen like this.
 *
 * @param {{seen: {step: string, sent_ms: number, came_ms: number}[], encoding: ?string, endedMs: number}} observation
 */
export function judge({ seen, encoding, endedMs }) {
  const findings = []
  if (seen.length === 0) findings.push(`Nothing came for ${seconds(endedMs)}: something keeps the whole answer back, or cut it off.`)
  if (encoding) findings.push(`Compressed (${encoding}): compressing costs a buffer per stream and holds events back.`)
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
      ? `Buffered: events came up to ${worst} late, when 64 KB more pushed them out.`
      : `Buffered: events came up to ${worst} late.`,
  ]
}

function cut(seen, endedMs) {
  const last = seen.at(-1)
  if (!last || last.step === 'end') return []
  const silence = seconds(endedMs - last.came_ms)
  return [
    last.step === 'padded'
      ? `Cut after ${silence} of silence: allow streams to be quiet for longer than ${seconds(seen[0].ping_ms ?? 0)}, the time between two pings.`
      : `Cut ${silence} after the event ${seen.length}, ${last.step}.`,
  ]
}

/** Reads events until the end of the stream; comments are passed over. */
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
  const tired = new Promise((resolve, reject) => (timer = setTimeout(() => reject(new Error('nothing came')), PATIENCE_MS)))
  return Promise.race([promise, tired]).finally(() => clearTimeout(timer))
}

function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`
}
