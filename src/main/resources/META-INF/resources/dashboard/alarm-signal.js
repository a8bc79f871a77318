import { SERIOUS } from './alarms.js'
import { byId } from './dom.js'
import { t } from './texts.js'

const KEY = 'fleetcast.alarm-signals'
const QUIET_MS = 1_000 // many alarms at once make one sound

/** Tells of new alarms by sound and by notifications of the browser, if the viewer asked for them in this browser. */
export class AlarmSignal {
  #sound = byId('alarm-sound')
  #notification = byId('alarm-notification')
  #audio = null
  #soundedAt = -QUIET_MS

  constructor() {
    const chosen = (localStorage.getItem(KEY) ?? '').split(' ')
    this.#sound.checked = chosen.includes('sound')
    this.#notification.checked = chosen.includes('notification') && window.Notification?.permission === 'granted'
    this.#sound.addEventListener('change', () => {
      this.#keep()
      if (this.#sound.checked) this.#play() // so that the viewer knows it
    })
    this.#notification.addEventListener('change', () => this.#ask())
    // Browsers play no sound before the viewer has done something on the page.
    addEventListener('pointerdown', () => this.#audio?.resume())
  }

  give(alarm, vehicle) {
    if (!SERIOUS.includes(alarm.severity)) return
    if (this.#sound.checked && performance.now() - this.#soundedAt >= QUIET_MS) {
      this.#soundedAt = performance.now()
      this.#play()
    }
    if (this.#notification.checked) {
      new Notification(`${alarm.title}: ${vehicle.name}`, { tag: `${vehicle.id} ${alarm.code}`, icon: byId('icon').src })
    }
  }

  async #ask() {
    if (this.#notification.checked && (await window.Notification?.requestPermission()) !== 'granted') {
      this.#notification.checked = false
      this.#notification.setCustomValidity(t('The browser does not permit notifications of this page.'))
      this.#notification.reportValidity()
      this.#notification.setCustomValidity('')
    }
    this.#keep()
  }

  #keep() {
    const chosen = [this.#sound.checked && 'sound', this.#notification.checked && 'notification']
    localStorage.setItem(KEY, chosen.filter(Boolean).join(' '))
  }

  /** Two short tones. */
  #play() {
    this.#audio ??= new AudioContext()
    const { currentTime: now, destination } = this.#audio
    for (const [after, hertz] of [[0, 880], [0.18, 660]]) {
      const [tone, volume] = [this.#audio.createOscillator(), this.#audio.createGain()]
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(0.2, now + after)
      volume.gain.exponentialRampToValueAtTime(0.001, now + after + 0.16)
      tone.connect(volume).connect(destination)
      tone.start(now + after)
      tone.stop(now + after + 0.16)
    }
  }
}
