// Follows unit 2 from Node: node follow.mjs http://localhost:8080
import { Fleetcast } from './fleetcast.mjs'

const fleet = new Fleetcast({ url: process.argv[2] })
fleet.on('state', ({ state }) => console.log(`state ${state}`))
fleet.on('gps', ({ snapshot, telemetry: { gps } }) => {
  console.log(`${snapshot ? 'snapshot' : 'live'} ${gps.latitude}`)
  if (!snapshot) fleet.logout()
})
fleet.on('logout', () => console.log('logged out'))

const { full_name } = await fleet.login('demo', 'demo')
console.log(`user ${full_name}`)
const [{ vehicle_fleet_no }] = await fleet.subscribe({ vehicle: 2 })
console.log(`follows ${vehicle_fleet_no}`)
