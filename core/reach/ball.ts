import type { Network } from './network.ts'
import type { EdgeIndex, Position, Positions } from './positions.ts'
import { type Streets, streetsOf } from './streets.ts'

/** What lies within a walk of one place: the first `nodeCount` nodes and `homeCount` homes of the lists. */
export interface Ball {
  nodeCount: number
  homeCount: number
  readonly node: Uint32Array // in no particular order
  readonly nodeDistance: Uint32Array // decimetres
  readonly home: Uint32Array // in no particular order
  readonly homeDistance: Uint32Array // decimetres, the home's access included
}

/**
 * A search for what lies within `radius` decimetres of a place, its access included. Every search writes into the
 * same ball. Cost: proportional to what is found.
 */
export function ballSearch(network: Network, homes: Positions, homesOn: EdgeIndex, radius: number) {
  const { edgeFrom, edgeTo, edgeLength } = network
  const streets = streetsOf(network)
  const { nodeAt, placeOf, first, edge: arcEdge } = streets
  // By place on the curve. What lies outside counts as reached by a way that is longer than the radius.
  const unreached = radius + 1
  const distance = new Int32Array(network.lon.length).fill(unreached)
  const ball: Ball = {
    nodeCount: 0,
    homeCount: 0,
    node: new Uint32Array(network.lon.length),
    nodeDistance: new Uint32Array(network.lon.length),
    home: new Uint32Array(homes.edge.length),
    homeDistance: new Uint32Array(homes.edge.length),
  }
  const { offer, spread } = nodeSearch(streets, radius, distance, ball)

  /** The homes on an edge, from whichever of its ends has been reached, or straight from the centre. */
  const collectHomes = (edge: number, centre: Position) => {
    const fromEnd = distance[placeOf[edgeFrom[edge]!]!]!
    const toEnd = distance[placeOf[edgeTo[edge]!]!]! + edgeLength[edge]!
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

  return (centre: Position): Ball => {
    ball.nodeCount = 0
    ball.homeCount = 0
    if (centre.edge === -1) return ball
    offer(placeOf[edgeFrom[centre.edge]!]!, centre.access + centre.offset)
    offer(placeOf[edgeTo[centre.edge]!]!, centre.access + edgeLength[centre.edge]! - centre.offset)
    spread()

    if (homes.edge.length > 0) {
      for (let i = 0; i < ball.nodeCount; i++) {
        const place = ball.node[i]!
        for (let arc = first[place]!; arc < first[place + 1]!; arc += 2) {
          const edge = arcEdge[arc >> 1]!
          if (homesOn.first[edge] === homesOn.first[edge + 1]) continue
          // An edge with both ends in the ball is looked at from its first end only.
          const from = placeOf[edgeFrom[edge]!]!
          if (edge !== centre.edge && (place === from || distance[from] === unreached)) {
            collectHomes(edge, centre)
          }
        }
      }
      collectHomes(centre.edge, centre)
    }
    for (let i = 0; i < ball.nodeCount; i++) {
      const place = ball.node[i]!
      ball.node[i] = nodeAt[place]!
      ball.nodeDistance[i] = distance[place]!
      distance[place] = unreached
    }
    return ball
  }
}

/** Buckets of 2^6 decimetres: on Porto 2^5 to 2^8 are equally fast. */
const SHIFT = 6

/** The search itself, which lists places on the curve in `ball.node` and leaves their distances in `distance`. */
function nodeSearch({ first, arcs }: Streets, radius: number, distance: Int32Array, ball: Ball) {
  // Dial's queue (1969): in each bucket the latest entry is on top; an entry knows the one below it.
  const top = new Int32Array((radius >> SHIFT) + 1).fill(-1)
  let waiting = new Int32Array(1024)
  let below = new Int32Array(1024)
  let size = 0

  /** Takes this way to a place if it is the shortest so far. */
  const offer = (place: number, at: number) => {
    const known = distance[place]!
    if (at >= known) return
    if (known > radius) ball.node[ball.nodeCount++] = place
    distance[place] = at
    if (size === waiting.length) {
      waiting = longer(waiting)
      below = longer(below)
    }
    waiting[size] = place
    below[size] = top[at >> SHIFT]!
    top[at >> SHIFT] = size++
  }

  /** Dijkstra's search; within a bucket a place is visited again when a shorter way to it turns up. */
  const spread = () => {
    for (let bucket = 0; bucket < top.length; bucket++) {
      for (let entry = top[bucket]!; entry >= 0; entry = top[bucket]!) {
        top[bucket] = below[entry]!
        const place = waiting[entry]!
        const at = distance[place]!
        // A way that is shorter by more than the bucket has been gone on from already.
        if (at >> SHIFT !== bucket) continue
        for (let arc = first[place]!, end = first[place + 1]!; arc < end; arc += 2) {
          offer(arcs[arc]!, at + arcs[arc + 1]!)
        }
      }
    }
    size = 0
  }
  return { offer, spread }
}

function longer(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * array.length)
  copy.set(array)
  return copy
}
