import { localProjection } from '#core/geo/projection.ts'

/** Metres east and north of the district's middle. */
export interface Point {
  readonly x: number
  readonly y: number
}

const plane = localProjection(121.66, 29.79)

/** Degrees to metres. */
export function toPlane(lon: number, lat: number): Point {
  const [x, y] = plane.toXY(lon, lat)
  return { x, y }
}

/** Metres to degrees, rounded to 7 decimals (1 cm), so that files and tables hold the same number. */
export function toLonLat(p: Point): [lon: number, lat: number] {
  const [lon, lat] = plane.toLonLat(p.x, p.y)
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]
}

export const distance = (a: Point, b: Point): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)

export const along = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
})

/** Distance of `p` from the segment `a`–`b`, and where on it (0 to 1) the nearest point lies. */
export function toSegment(p: Point, a: Point, b: Point): { distance: number; t: number } {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2))
  return { distance: distance(p, { x: a.x + dx * t, y: a.y + dy * t }), t }
}

/** Twice the signed area of a ring without repeated end; positive when counter-clockwise. */
export function area2(ring: readonly Point[]): number {
  let sum = 0
  let p = ring[ring.length - 1]!
  for (const q of ring) {
    sum += p.x * q.y - q.x * p.y
    p = q
  }
  return sum
}

/** Centre of mass of a ring. */
export function centroid(ring: readonly Point[]): Point {
  const o = ring[0]!
  let x = 0
  let y = 0
  let sum = 0
  for (let i = 1; i + 1 < ring.length; i++) {
    const a = ring[i]!
    const b = ring[i + 1]!
    const w = (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y)
    x += (w * (a.x + b.x + o.x)) / 3
    y += (w * (a.y + b.y + o.y)) / 3
    sum += w
  }
  return sum === 0 ? o : { x: x / sum, y: y / sum }
}

/** Whether `p` lies in the ring (even-odd rule). */
export function contains(ring: readonly Point[], p: Point): boolean {
  let inside = false
  let a = ring[ring.length - 1]!
  for (const b of ring) {
    if (a.y > p.y !== b.y > p.y && p.x < a.x + ((p.y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside
    a = b
  }
  return inside
}

/** Where segments `a`–`b` and `c`–`d` cross: shares of the way on each; `undefined` when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number } | undefined {
  const rx = b.x - a.x
  const ry = b.y - a.y
  const sx = d.x - c.x
  const sy = d.y - c.y
  const det = rx * sy - ry * sx
  if (Math.abs(det) < 1e-9) return undefined
  const t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / det
  const u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / det
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : undefined
}

/** A smooth line through the points (Catmull-Rom), a vertex about every `step` metres. */
export function smoothLine(points: readonly Point[], step: number): Point[] {
  const out: Point[] = [points[0]!]
  for (let i = 0; i + 1 < points.length; i++) {
    const [p0, p1, p2, p3] = [
      points[i - 1] ?? points[i]!,
      points[i]!,
      points[i + 1]!,
      points[i + 2] ?? points[i + 1]!,
    ]
    const parts = Math.max(1, Math.round(distance(p1, p2) / step))
    for (let k = 1; k <= parts; k++) out.push(catmull(p0, p1, p2, p3, k / parts))
  }
  return out
}

function catmull(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const f = (a: number, b: number, c: number, d: number) =>
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
  return t === 1 ? p2 : { x: f(p0.x, p1.x, p2.x, p3.x), y: f(p0.y, p1.y, p2.y, p3.y) }
}
