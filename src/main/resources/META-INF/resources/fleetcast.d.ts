/** Types of fleetcast.js, see docs/browser-client.md. */

export interface Options {
  /** URL of the gateway; by default that of the module. Required if the module is a file. */
  url?: string | URL
  /** A login token, for a page that logged in by other means; by default that of `login`, or the cookie on the gateway's own pages. */
  token?: string
  /**
   * For back ends: called to log in before the first call, and again when the session has ended without `logout`; the
   * client then follows the same units again.
   */
  credentials?: () => Promise<{ username: string; password: string }> | { username: string; password: string }
  /** Whether tabs share one connection; true by default, false if the environment does not support it. */
  shared?: boolean
  /** How to connect; by default `sse`. A WebSocket that a proxy does not pass on is replaced by SSE. */
  transport?: 'sse' | 'websocket'
  /** The EventSource; by default the native one, else one based on `fetch`. */
  EventSource?: new (url: URL) => EventSource
  /** The function for HTTP calls; by default the global one. */
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

/** An extended message; fields not listed here are passed on unchanged. */
export interface Telemetry {
  message_type: string
  valid?: boolean
  late?: boolean
  clock_ahead?: boolean
  received_at?: string
  /** How many trips the unit has begun on its local day; absent while that is not known. */
  day_trip_no?: number | null
  /** The trip that the unit is on, null for none; absent while that is not known. */
  active_trip?: {
    distance_km: number
    max_speed: number
    avg_speed: number
    start_address: string | null
    started_at: string
    durations: { total: string; driving: string; idling: string; engine: string; speeding: string }
  } | null
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
  /** A unit is in the area now; without a last known message it has no `telemetry`. */
  enter: { type: 'enter'; unit_id: number } & Partial<MessageEvent>
  leave: { type: 'leave'; unit_id: number }
  area_limit: { type: 'area_limit'; units: number; max_units: number }
  /** A user has acknowledged an alarm of the unit. */
  alarm_acknowledged: {
    type: 'alarm_acknowledged'
    unit_id: number
    code: string
    at: string
    acknowledged_by: string
    acknowledged_at: string
  }
  gap: { type: 'gap'; reason: string; unit_id?: number; missed?: number }
  unsubscribed: { type: 'unsubscribed'; unit_id: number; reason: 'revoked' | 'removed' | 'limit' }
  degraded: { type: 'degraded'; since: string }
  recovered: { type: 'recovered'; since: string }
  bye: { type: 'bye'; reason: string; reconnect: boolean; retry_ms: number }
  /** From the client: the state of the connection. */
  state: { type: 'state'; state: State; stream_id: string | null }
  /** From the client: the session has ended, in any tab and for any reason. */
  logout: { type: 'logout' }
  /** From the client: the gateway refused a call needed by a subscription. */
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
  /** All units of the user's clients. */
  all?: true
}

/** The body of `PUT /sse/telemetry/area/{stream_id}`. */
export type Area = ({ bbox: [west: number, south: number, east: number, north: number] } | { polygon: object } | { pools: number[] } | { all: true }) & {
  mode?: 'every' | 'latest'
  interval?: string
  filter?: string
  max_units?: number
}

export class FleetcastError extends Error {
  /** Status of the response; 0 if the gateway was not reached. */
  readonly status: number
  /** The problem details (RFC 9457), if any. */
  readonly problem: { title?: string; detail?: string; violations?: { field: string; message: string }[] } | null
  readonly retryAfterMs: number
  /** Whether the same call may succeed later. */
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
  /** `interval` is in milliseconds; a `filter` needs `shared: false`. */
  subscribe(target: Target, options?: { interval?: number; filter?: string }): Promise<Unit[]>
  unsubscribe(target: Target): void
  /** Follows all units in an area, in place of the one before; null ends it. Needs `shared: false`. */
  follow(area: Area | null): Promise<void>
  /** All entries of a list, such as `api/v1/pools`. */
  list<T = Record<string, unknown>>(path: string): Promise<T[]>
  /** Any other `GET` of the API. */
  get<T = unknown>(path: string): Promise<T>
  freshness(unitId: number): { positionAge: number | null; messageAge: number | null }
  close(): void
}

/** The unit's position in a message, with its time in milliseconds; null if the message has none, or the device marks it as invalid. */
export function positionOf(telemetry: Telemetry): { latitude: number; longitude: number; time: number } | null

/** Whether a message has the unit's current position, as for the gateway's last known position. */
export function isCurrent(telemetry: Telemetry): boolean
