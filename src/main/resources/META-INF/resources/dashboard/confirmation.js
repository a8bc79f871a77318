import { element } from './dom.js'
import { t } from './texts.js'

/** Asks before something that cannot be undone; resolves to whether the user wants it. */
export function confirmed(question, note, action) {
  const title = element('h2', { id: 'confirmation-title' }, question)
  const cancel = element('button', { type: 'button' }, t('Cancel'))
  const buttons = element('div', { class: 'buttons' }, element('button', { type: 'submit', value: 'yes' }, action), cancel)
  const form = element('form', { method: 'dialog' }, title, element('p', {}, note), buttons)
  const dialog = element('dialog', { class: 'form-dialog', 'aria-labelledby': title.id }, form)
  cancel.addEventListener('click', () => dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}
