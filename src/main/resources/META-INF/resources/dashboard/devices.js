import { DeviceApi } from './device-api.js'
import { followEvents } from './device-events.js'
import { byId, element, setText } from './dom.js'
import { EventTable } from './event-table.js'
import { notice, startPage } from './page.js'
import { t } from './texts.js'

const REFRESH_MS = 2_000
const MAX_ACKS = 200

startPage(async (client) => {
  const api = new DeviceApi(client)
  const devices = await showDevices(api)
  const table = new EventTable(new Map(devices.map(({ id, name }) => [id, name])))
  byId('devices').hidden = false
  byId('device').addEventListener('change', () => showFunctions(devices))
  byId('call-form').addEventListener('submit', (event) => submit(event, byId('call-outcome'), () => callFunction(api)))
  byId('value-form').addEventListener('submit', (event) => submit(event, byId('value-outcome'), () => setValue(api)))
  byId('value-name').addEventListener('change', () => showValue(api))
  followEvents(
    api,
    (name, event) => table.add(name, event),
    (isOpen) => setText(byId('events-state'), t(isOpen ? 'Live' : 'Reconnecting')),
  )
  repeat(async () => {
    for (const [coreid, from] of table.waiting()) await confirm(api, table, coreid, from)
  })
  repeat(() => showValue(api))
})

/** Repeats the task without overlap, and only while the page is visible. */
function repeat(task) {
  setTimeout(async () => {
    try {
      if (!document.hidden) await task()
      notice('')
    } catch ({ message }) {
      notice(message)
    }
    repeat(task)
  }, REFRESH_MS)
}

/** Offers the devices for calls, those that are connected first. */
async function showDevices(api) {
  const devices = await api.json('GET', 'v1/devices')
  devices.sort((one, other) => other.connected - one.connected)
  byId('device').replaceChildren(
    ...devices.map(({ id, name, connected }) => element('option', { value: id }, connected ? t('{name} (connected)', { name }) : name)),
  )
  if (devices.length === 0) byId('device').append(element('option', { value: '' }, t('No devices')))
  showFunctions(devices)
  return devices
}

function showFunctions(devices) {
  const functions = devices.find(({ id }) => id === byId('device').value)?.functions ?? []
  byId('functions').replaceChildren(...functions.map((name) => element('option', { value: name })))
  byId('function').value = functions[0] ?? ''
}

async function submit(event, outcome, task) {
  event.preventDefault()
  outcome.textContent = '…'
  try {
    outcome.textContent = await task()
  } catch ({ message }) {
    outcome.textContent = message
  }
}

async function callFunction(api) {
  const path = [byId('device'), byId('function')].map(({ value }) => encodeURIComponent(value)).join('/')
  const { return_value: value } = await api.json('POST', `v1/devices/${path}`, JSON.stringify({ arg: byId('argument').value }))
  return t('The function returned {value}.', { value })
}

async function setValue(api) {
  const { data } = await api.json('PUT', valuePath(), byId('value').value)
  await showValue(api)
  return t('Version {version}.', data)
}

/** Shows the value of the form, and offers the names of all. */
async function showValue(api) {
  const { data } = await api.json('GET', 'api/v1/values')
  byId('value-names').replaceChildren(...data.map(({ name }) => element('option', { value: name })))
  if (byId('value-name').value === '' && document.activeElement !== byId('value-name')) byId('value-name').value = data[0]?.name ?? ''
  const value = data.find(({ name }) => name === byId('value-name').value)
  setText(byId('value-now'), value ? await described(api, value) : '')
}

async function described(api, { value, version }) {
  const { data } = await api.json('GET', `${valuePath()}/devices`)
  const have = data.filter((device) => device.version >= version).length
  const values = { value: JSON.stringify(value), version, have, all: data.length }
  return t('Now: {value}, version {version}, which {have} of {all} devices have confirmed.', values)
}

function valuePath() {
  return `api/v1/values/${encodeURIComponent(byId('value-name').value)}`
}

async function confirm(api, table, coreid, from) {
  const { data } = await api.json('GET', `api/v1/devices/${encodeURIComponent(coreid)}/acks?from=${encodeURIComponent(from)}&limit=${MAX_ACKS}`)
  table.confirm(coreid, data)
}
