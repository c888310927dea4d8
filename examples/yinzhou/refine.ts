import type { Line } from './lines.ts'
import { along, area2, centroid, contains, crossing, distance, type Point } from './plane.ts'
import type { Random } from './random.ts'
import { faceLoop, faceRing, type Subdivision, splitEdge, splitFace } from './subdivision.ts'

/** How to cut one face: `undefined` leaves it whole. */
export interface Cut {
  /** m² from which it is cut. */
  readonly above: number
  /** What runs along the cut, given what its two ends meet. */
  readonly line: (ends: readonly [Line, Line]) => Line
  /** Sideways swing as a share of the length. */
  readonly wiggle: number
}

/** Cuts faces in two, again and again, as long as `rule` answers a cut for them. */
export function refine(
  s: Subdivision<Line>,
  random: Random,
  rule: (face: number, ring: readonly Point[], area: number) => Cut | undefined,
  onNewFace: (face: number, parent: number) => void = () => {},
): void {
  const work = s.faceEdge.map((_, face) => face).slice(1)
  for (let face = work.pop(); face !== undefined; face = work.pop()) {
    const ring = faceRing(s, face)
    const area = area2(ring) / 2
    const cut = rule(face, ring, area)
    if (cut === undefined || area < cut.above) continue
    const made = cutFace(s, face, ring, area, cut, random)
    if (made === undefined) continue
    onNewFace(made, face)
    work.push(face, made)
  }
}

interface End {
  /** Half-edge of the face on which the cut ends, and where on it. */
  readonly h: number
  readonly at: Point
  /** Ends at the origin of `h` rather than inside it. */
  readonly atVertex: boolean
}

function cutFace(
  s: Subdivision<Line>,
  face: number,
  ring: readonly Point[],
  area: number,
  cut: Cut,
  random: Random,
): number | undefined {
  const chord = bestChord(s, face, ring, area, random)
  if (chord === undefined) return undefined
  const [from, to] = chord
  const line = cut.line([s.lines[from.h >> 1]!, s.lines[to.h >> 1]!])
  const between = wiggled(ring, from.at, to.at, cut.wiggle, random)
  const start = anchored(s, from)
  const end = anchored(s, to)
  return splitFace(s, start, end, between, line)
}

/** The half-edge that begins where the cut ends, made if need be. */
function anchored(s: Subdivision<Line>, end: End): number {
  if (end.atVertex) return end.h
  splitEdge(s, end.h, end.at)
  return s.next[end.h]!
}

/** The best cut across the face: short, halving, meeting junctions that exist, with no sharp corners. */
function bestChord(
  s: Subdivision<Line>,
  face: number,
  ring: readonly Point[],
  area: number,
  random: Random,
): [End, End] | undefined {
  const loop = faceLoop(s, face)
  const middle = centroid(ring)
  const box = tightBox(ring)
  const shift = random.between(-0.07, 0.07)
  let best: [End, End] | undefined
  let least = Number.POSITIVE_INFINITY
  for (const axis of box.length > 1.25 * box.width ? [box.angle] : [box.angle, box.angle + Math.PI / 2]) {
    const reach = axis === box.angle ? box.length : box.width
    for (const offset of [0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18]) {
      const by = (offset + shift) * reach
      const through = { x: middle.x + by * Math.cos(axis), y: middle.y + by * Math.sin(axis) }
      const ends = across(s, loop, through, axis + Math.PI / 2, Math.sqrt(area))
      if (ends === undefined) continue
      const cost = chordCost(ring, ends, offset, area)
      if (cost < least) [least, best] = [cost, ends]
    }
  }
  return best
}

function chordCost(ring: readonly Point[], ends: readonly [End, End], offset: number, area: number): number {
  const size = Math.sqrt(area)
  const [a, b] = [ends[0].at, ends[1].at]
  const part = partArea(ring, a, b)
  const share = Math.min(part, area - part) / area
  if (share < 0.28 || distance(a, b) < 0.1 * size || !clear(ring, a, b)) return Number.POSITIVE_INFINITY
  const corner = Math.min(sharpest(ring, ends[0], b), sharpest(ring, ends[1], a))
  if (corner < 0.6) return Number.POSITIVE_INFINITY
  const junctions = (ends[0].atVertex ? 1 : 0) + (ends[1].atVertex ? 1 : 0)
  return (
    distance(a, b) / size +
    Math.abs(offset) * 1.5 +
    (0.5 - share) * 2 +
    (1.6 - corner) * 0.8 -
    junctions * 0.45
  )
}

/** Area of the part of the ring between two points on it, walking from `a` on. */
function partArea(ring: readonly Point[], a: Point, b: Point): number {
  const n = ring.length
  const edgeOf = (p: Point) => {
    let edge = 0
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < n; i++) {
      const off =
        distance(ring[i]!, p) + distance(p, ring[(i + 1) % n]!) - distance(ring[i]!, ring[(i + 1) % n]!)
      if (off < least) [least, edge] = [off, i]
    }
    return edge
  }
  const last = edgeOf(b)
  const part = [a]
  for (let i = edgeOf(a); i !== last; i = (i + 1) % n) part.push(ring[(i + 1) % n]!)
  part.push(b)
  return Math.abs(area2(part)) / 2
}

/** Least angle (radians) between the cut and the edge it ends on. */
function sharpest(ring: readonly Point[], end: End, other: Point): number {
  const cut = Math.atan2(other.y - end.at.y, other.x - end.at.x)
  let least = Math.PI
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length]!
    const onP = distance(p, end.at) < 0.5
    const onQ = distance(q, end.at) < 0.5
    const between = Math.abs(distance(p, end.at) + distance(end.at, q) - distance(p, q)) < 0.01
    if (!onP && !onQ && !between) return
    for (const far of [onP ? undefined : p, onQ ? undefined : q]) {
      if (far !== undefined)
        least = Math.min(least, turn(cut, Math.atan2(far.y - end.at.y, far.x - end.at.x)))
    }
  })
  return least
}

