import fc from 'fast-check'
import { type Network, prepareNetwork } from './network.ts'
import { type Positions, positionsOf } from './positions.ts'
import type { WalkingGraph } from './walking.ts'

/**
 * Any small walking graph: parallel edges, loops and unconnected parts included, lengths small enough for many ties
 * or so great that distances saturate.
 */
export const anyWalkingGraph: fc.Arbitrary<WalkingGraph> = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.constantFrom(3, 40, 30_000, 90_000))
  .chain(([nodeCount, longest]) => {
    const node = fc.nat(nodeCount - 1)
    const edge = fc.tuple(node, node, fc.integer({ min: 1, max: longest }))
    // A loop at every node first, so that every node has an edge to stand on.
    const loops = Array.from({ length: nodeCount }, (_, n): [number, number, number] => [n, n, longest])
    return fc.array(edge, { maxLength: 30 }).map((edges) => graphOf(nodeCount, [...loops, ...edges]))
  })

/** A walking graph of edges [from, to, length]; the nodes lie on a diagonal line. */
export function graphOf(
  nodeCount: number,
  edges: readonly (readonly [number, number, number])[],
): WalkingGraph {
  const line = Float64Array.from({ length: nodeCount }, (_, n) => 120 + n / 1000)
  const ends = edges.flatMap(([from, to]) => [from, to] as const)
  return {
    lon: line,
    lat: line.map((x) => x - 90),
    edgeFrom: Uint32Array.from(edges, ([from]) => from),
    edgeTo: Uint32Array.from(edges, ([, to]) => to),
    edgeLength: Uint32Array.from(edges, ([, , length]) => length),
    pointFirst: Uint32Array.from({ length: edges.length + 1 }, (_, e) => 2 * e),
    pointLon: Float64Array.from(ends, (n) => line[n]!),
    pointLat: Float64Array.from(ends, (n) => line[n]! - 90),
    islands: { count: 0, nodes: 0, metres: 0 },
  }
}

/** A place on an edge of the network, or now and then on none. */
export function anyPlace(network: Network) {
  const onAnEdge = fc.nat(network.edgeLength.length - 1).chain((edge) =>
    fc.record({
      edge: fc.constant(edge),
      offset: fc.nat(network.edgeLength[edge]!),
      access: fc.oneof(fc.nat(3), fc.nat(0xffff)),
    }),
  )
  return fc.oneof({ weight: 9, arbitrary: onAnEdge }, fc.constant({ edge: -1, offset: 0, access: 0 }))
}

export interface Scene {
  readonly network: Network
  readonly categories: Positions[]
  readonly homes: Positions
}

/** Any small network with homes and some categories of facilities. */
export const anyScene: fc.Arbitrary<Scene> = anyWalkingGraph.map(prepareNetwork).chain((network) => {
  const somePlaces = fc.array(anyPlace(network), { maxLength: 6 }).map(positionsOf)
  return fc.record({
    network: fc.constant(network),
    categories: fc.array(somePlaces, { minLength: 1, maxLength: 4 }),
    homes: somePlaces,
  })
})
