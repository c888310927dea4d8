import type { MapData } from '#core/geo/map-data.ts'
import type { LonLat } from '#core/geo/polygon.ts'
import { type Barriers, barrierLines } from '#core/reach/barriers.ts'
import { prepareNetwork } from '#core/reach/network.ts'
import { saveNetwork } from '#core/reach/saved.ts'
import { walkingGraph } from '#core/reach/walking.ts'
import type { NewNetwork } from './places.ts'

/** The walking network of a map, prepared and saved, with what one does not walk across. */
export function networkOf(map: MapData, provenance: { source: string; generated: boolean }): NewNetwork {
  const network = prepareNetwork(walkingGraph(map))
  return {
    ...provenance,
    bytes: saveNetwork(network),
    barriers: linesOf(barrierLines(map)),
    nodeCount: network.lon.length,
    edgeCount: network.edgeFrom.length,
  }
}

const linesOf = ({ first, lon, lat }: Barriers): LonLat[][] =>
  Array.from({ length: first.length - 1 }, (_, b) => {
    const at = Array.from({ length: first[b + 1]! - first[b]! }, (_, i) => first[b]! + i)
    return at.map((i) => [lon[i]!, lat[i]!] as const)
  })
