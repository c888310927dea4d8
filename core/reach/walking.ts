import type { MapData } from '#core/geo/map-data.ts'
import { haversineM } from '#core/geo/projection.ts'
import { blocksWalkers, mayWalkAlong } from './walkable.ts'

export interface WalkingOptions {
  /** How many times its length a flight of steps counts; 1 (the default) counts its length. */
  readonly stepsFactor?: number
  /**
   * Whether ways and gates for residents only (`access=private`) are open; default `false`.
   * To be set for maps whose homes stand inside private estates; it then also lets others walk through them.
   */
  readonly privateWays?: boolean
  /** Whether the streets outside the largest connected part stay; default `false`. */
  readonly keepIslands?: boolean
}

/**
 * The streets as a walker sees them, without direction. Nodes are crossings and dead ends only: the points between
 * belong to the polylines of the edges. Two nodes may have several edges, and an edge may return to its node:
 * people live on the longer way round too, so it stays for snapping (the hierarchy uses the shortest).
 */
export interface WalkingGraph {
  readonly lon: Float64Array // nodeCount: degrees
  readonly lat: Float64Array // nodeCount: degrees
  readonly edgeFrom: Uint32Array // edgeCount: node at offset 0
  readonly edgeTo: Uint32Array // edgeCount: node at offset `edgeLength`
  readonly edgeLength: Uint32Array // edgeCount: decimetres, at least 1
  readonly pointFirst: Uint32Array // edgeCount + 1: the polyline of edge e is pointFirst[e] to pointFirst[e + 1] - 1
  readonly pointLon: Float64Array // polylines with both ends, in degrees
  readonly pointLat: Float64Array
  readonly islands: Islands
}

/** What is not connected with the largest part of the streets. */
export interface Islands {
  readonly count: number
  readonly nodes: number
  readonly metres: number
}

/** The walking graph of a map: the ways open to walkers, chains merged, the largest connected part. */
export function walkingGraph(map: MapData, options: WalkingOptions = {}): WalkingGraph {
  const segments = walkedSegments(map, options)
  const chains = mergeChains(segments)
  const edges = measure(map, segments, chains)
  return keepLargest(edges, options.keepIslands ?? false)
}

/** Pieces of ways from one point to the next. A point is a map node, or one of several copies of a closed gate. */
interface Segments {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly factor: Float64Array // how many times its length each segment counts
  readonly mapNode: readonly number[] // pointCount: the map node of each point
}

function walkedSegments(map: MapData, options: WalkingOptions): Segments {
  const { stepsFactor = 1, privateWays = false } = options
  const closed = new Set<number>()
  for (const [node, tags] of map.nodeTags) if (blocksWalkers(tags, privateWays)) closed.add(node)

  const pointOf = new Int32Array(map.lon.length).fill(-1)
  const mapNode: number[] = []
  const newPoint = (node: number) => mapNode.push(node) - 1
  const point = (node: number) => {
    // A closed gate ends every way that reaches it: each gets a copy of its own.
    if (closed.has(node)) return newPoint(node)
    if (pointOf[node] === -1) pointOf[node] = newPoint(node)
    return pointOf[node]!
  }
  const from: number[] = []
  const to: number[] = []
  const factor: number[] = []
  for (const [way, tags] of map.wayTags.entries()) {
    if (!mayWalkAlong(tags, privateWays)) continue
    const counts = tags.highway === 'steps' ? stepsFactor : 1
    for (let i = map.wayFirst[way]! + 1; i < map.wayFirst[way + 1]!; i++) {
      const a = map.wayNode[i - 1]!
      const b = map.wayNode[i]!
      if (a === b) continue
      from.push(point(a))
      to.push(point(b))
      factor.push(counts)
    }
  }
  return {
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    factor: Float64Array.from(factor),
    mapNode,
  }
}

/** Runs of segments between crossings: chain `c` passes the points `first[c]` to `first[c + 1] - 1`. */
interface Chains {
  readonly first: number[]
  readonly point: number[]
  readonly factor: number[]
}

/** Joins segments that meet where nothing else does and the way counts the same. */
function mergeChains({ from, to, factor, mapNode }: Segments): Chains {
  const pointCount = mapNode.length
  const { first, item: around } = groupByEnd(pointCount, from, to)
  const isCrossing = (p: number) =>
    first[p + 1]! - first[p]! !== 2 || factor[around[first[p]!]!] !== factor[around[first[p]! + 1]!]

  const chains: Chains = { first: [0], point: [], factor: [] }
  const used = new Uint8Array(from.length)
  const follow = (start: number, firstSegment: number) => {
    chains.point.push(start)
    let segment = firstSegment
    let p = start
    do {
      used[segment] = 1
      p = from[segment]! + to[segment]! - p
      chains.point.push(p)
      const [a, b] = [around[first[p]!]!, around[first[p]! + 1]!]
      if (isCrossing(p)) break
      segment = segment === a ? b : a
    } while (used[segment] === 0)
    chains.factor.push(factor[firstSegment]!)
    chains.first.push(chains.point.length)
  }
  for (let p = 0; p < pointCount; p++) {
    if (!isCrossing(p)) continue
    for (let i = first[p]!; i < first[p + 1]!; i++) if (used[around[i]!] === 0) follow(p, around[i]!)
  }
  // What is left are rings without a crossing; each becomes a loop at its first point.
  for (let s = 0; s < from.length; s++) if (used[s] === 0) follow(from[s]!, s)
  return chains
}

