import { areaM2, type Bounds, boundsOf, type LonLat, representativePoint } from '#core/geo/polygon.ts'

type Ring = readonly LonLat[]

/** The GeoJSON geometries that places have. */
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: LonLat }
  | { readonly type: 'LineString'; readonly coordinates: Ring }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

const TYPES = ['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const
const FORMAT = 1
/** Stored unit: 10⁻⁷ degree, about a centimetre. */
const STEPS = 1e7

/** Every shape as polygons of rings of points; a line is one ring, a point a ring of one. */
export function polygonsOf(shape: Shape): readonly (readonly Ring[])[] {
  if (shape.type === 'Point') return [[[shape.coordinates]]]
  if (shape.type === 'LineString') return [[shape.coordinates]]
  if (shape.type === 'MultiPolygon') return shape.coordinates
  return [shape.coordinates]
}

/**
 * A shape as bytes for the store: format, type, then counts of polygons, rings and points (uint32) and points as
 * int32 pairs of 10⁻⁷ degree, little endian.
 */
export function encodeShape(shape: Shape): Uint8Array {
  const polygons = polygonsOf(shape)
  const numbers: number[] = [polygons.length]
  for (const rings of polygons) {
    numbers.push(rings.length)
    for (const ring of rings) {
      numbers.push(ring.length)
      for (const [lon, lat] of ring) numbers.push(Math.round(lon * STEPS), Math.round(lat * STEPS))
    }
  }
  const bytes = new Uint8Array(2 + numbers.length * 4)
  const view = new DataView(bytes.buffer)
  bytes[0] = FORMAT
  bytes[1] = TYPES.indexOf(shape.type)
  for (let i = 0; i < numbers.length; i++) view.setInt32(2 + i * 4, numbers[i]!, true)
  return bytes
}

/**
 * The shape that `encodeShape` wrote.
 *
 * @throws RangeError if the bytes are of another format or too short.
 */
export function decodeShape(bytes: Uint8Array): Shape {
  const type = TYPES[bytes[1] ?? TYPES.length]
  if (bytes[0] !== FORMAT || !type) throw new RangeError('the bytes are not a stored shape of format 1')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  const next = () => {
    at += 4
    return view.getInt32(at - 4, true)
  }
  const list = <T>(read: () => T): T[] => {
    const items: T[] = []
    for (let left = next(); left > 0; left--) items.push(read())
    return items
  }
  const polygons = list(() => list(() => list<LonLat>(() => [next() / STEPS, next() / STEPS])))
  const coordinates = { Point: polygons[0]?.[0]?.[0], LineString: polygons[0]?.[0], MultiPolygon: polygons }
  return { type, coordinates: type in coordinates ? coordinates[type as 'Point'] : polygons[0] } as Shape
}

/** The smallest box around a shape. */
export const boundsOfShape = (shape: Shape): Bounds => boundsOf(polygonsOf(shape).flat(2))

/** A point for a label: inside the largest polygon; of a line or point, its middle point. */
export function innerPoint(shape: Shape): LonLat {
  const polygons = polygonsOf(shape)
  if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') {
    const points = polygons[0]![0]!
    return points[points.length >> 1]!
  }
  const [largest] = polygons.toSorted((a, b) => areaM2(b) - areaM2(a))
  return representativePoint(largest!)
}
