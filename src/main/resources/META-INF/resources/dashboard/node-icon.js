/** An icon of a Leaflet marker that is an element of ours. */
export const NodeIcon = window.L.Icon.extend({
  initialize(node) {
    this._node = node
  },

  createIcon() {
    return this._node
  },

  createShadow() {
    return null
  },
})
