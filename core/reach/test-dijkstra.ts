import { MinHeap } from './heap.ts'
import { hilbertOrder } from './hilbert.ts'
import type { Network } from './network.ts'
import { type Positions, positionAt } from './positions.ts'

/** The plain searches that the benchmark measures itself against, and checks itself by. */

/** The streets alone, both directions, nodes along a Hilbert curve: the order in which plain searches are fastest. */
export interface PlainGraph {
  readonly number: Int32Array // node of the network → node of this graph
  readonly first: Int32Array // nodeCount + 1
  readonly head: Int32Array
  readonly length: Int32Array // decimetres
  readonly longest: number
}

/** Where a search starts: a node, the distance there, and whose it is. */
export interface Start {
  readonly node: number
  readonly distance: number
  readonly facility: number
}

export const UNREACHED = 0x3fffffff

export function plainGraph({ lon, lat, edgeFrom, edgeTo, edgeLength }: Network): PlainGraph {
  const number = new Int32Array(lon.length)
  for (const [i, node] of hilbertOrder(lon, lat).entries()) number[node] = i
  const first = new Int32Array(lon.length + 1)
  for (const ends of [edgeFrom, edgeTo]) for (const node of ends) first[number[node]! + 1]!++
  for (let n = 0; n < lon.length; n++) first[n + 1]! += first[n]!
  const next = first.slice()
  const head = new Int32Array(2 * edgeFrom.length)
  const length = new Int32Array(2 * edgeFrom.length)
  for (const [e, dm] of edgeLength.entries()) {
    const [from, to] = [number[edgeFrom[e]!]!, number[edgeTo[e]!]!]
    for (const [node, other] of [
      [from, to],
      [to, from],
    ] as const) {
      head[next[node]!] = other
      length[next[node]!++] = dm
    }
  }
  return { number, first, head, length, longest: edgeLength.reduce((a, b) => Math.max(a, b), 0) }
}

/** Both ends of the edge of every facility. */
export function startsOf(network: Network, { number }: PlainGraph, facilities: Positions): Start[] {
  return Array.from(facilities.edge.keys()).flatMap((facility) => {
    const { edge, offset, access } = positionAt(facilities, facility)
    if (edge === -1) return []
    const rest = network.edgeLength[edge]! - offset
    return [
      { node: number[network.edgeFrom[edge]!]!, distance: access + offset, facility },
      { node: number[network.edgeTo[edge]!]!, distance: access + rest, facility },
    ]
  })
}

/** Buckets of 2^6 decimetres: the fastest width of 2^4 to 2^8 on Porto. */
const SHIFT = 6

/**
 * Multi-source Dijkstra with a circular bucket queue (Dial), the fastest of the plain searches: the distances from
 * the nearest start to all nodes, in `distance`. Entries outdated by a shorter way are skipped when their turn comes.
 */
export function bucketSearch({ first, head, length, longest }: PlainGraph, farthestStart: number) {
  let bucketCount = 1
  while (bucketCount < (Math.max(longest, farthestStart) >> SHIFT) + 2) bucketCount *= 2
  const mask = bucketCount - 1
  const bucket = new Int32Array(bucketCount)
  const next = new Int32Array(4 * head.length)
  const entryNode = new Int32Array(4 * head.length)
  const entryKey = new Int32Array(4 * head.length)

  return (starts: readonly Start[], distance: Int32Array) => {
    distance.fill(UNREACHED)
    bucket.fill(-1)
    let used = 0
    let waiting = 0
    for (const start of starts) {
      if (start.distance >= distance[start.node]!) continue
      distance[start.node] = start.distance
      entryNode[used] = start.node
      entryKey[used] = start.distance
      next[used] = bucket[start.distance >> SHIFT]!
      bucket[start.distance >> SHIFT] = used++
      waiting++
    }
    for (let turn = 0; waiting > 0; ) {
      const entry = bucket[turn & mask]!
      if (entry < 0) {
        turn++
        continue
      }
      bucket[turn & mask] = next[entry]!
      waiting--
      const node = entryNode[entry]!
      const key = entryKey[entry]!
      if (distance[node] !== key) continue
      for (let arc = first[node]!, end = first[node + 1]!; arc < end; arc++) {
        const to = head[arc]!
        const reached = key + length[arc]!
        if (reached >= distance[to]!) continue
        distance[to] = reached
        entryNode[used] = to
        entryKey[used] = reached
        const b = (reached >> SHIFT) & mask
        next[used] = bucket[b]!
        bucket[b] = used++
        waiting++
      }
    }
  }
}

/** Dijkstra by pairs distance * 65536 + facility: who is nearest to every node, the lower number among equals. */
export function nearestPairs({ first, head, length }: PlainGraph, starts: readonly Start[]): Float64Array {
  const pair = new Float64Array(first.length - 1).fill(Number.POSITIVE_INFINITY)
  const queue = new MinHeap()
  const offer = (node: number, value: number) => {
    if (value >= pair[node]!) return
    pair[node] = value
    queue.push(value, node)
  }
  for (const { node, distance, facility } of starts) offer(node, distance * 65536 + facility)
  while (queue.size > 0) {
    const value = queue.topKey
    const node = queue.pop()
    if (value > pair[node]!) continue
    for (let arc = first[node]!; arc < first[node + 1]!; arc++)
      offer(head[arc]!, value + length[arc]! * 65536)
  }
  return pair
}

/** A bounded Dijkstra from one facility; calls `found` for every node within `radius` and leaves all unreached. */
export function boundedSearch({ first, head, length }: PlainGraph) {
  const distance = new Int32Array(first.length - 1).fill(UNREACHED)
  const touched: number[] = []
  const queue = new MinHeap()
  return (starts: readonly Start[], radius: number, found: (node: number, distance: number) => void) => {
    const offer = (node: number, at: number) => {
      if (at > radius || at >= distance[node]!) return
      if (distance[node] === UNREACHED) touched.push(node)
      distance[node] = at
      queue.push(at, node)
    }
    for (const start of starts) offer(start.node, start.distance)
    while (queue.size > 0) {
      const at = queue.topKey
      const node = queue.pop()
      if (at > distance[node]!) continue
      for (let arc = first[node]!; arc < first[node + 1]!; arc++) offer(head[arc]!, at + length[arc]!)
    }
    for (const node of touched) {
      found(node, distance[node]!)
      distance[node] = UNREACHED
    }
    touched.length = 0
  }
}
