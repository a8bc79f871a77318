import { call, post } from './call.js'
import { byId, element, setText } from './dom.js'
import { age } from './format.js'
import { t } from './texts.js'

const PATH = 'api/v1/admin/feed/unknown'
const CLIENTS = 'api/v1/admin/clients?size=500'
const SHOWN = 50

let shown = []

/** The form that registers or removes unknown devices: one by the buttons in its row, or all. */
export async function startRegistering(client) {
  const form = byId('unknown-form')
  const { data } = await client.get(CLIENTS)
  form.elements.client.replaceChildren(...data.map(({ id, name }) => element('option', { value: String(id) }, name)))
  form.addEventListener('submit', async (submit) => {
    submit.preventDefault()
    await register(client, [...shown])
  })
  form.elements.q.addEventListener('input', () => showUnknown(client).catch(({ message }) => present(message)))
  byId('unknown').addEventListener('click', async ({ target }) => {
    if (target.dataset.key !== undefined) await register(client, [target.dataset.key])
    if (target.dataset.removed !== undefined) await remove(client, `key=${encodeURIComponent(target.dataset.removed)}`)
  })
  byId('remove-all').addEventListener('click', () => remove(client, 'all=true'))
}

/** Shows the first devices whose keys match the search. */
export async function showUnknown(client) {
  const q = byId('unknown-form').elements.q.value.trim()
  const { data, meta } = await client.get(`${PATH}?size=${SHOWN}${q && `&q=${encodeURIComponent(q)}`}`)
  if (q !== byId('unknown-form').elements.q.value.trim()) return
  shown = data.map(({ key }) => key)
  setText(byId('unknown-count'), String(meta.total))
  setText(byId('unlisted-count'), String(meta.unlisted))
  setText(byId('register-all'), t('Register all shown ({count})', { count: shown.length }))
  byId('register-all').disabled = shown.length === 0
  byId('remove-all').disabled = meta.total === 0 && meta.unlisted === 0
  byId('unknown').closest('.scroll').dataset.empty = q ? t('No key matches.') : t('No unknown devices.')
  byId('unknown').replaceChildren(...data.map(row))
}

function row({ key, count, last_seen: lastSeen, topic, example, refusal }) {
  const buttons = [
    element('button', { type: 'button', 'data-key': key, 'aria-label': t('Register {key}', { key }) }, t('Register')),
    element('button', { type: 'button', 'data-removed': key, 'aria-label': t('Remove {key}', { key }) }, t('Remove')),
  ]
  return element(
    'tr',
    {},
    ...[
      element('code', {}, key),
      String(count),
      age(Date.now() - Date.parse(lastSeen)),
      topic,
      element('code', {}, example),
      element('div', {}, ...buttons, refusal ? element('p', { class: 'wrong' }, refusal) : ''),
    ].map((cell) => element('td', {}, cell)),
  )
}

async function register(client, keys) {
  const { client: owner, name } = byId('unknown-form').elements
  try {
    const { registered } = await post(`${PATH}/register`, { keys, client_id: Number(owner.value), name: name.value || null })
    present(t('Registered: {count}.', { count: registered }))
    await showUnknown(client)
  } catch ({ message }) {
    present(t('Not registered: {reason}', { reason: message }))
  }
}

async function remove(client, which) {
  try {
    const { removed } = await call('DELETE', `${PATH}?${which}`)
    present(t('Removed: {count}.', { count: removed }))
    await showUnknown(client)
  } catch ({ message }) {
    present(t('Not removed: {reason}', { reason: message }))
  }
}

function present(text) {
  setText(byId('unknown-result'), text)
}
