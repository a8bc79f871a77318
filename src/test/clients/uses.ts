import type { components, paths } from './fleetcast'

type Answer<P extends keyof paths, M extends keyof paths[P]> =
  paths[P][M] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never

// Ids, names and tokens are always there, and never null.
const unit = {} as components['schemas']['Unit']
export const id: number = unit.id
export const clientId: number = unit.client_id
export const unitName: string = unit.name
export const monitored = {} as Answer<'/api/v1/monitoring/unit/{id}', 'get'>
export const token: string = monitored.data.token

// @ts-expect-error An IMEI may be null.
export const imei: string = unit.imei

// A new unit needs a client and a name, and no id.
export const added: components['schemas']['UnitInput'] = { client_id: 1, name: 'Tracker' }

// @ts-expect-error The name is required.
export const unnamed: components['schemas']['UnitInput'] = { client_id: 1 }

type Sent = NonNullable<paths['/api/v1/telemetry']['post']['requestBody']>['content']['application/json']
export const messages: Sent = [
  { message_type: 'gps', gps: { timestamp: '2026-05-01T08:00:00Z', latitude: 48.2, longitude: 16.37 } },
]

// @ts-expect-error A latitude is a number.
export const wrong: Sent = [{ message_type: 'gps', gps: { timestamp: '2026-05-01T08:00:00Z', latitude: 'north' } }]
