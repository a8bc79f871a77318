// What all programs here share: node PROGRAM.js ADDRESS PREFIX …
const Particle = require('particle-api-js')

const [, , baseUrl, prefix, ...more] = process.argv
const particle = new Particle({ baseUrl })

/** Logs in, and takes every event whose name begins so; an event is one line of JSON on the standard output. */
async function follow(name, take = () => {}) {
  const { body } = await particle.login({ username: 'demo', password: 'demo' })
  const auth = body.access_token
  const stream = await particle.getEventStream({ deviceId: 'mine', name, auth })
  stream.on('event', event => {
    console.log(JSON.stringify(event))
    take(event, auth)
  })
  console.log('follows')
}

module.exports = { particle, prefix, more, follow }
