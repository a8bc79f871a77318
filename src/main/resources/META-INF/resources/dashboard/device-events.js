const RETRY_MS = 2_000

/**
 * Follows the events of all devices, and continues after the last one when the stream ends.
 *
 * @param take called with each event: its name, and the object of its data
 * @param tell called with whether the stream is open
 */
export async function followEvents(api, take, tell) {
  for (let last = null; ; ) {
    try {
      const { body } = await api.call('GET', 'v1/devices/events', undefined, last === null ? {} : { 'Last-Event-ID': last })
      tell(true)
      for await (const { id, event, data } of events(body)) {
        last = id ?? last
        take(event, JSON.parse(data))
      }
    } catch {
      // The stream was cut, or the gateway does not answer.
    }
    tell(false)
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

/** The events of a stream: an object of fields for each block of lines that has data. */
async function* events(body) {
  let fields = {}
  for await (const line of lines(body)) {
    const [, name, value] = /^(id|event|data): (.*)$/.exec(line) ?? []
    if (name) fields[name] = value
    if (line !== '') continue
    if (fields.data !== undefined) yield fields
    fields = {}
  }
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = (rest + part.value).split('\n')
    rest = whole.pop()
    yield* whole
  }
}
