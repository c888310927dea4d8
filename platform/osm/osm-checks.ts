import { InputError, type InputPlace } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'

/** A country's worth of nodes; more would not fit the memory of a working machine as a walking network. */
const NODES_MAX = 50_000_000

/** @throws InputError OUT_OF_RANGE naming the node and the coordinate */
export function checkCoordinates(lon: number, lat: number, place: InputPlace, nodeId: number): void {
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return
  const [field, value, max] =
    Math.abs(lon) <= 180 ? (['lat', lat, 90] as const) : (['lon', lon, 180] as const)
  throw new InputError(
    'OUT_OF_RANGE',
    { ...place, element: `node ${nodeId}`, field },
    { value, min: -max, max },
  )
}

/** @throws InputError WAY_WITHOUT_NODES naming the way */
export function checkRefCount(refCount: number, place: InputPlace, wayId: number): void {
  if (refCount === 0)
    throw new InputError('WAY_WITHOUT_NODES', { ...place, element: `way ${wayId}`, field: 'nd' })
}

/** @throws InputError FILE_TOO_LARGE */
export function checkNodeCount(nodeCount: number, place: InputPlace): void {
  if (nodeCount <= NODES_MAX) return
  throw new InputError('FILE_TOO_LARGE', place, { what: things.nodes, limit: NODES_MAX })
}
