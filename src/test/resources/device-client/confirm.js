// Stores every event in a file, and then confirms it to its device: … FILE
const { appendFile } = require('fs/promises')
const { follow, particle, prefix, more: [file] } = require('./client')

follow(prefix, async ({ coreid, data }, auth) => {
  const ts = JSON.parse(data).ts.toString()
  await appendFile(file, `${data}\n`)
  const { body } = await particle.callFunction({ deviceId: coreid, name: 'deliveryConf', argument: ts, auth })
  console.log(`confirmed ${ts}: ${body.return_value}`)
})
