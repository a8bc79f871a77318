// Follows unit 1001, ends its own session from outside, and follows again: node return.mjs http://localhost:8080
import { Fleetcast } from './fleetcast.mjs'

const url = process.argv[2]
const credentials = { username: 'other', password: 'other' }
const fleet = new Fleetcast({ url, credentials: async () => credentials })
let readies = 0
fleet.on('logout', () => console.log('logged out'))
fleet.on('ready', async ({ unit_id }) => {
  console.log(`ready ${unit_id}`)
  readies++
  if (readies === 2) return fleet.close()
  const { data } = await fleet.get('api/v1/auth/sessions')
  const { id } = data.find(({ current }) => current)
  const login = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(credentials),
  })
  const headers = { Authorization: login.headers.get('Authorization') }
  const ended = await fetch(`${url}/api/v1/auth/sessions/${id}`, { method: 'DELETE', headers })
  console.log(`ended ${ended.status}`)
})

await fleet.subscribe({ unit: 1001 })
