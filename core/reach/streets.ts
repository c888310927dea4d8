import { hilbertOrder } from './hilbert.ts'
import type { Network } from './network.ts'

/** The streets with nodes numbered along a Hilbert curve: what is near in space is near in memory. */
export interface Streets {
  readonly nodeAt: Uint32Array // place on the curve → node
  readonly placeOf: Uint32Array // node → place on the curve
  readonly first: Uint32Array // nodeCount + 1: the arcs of place p are in arcs[first[p]] to arcs[first[p + 1] - 1]
  readonly arcs: Uint32Array // place at the other end, decimetres, place, decimetres, …
  readonly edge: Uint32Array // arcs[i] is of edge[i / 2]
}

const known = new WeakMap<Network, Streets>()

/**
 * The streets of a network, made when first asked for: 25 ms for 65,000 nodes. In sweep order the nodes of one
 * street lie far apart.
 */
export function streetsOf(network: Network): Streets {
  const streets = known.get(network) ?? alongCurve(network)
  known.set(network, streets)
  return streets
}

function alongCurve({ lon, lat, arcFirst, arcHead, arcEdge, arcLength }: Network): Streets {
  const nodeAt = hilbertOrder(lon, lat)
  const placeOf = new Uint32Array(nodeAt.length)
  for (let place = 0; place < nodeAt.length; place++) placeOf[nodeAt[place]!] = place
  const first = new Uint32Array(nodeAt.length + 1)
  const arcs = new Uint32Array(2 * arcHead.length)
  const edge = new Uint32Array(arcHead.length)
  let at = 0
  for (let place = 0; place < nodeAt.length; place++) {
    const node = nodeAt[place]!
    for (let arc = arcFirst[node]!; arc < arcFirst[node + 1]!; arc++) {
      edge[at >> 1] = arcEdge[arc]!
      arcs[at++] = placeOf[arcHead[arc]!]!
      arcs[at++] = arcLength[arc]!
    }
    first[place + 1] = at
  }
  return { nodeAt, placeOf, first, arcs, edge }
}
