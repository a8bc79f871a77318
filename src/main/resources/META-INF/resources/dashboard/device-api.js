import { t } from './texts.js'

/** A refusal of the device API. */
class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Calls of the device API. The login is in a cookie, which the device API does not take: its calls show a token. */
export class DeviceApi {
  #client
  #token = null

  constructor(client) {
    this.#client = client
  }

  /** The response to a call; an expired token is renewed. */
  async call(method, path, body, headers = {}) {
    for (let isFirst = true; ; isFirst = false) {
      this.#token ??= (await this.#client.get('api/v1/auth/token')).data.token
      const response = await fetch(new URL(`../${path}`, import.meta.url), {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          Authorization: `Bearer ${this.#token}`,
        },
        body,
      })
      if (response.ok) return response
      if (response.status === 401) this.#token = null
      if (response.status !== 401 || !isFirst) throw new Refusal(response.status, await reason(response))
    }
  }

  async json(method, path, body) {
    return (await this.call(method, path, body)).json()
  }
}

async function reason(response) {
  const problem = await response.json().catch(() => null)
  return problem?.detail ?? t('The gateway responded with status {status}.', response)
}
