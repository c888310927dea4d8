import { isStreet } from './lines.ts'
import type { Parcel } from './parcel.ts'
import { centroid, crossing, distance, type Point } from './plane.ts'
import type { Random } from './random.ts'
import type { Draft, Stock } from './stock.ts'
import { faceLoop } from './subdivision.ts'

/** Metres between a wall and what the street keeps free, so that shops find room there. */
export const SHOP_STRIP_M = 12
const DEPTH_M = 9
const GAP_M = 7

/** Rows of shops of one or two storeys along the streets, outside the wall of an estate; not before its gates. */
export function lineWithShops(
  stock: Stock,
  p: Parcel,
  wall: readonly Point[],
  gates: readonly number[],
  estate: number,
  draw: Random,
): void {
  wall.forEach((a, i) => {
    const b = wall[(i + 1) % wall.length]!
    const length = distance(a, b)
    const u = { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
    const out = { x: u.y, y: -u.x }
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
    if (length < 46 || !facesStreet(stock, p, middle, out)) return
    const doors = gates.map((g) => stock.map.at(g)).map((g) => (g.x - a.x) * u.x + (g.y - a.y) * u.y)
    for (let from = 8; from < length - 26; ) {
      const to = Math.min(from + draw.between(26, 62), length - 8)
      const clash = doors.find((d) => d > from - 9 && d < to + 9)
      if (clash !== undefined && clash - 9 - from < 18) {
        from = Math.max(from + 1, clash + 9)
        continue
      }
      const end = clash === undefined ? to : clash - 9
      if (end - from >= 16 && draw.chance(0.86))
        stock.buildings.push(strip(p, a, u, out, from, end, estate, draw))
      from = end + GAP_M
    }
  })
}

function strip(
  p: Parcel,
  a: Point,
  u: Point,
  out: Point,
  from: number,
  to: number,
  estate: number,
  draw: Random,
): Draft {
  const at = (along: number, away: number) => ({
    x: a.x + u.x * along + out.x * away,
    y: a.y + u.y * along + out.y * away,
  })
  const ring = [at(from, 1.5 + DEPTH_M), at(to, 1.5 + DEPTH_M), at(to, 1.5), at(from, 1.5)]
  const storeys = draw.whole(1, 2)
  return {
    ring,
    middle: centroid(ring),
    storeys,
    height_m: storeys * 4.2,
    builtYear: p.builtYear,
    use: 'commercial',
    estate,
    community: p.community,
    households: 0,
  }
}

function facesStreet({ ground: { s } }: Stock, p: Parcel, from: Point, out: Point): boolean {
  const far = { x: from.x + out.x * 60, y: from.y + out.y * 60 }
  return faceLoop(s, p.face).some(
    (h) =>
      isStreet(s.lines[h >> 1]!) &&
      crossing(from, far, s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!) !== undefined,
  )
}
