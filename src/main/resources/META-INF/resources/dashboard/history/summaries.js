/** The columns of the fleet's table, by the names of the API: {type, property, title, kind}. */
export const COLUMNS = [
  { type: 'distances', property: 'distance_km', title: 'Distance', kind: 'kilometers' },
  { type: 'trip-count', property: 'trip_count', title: 'Trips', kind: 'count' },
  { type: 'driving-durations', property: 'driving_duration', title: 'Driving', kind: 'duration' },
  { type: 'idling-durations', property: 'idling_duration', title: 'Idling', kind: 'duration' },
  { type: 'engine-hours', property: 'engine_hours', title: 'Engine on', kind: 'duration' },
  { type: 'max-speed', property: 'max_speed', title: 'Highest speed', kind: 'speed' },
  { type: 'avg-speed', property: 'avg_speed', title: 'Average speed', kind: 'speed' },
  { type: 'speeding-distances', property: 'speeding_distance', title: 'Speeding', kind: 'kilometers' },
  { type: 'speeding-durations', property: 'speeding_duration', title: 'Speeding', kind: 'duration' },
]

/** The summaries of all units that the viewer may see, or of a group: per unit an object with all properties. */
export async function summaries(client, fleet, { day, period, group }) {
  const rows = new Map(fleet.units.map((unit) => [unit.id, { unit }]))
  for (const owner of group ? [fleet.ownerOf(group)] : fleet.clients) {
    const whose = group ? `by-pool/${group}/client/${owner}` : `by-client/${owner}`
    for (const { type, property } of COLUMNS) {
      const { data } = await client.get(`api/v1/history/summary/units/${type}/${whose}/date/${day}/period/${period}`)
      for (const { unit_id: id, [property]: value } of data) if (rows.has(id)) rows.get(id)[property] = value
    }
  }
  return [...rows.values()].filter((row) => COLUMNS[0].property in row)
}

/** A value as a number for sorting: a duration in seconds; nothing comes first. */
export function rank(value) {
  if (value === null || value === undefined) return -1
  if (typeof value === 'number') return value
  const [hours, minutes, seconds] = value.split(':').map(Number)
  return hours * 3_600 + minutes * 60 + seconds
}
