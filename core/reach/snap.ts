import Flatbush from 'flatbush'
import { type LocalProjection, localProjection } from '#core/geo/projection.ts'
import type { Barriers } from './barriers.ts'
import type { Network } from './network.ts'
import { FAR, NOWHERE_ON_STREETS, type Position, type Positions } from './positions.ts'

export interface SnapOptions {
  /** What the straight way to the street must not cross, if another street can be reached without. */
  readonly barriers?: Barriers
  /** Metres within which a street is looked for; default 500. */
  readonly limit_m?: number
}

export interface SnappedPositions extends Positions {
  /** 1 where every street within the limit lies behind a barrier; the nearest of them is taken then. */
  readonly crossesBarrier: Uint8Array
}

/** The first radius of the search in metres; it grows fourfold until a street is found. */
const FIRST_RADIUS_M = 40

/**
 * The places on the streets next to points given in degrees.
 *
 * Next is the place at the least straight distance, in whole decimetres, to which no barrier lies in between; among
 * equals the edge with the lower number, then the lower offset. So the result does not depend on the order of work.
 * A point with no street within the limit gets edge -1.
 *
 * @throws RangeError if there are not as many longitudes as latitudes, or the limit is not in (0, 6553.4] metres.
 */
export function snap(
  network: Network,
  lon: Float64Array,
  lat: Float64Array,
  options: SnapOptions = {},
): SnappedPositions {
  if (lon.length !== lat.length) throw new RangeError(`${lon.length} longitudes but ${lat.length} latitudes`)
  const place = snapper(network, options)
  const positions: SnappedPositions = {
    edge: new Int32Array(lon.length).fill(-1),
    offset: new Uint32Array(lon.length),
    access: new Uint16Array(lon.length),
    crossesBarrier: new Uint8Array(lon.length),
  }
  for (let i = 0; i < lon.length; i++) {
    const found = place(lon[i]!, lat[i]!)
    positions.edge[i] = found.edge
    positions.offset[i] = found.offset
    positions.access[i] = found.access
    positions.crossesBarrier[i] = found.crosses ? 1 : 0
  }
  return positions
}

/** One place on the streets, and whether a barrier lies on the way to it. */
export type Snapped = Position & { readonly crosses: boolean }

const NOWHERE_NEAR: Snapped = { ...NOWHERE_ON_STREETS, crosses: false }

/**
 * `snap` for points that come one by one, as when a pin is dragged: streets and barriers are indexed once.
 *
 * @throws RangeError if the limit is not in (0, 6553.4] metres.
 */
export function snapper(network: Network, options: SnapOptions = {}): (lon: number, lat: number) => Snapped {
  const { limit_m = 500 } = options
  if (!(limit_m > 0 && limit_m * 10 < FAR)) throw new RangeError(`limit_m is ${limit_m}`)
  const streets = streetsOf(network)
  const isCut = barrierTest(streets.projection, options.barriers)
  return (lon, lat) => {
    const [x, y] = streets.projection.toXY(lon, lat)
    const found = nextStreet(streets, isCut, x, y, limit_m)
    if (found === undefined) return NOWHERE_NEAR
    const { edge, offset, access, crosses } = found
    return { edge, offset, access, crosses }
  }
}

/** The polylines of a network on a plane in metres, with an index over their segments. */
interface Streets {
  readonly network: Network
  readonly projection: LocalProjection
  readonly x: Float64Array // by point
  readonly y: Float64Array
  readonly along: Float64Array // by point: metres from the start of its edge
  readonly edgeOf: Uint32Array // by segment; segment s starts at point s + edgeOf[s]
  readonly index: Flatbush | undefined // of segments; none if there are no streets
}

const known = new WeakMap<Network, Streets>()

function streetsOf(network: Network): Streets {
  const streets = known.get(network) ?? layOut(network)
  known.set(network, streets)
  return streets
}

function layOut(network: Network): Streets {
  const { pointFirst, pointLon, pointLat, edgeLength } = network
  const projection = localProjection(middle(network.lon), middle(network.lat))
  const { x, y } = project(projection, pointLon, pointLat)
  const segmentCount = pointLon.length - edgeLength.length
  const along = new Float64Array(pointLon.length)
  const edgeOf = new Uint32Array(segmentCount)
  const index = segmentCount > 0 ? new Flatbush(segmentCount) : undefined
  for (let edge = 0; edge < edgeLength.length; edge++) {
    for (let p = pointFirst[edge]!; p + 1 < pointFirst[edge + 1]!; p++) {
      along[p + 1] = along[p]! + Math.hypot(x[p + 1]! - x[p]!, y[p + 1]! - y[p]!)
      edgeOf[p - edge] = edge
      addSegment(index!, x, y, p)
    }
  }
  index?.finish()
  return { network, projection, x, y, along, edgeOf, index }
}

interface Candidate {
  readonly edge: number
  readonly offset: number
  readonly access: number
  readonly x: number
  readonly y: number
}