/** For every point the segments that end there: those of `p` are `item[first[p]]` to `item[first[p + 1] - 1]`. */
function groupByEnd(pointCount: number, from: Uint32Array, to: Uint32Array) {
  const first = new Uint32Array(pointCount + 1)
  for (const ends of [from, to]) for (const p of ends) first[p + 1]!++
  for (let p = 0; p < pointCount; p++) first[p + 1]! += first[p]!
  const next = first.slice(0, pointCount)
  const item = new Uint32Array(2 * from.length)
  for (let s = 0; s < from.length; s++) {
    item[next[from[s]!]!++] = s
    item[next[to[s]!]!++] = s
  }
  return { first, item }
}

type Edges = Omit<WalkingGraph, 'islands'>

/** Gives the chains their lengths and polylines, and numbers the crossings in the order of the segments. */
function measure(map: MapData, { mapNode }: Segments, { first, point, factor }: Chains): Edges {
  const edgeCount = factor.length
  const nodeOf = new Int32Array(mapNode.length).fill(-1)
  const crossing: number[] = [] // map nodes
  const node = (p: number) => {
    if (nodeOf[p] === -1) nodeOf[p] = crossing.push(mapNode[p]!) - 1
    return nodeOf[p]!
  }
  const pointNode = point.map((p) => mapNode[p]!)
  const pointLon = pick(map.lon, pointNode)
  const pointLat = pick(map.lat, pointNode)
  const edgeFrom = new Uint32Array(edgeCount)
  const edgeTo = new Uint32Array(edgeCount)
  const edgeLength = new Uint32Array(edgeCount)
  for (let e = 0; e < edgeCount; e++) {
    edgeFrom[e] = node(point[first[e]!]!)
    edgeTo[e] = node(point[first[e + 1]! - 1]!)
    let metres = 0
    for (let i = first[e]! + 1; i < first[e + 1]!; i++) {
      metres += haversineM(pointLon[i - 1]!, pointLat[i - 1]!, pointLon[i]!, pointLat[i]!)
    }
    // At least 1: with positive lengths every step towards a facility comes nearer to it (route.ts relies on it).
    edgeLength[e] = Math.max(1, Math.round(metres * factor[e]! * 10))
  }
  const lon = pick(map.lon, crossing)
  const lat = pick(map.lat, crossing)
  return { lon, lat, edgeFrom, edgeTo, edgeLength, pointFirst: Uint32Array.from(first), pointLon, pointLat }
}

/** Counts the islands and, unless they are kept, leaves them out. Largest is the part with the longest streets. */
function keepLargest(edges: Edges, keepIslands: boolean): WalkingGraph {
  const nodeCount = edges.lon.length
  const part = connectedParts(nodeCount, edges.edgeFrom, edges.edgeTo)
  const decimetres = new Float64Array(nodeCount)
  for (const [e, from] of edges.edgeFrom.entries()) decimetres[part[from]!]! += edges.edgeLength[e]!
  let largest = 0
  for (let p = 1; p < nodeCount; p++) if (decimetres[p]! > decimetres[largest]!) largest = p

  let [count, nodes, outside] = [0, 0, 0]
  for (let n = 0; n < nodeCount; n++) {
    if (part[n] === part[largest]) continue
    nodes++
    if (part[n] === n) count++
    outside += decimetres[n]!
  }
  const islands = { count, nodes, metres: Math.round(outside / 10) }
  return keepIslands || count === 0 ? { ...edges, islands } : { ...subgraph(edges, part, largest), islands }
}

/** For every node the lowest node of its connected part. */
function connectedParts(nodeCount: number, from: Uint32Array, to: Uint32Array): Uint32Array {
  const parent = Uint32Array.from({ length: nodeCount }, (_, n) => n)
  const root = (n: number) => {
    while (parent[n] !== n) n = parent[n] = parent[parent[n]!]!
    return n
  }
  for (const [e, end] of from.entries()) {
    const [a, b] = [root(end), root(to[e]!)]
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  return parent.map((_, n) => root(n))
}

function subgraph(edges: Edges, part: Uint32Array, kept: number): Edges {
  const nodeOf = new Int32Array(part.length).fill(-1)
  const nodes: number[] = []
  for (let n = 0; n < part.length; n++) if (part[n] === kept) nodeOf[n] = nodes.push(n) - 1
  const keep: number[] = []
  const points: number[] = []
  const first = [0]
  for (const [e, from] of edges.edgeFrom.entries()) {
    if (part[from] !== kept) continue
    keep.push(e)
    for (let i = edges.pointFirst[e]!; i < edges.pointFirst[e + 1]!; i++) points.push(i)
    first.push(points.length)
  }
  return {
    lon: pick(edges.lon, nodes),
    lat: pick(edges.lat, nodes),
    edgeFrom: Uint32Array.from(keep, (e) => nodeOf[edges.edgeFrom[e]!]!),
    edgeTo: Uint32Array.from(keep, (e) => nodeOf[edges.edgeTo[e]!]!),
    edgeLength: Uint32Array.from(keep, (e) => edges.edgeLength[e]!),
    pointFirst: Uint32Array.from(first),
    pointLon: pick(edges.pointLon, points),
    pointLat: pick(edges.pointLat, points),
  }
}

/** The values at these places. A loop: `Float64Array.from` with a function takes ten times as long. */
function pick(values: Float64Array, places: readonly number[]): Float64Array {
  const picked = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) picked[i] = values[places[i]!]!
  return picked
}
