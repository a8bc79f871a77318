/** Loads lines of the earth: {lines: [[{latitude, longitude}]], ...} with what else the file has. */
export async function loadLines(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} for ${url}`)
  const { unit, lines, ...others } = await response.json()
  return { ...others, lines: lines.map((steps) => positions(steps, unit)) }
}

/** A line is longitude and latitude in turn, each as the difference to the one before. */
function positions(steps, unit) {
  const line = []
  let [longitude, latitude] = [0, 0]
  for (let i = 0; i < steps.length; i += 2) {
    longitude += steps[i]
    latitude += steps[i + 1]
    line.push({ longitude: longitude * unit, latitude: latitude * unit })
  }
  return line
}
