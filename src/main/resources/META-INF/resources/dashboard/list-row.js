import { element, setText } from './dom.js'
import { t } from './texts.js'

/** A vehicle in the list: a checkbox to follow it, and a button with its name and the chosen columns. */
export class ListRow {
  box
  button
  node
  #fields = [] // {value, node}

  constructor(vehicle, { onFollow, onPick }) {
    this.box = element('input', { type: 'checkbox', 'aria-label': t('Follow {name}', vehicle) })
    this.button = element('button', { type: 'button', tabIndex: -1 })
    this.node = element('li', { 'data-unit': vehicle.id }, this.box, this.button)
    this.box.addEventListener('change', () => onFollow(this.box.checked))
    this.button.addEventListener('click', onPick)
  }

  /** Shows these columns, in their order. */
  arrange(columns, { name }) {
    this.#fields = columns.map(({ value, isNumber }) => ({ value, node: element('span', { class: isNumber ? 'number' : 'word' }) }))
    this.button.replaceChildren(
      element('span', { class: 'dot', 'aria-hidden': 'true' }),
      element('b', { title: name }, name),
      ...this.#fields.flatMap(({ node }) => [' ', node]),
    )
  }

  /** Marks the vehicle as selected or not. */
  mark(isSelected) {
    if (isSelected) this.button.setAttribute('aria-current', 'true')
    else this.button.removeAttribute('aria-current')
  }

  update(vehicle, state, freshness) {
    if (this.node.dataset.state !== state) this.node.dataset.state = state
    if (this.box.checked !== vehicle.isFollowed) this.box.checked = vehicle.isFollowed
    for (const { value, node } of this.#fields) setText(node, value(vehicle, state, freshness) ?? '')
  }
}
