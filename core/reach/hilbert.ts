/** Curve cells per side: 2^16, finer than a metre over 60 km. */
const SIDE = 0xffff

/**
 * The points in the order in which a Hilbert curve over their bounding box meets them, so that neighbours in space
 * become neighbours in memory.
 *
 * @returns Uint32, one entry per point: place on the curve → point.
 */
export function hilbertOrder(lon: Float64Array, lat: Float64Array): Uint32Array {
  const [west, east] = range(lon)
  const [south, north] = range(lat)
  const scaleX = SIDE / (east - west || 1)
  const scaleY = SIDE / (north - south || 1)
  // The place on the curve and, in the lower bits, the point: one numeric sort orders both.
  const keys = new Float64Array(lon.length)
  for (let i = 0; i < keys.length; i++) {
    const place = hilbertPlace((lon[i]! - west) * scaleX, (lat[i]! - south) * scaleY)
    keys[i] = place * 2 ** 21 + i
  }
  if (keys.length > 2 ** 21) throw new RangeError(`${keys.length} nodes: a network has at most ${2 ** 21}`)
  keys.sort()
  return Uint32Array.from(keys, (key) => key % 2 ** 21)
}

function range(values: Float64Array): [least: number, greatest: number] {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return [least, greatest]
}

/** Distance along the curve of the cell at (x, y), 0 ≤ x, y ≤ SIDE; after the algorithm on Wikipedia, "Hilbert curve". */
function hilbertPlace(x: number, y: number): number {
  let cellX = x | 0
  let cellY = y | 0
  let place = 0
  for (let half = (SIDE + 1) / 2; half >= 1; half /= 2) {
    const right = (cellX & half) > 0 ? 1 : 0
    const upper = (cellY & half) > 0 ? 1 : 0
    place = place * 4 + ((3 * right) ^ upper)
    if (upper === 1) continue
    // Turn the quadrant so that the curve in it starts at its origin.
    if (right === 1) {
      cellX = SIDE - cellX
      cellY = SIDE - cellY
    }
    const swap = cellX
    cellX = cellY
    cellY = swap
  }
  return place
}
