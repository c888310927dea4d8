import { type Ball, ballSearch } from './ball.ts'
import { hilbertOrder } from './hilbert.ts'
import type { Network } from './network.ts'
import {
  checkPositions,
  indexByEdge,
  NOWHERE,
  type Position,
  type Positions,
  positionAt,
} from './positions.ts'

/** How many facilities of every category lie within each of some walking distances, for all nodes and homes. */
export interface Counts {
  readonly limits: Uint32Array // limitCount: decimetres, ascending; a facility exactly that far away counts
  readonly nodes: Uint16Array // [(category * nodeCount + node) * limitCount + limit]
  readonly homes: Uint16Array // [(category * homeCount + home) * limitCount + limit]
  readonly search: (centre: Position) => Ball // within the farthest limit
}

/**
 * Counts the facilities within these distances, accesses included, by one bounded search from each facility.
 *
 * @throws RangeError if the limits do not ascend or a position lies off its edge.
 */
export function countsWithin(
  network: Network,
  categories: readonly Positions[],
  limits_m: readonly number[],
  homes: Positions = NOWHERE,
): Counts {
  for (const positions of [...categories, homes]) checkPositions(network, positions)
  const limits = Uint32Array.from(limits_m, (limit) => Math.round(limit * 10))
  if (limits.some((limit, i) => i > 0 && limit <= limits[i - 1]!)) {
    throw new RangeError(`limits must ascend: ${limits_m.join(', ')}`)
  }
  const homesOn = indexByEdge(network.edgeFrom.length, homes)
  const counts: Counts = {
    limits,
    nodes: new Uint16Array(categories.length * network.lon.length * limits.length),
    homes: new Uint16Array(categories.length * homes.edge.length * limits.length),
    search: ballSearch(network, homes, homesOn, limits.at(-1) ?? 0),
  }
  for (const { category, at } of alongCurve(network, categories)) countFacility(counts, category, at, 1)
  return counts
}

/** All facilities, neighbours one after the other: their searches pass the same streets. */
function alongCurve({ lon, lat, edgeFrom }: Network, categories: readonly Positions[]) {
  const all = categories.flatMap((facilities, category) =>
    Array.from(facilities.edge.keys(), (f) => ({ category, at: positionAt(facilities, f) })),
  )
  const placed = all.filter(({ at }) => at.edge !== -1)
  const corner = (of: Float64Array) => Float64Array.from(placed, ({ at }) => of[edgeFrom[at.edge]!]!)
  return Array.from(hilbertOrder(corner(lon), corner(lat)), (i) => placed[i]!)
}

/** Adds a facility to the counts (`by` 1) or takes it out (-1); returns the homes within the farthest limit. */
export function countFacility(counts: Counts, category: number, facility: Position, by: 1 | -1): Uint32Array {
  const { limits } = counts
  const ball = counts.search(facility)
  const { node, nodeDistance, home, homeDistance } = ball
  const nodesBefore = category * node.length
  for (let i = 0; i < ball.nodeCount; i++) {
    addWithin(counts.nodes, (nodesBefore + node[i]!) * limits.length, nodeDistance[i]!, limits, by)
  }
  const homesBefore = category * home.length
  for (let i = 0; i < ball.homeCount; i++) {
    addWithin(counts.homes, (homesBefore + home[i]!) * limits.length, homeDistance[i]!, limits, by)
  }
  return home.subarray(0, ball.homeCount)
}

/** Adds to the counters from `first` on whose limit the distance keeps: the farther ones, so from the end. */
function addWithin(
  counters: Uint16Array,
  first: number,
  distance: number,
  limits: Uint32Array,
  by: 1 | -1,
): void {
  for (let limit = limits.length - 1; limit >= 0 && distance <= limits[limit]!; limit--)
    counters[first + limit]! += by
}
