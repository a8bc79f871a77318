import { ownZone } from './clock.js'
import { element } from './dom.js'
import { CHOICES, prefer, preference } from './preferences.js'
import { reload } from './reload.js'
import { t } from './texts.js'

/** How the page shows values: language, clock, lengths and time zone; kept in this browser. */
export class SettingsDialog {
  #dialog
  #selects
  #buttons

  constructor() {
    const titles = {
      // In English, so that everyone finds it who cannot read the page.
      language: ['Language', { en: 'English', de: 'Deutsch' }],
      clock: [t('Clock'), { 24: t('24 hours'), 12: t('12 hours') }],
      length: [t('Lengths'), { km: t('Kilometres'), mi: t('Miles') }],
      zone: [t('Times in'), { viewer: t('my time zone, {zone}', { zone: ownZone }), vehicle: t("the vehicle's time zone") }],
    }
    this.#selects = Object.entries(CHOICES).map(([name, choices]) => {
      const [title, words] = titles[name]
      const options = choices.map((value) => element('option', { value }, words[value]))
      return { name, title, select: element('select', { id: `setting-${name}` }, ...options) }
    })
    this.#dialog = this.#build()
  }

  /** Adds the button that opens the dialog, before that element. */
  offer(place) {
    const button = element('button', { type: 'button', id: 'settings' }, t('Settings'))
    button.addEventListener('click', () => this.#open())
    place.before(button)
  }

  /** Adds a button that leads elsewhere. */
  add(title, task) {
    const button = element('button', { type: 'button' }, title)
    button.addEventListener('click', () => {
      this.#dialog.close()
      task()
    })
    this.#buttons.before(button)
  }

  #open() {
    for (const { name, select } of this.#selects) select.value = preference(name)
    this.#dialog.showModal()
  }

  #build() {
    const leave = element('button', { type: 'button' }, t('Cancel'))
    this.#buttons = element('div', { class: 'buttons' }, element('button', { type: 'submit' }, t('Save')), leave)
    const form = element(
      'form',
      { method: 'dialog' },
      element('h2', { id: 'settings-title' }, t('Settings')),
      ...this.#selects.flatMap(({ title, select }) => [element('label', { htmlFor: select.id }, title), select]),
      this.#buttons,
    )
    const dialog = element('dialog', { class: 'form-dialog', 'aria-labelledby': 'settings-title' }, form)
    leave.addEventListener('click', () => dialog.close())
    form.addEventListener('submit', () => this.#save())
    document.body.append(dialog)
    return dialog
  }

  /** The address holds what is shown, so the page shows the same in the new form. */
  #save() {
    for (const { name, select } of this.#selects) prefer(name, select.value)
    reload()
  }
}
