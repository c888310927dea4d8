import { area2, crossing, distance, type Point } from './plane.ts'

interface Side {
  readonly a: Point
  readonly b: Point
  readonly by: number
}

/**
 * The ring moved inwards by its own distance on every side (`by[i]` for the side from corner `i`); near-straight
 * corners are merged first. `undefined` where too little or nothing simple is left.
 */
export function inset(ring: readonly Point[], by: readonly number[]): Point[] | undefined {
  let sides = straightened(ring, by)
  while (sides.length >= 3) {
    const corners = sides.map((side, i) => meet(sides[(i + sides.length - 1) % sides.length]!, side))
    // A side whose moved copy runs backwards has been squeezed out by its neighbours.
    const gone = sides.findIndex((side, i) => {
      const [p, q] = [corners[i]!, corners[(i + 1) % sides.length]!]
      return (q.x - p.x) * (side.b.x - side.a.x) + (q.y - p.y) * (side.b.y - side.a.y) <= 0
    })
    if (gone < 0) return area2(corners) > 0.2 * area2(ring) && isSimple(corners) ? corners : undefined
    sides = sides.filter((_, i) => i !== gone)
  }
  return undefined
}

/** Whether no two sides of the ring cross. */
export function isSimple(ring: readonly Point[]): boolean {
  const n = ring.length
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue
      if (crossing(ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % n]!) !== undefined) return false
    }
  }
  return true
}

const STRAIGHT = 0.07

function straightened(ring: readonly Point[], by: readonly number[]): Side[] {
  const sides: Side[] = []
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!
    const last = sides.at(-1)
    const merges = last !== undefined && bend(last.a, a, b) < STRAIGHT && distance(last.a, b) < 900
    if (merges) sides[sides.length - 1] = { a: last.a, b, by: Math.max(last.by, by[i]!) }
    else sides.push({ a, b, by: by[i]! })
  })
  return sides
}

function bend(a: Point, b: Point, c: Point): number {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y]
  return Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy))
}

/** Where two sides meet after moving left (inwards) by their distances. */
function meet(p: Side, q: Side): Point {
  const [u, v] = [unit(p), unit(q)]
  const a = { x: p.b.x - u.y * p.by, y: p.b.y + u.x * p.by }
  const b = { x: q.a.x - v.y * q.by, y: q.a.y + v.x * q.by }
  const det = u.x * v.y - u.y * v.x
  if (Math.abs(det) < 0.05) return p.by > q.by ? a : b
  const t = ((b.x - a.x) * v.y - (b.y - a.y) * v.x) / det
  return { x: a.x + u.x * t, y: a.y + u.y * t }
}

function unit({ a, b }: Side): Point {
  const d = distance(a, b) || 1
  return { x: (b.x - a.x) / d, y: (b.y - a.y) / d }
}