const turn = (a: number, b: number) => Math.abs(((a - b + 3 * Math.PI) % (2 * Math.PI)) - Math.PI)

/** The stretch inside the face of the line through a point, its ends moved to near junctions. */
function across(
  s: Subdivision<Line>,
  loop: readonly number[],
  through: Point,
  angle: number,
  size: number,
): [End, End] | undefined {
  const far = 40_000
  const [dx, dy] = [Math.cos(angle) * far, Math.sin(angle) * far]
  const a = { x: through.x - dx, y: through.y - dy }
  const b = { x: through.x + dx, y: through.y + dy }
  const hits: { t: number; h: number; u: number }[] = []
  for (const h of loop) {
    const hit = crossing(a, b, s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!)
    if (hit !== undefined) hits.push({ t: hit.t, h, u: hit.u })
  }
  hits.sort((p, q) => p.t - q.t)
  // Inside lies between hits 0 and 1, 2 and 3 …; the stretch nearest to the middle is taken.
  const off = (i: number) => Math.abs(hits[i]!.t + hits[i + 1]!.t - 1)
  let i = -1
  for (let k = 0; k + 1 < hits.length; k += 2) if (i < 0 || off(k) < off(i)) i = k
  if (i < 0) return undefined
  const [before, after] = [hits[i]!, hits[i + 1]!]
  if (before.h === after.h) return undefined
  const snap = Math.min(70, 0.16 * size)
  const ends: [End, End] = [toJunction(s, loop, before, snap), toJunction(s, loop, after, snap)]
  return distance(ends[0].at, ends[1].at) < 1 ? undefined : ends
}

/** A near vertex instead of a point on the edge: a junction within `snap`, any vertex within some metres. */
function toJunction(
  s: Subdivision<Line>,
  loop: readonly number[],
  hit: { h: number; u: number },
  snap: number,
): End {
  const p = s.vertices[s.origin[hit.h]!]!
  const q = s.vertices[s.origin[hit.h ^ 1]!]!
  const at = along(p, q, hit.u)
  let end: End = { h: hit.h, at, atVertex: false }
  let nearest = Number.POSITIVE_INFINITY
  for (const h of loop) {
    const v = s.origin[h]!
    const d = distance(s.vertices[v]!, at)
    if (d < Math.min(nearest, s.degree[v]! > 2 ? snap : 9)) {
      nearest = d
      end = { h, at: s.vertices[v]!, atVertex: true }
    }
  }
  return end
}

/** Whether a–b runs inside the ring and touches it only at its ends. */
function clear(ring: readonly Point[], a: Point, b: Point): boolean {
  if (!contains(ring, along(a, b, 0.5))) return false
  const from = along(a, b, 0.002)
  const to = along(a, b, 0.998)
  return ring.every((p, i) => crossing(from, to, p, ring[(i + 1) % ring.length]!) === undefined)
}

/** Points between a and b that swing to one side; none where they would leave the ring. */
function wiggled(ring: readonly Point[], a: Point, b: Point, wiggle: number, random: Random): Point[] {
  const length = distance(a, b)
  if (wiggle === 0 || length < 60) return []
  const parts = Math.min(8, Math.max(2, Math.round(length / 130)))
  const bow = random.between(-wiggle, wiggle) * length
  const points: Point[] = []
  for (let k = 1; k < parts; k++) {
    const p = along(a, b, k / parts)
    const by = bow * Math.sin((Math.PI * k) / parts) + random.between(-0.35, 0.35) * wiggle * length
    points.push({ x: p.x - (by * (b.y - a.y)) / length, y: p.y + (by * (b.x - a.x)) / length })
  }
  const chain = [along(a, points[0]!, 0.02), ...points, along(b, points.at(-1)!, 0.02)]
  const inside = chain.every((p, i) => i === 0 || clearOf(ring, chain[i - 1]!, p))
  return inside && contains(ring, chain[0]!) ? points : []
}

const clearOf = (ring: readonly Point[], a: Point, b: Point) =>
  ring.every((p, i) => {
    const q = ring[(i + 1) % ring.length]!
    return crossing(a, b, p, q) === undefined && distanceTo(a, p, q) > 4 && distanceTo(p, a, b) > 4
  })

function distanceTo(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const t = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)))
  return distance(p, { x: a.x + dx * t, y: a.y + dy * t })
}

/**
 * Smallest box round a ring, by trying the directions of its longer edges, or every 10 degrees where it has only
 * short ones; `angle` is that of its length.
 */
function tightBox(ring: readonly Point[]): { angle: number; length: number; width: number } {
  const size = Math.sqrt(Math.abs(area2(ring)) / 2)
  const angles = ring.flatMap((p, i) => {
    const q = ring[(i + 1) % ring.length]!
    return distance(p, q) < 0.12 * size ? [] : [Math.atan2(q.y - p.y, q.x - p.x)]
  })
  if (angles.length < 2) for (let k = 0; k < 18; k++) angles.push((k * Math.PI) / 18)
  return angles
    .map((angle) => extent(ring, angle))
    .reduce((best, box) => (box.length * box.width < best.length * best.width ? box : best))
}

function extent(ring: readonly Point[], angle: number) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const us = ring.map((p) => p.x * c + p.y * s)
  const vs = ring.map((p) => p.y * c - p.x * s)
  const u = Math.max(...us) - Math.min(...us)
  const v = Math.max(...vs) - Math.min(...vs)
  return u >= v ? { angle, length: u, width: v } : { angle: angle + Math.PI / 2, length: v, width: u }
}
