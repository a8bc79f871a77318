import { byId, element } from './dom.js'
import { post } from './call.js'
import { t } from './texts.js'

const PATH = 'api/v1/admin/feed/try'

/** The form with which an operator sees how a record of the feed would be read. */
export function startTrying() {
  const form = byId('try-form')
  form.addEventListener('submit', async (submit) => {
    submit.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    try {
      present(await post(PATH, recordOf(new FormData(form))))
    } catch ({ message }) {
      present({ problem: message })
    } finally {
      button.disabled = false
    }
  })
}

function recordOf(fields) {
  return { topic: fields.get('topic'), key: fields.get('key') || null, value: valueOf(fields.get('value')) }
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
    [t('Result'), problem ? element('span', { class: 'wrong' }, t('Not usable: {problem}', { problem })) : t('Usable')],
    [t('Shape'), shape],
    [t('Unit'), unit && t('{name} ({id}), IMEI {imei}, serial number {serial_no}', { ...unit, imei: unit.imei ?? '–', serial_no: unit.serial_no ?? '–' })],
    [t('May follow it'), unit && (recipients.join(', ') || t('no user: assign its company to one'))],
    [t('Message'), message && element('pre', {}, JSON.stringify(message, null, 2))],
  ].filter(([, value]) => value)
  const list = element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))
  byId('try-result').replaceChildren(list)
  byId('try-result').hidden = false
}
