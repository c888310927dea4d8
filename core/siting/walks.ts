import { ballSearch } from '#core/reach/ball.ts'
import type { Network } from '#core/reach/network.ts'
import { checkPositions, indexByEdge, type Positions, positionAt } from '#core/reach/positions.ts'
import type { SitingProblem } from './problem.ts'

/**
 * The pairs of a siting problem: who walks how far, accesses included. Demand points are the homes; sites are the
 * kept facilities and after them the candidates. A candidate has only pairs with homes that it is nearer to than every
 * kept facility: others gain nothing. Cost: one search of radius `farthest` from each site.
 *
 * @throws RangeError if a position lies off its edge.
 */
export function walksTo(
  homes: Positions,
  network: Network,
  sites: { readonly kept: Positions; readonly candidates: Positions },
  farthest: number, // decimetres
): Pick<SitingProblem, 'siteFirst' | 'demand' | 'distance' | 'kept'> {
  const { kept, candidates } = sites
  for (const positions of [homes, kept, candidates]) checkPositions(network, positions)
  const search = ballSearch(network, homes, indexByEdge(network.edgeFrom.length, homes), farthest)
  const nearest = new Uint32Array(homes.edge.length).fill(farthest + 1)
  const siteFirst = new Uint32Array(kept.edge.length + candidates.edge.length + 1)
  let demand = new Uint32Array(1 << 16)
  let distance = new Uint32Array(1 << 16)
  let pairs = 0
  for (let site = 0; site + 1 < siteFirst.length; site++) {
    const isKept = site < kept.edge.length
    const ball = search(isKept ? positionAt(kept, site) : positionAt(candidates, site - kept.edge.length))
    while (pairs + ball.homeCount > demand.length) [demand, distance] = [longer(demand), longer(distance)]
    for (let i = 0; i < ball.homeCount; i++) {
      const home = ball.home[i]!
      const walk = ball.homeDistance[i]!
      if (isKept) nearest[home] = Math.min(nearest[home]!, walk)
      else if (walk >= nearest[home]!) continue
      demand[pairs] = home
      distance[pairs++] = walk
    }
    siteFirst[site + 1] = pairs
  }
  return {
    kept: Array.from(kept.edge.keys()),
    siteFirst,
    demand: demand.slice(0, pairs),
    distance: distance.slice(0, pairs),
  }
}

function longer(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(2 * array.length)
  copy.set(array)
  return copy
}
