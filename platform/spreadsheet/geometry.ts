import { selfCrossing } from '#core/geo/crossing.ts'
import type { MultiPolygon, Polygon, Position, Ring } from '#core/geo/polygon.ts'
import type { Refusal } from './quantity.ts'

/** A GeoJSON geometry whose structure and coordinates have been checked. */
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: Polygon }
  | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon }

/** How deep the positions lie in the coordinates. */
const depths: Readonly<Record<Geometry['type'], number>> = {
  Point: 0,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

/** What is wrong with a GeoJSON geometry, the first thing found; `undefined` if it is a `Geometry`. */
export function geometryProblem(geometry: unknown): Refusal | undefined {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  const depth = depths[type as Geometry['type']]
  const positions = depth === undefined ? undefined : positionsIn(coordinates, depth)
  if (!positions || positions.length === 0) return { code: 'GEOMETRY_INVALID', values: {} }
  const outside = positions.map(positionProblem).find((problem) => problem !== undefined)
  if (outside) return outside
  if (type === 'Polygon') return polygonProblem(coordinates as Polygon)
  if (type !== 'MultiPolygon') return undefined
  return (coordinates as MultiPolygon).map(polygonProblem).find((problem) => problem !== undefined)
}

/** All positions of nested lists; `undefined` if the nesting is not as deep as it should be. */
function positionsIn(coordinates: unknown, depth: number): Position[] | undefined {
  if (!Array.isArray(coordinates)) return undefined
  if (depth === 0) {
    const isPosition = coordinates.length >= 2 && coordinates.every((value) => typeof value === 'number')
    return isPosition ? [coordinates as unknown as Position] : undefined
  }
  const inner = coordinates.map((part) => positionsIn(part, depth - 1))
  return inner.some((part) => part === undefined) ? undefined : (inner.flat() as Position[])
}

/** What is wrong with a pair of coordinates; `undefined` if it is a place on earth. */
export function positionProblem([lon, lat]: Position): Refusal | undefined {
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return undefined
  const isSwapped = Math.abs(lon) <= 90 && Math.abs(lat) <= 180
  if (isSwapped) return { code: 'COORDINATES_SWAPPED', values: { value: `${lon}, ${lat}` } }
  const isLonWrong = !(Math.abs(lon) <= 180)
  const max = isLonWrong ? 180 : 90
  return { code: 'OUT_OF_RANGE', values: { value: isLonWrong ? lon : lat, min: -max, max } }
}

function polygonProblem(polygon: Polygon): Refusal | undefined {
  if (polygon.some((ring) => ring.length < 4 || !isClosed(ring))) return { code: 'RING_OPEN', values: {} }
  const crossing = selfCrossing(polygon)
  if (!crossing) return undefined
  const [first, second] = crossing.sides.map(({ side }) => side + 1)
  const at = crossing.at.map((degrees) => degrees.toFixed(6)).join(', ')
  return { code: 'SELF_CROSSING', values: { at, first: first!, second: second! } }
}

function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0]!, ring[ring.length - 1]!]
  return first[0] === last[0] && first[1] === last[1]
}
