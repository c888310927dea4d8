import { isBarrier, isStreet, isWater, makeLine } from './lines.ts'
import type { Ground } from './parcel.ts'
import { distance } from './plane.ts'
import { random } from './random.ts'

/** What a vertex is to those on foot. */
export type Crossing = 'open' | 'bridge' | 'underpass' | 'closed'

/** Chance that a side street goes over a canal, brook or stream, or under a railway or expressway, it meets. */
const OVER_WATER = 0.4
const UNDER_TRACK = 0.3

/**
 * Decides at every vertex on a canal, railway or expressway whether streets cross there, then mends the network:
 * pieces cut off get a bridge where they meet the rest, else a field path becomes a road.
 */
export function decideCrossings(ground: Ground, seed: number): Crossing[] {
  const { s } = ground
  const draw = random(seed, 'crossings')
  const star: number[][] = s.vertices.map(() => [])
  for (let h = 0; h < s.origin.length; h++) star[s.origin[h]!]!.push(h)
  const crossing = star.map((out): Crossing => {
    const lines = out.map((h) => s.lines[h >> 1]!)
    const barrier = lines.find(isWater) ?? lines.find(isBarrier)
    if (barrier === undefined) return 'open'
    const streets = lines.filter(isStreet)
    const through = isWater(barrier) ? 'bridge' : 'underpass'
    if (streets.length < 2 || barrier.kind === 'river' || barrier.kind === 'coast') return 'closed'
    const main = streets.filter((l) => l.kind === 'arterial' || (l.kind === 'road' && l.name)).length > 1
    return main || draw.chance(through === 'bridge' ? OVER_WATER : UNDER_TRACK) ? through : 'closed'
  })
  const pieces = () => piecesOf(ground, star, crossing)
  bridgePieces(ground, star, crossing, pieces())
  pavePaths(ground, star, crossing, pieces())
  bridgePieces(ground, star, crossing, pieces())
  dropIslands(ground, pieces())
  return crossing
}

interface Pieces {
  /** Representative street of the piece, by edge; -1 where the edge is no street. */
  readonly of: Int32Array
  /** The piece with the most streets. */
  readonly main: number
}

function piecesOf({ s }: Ground, star: readonly number[][], crossing: readonly Crossing[]): Pieces {
  const parent = Int32Array.from(s.lines, (l, e) => (isStreet(l) ? e : -1))
  const find = (e: number) => {
    let root = e
    while (parent[root] !== root) root = parent[root]!
    return root
  }
  star.forEach((out, v) => {
    if (crossing[v] === 'closed') return
    const streets = out.map((h) => h >> 1).filter((e) => parent[e] !== -1)
    for (const e of streets.slice(1)) parent[find(e)] = find(streets[0]!)
  })
  const count = new Map<number, number>()
  const of = Int32Array.from(parent, (p, e) => (p === -1 ? -1 : find(e)))
  for (const p of of) if (p >= 0) count.set(p, (count.get(p) ?? 0) + 1)
  const main = [...count].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  return { of, main }
}

/** Opens closed vertices where two pieces meet. */
function bridgePieces({ s }: Ground, star: readonly number[][], crossing: Crossing[], pieces: Pieces): void {
  const joined = new Map<number, number>()
  const find = (p: number): number => (joined.has(p) ? find(joined.get(p)!) : p)
  star.forEach((out, v) => {
    if (crossing[v] !== 'closed') return
    const lines = out.map((h) => s.lines[h >> 1]!)
    const met = new Set(out.map((h) => pieces.of[h >> 1]!).filter((p) => p >= 0))
    const roots = new Set([...met].map(find))
    if (roots.size < 2 || lines.some((l) => l.kind === 'river' || l.kind === 'coast')) return
    crossing[v] = lines.some(isWater) ? 'bridge' : 'underpass'
    const [first, ...others] = roots
    for (const p of others) joined.set(p, first!)
  })
}

/** A bridge or underpass counts as much as this way round. */
const CROSSING_M = 500

/** Joins what is still apart along field borders, over water or under tracks where need be, by the shortest way. */
function pavePaths({ s }: Ground, star: readonly number[][], crossing: Crossing[], pieces: Pieces): void {
  const apart = new Set([...pieces.of].filter((p) => p >= 0 && p !== pieces.main))
  for (const piece of apart) {
    const way = shortestWay(s, star, crossing, pieces, piece)
    for (const h of way) {
      if (!isStreet(s.lines[h >> 1]!)) s.lines[h >> 1] = makeLine('road')
      for (const v of [s.origin[h]!, s.origin[h ^ 1]!]) {
        if (crossing[v] !== 'closed') continue
        crossing[v] = star[v]!.some((g) => isWater(s.lines[g >> 1]!)) ? 'bridge' : 'underpass'
      }
    }
  }
}

/** Half-edges from a piece to the main one; none where only rivers, tracks or the district's border lead away. */
function shortestWay(
  s: Ground['s'],
  star: readonly number[][],
  crossing: readonly Crossing[],
  pieces: Pieces,
  piece: number,
): number[] {
  const from = new Map<number, number>()
  const cost = new Map<number, number>()
  for (let e = 0; e < pieces.of.length; e++) {
    if (pieces.of[e] === piece) for (const h of [2 * e, 2 * e + 1]) cost.set(s.origin[h]!, 0)
  }
  const open = new Map(cost)
  const wall = (v: number) => star[v]!.some((h) => ['river', 'coast'].includes(s.lines[h >> 1]!.kind))
  while (open.size > 0) {
    const [v, here] = [...open].reduce((a, b) => (b[1] < a[1] ? b : a))
    open.delete(v)
    const way: number[] = []
    if (star[v]!.some((h) => pieces.of[h >> 1] === pieces.main) && !wall(v)) {
      for (let u = v; from.has(u); u = s.origin[from.get(u)!]!) way.push(from.get(u)!)
      return way
    }
    if (wall(v)) continue
    for (const h of star[v]!) {
      const line = s.lines[h >> 1]!
      const brook = line.kind === 'brook' || line.kind === 'stream'
      if ((isBarrier(line) && !brook) || line.kind === 'outline') continue
      const to = s.origin[h ^ 1]!
      // A brook is filled in for a road only where nothing else is left.
      const length = (isStreet(line) ? 0.01 : brook ? 9 : 1) * distance(s.vertices[v]!, s.vertices[to]!)
      const step = here + length + (crossing[to] === 'closed' ? CROSSING_M : 0)
      if (step >= (cost.get(to) ?? Number.POSITIVE_INFINITY)) continue
      cost.set(to, step)
      from.set(to, h)
      open.set(to, step)
    }
  }
  return []
}

/** Streets that nothing reaches are no streets. */
function dropIslands({ s }: Ground, pieces: Pieces): void {
  pieces.of.forEach((p, e) => {
    if (p >= 0 && p !== pieces.main) s.lines[e] = makeLine('border')
  })
}
