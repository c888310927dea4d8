import type { Network } from './network.ts'
import { FAR, type Position, type Positions, positionAt } from './positions.ts'

/**
 * The slow and obvious reference of the tests: distances between any two places by the definition, one pair at a
 * time, over all-pairs node distances by Floyd and Warshall. For networks of a few dozen nodes.
 */
export function pairDistances(network: Network): (a: Position, b: Position) => number {
  const between = floydWarshall(network)
  const ends = ({ edge, offset, access }: Position) => [
    { node: network.edgeFrom[edge]!, walk: access + offset },
    { node: network.edgeTo[edge]!, walk: access + network.edgeLength[edge]! - offset },
  ]
  return (a, b) => {
    if (a.edge === -1 || b.edge === -1) return Number.POSITIVE_INFINITY
    const ways = ends(a).flatMap((x) => ends(b).map((y) => x.walk + between[x.node]![y.node]! + y.walk))
    if (a.edge === b.edge) ways.push(a.access + Math.abs(a.offset - b.offset) + b.access)
    return Math.min(...ways)
  }
}

/** The nearest of the facilities, the first of equals, by the definition. */
export function nearestOf(distances: readonly number[]): { distance: number; facility: number } {
  let best = { distance: FAR, facility: -1 }
  for (const [facility, distance] of distances.entries())
    if (distance < best.distance) best = { distance, facility }
  return best
}

/** A node as a place, for asking the distance from it. */
export function placeOfNode(network: Network, node: number): Position {
  const edge = network.arcEdge[network.arcFirst[node]!]!
  return { edge, offset: network.edgeFrom[edge] === node ? 0 : network.edgeLength[edge]!, access: 0 }
}

export function places(positions: Positions): Position[] {
  return Array.from(positions.edge, (_, i) => positionAt(positions, i))
}

function floydWarshall({ lon, edgeFrom, edgeTo, edgeLength }: Network): number[][] {
  const nodes = [...lon.keys()]
  const between = nodes.map((a) => nodes.map((b) => (a === b ? 0 : Number.POSITIVE_INFINITY)))
  for (const [e, length] of edgeLength.entries()) {
    const [a, b] = [edgeFrom[e]!, edgeTo[e]!]
    between[a]![b] = between[b]![a] = Math.min(between[a]![b]!, length)
  }
  for (const via of nodes) {
    for (const a of nodes) {
      for (const b of nodes) {
        between[a]![b] = Math.min(between[a]![b]!, between[a]![via]! + between[via]![b]!)
      }
    }
  }
  return between
}
