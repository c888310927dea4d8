import { haversineM } from '#core/geo/projection.ts'
import { checkCurrent, type Field, LANES } from './nearest.ts'
import type { Network } from './network.ts'
import { distanceOf, facilityOf, NONE, pairOf } from './pairs.ts'
import { type Position, positionAt } from './positions.ts'

/** A walk along the streets from a home to its nearest facility. */
export interface Route {
  readonly facility: number
  readonly distance: number // decimetres, both accesses included
  /** The polyline from the place on the street next to the home to the one next to the facility, in degrees. */
  readonly lon: Float64Array
  readonly lat: Float64Array
}

/** A part of an edge in walking direction; offsets in decimetres, `to` is the lesser where it is walked backwards. */
interface Stretch {
  readonly edge: number
  readonly from: number
  readonly to: number
}

/**
 * The shortest way from a home to its nearest facility of a category; `null` if none is nearer than 6,553.5 m.
 *
 * The field is its own signpost: from every node one of the arcs leads to a node whose distance is less by just the
 * length of the arc, and so on down to an end of the facility's edge.
 *
 * @throws RangeError if there is no such home or category, or the engine has been run again since.
 */
export function routeToNearest(field: Field, home: number, category: number): Route | null {
  checkCurrent(field)
  const facilities = field.categories[category]
  if (facilities === undefined) throw new RangeError(`there is no category ${category}`)
  if (!(home in field.homes.edge)) throw new RangeError(`there is no home ${home}`)
  const pair = field.homePair[home * LANES + category]!
  if (pair === NONE) return null
  const facility = facilityOf(pair)
  const distance = distanceOf(pair)
  const stretches = stretchesTo(
    field,
    category,
    positionAt(field.homes, home),
    positionAt(facilities, facility),
    {
      facility,
      distance,
    },
  )
  return { facility, distance, ...drawn(field.reach.network, stretches) }
}

function stretchesTo(
  field: Field,
  category: number,
  start: Position,
  goal: Position,
  { facility, distance }: Pick<Route, 'facility' | 'distance'>,
): Stretch[] {
  const along = start.access + Math.abs(start.offset - goal.offset) + goal.access
  if (start.edge === goal.edge && along === distance) {
    return [{ edge: start.edge, from: start.offset, to: goal.offset }]
  }
  const { network } = field.reach
  const leads = (node: number, remaining: number) =>
    field.pair[node * LANES + category] === pairOf(remaining, facility)
  const stretches: Stretch[] = []
  // To the end of the home's edge that is on the way.
  const first = endsOf(network, start.edge).find((end) =>
    leads(end.node, distance - start.access - Math.abs(start.offset - end.offset)),
  )!
  stretches.push({ edge: start.edge, from: start.offset, to: first.offset })
  // From node to node until the facility's edge is reached.
  let node = first.node
  for (;;) {
    const remaining = distanceOf(field.pair[node * LANES + category]!)
    const last = endsOf(network, goal.edge).find(
      (end) => end.node === node && goal.access + Math.abs(goal.offset - end.offset) === remaining,
    )
    if (last !== undefined) {
      stretches.push({ edge: goal.edge, from: last.offset, to: goal.offset })
      return stretches
    }
    const step = stepsFrom(network, node).find(({ head, length }) => leads(head, remaining - length))!
    stretches.push(step)
    node = step.head
  }
}

function endsOf(network: Network, edge: number) {
  return [
    { node: network.edgeFrom[edge]!, offset: 0 },
    { node: network.edgeTo[edge]!, offset: network.edgeLength[edge]! },
  ]
}

function stepsFrom({ arcFirst, arcHead, arcEdge, edgeFrom, edgeLength }: Network, node: number) {
  const steps: (Stretch & { head: number; length: number })[] = []
  for (let arc = arcFirst[node]!; arc < arcFirst[node + 1]!; arc++) {
    const edge = arcEdge[arc]!
    const length = edgeLength[edge]!
    const [from, to] = edgeFrom[edge] === node ? [0, length] : [length, 0]
    steps.push({ edge, from, to, head: arcHead[arc]!, length })
  }
  return steps
}

/** The polyline of stretches one after the other. */
function drawn(network: Network, stretches: readonly Stretch[]): Pick<Route, 'lon' | 'lat'> {
  const points = stretches.flatMap((stretch) => pointsOf(network, stretch))
  return { lon: Float64Array.from(points, ([lon]) => lon), lat: Float64Array.from(points, ([, lat]) => lat) }
}

type Point = [lon: number, lat: number]

/** The ends of the stretch and the points of its edge in between. */
function pointsOf(network: Network, { edge, from, to }: Stretch): Point[] {
  if (from > to) return pointsOf(network, { edge, from: to, to: from }).reverse()
  const { pointFirst, pointLon, pointLat } = network
  const offset = pointOffsets(network, edge)
  const point = (i: number): Point => [pointLon[pointFirst[edge]! + i]!, pointLat[pointFirst[edge]! + i]!]
  const between: Point[] = []
  for (let i = 1; i + 1 < offset.length; i++) if (offset[i]! > from && offset[i]! < to) between.push(point(i))
  const at = (wanted: number): Point => {
    const after = Math.max(
      1,
      offset.findIndex((o) => o >= wanted),
    )
    const [a, b] = [point(after - 1), point(after)]
    const share = (wanted - offset[after - 1]!) / (offset[after]! - offset[after - 1]! || 1)
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
  }
  return [at(from), ...between, at(to)]
}

/** The offset of every point of an edge: 0 for the first, the edge's length for the last. */
function pointOffsets({ pointFirst, pointLon, pointLat, edgeLength }: Network, edge: number): number[] {
  const metres = [0]
  for (let p = pointFirst[edge]! + 1; p < pointFirst[edge + 1]!; p++) {
    metres.push(metres.at(-1)! + haversineM(pointLon[p - 1]!, pointLat[p - 1]!, pointLon[p]!, pointLat[p]!))
  }
  const total = metres.at(-1)!
  return metres.map((m, i) =>
    i === metres.length - 1 ? edgeLength[edge]! : total && (m / total) * edgeLength[edge]!,
  )
}
