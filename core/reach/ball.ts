import { MinHeap } from './heap.ts'
import type { Network } from './network.ts'
import type { EdgeIndex, Position, Positions } from './positions.ts'

/** What lies within a walk of one place: the first `nodeCount` nodes and `homeCount` homes of the lists. */
export interface Ball {
  nodeCount: number
  homeCount: number
  readonly node: Uint32Array // in no particular order
  readonly nodeDistance: Uint32Array // decimetres
  readonly home: Uint32Array // in no particular order
  readonly homeDistance: Uint32Array // decimetres, the home's access included
}

/** Greater than any distance, and small enough for the engine's fast integers. */
const UNREACHED = 0x3fffffff

/**
 * A search for what lies within `radius` decimetres of a place, its access included. Every search writes into the
 * same ball. Cost: proportional to what is found.
 */
export function ballSearch(network: Network, homes: Positions, homesOn: EdgeIndex) {
  const { arcFirst, arcHead, arcEdge, arcLength, edgeFrom, edgeTo, edgeLength } = network
  const distance = new Int32Array(network.lon.length).fill(UNREACHED)
  const queue = new MinHeap()
  const ball: Ball = {
    nodeCount: 0,
    homeCount: 0,
    node: new Uint32Array(network.lon.length),
    nodeDistance: new Uint32Array(network.lon.length),
    home: new Uint32Array(homes.edge.length),
    homeDistance: new Uint32Array(homes.edge.length),
  }

  const offer = (node: number, at: number) => {
    const known = distance[node]!
    if (at >= known) return
    if (known === UNREACHED) ball.node[ball.nodeCount++] = node
    distance[node] = at
    queue.push(at, node)
  }

  const spread = (radius: number) => {
    while (queue.size > 0) {
      const at = queue.topKey
      const node = queue.pop()
      if (at > distance[node]!) continue
      const end = arcFirst[node + 1]!
      for (let arc = arcFirst[node]!; arc < end; arc++) {
        const next = at + arcLength[arc]!
        if (next <= radius) offer(arcHead[arc]!, next)
      }
    }
  }

  /** The homes on an edge, from whichever of its ends has been reached, or straight from the centre. */
  const collectHomes = (edge: number, radius: number, centre: Position) => {
    const fromEnd = distance[edgeFrom[edge]!]!
    const toEnd = distance[edgeTo[edge]!]! + edgeLength[edge]!
    for (let i = homesOn.first[edge]!; i < homesOn.first[edge + 1]!; i++) {
      const home = homesOn.place[i]!
      const offset = homes.offset[home]!
      let walk = Math.min(fromEnd + offset, toEnd - offset)
      if (edge === centre.edge) walk = Math.min(walk, centre.access + Math.abs(offset - centre.offset))
      walk += homes.access[home]!
      if (walk > radius) continue
      ball.home[ball.homeCount] = home
      ball.homeDistance[ball.homeCount++] = walk
    }
  }

  return (centre: Position, radius: number): Ball => {
    ball.nodeCount = 0
    ball.homeCount = 0
    if (centre.edge === -1) return ball
    const [from, to] = [edgeFrom[centre.edge]!, edgeTo[centre.edge]!]
    const toFrom = centre.access + centre.offset
    const toTo = centre.access + edgeLength[centre.edge]! - centre.offset
    if (toFrom <= radius) offer(from, toFrom)
    if (toTo <= radius) offer(to, toTo)
    spread(radius)

    if (homes.edge.length > 0) {
      for (let i = 0; i < ball.nodeCount; i++) {
        const node = ball.node[i]!
        for (let arc = arcFirst[node]!; arc < arcFirst[node + 1]!; arc++) {
          const edge = arcEdge[arc]!
          if (homesOn.first[edge] === homesOn.first[edge + 1]) continue
          // An edge with both ends in the ball is looked at from its first end only.
          const first = edgeFrom[edge]!
          if (edge !== centre.edge && (node === first || distance[first] === UNREACHED)) {
            collectHomes(edge, radius, centre)
          }
        }
      }
      collectHomes(centre.edge, radius, centre)
    }
    for (let i = 0; i < ball.nodeCount; i++) {
      const node = ball.node[i]!
      ball.nodeDistance[i] = distance[node]!
      distance[node] = UNREACHED
    }
    return ball
  }
}
