/** Creates an element; `class`, `role` and names with a dash, such as `data-…`, are set as attributes, others as properties. */
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

/** Sets the text only if it has changed, to spare the browser and screen readers the update. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}
