import { byId, element } from './dom.js'

const PATH = 'api/v1/admin/feed/try'
const TIMEOUT_MS = 10_000

/** The form with which an operator sees how a record of the feed would be read. */
export function startTrying() {
  const form = byId('try-form')
  form.addEventListener('submit', async (submit) => {
    submit.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    try {
      present(await ask(new FormData(form)))
    } catch ({ message }) {
      present({ problem: `The gateway cannot be reached: ${message}` })
    } finally {
      button.disabled = false
    }
  })
}

async function ask(fields) {
  const record = { topic: fields.get('topic'), key: fields.get('key') || null, value: valueOf(fields.get('value')) }
  const response = await fetch(PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(record),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const answer = await response.json().catch(() => ({}))
  return response.ok ? answer.data : { problem: answer.detail ?? answer.title ?? `the gateway responded with status ${response.status}` }
}

/** JSON as JSON, all else as text. */
function valueOf(text) {
  try {
    const value = JSON.parse(text)
    return value ?? text
  } catch {
    return text
  }
}

function present({ problem, shape, unit, recipients = [], message }) {
  const facts = [
    ['Result', problem ? element('span', { class: 'wrong' }, `Not usable: ${problem}`) : 'Usable'],
    ['Shape', shape],
    ['Unit', unit && `${unit.name} (${unit.id}), IMEI ${unit.imei ?? '–'}, serial number ${unit.serial_no ?? '–'}`],
    ['May follow it', unit && (recipients.join(', ') || 'no user: assign its company to one')],
    ['Message', message && element('pre', {}, JSON.stringify(message, null, 2))],
  ].filter(([, value]) => value)
  const list = element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))
  byId('try-result').replaceChildren(list)
  byId('try-result').hidden = false
}
