import { element } from '../dom.js'
import { t } from '../texts.js'
import { AdminApi } from './admin-api.js'
import { KINDS } from './kinds.js'

/** As spreadsheets write files. */
const CHARSETS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16']
const LINE = /^line (\d+)(?:: (.*))?$/

/** A dialog that imports a file, all lines or none, and shows the errors of all of them. */
export class ImportDialog {
  #api
  #kind
  #dialog
  #file = element('input', { id: 'import-file', type: 'file', accept: '.csv,.txt,.tsv,text/csv' })
  #match
  #charset = element('select', { id: 'import-charset' }, ...CHARSETS.map((name) => element('option', { value: name }, name.toUpperCase())))
  #error = element('p', { role: 'alert' })
  #errors = element('tbody')
  #table
  #submit = element('button', { type: 'submit' }, t('Import'))
  #done

  constructor(api, kind) {
    this.#api = api
    this.#kind = kind
    this.#match = element('select', { id: 'import-match' }, ...[...KINDS[kind].match, 'id'].map((name) => element('option', { value: name }, name)))
    this.#table = this.#errorTable()
    this.#dialog = this.#build()
  }

  /** Resolves to what was imported, for the user, or to null if nothing was. */
  ask() {
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    return new Promise((resolve) => (this.#done = resolve))
  }

  #errorTable() {
    const head = [t('Line'), t('Column'), t('What is wrong')].map((text) => element('th', { scope: 'col' }, text))
    const table = element('table', { 'aria-labelledby': 'import-title' }, element('thead', {}, element('tr', {}, ...head)), this.#errors)
    return element('div', { class: 'scroll', role: 'region', 'aria-label': t('Errors of the file'), tabIndex: 0, hidden: true }, table)
  }

  #build() {
    const title = element('h2', { id: 'import-title' }, t('Import: {kind}', { kind: t(KINDS[this.#kind].title) }))
    const template = element('a', { href: AdminApi.file(this.#kind, 'template'), download: `${this.#kind}.csv` }, t('Download the template'))
    const leave = element('button', { type: 'button' }, t('Cancel'))
    const form = element(
      'form',
      { method: 'dialog', noValidate: true },
      title,
      element('p', {}, t('A CSV file whose first line names the columns. All lines are imported, or none.')),
      ...(this.#kind === 'users' ? [element('p', { class: 'quiet' }, t('New passwords take about 0.1 s each. Split files with several hundred new users.'))] : []),
      element('p', {}, template),
      element('label', { htmlFor: this.#file.id }, t('File')),
      this.#file,
      element('label', { htmlFor: this.#match.id }, t('Lines change the entries with the same')),
      this.#match,
      element('label', { htmlFor: this.#charset.id }, t('Character set')),
      this.#charset,
      this.#error,
      this.#table,
      element('div', { class: 'buttons' }, this.#submit, leave),
    )
    form.addEventListener('submit', (event) => this.#import(event))
    leave.addEventListener('click', () => this.#close(null))
    const dialog = element('dialog', { class: 'form-dialog wide', 'aria-labelledby': title.id }, form)
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.#close(null)
    })
    return dialog
  }

  async #import(event) {
    event.preventDefault()
    const [file] = this.#file.files
    this.#table.hidden = true
    this.#error.textContent = file ? '' : t('Choose a file.')
    if (!file) return
    this.#submit.disabled = true
    try {
      const { created, updated } = await this.#api.import(this.#kind, file, { match: this.#match.value, charset: this.#charset.value })
      this.#close(t('Imported: {created} added, {updated} changed.', { created, updated }))
    } catch ({ problem, message }) {
      this.#submit.disabled = false
      const violations = problem?.violations ?? []
      this.#error.textContent = violations.length > 0 ? t('Nothing was imported. Correct these errors and import the file again.') : message
      this.#errors.replaceChildren(...violations.map(row))
      this.#table.hidden = violations.length === 0
    }
  }

  #close(done) {
    // Returns the focus to where it was.
    this.#dialog.close()
    this.#dialog.remove()
    this.#done(done)
  }
}

function row({ field, message }) {
  const [, line = '', column = ''] = LINE.exec(field) ?? ['', '', field]
  return element('tr', {}, ...[line, column, t(message)].map((text) => element('td', {}, text)))
}
