// Prints every event.
const { follow, prefix } = require('./client')

follow(prefix)
