/** Makes an element; properties whose names have a dash are set as attributes, `class` and `data-…` among them. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'class') made.className = value
    else if (key.includes('-') || key === 'role') made.setAttribute(key, value)
    else made[key] = value
  }
  made.append(...children)
  return made
}

export function byId(id) {
  return document.getElementById(id)
}

/** Sets a text only where it has changed: the browser and screen readers need not look at it again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}
