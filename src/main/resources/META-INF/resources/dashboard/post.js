const TIMEOUT_MS = 10_000
const BASE = new URL('../', import.meta.url)

/**
 * Posts JSON with the login of the page's cookie. Resolves to the `data` of the response, or to null if it has none;
 * rejects with an error that has the response's `problem`, and with a text for the user if there is no response.
 */
export async function post(path, body) {
  const response = await send(path, body)
  const answer = response.status === 204 ? null : await response.json().catch(() => ({}))
  if (response.ok) return answer?.data ?? null
  const reason = answer.detail ?? answer.title ?? `The gateway responded with status ${response.status}.`
  throw Object.assign(new Error(reason), { problem: answer })
}

async function send(path, body) {
  try {
    return await fetch(new URL(path, BASE), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch ({ message }) {
    throw new Error(`The gateway cannot be reached: ${message}`)
  }
}
