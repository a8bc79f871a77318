/** Rows as a file for spreadsheets (RFC 4180); cells that one would take for a formula begin with an apostrophe. */
export function csv(rows) {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value) {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Saves the text as a file. */
export function save(name, text) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}
