import { GERMAN } from './texts-de.js'
import { preference } from './preferences.js'

/** The texts of the pages. English stands in the pages and modules, and is the key of other languages. */
const CATALOGUES = { en: new Map(), de: GERMAN }
const catalogue = CATALOGUES[preference('language')]
const ATTRIBUTES = ['aria-label', 'placeholder', 'title', 'alt']

/** The text in the viewer's language; `{name}` stands for a value. */
export function t(text, values = {}) {
  return (catalogue.get(text) ?? text).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}

/** Translates what the page itself contains. */
export function translatePage() {
  document.documentElement.lang = preference('language')
  document.title = t(document.title)
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) translate(nodes.currentNode)
  for (const name of ATTRIBUTES) {
    for (const node of document.querySelectorAll(`[${name}]`)) node.setAttribute(name, t(node.getAttribute(name)))
  }
}

/** Keeps the space around the text. */
function translate(node) {
  const text = node.data.trim()
  if (catalogue.has(text)) node.data = node.data.replace(text, () => catalogue.get(text))
}
