/** Types of fleetcast.js, see docs/browser-client.md. */

export interface Options {
  /** Address of the gateway; by default that of the module. Required where the module is a file. */
  url?: string | URL
  /** A login token, for a page that has logged in by other means; by default `login`, or the cookie of the gateway's own pages. */
  token?: string
  /** Whether tabs share one connection; true by default, false where they cannot. */
  shared?: boolean
  /** What connects; by default the native one, else one made of `fetch`. */
  EventSource?: new (url: URL) => EventSource
  /** What calls; by default the global one. */
  fetch?: typeof fetch
}

export interface User {
  id: number
  username: string
  email: string | null
  full_name: string | null
  roles: string[]
  clients: { id: number; name: string }[]
  sse: { url: string; telemetry_url: string }
}

/** A unit as `GET /api/v1/monitoring/…` describes it. */
export interface Unit {
  unit_id: number
  imei: string | null
  serial_no: string | null
  unit_name: string
  vehicle_id: number | null
  vehicle_reg_no: string | null
  vehicle_fleet_no: string | null
  vehicle_icon_name: string | null
  vehicle_group_name: string | null
  driver_id: number | null
  driver_name: string | null
  driver_tag_no: string | null
  client_id: number
  expires_at: string
  telemetry: Telemetry | null
}

/** An extended message; fields that are not named here are passed on as the sender wrote them. */
export interface Telemetry {
  message_type: string
  valid?: boolean
  late?: boolean
  clock_ahead?: boolean
  received_at?: string
  gps?: {
    timestamp?: string | null
    local_time?: string
    timezone?: string
    latitude?: number
    longitude?: number
    altitude?: number
    speed?: number
    heading?: number
    satellites?: number
    activity?: string
    odometer?: number
    [field: string]: unknown
  }
  device?: { id?: number; name?: string; imei?: string | null; serial_no?: string | null; [field: string]: unknown }
  vehicle?: { id: number; client_id: number; reg_no: string; fleet_no: string | null; [field: string]: unknown } | null
  driver?: { id: number; name: string; tag_no: string | null; [field: string]: unknown } | null
  events?: [code: string, values?: [name: string, value: unknown][]][]
  sensors?: [name: string, value: unknown, error?: unknown][]
  inputs?: string | null
  outputs?: string | null
  [field: string]: unknown
}

export type State = 'connecting' | 'live' | 'replaying' | 'degraded' | 'reconnecting' | 'closed'

/** A message of a unit: `gps` for positions and trips, else the `message_type` itself. */
export interface MessageEvent {
  type: string
  message_type: string
  unit_id: number
  vehicle_id: number | null
  snapshot?: true
  telemetry: Telemetry
}

export interface Events {
  gps: MessageEvent
  event: MessageEvent
  status: MessageEvent
  register: MessageEvent
  heartbeat: MessageEvent
  history: MessageEvent
  daily: MessageEvent
  weekly: MessageEvent
  monthly: MessageEvent
  stream_id: { type: 'stream_id'; stream_id: string; resumed?: boolean }
  ready: { type: 'ready'; unit_id: number }
  gap: { type: 'gap'; reason: string; unit_id?: number; missed?: number }
  unsubscribed: { type: 'unsubscribed'; unit_id: number; reason: 'revoked' | 'removed' | 'limit' }
  degraded: { type: 'degraded'; since: string }
  recovered: { type: 'recovered'; since: string }
  bye: { type: 'bye'; reason: string; reconnect: boolean; retry_ms: number }
  /** Of the client itself: how the connection is. */
  state: { type: 'state'; state: State; stream_id: string | null }
  /** Of the client itself: the session is over, in whichever tab or for whatever reason. */
  logout: { type: 'logout' }
  /** Of the client itself: the gateway has refused what a subscription needs. */
  error: { type: 'error'; status: number; message: string }
  '*': Events[Exclude<keyof Events, '*'>]
}

type Ids<T> = T | readonly T[]

export interface Target {
  unit?: Ids<number>
  imei?: Ids<string>
  vehicle?: Ids<number>
  driver?: Ids<number>
  /** Pools. */
  group?: Ids<number>
  /** Every unit of the user's clients. */
  all?: true
}

export class FleetcastError extends Error {
  /** Of the answer; 0 when the gateway was not reached. */
  readonly status: number
  /** The problem details (RFC 9457), if there were any. */
  readonly problem: { title?: string; detail?: string; violations?: { field: string; message: string }[] } | null
  readonly retryAfterMs: number
  /** Whether the same call may work later. */
  readonly isPassing: boolean
}

export class Fleetcast {
  constructor(options?: Options)
  readonly state: State
  readonly streamId: string | null
  readonly user: User | null
  readonly units: Unit[]
  on<T extends keyof Events>(type: T, listener: (event: Events[T]) => void): () => void
  login(username: string, password: string): Promise<User>
  logout(): Promise<void>
  connect(): Promise<void>
  subscribe(target: Target, options?: { interval?: number }): Promise<Unit[]>
  unsubscribe(target: Target): void
  /** All entries of a list, as `api/v1/pools`. */
  list<T = Record<string, unknown>>(path: string): Promise<T[]>
  /** Any other `GET` of the API. */
  get<T = unknown>(path: string): Promise<T>
  freshness(unitId: number): { positionAge: number | null; messageAge: number | null }
  close(): void
}

/** Where a message says its unit is or was, with the time in milliseconds; null when it does not say so, or the device does not vouch for it. */
export function positionOf(telemetry: Telemetry): { latitude: number; longitude: number; time: number } | null

/** Whether a message says where its unit is now, as the last known position of the gateway does. */
export function isCurrent(telemetry: Telemetry): boolean
