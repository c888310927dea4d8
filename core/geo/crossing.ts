import Flatbush from 'flatbush'
import { boundsOf, type LonLat, type Polygon, type Position, type Ring, turnOf } from './polygon.ts'

/** Two sides of a polygon that meet where they must not. */
export interface Crossing {
  readonly at: LonLat
  readonly sides: readonly [SideName, SideName]
}

/** Side `side` of a ring runs from its corner `side` to the next; rings count from 0, the outer one. */
export interface SideName {
  readonly ring: number
  readonly side: number
}

interface Side extends SideName {
  readonly a: Position
  readonly b: Position
  /** Position among the ring's sides that have a length, and how many those are. */
  readonly order: number
  readonly count: number
}

/**
 * The first crossing of the polygon's sides, or `undefined` for a simple polygon.
 *
 * Within a ring sides may meet only at the corner they share; rings may touch at a point but neither cross nor overlap.
 * Repeated corners are ignored. Exact up to the rounding of doubles.
 */
export function selfCrossing(polygon: Polygon): Crossing | undefined {
  const sides = polygon.flatMap(sidesOf)
  if (sides.length === 0) return undefined
  const boxes = new Flatbush(sides.length)
  for (const { a, b } of sides) {
    boxes.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
  }
  boxes.finish()
  for (const [i, side] of sides.entries()) {
    const { west, south, east, north } = boundsOf([side.a, side.b])
    for (const j of boxes.search(west, south, east, north, (other) => other > i)) {
      const at = wrongMeeting(side, sides[j]!)
      if (at) return { at, sides: [nameOf(side), nameOf(sides[j]!)] }
    }
  }
  return undefined
}

const nameOf = ({ ring, side }: Side): SideName => ({ ring, side })

function sidesOf(corners: Ring, ring: number): Side[] {
  const sides = corners
    .map((a, side) => ({ ring, side, a, b: corners[(side + 1) % corners.length]! }))
    .filter(({ a, b }) => a[0] !== b[0] || a[1] !== b[1])
  return sides.map((side, order) => ({ ...side, order, count: sides.length }))
}

/** Where two sides meet although they must not. */
function wrongMeeting(s: Side, t: Side): LonLat | undefined {
  const [sa, sb] = [turnOf(t.a, t.b, s.a[0], s.a[1]), turnOf(t.a, t.b, s.b[0], s.b[1])]
  const [ta, tb] = [turnOf(s.a, s.b, t.a[0], t.a[1]), turnOf(s.a, s.b, t.b[0], t.b[1])]
  if (sa === 0 && sb === 0) return overlap(s, t)
  if (Math.sign(sa) === Math.sign(sb) || Math.sign(ta) === Math.sign(tb)) return undefined
  const onlyTouch = [sa, sb, ta, tb].includes(0)
  if (onlyTouch && (s.ring !== t.ring || areNeighbours(s, t))) return undefined
  const share = sa / (sa - sb)
  return [s.a[0] + share * (s.b[0] - s.a[0]), s.a[1] + share * (s.b[1] - s.a[1])]
}

/** Whether one side begins at the corner where the other ends. */
function areNeighbours(s: Side, t: Side): boolean {
  const steps = Math.abs(s.order - t.order)
  return s.ring === t.ring && (steps === 1 || steps === s.count - 1)
}

/** The middle of what two sides on one line have in common, `undefined` where that is at most a permitted corner. */
function overlap(s: Side, t: Side): LonLat | undefined {
  const axis = Math.abs(s.b[0] - s.a[0]) > Math.abs(s.b[1] - s.a[1]) ? 0 : 1
  const ascending = (p: Position, q: Position) => p[axis] - q[axis]
  const [sLow, sHigh] = [s.a, s.b].sort(ascending) as [Position, Position]
  const [tLow, tHigh] = [t.a, t.b].sort(ascending) as [Position, Position]
  const low = sLow[axis] > tLow[axis] ? sLow : tLow
  const high = sHigh[axis] < tHigh[axis] ? sHigh : tHigh
  const length = high[axis] - low[axis]
  if (length < 0) return undefined
  if (length === 0 && (s.ring !== t.ring || areNeighbours(s, t))) return undefined
  return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2]
}
