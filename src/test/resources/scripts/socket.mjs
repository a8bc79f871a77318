// Follows unit 3 over a WebSocket: node --experimental-websocket socket.mjs http://localhost:8080 [proxy]
// With `proxy` the way to the gateway passes no WebSockets on.
import { createServer, request } from 'node:http'
import { Fleetcast } from './fleetcast.mjs'

const gateway = new URL(process.argv[2])
const url = process.argv[3] === 'proxy' ? await proxy() : gateway

globalThis.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address)
    this.addEventListener('open', () => console.log('over a WebSocket'))
  }
}

const fleet = new Fleetcast({ url, transport: 'websocket' })
fleet.on('ready', ({ unit_id }) => console.log(`ready ${unit_id}`))
fleet.on('gps', ({ snapshot, telemetry: { gps } }) => {
  if (snapshot) return
  console.log(`live ${gps.latitude}`)
  fleet.logout()
})
fleet.on('logout', () => process.exit())

await fleet.login('demo', 'demo')
await fleet.subscribe({ unit: 3 }, { filter: 'gps.latitude > 30.5' })

function proxy() {
  const server = createServer((asked, response) => {
    if (asked.url.startsWith('/sse/telemetry/connect')) console.log('over SSE')
    const { url: path, method, headers } = asked
    const forwarded = request({ hostname: gateway.hostname, port: gateway.port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    asked.pipe(forwarded)
  })
  server.on('upgrade', (asked, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  return new Promise((resolve) => server.listen(0, () => resolve(`http://localhost:${server.address().port}`)))
}
