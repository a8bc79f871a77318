// Keeps one value for all devices: an event PREFIX-set changes it, and PREFIX-change tells all devices.
const { follow, particle, prefix } = require('./client')

let value

follow(`${prefix}-set`, async ({ coreid, data }, auth) => {
  const before = value
  value = JSON.stringify({ coreid, ...JSON.parse(data) })
  if (value !== before) {
    const { body } = await particle.publishEvent({ name: `${prefix}-change`, data: value, isPrivate: true, auth })
    console.log(`published ${body.ok}`)
  }
})