type BarrierTest = ((fromX: number, fromY: number, toX: number, toY: number) => boolean) | undefined

function nextStreet(streets: Streets, isCut: BarrierTest, x: number, y: number, limit_m: number) {
  for (let radius = Math.min(FIRST_RADIUS_M, limit_m); ; radius = Math.min(4 * radius, limit_m)) {
    const candidates = streetsWithin(streets, x, y, radius)
    const open = isCut === undefined ? candidates[0] : candidates.find((c) => !isCut(x, y, c.x, c.y))
    if (open !== undefined) return { ...open, crosses: false }
    if (radius < limit_m) continue
    return candidates[0] === undefined ? undefined : { ...candidates[0], crosses: true }
  }
}

/** The nearest place of every segment within the radius, nearest first. */
function streetsWithin(streets: Streets, x: number, y: number, radius_m: number): Candidate[] {
  // A decimetre more than the radius: the distance that counts is rounded.
  const r = radius_m + 0.1
  const segments = streets.index?.search(x - r, y - r, x + r, y + r) ?? []
  return segments
    .map((segment) => placeOn(streets, segment, x, y))
    .filter(({ access }) => access <= radius_m * 10)
    .sort((a, b) => a.access - b.access || a.edge - b.edge || a.offset - b.offset)
}

/** The place on a segment that is nearest to (x, y). */
function placeOn(streets: Streets, segment: number, x: number, y: number): Candidate {
  const { edgeLength, pointFirst } = streets.network
  const edge = streets.edgeOf[segment]!
  const p = segment + edge
  const [startX, startY] = [streets.x[p]!, streets.y[p]!]
  const [dx, dy] = [streets.x[p + 1]! - startX, streets.y[p + 1]! - startY]
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - startX) * dx + (y - startY) * dy) / square))
  const [footX, footY] = [startX + share * dx, startY + share * dy]
  // Offsets are shares of the edge's length, which may count steps more than once.
  const total = streets.along[pointFirst[edge + 1]! - 1]!
  const walked = streets.along[p]! + share * Math.sqrt(square)
  const offset =
    total === 0 ? 0 : Math.min(edgeLength[edge]!, Math.round((walked / total) * edgeLength[edge]!))
  return { edge, offset, access: Math.round(Math.hypot(x - footX, y - footY) * 10), x: footX, y: footY }
}

/** A test whether a straight way crosses a barrier; `undefined` if there are none. */
function barrierTest(projection: LocalProjection, barriers: Barriers | undefined): BarrierTest {
  const starts: number[] = []
  for (let b = 0; barriers !== undefined && b + 1 < barriers.first.length; b++) {
    for (let p = barriers.first[b]!; p + 1 < barriers.first[b + 1]!; p++) starts.push(p)
  }
  if (barriers === undefined || starts.length === 0) return undefined
  const { x, y } = project(projection, barriers.lon, barriers.lat)
  const index = new Flatbush(starts.length)
  for (const p of starts) addSegment(index, x, y, p)
  index.finish()

  return (fromX, fromY, toX, toY) => {
    const box = [
      Math.min(fromX, toX),
      Math.min(fromY, toY),
      Math.max(fromX, toX),
      Math.max(fromY, toY),
    ] as const
    const isCrossed = (i: number) => {
      const p = starts[i]!
      const [ax, ay, bx, by] = [x[p]!, y[p]!, x[p + 1]!, y[p + 1]!]
      // The ends of the way strictly on two sides: a way that only ends on a barrier, as on a bridge, does not cross.
      const ends = turn(ax, ay, bx, by, fromX, fromY) * turn(ax, ay, bx, by, toX, toY)
      // The ends of the barrier on two sides, the line itself counting as one: no way slips through a corner.
      const aIsLeft = turn(fromX, fromY, toX, toY, ax, ay) > 0
      const bIsLeft = turn(fromX, fromY, toX, toY, bx, by) > 0
      return ends < 0 && aIsLeft !== bIsLeft
    }
    return index.search(...box, isCrossed).length > 0
  }
}

/** Twice the area of the triangle a, b, c: positive if c lies to the left of the line from a to b. */
function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

function addSegment(index: Flatbush, x: Float64Array, y: Float64Array, p: number): void {
  const [ax, ay, bx, by] = [x[p]!, y[p]!, x[p + 1]!, y[p + 1]!]
  index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
}

function project({ toXY }: LocalProjection, lon: Float64Array, lat: Float64Array) {
  const x = new Float64Array(lon.length)
  const y = new Float64Array(lon.length)
  for (let i = 0; i < lon.length; i++) [x[i]!, y[i]!] = toXY(lon[i]!, lat[i]!)
  return { x, y }
}

/** Half way between the least and the greatest; 0 for no values. */
function middle(values: Float64Array): number {
  let [least, greatest] = [values[0] ?? 0, values[0] ?? 0]
  for (const value of values) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  return (least + greatest) / 2
}
