/** What the viewer prefers, kept in this browser. Files and the API do not depend on it. */
const KEY = 'fleetcast.preferences'

/** What can be chosen; the first is the default, except for language and clock, which are those of the browser. */
export const CHOICES = { language: ['en', 'de'], clock: ['24', '12'], length: ['km', 'mi'], zone: ['viewer', 'vehicle'] }

// The modules also run in Node, for the self-test.
const tags = globalThis.navigator?.languages ?? ['en']

/** The choice of that name. */
export function preference(name) {
  const chosen = read()[name]
  return CHOICES[name].includes(chosen) ? chosen : defaults[name]
}

/** Keeps a choice; a page shows it after a reload. */
export function prefer(name, choice) {
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [name]: choice }))
}

const defaults = {
  language: tags.map((tag) => tag.slice(0, 2)).find((language) => CHOICES.language.includes(language)) ?? 'en',
  length: 'km',
  zone: 'viewer',
}

/** The language of the page, with the viewer's region where it is one of that language. */
export const locale = tags.find((tag) => tag.startsWith(preference('language'))) ?? preference('language')
defaults.clock = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ? '12' : '24'

function read() {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(KEY)) ?? {}
  } catch {
    return {}
  }
}
