import type { LonLat } from '#core/geo/polygon.ts'
import type { NewMapFeature } from './places.ts'

type Line = readonly LonLat[]

/**
 * The features with lines that continue one another joined: maps cut a street at every crossing, and a name needs a
 * long line to stand on. Lines are joined where exactly two of the same layer, class, name and level end; others stay.
 */
export function joinLines(features: readonly NewMapFeature[]): NewMapFeature[] {
  const groups = Map.groupBy(features, ({ layer, class: kind, minZoom, name, bridge, shape }) =>
    shape.type === 'LineString' ? JSON.stringify([layer, kind, minZoom, name, bridge]) : '',
  )
  return [...groups].flatMap(([key, group]) => {
    if (key === '') return group
    const lines = group.map(({ shape }) => shape.coordinates as Line)
    return chainsOf(lines).map((coordinates) => ({
      ...group[0]!,
      shape: { type: 'LineString', coordinates } as const,
    }))
  })
}

const keyOf = ([lon, lat]: LonLat) => `${lon} ${lat}`

/** Lines joined end to end wherever exactly two ends meet; each point sequence is kept, some are turned around. */
function chainsOf(lines: readonly Line[]): Line[] {
  const ends = new Map<string, number[]>()
  for (const [i, line] of lines.entries()) {
    for (const end of [line[0]!, line.at(-1)!]) {
      const key = keyOf(end)
      ends.set(key, [...(ends.get(key) ?? []), i])
    }
  }
  const used = new Uint8Array(lines.length)
  /** The line as far as it goes on from its last point. */
  const extend = (line: LonLat[]): LonLat[] => {
    for (;;) {
      const key = keyOf(line.at(-1)!)
      const meeting = ends.get(key)!
      const next = meeting.length === 2 ? meeting.find((i) => !used[i]) : undefined
      if (next === undefined) return line
      used[next] = 1
      const points = lines[next]!
      line.push(...(keyOf(points[0]!) === key ? points : points.toReversed()).slice(1))
    }
  }
  return lines.flatMap((line, i) => {
    if (used[i]) return []
    used[i] = 1
    return [extend(extend([...line]).toReversed())]
  })
}
