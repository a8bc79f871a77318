import { t } from './texts.js'

const TIMEOUT_MS = 10_000
const BASE = new URL('../', import.meta.url)

/** Posts JSON, see `call`. */
export function post(path, body) {
  return call('POST', path, { body: JSON.stringify(body) })
}

/**
 * A call with the login of the page's cookie. Resolves to the `data` of the response, or to null if it has none; rejects
 * with an error that has the response's `problem`, and with a text for the user if there is no response.
 */
export async function call(method, path, { body, type = 'application/json', timeoutMs = TIMEOUT_MS } = {}) {
  const response = await send(path, {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': type }) },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
  const answer = response.status === 204 ? null : await response.json().catch(() => ({}))
  if (response.ok) return answer?.data ?? null
  const reason = answer.detail ?? answer.title ?? t('The gateway responded with status {status}.', response)
  throw Object.assign(new Error(reason), { problem: answer })
}

async function send(path, request) {
  try {
    return await fetch(new URL(path, BASE), request)
  } catch ({ message }) {
    throw new Error(t('The gateway cannot be reached: {reason}', { reason: message }))
  }
}
