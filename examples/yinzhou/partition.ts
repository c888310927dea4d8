import { isBarrier, type Line } from './lines.ts'
import { centroid, distance, type Point } from './plane.ts'
import type { Random } from './random.ts'
import { faceLoop, faceRing, OUTSIDE, type Subdivision } from './subdivision.ts'

/** Faces that touch along an edge: what `face` is next to, and the line between them (the widest of several). */
export interface Neighbours {
  readonly of: readonly (readonly { readonly face: number; readonly line: Line }[])[]
  readonly middle: readonly Point[]
}

export function neighbours(s: Subdivision<Line>): Neighbours {
  const middle = s.faceEdge.map((_, face) => centroid(faceRing(s, face)))
  const of = s.faceEdge.map((_, face) => {
    const next = new Map<number, Line>()
    if (face === OUTSIDE) return []
    for (const h of faceLoop(s, face)) {
      const other = s.face[h ^ 1]!
      const line = s.lines[h >> 1]!
      const known = next.get(other)
      if (other !== OUTSIDE && other !== face && (known === undefined || known.reserve < line.reserve)) {
        next.set(other, line)
      }
    }
    return [...next].map(([face, line]) => ({ face, line }))
  })
  return { of, middle }
}

/** How much farther a step across the line counts, so that borders follow canals, railways and main streets. */
const apart = (line: Line): number =>
  isBarrier(line) ? 2.2 : line.kind === 'arterial' ? 1.6 : line.kind === 'secondary' ? 1.25 : 1

/**
 * Gives every face to the seed that reaches it first, stepping from face to face; a seed of weight 2 goes twice
 * as far. Answers the seed of each face, -1 where none comes.
 */
export function spread(net: Neighbours, seeds: readonly { face: number; weight: number }[]): Int32Array {
  const owner = new Int32Array(net.of.length).fill(-1)
  const reached = new Float64Array(net.of.length).fill(Number.POSITIVE_INFINITY)
  const queue: { face: number; cost: number; seed: number }[] = []
  for (const [seed, { face }] of seeds.entries()) queue.push({ face, cost: 0, seed })
  while (queue.length > 0) {
    let least = 0
    for (let i = 1; i < queue.length; i++) if (queue[i]!.cost < queue[least]!.cost) least = i
    const { face, cost, seed } = queue[least]!
    queue[least] = queue.at(-1)!
    queue.pop()
    if (owner[face] !== -1) continue
    owner[face] = seed
    for (const next of net.of[face]!) {
      const step =
        (distance(net.middle[face]!, net.middle[next.face]!) * apart(next.line)) / seeds[seed]!.weight
      if (owner[next.face] !== -1 || cost + step >= reached[next.face]!) continue
      reached[next.face] = cost + step
      queue.push({ face: next.face, cost: cost + step, seed })
    }
  }
  return owner
}

/**
 * Divides faces into `count` connected groups of about equal load, whose borders prefer barriers and main
 * streets. Faces that no group can reach stay out. Answers the group of each face, -1 for the rest.
 */
export function partition(
  net: Neighbours,
  faces: readonly number[],
  load: (face: number) => number,
  count: number,
  random: Random,
): Map<number, number> {
  const group = new Map<number, number>(faces.map((f) => [f, -1]))
  const seeds = spacedSeeds(net, faces, load, count, random)
  const sum = seeds.map(() => 0)
  const join = (face: number, g: number) => {
    group.set(face, g)
    sum[g]! += load(face)
  }
  for (const [g, face] of seeds.entries()) join(face, g)
  const open = new Set(seeds.keys())
  while (open.size > 0) {
    const g = [...open].reduce((a, b) => (sum[b]! < sum[a]! ? b : a))
    const face = bestAddition(net, group, g, net.middle[seeds[g]!]!)
    if (face === undefined) open.delete(g)
    else join(face, g)
  }
  for (let pass = 0; pass < 12; pass++) balance(net, group, load, sum)
  return group
}

function bestAddition(
  net: Neighbours,
  group: Map<number, number>,
  g: number,
  seed: Point,
): number | undefined {
  let best: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [face, owner] of group) {
    if (owner !== g) continue
    for (const next of net.of[face]!) {
      if (group.get(next.face) !== -1) continue
      const cost = distance(net.middle[next.face]!, seed) * apart(next.line)
      if (cost < least) [least, best] = [cost, next.face]
    }
  }
  return best
}

/** Far apart first, then moved to the middle of the load nearest to each. */
function spacedSeeds(
  net: Neighbours,
  faces: readonly number[],
  load: (face: number) => number,
  count: number,
  random: Random,
): number[] {
  const at = (face: number) => net.middle[face]!
  const settled = faces.filter((f) => load(f) > 0.04)
  const pool = settled.length >= count ? settled : faces
  let seeds = [random.pick(pool)]
  while (seeds.length < Math.min(count, pool.length)) {
    const gap = (f: number) =>
      Math.min(...seeds.map((s) => distance(at(f), at(s)))) * (0.4 + Math.min(1, load(f)))
    seeds.push(pool.reduce((a, b) => (gap(b) > gap(a) ? b : a)))
  }
  for (let pass = 0; pass < 8; pass++) {
    const near = seeds.map(() => ({ x: 0, y: 0, w: 1e-9 }))
    for (const f of pool) {
      const p = at(f)
      const mine =
        near[seeds.reduce((a, s, i) => (distance(at(s), p) < distance(at(seeds[a]!), p) ? i : a), 0)]!
      const w = load(f) + 1e-6
      mine.x += w * p.x
      mine.y += w * p.y
      mine.w += w
    }
    const taken = new Set<number>()
    seeds = near.map(({ x, y, w }) => {
      const middle = { x: x / w, y: y / w }
      const free = pool.filter((f) => !taken.has(f))
      const nearest = free.reduce((a, b) => (distance(at(b), middle) < distance(at(a), middle) ? b : a))
      taken.add(nearest)
      return nearest
    })
  }
  return seeds
}

/** Moves faces on a border to the lighter side where that evens the loads and leaves the heavier one whole. */
function balance(
  net: Neighbours,
  group: Map<number, number>,
  load: (face: number) => number,
  sum: number[],
): void {
  for (const [face, g] of group) {
    if (g < 0) continue
    for (const next of net.of[face]!) {
      const to = group.get(next.face)
      if (to === undefined || to < 0 || to === g || sum[g]! - load(face) < sum[to]! + 0.35 * load(face))
        continue
      if (!staysWhole(net, group, face, g)) continue
      group.set(face, to)
      sum[g]! -= load(face)
      sum[to]! += load(face)
      break
    }
  }
}

/** Whether the group of `face` hangs together without it. */
function staysWhole(net: Neighbours, group: ReadonlyMap<number, number>, face: number, g: number): boolean {
  const members = [...group].filter(([f, owner]) => owner === g && f !== face).map(([f]) => f)
  if (members.length === 0) return false
  const seen = new Set([members[0]!])
  const work = [members[0]!]
  for (let f = work.pop(); f !== undefined; f = work.pop()) {
    for (const next of net.of[f]!) {
      if (next.face === face || seen.has(next.face) || group.get(next.face) !== g) continue
      seen.add(next.face)
      work.push(next.face)
    }
  }
  return seen.size === members.length
}
