import { localProjection } from './projection.ts'

/** Degrees, longitude first, as in GeoJSON; a height may follow and is ignored. */
export type Position = readonly [lon: number, lat: number, ...height: number[]]
/** A computed position, without height. */
export type LonLat = readonly [lon: number, lat: number]
/** Three or more corners; the last may repeat the first, as GeoJSON wants, or not. */
export type Ring = readonly Position[]
/** The outer ring, then the holes; either orientation. */
export type Polygon = readonly Ring[]
export type MultiPolygon = readonly Polygon[]

export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The smallest box around all positions; west is `Infinity` when there are none. */
export function boundsOf(positions: Iterable<Position>): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  return { west, south, east, north }
}

/**
 * Whether the point lies in the polygon. A point exactly on a side or corner, of a hole too, lies in it.
 *
 * A side shared by two polygons is judged alike for both, so between neighbours with the same corners no point is lost.
 */
export function containsPoint(polygon: Polygon, lon: number, lat: number): boolean {
  let inside = false
  for (const ring of polygon) {
    const side = sideOf(ring, lon, lat)
    if (side === 0) return true
    if (side > 0) inside = !inside
  }
  return inside
}

/** 1 inside the ring, -1 outside, 0 on it; by the number of sides a ray to the east meets. */
function sideOf(ring: Ring, lon: number, lat: number): -1 | 0 | 1 {
  let inside = false
  let from = ring[ring.length - 1]!
  for (const to of ring) {
    // From south to north always, so that a neighbour running the other way gets the same rounding.
    const [low, high] = from[1] < to[1] || (from[1] === to[1] && from[0] < to[0]) ? [from, to] : [to, from]
    from = to
    if (lat < low[1] || lat > high[1]) continue
    const turn = turnOf(low, high, lon, lat)
    const beside = lon >= Math.min(low[0], high[0]) && lon <= Math.max(low[0], high[0])
    if (turn === 0 && beside) return 0
    if (turn > 0 && lat < high[1]) inside = !inside
  }
  return inside ? 1 : -1
}

/** Positive where the point lies left of the line from `a` to `b`, 0 on it. */
export const turnOf = (a: Position, b: Position, lon: number, lat: number) =>
  (b[0] - a[0]) * (lat - a[1]) - (b[1] - a[1]) * (lon - a[0])

/** Twice the area under the ring in square degrees, positive when it runs counter-clockwise. */
function doubleAreaOf(ring: Ring): number {
  const [originLon, originLat] = ring[0]!
  let sum = 0
  let [fromX, fromY] = [0, 0]
  for (const [lon, lat] of ring) {
    const [x, y] = [lon - originLon, lat - originLat]
    sum += fromX * y - x * fromY
    ;[fromX, fromY] = [x, y]
  }
  return sum
}

/** Whether the ring runs counter-clockwise seen from above. */
export const isCounterClockwise = (ring: Ring): boolean => doubleAreaOf(ring) > 0

/** The polygon with its outer ring counter-clockwise and its holes clockwise, as RFC 7946 wants them. */
export const rewind = (polygon: Polygon): Polygon =>
  polygon.map((ring, i) => (isCounterClockwise(ring) === (i === 0) ? ring : ring.toReversed()))

/** Area in square metres on the WGS84 ellipsoid, holes taken off; within 0.01 % up to 60 km across. */
export function areaM2(polygon: Polygon): number {
  const { west, south, east, north } = boundsOf(polygon[0] ?? [])
  const { toXY } = localProjection((west + east) / 2, (south + north) / 2)
  const [outer = 0, ...holes] = polygon.map(
    (ring) => Math.abs(doubleAreaOf(ring.map(([lon, lat]) => toXY(lon, lat)))) / 2,
  )
  return holes.reduce((left, hole) => left - hole, outer)
}

/** The centre of gravity; it may lie outside, see `representativePoint`. A polygon without area gives its box's centre. */
export function centroid(polygon: Polygon): LonLat {
  const [originLon, originLat] = polygon[0]![0]!
  let [lonMoment, latMoment, weight] = [0, 0, 0]
  for (const [i, ring] of polygon.entries()) {
    const sign = isCounterClockwise(ring) === (i === 0) ? 1 : -1
    let from = ring[ring.length - 1]!
    for (const to of ring) {
      const [x0, y0, x1, y1] = [
        from[0] - originLon,
        from[1] - originLat,
        to[0] - originLon,
        to[1] - originLat,
      ]
      const cross = sign * (x0 * y1 - x1 * y0)
      lonMoment += (x0 + x1) * cross
      latMoment += (y0 + y1) * cross
      weight += 3 * cross
      from = to
    }
  }
  if (weight !== 0) return [originLon + lonMoment / weight, originLat + latMoment / weight]
  const { west, south, east, north } = boundsOf(polygon[0]!)
  return [(west + east) / 2, (south + north) / 2]
}

/**
 * A point inside the polygon, for a label or as its place in the street network: the centroid if that lies inside,
 * else the middle of the widest piece of a parallel near it.
 */
export function representativePoint(polygon: Polygon): LonLat {
  const centre = centroid(polygon)
  if (containsPoint(polygon, ...centre)) return centre
  const lat = parallelNear(polygon, centre[1])
  const crossings = polygon.flatMap((ring) => crossingsOf(ring, lat)).sort((a, b) => a - b)
  let [west, east] = [centre[0], centre[0]]
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from, to] = [crossings[i]!, crossings[i + 1]!]
    if (to - from > east - west) [west, east] = [from, to]
  }
  return [(west + east) / 2, lat]
}

/** A latitude halfway between those of two corners, the nearest to `lat`: it passes through no corner. */
function parallelNear(polygon: Polygon, lat: number): number {
  const lats = [...new Set(polygon.flat().map((position) => position[1]))].sort((a, b) => a - b)
  const halfway = lats.slice(1).map((north, i) => (lats[i]! + north) / 2)
  return halfway.reduce((best, next) => (Math.abs(next - lat) < Math.abs(best - lat) ? next : best), Infinity)
}

function crossingsOf(ring: Ring, lat: number): number[] {
  return ring.flatMap((to, i) => {
    const from = ring.at(i - 1)!
    if (from[1] < lat === to[1] < lat) return []
    return [from[0] + ((lat - from[1]) / (to[1] - from[1])) * (to[0] - from[0])]
  })
}
