/** Degrees, WGS84/CGCS2000: longitude first. */
export type Position = readonly [lon: number, lat: number]
type Ring = readonly Position[]

/** The GeoJSON geometries that places have. */
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: Ring }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** Bounding box: degrees. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

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
  const polygons = list(() => list(() => list<Position>(() => [next() / STEPS, next() / STEPS])))
  const coordinates = { Point: polygons[0]?.[0]?.[0], LineString: polygons[0]?.[0], MultiPolygon: polygons }
  return { type, coordinates: type in coordinates ? coordinates[type as 'Point'] : polygons[0] } as Shape
}

/** The smallest box around a shape. */
export function boundsOf(shape: Shape): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const rings of polygonsOf(shape)) {
    for (const ring of rings) {
      for (const [lon, lat] of ring) {
        west = Math.min(west, lon)
        south = Math.min(south, lat)
        east = Math.max(east, lon)
        north = Math.max(north, lat)
      }
    }
  }
  return { west, south, east, north }
}

/** Whether a point lies in a polygon shape; on a border either may be answered. */
export function contains(shape: Shape, lon: number, lat: number): boolean {
  let inside = false
  for (const rings of polygonsOf(shape)) {
    for (const ring of rings) if (crossings(ring, lon, lat) % 2 === 1) inside = !inside
  }
  return inside
}

/** How many edges of a ring a ray from the point to the east crosses. */
function crossings(ring: Ring, lon: number, lat: number): number {
  let count = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [aLon, aLat] = ring[i]!
    const [bLon, bLat] = ring[j]!
    if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) count++
  }
  return count
}

/**
 * A point well inside a polygon shape, for a label: the middle of the longest stretch that one of nine parallels
 * has inside. Of a line or point, its middle point.
 */
export function innerPoint(shape: Shape): Position {
  if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') {
    const points = polygonsOf(shape)[0]![0]!
    return points[points.length >> 1]!
  }
  const { south, north } = boundsOf(shape)
  let best: { length: number; point: Position } = { length: -1, point: polygonsOf(shape)[0]![0]![0]! }
  for (let step = 1; step < 10; step++) {
    // The middle parallel wins among equals, and 0.137 avoids the round latitudes that corners like to have.
    const lat = south + ((north - south) * (step + 0.137)) / 10.3
    const weight = 1 - Math.abs(step - 5) / 20
    const cuts = crossingLongitudes(shape, lat)
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const length = (cuts[i + 1]! - cuts[i]!) * weight
      if (length > best.length) best = { length, point: [(cuts[i]! + cuts[i + 1]!) / 2, lat] }
    }
  }
  return best.point
}

function crossingLongitudes(shape: Shape, lat: number): number[] {
  const cuts: number[] = []
  for (const rings of polygonsOf(shape)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [aLon, aLat] = ring[i - 1]!
        const [bLon, bLat] = ring[i]!
        if (aLat > lat !== bLat > lat) cuts.push(aLon + ((lat - aLat) / (bLat - aLat)) * (bLon - aLon))
      }
    }
  }
  return cuts.sort((a, b) => a - b)
}
