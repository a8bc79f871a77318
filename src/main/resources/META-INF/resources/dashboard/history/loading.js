import { element } from '../dom.js'
import { t } from '../texts.js'
import { reload } from '../reload.js'

const RETRY_MS = 5_000

/** Shows in one place that something is being loaded, or why it is not, and tries again; the newest task counts. */
export class Loading {
  #place
  #newest = null
  #retry = 0

  /** @param place an element with the role `status` */
  constructor(place) {
    this.#place = place
  }

  /** Runs the task, again while it may succeed later; `show` gets its result unless a newer task was begun. */
  async run(task, show) {
    const own = (this.#newest = Symbol('task'))
    clearTimeout(this.#retry)
    this.tell(t('Loading …'))
    try {
      const result = await task()
      if (own !== this.#newest) return
      this.tell('')
      show(result)
    } catch (failure) {
      if (own === this.#newest) this.#failed(failure, () => this.run(task, show))
    }
  }

  /** Shows a text; an empty one hides the place. */
  tell(text, ...more) {
    this.#place.replaceChildren(text, ...more)
    this.#place.hidden = text === ''
  }

  #failed(failure, again) {
    if (failure.status === undefined) throw failure
    // The session has ended: the page asks for the login, and shows the same afterwards.
    if (failure.status === 401) return reload()
    const button = element('button', { type: 'button' }, t('Try again'))
    button.addEventListener('click', again)
    this.tell(`${reason(failure)} `, button)
    if (failure.isPassing) this.#retry = setTimeout(again, failure.retryAfterMs || RETRY_MS)
  }
}

function reason({ status, message, isPassing }) {
  if (status === 403) return t('You may not see this.')
  if (status === 404) return t('You may not see this vehicle, or it does not exist.')
  if (status === 503) return t('The history does not respond at the moment. Trying again …')
  return isPassing ? t('{reason}. Trying again …', { reason: message.replace(/\.$/, '') }) : message
}
