import { baseSubdivision } from './base.ts'
import { isLake, refineBlocks, refineSuperblocks } from './blocks.ts'
import { assignCommunities } from './communities.ts'
import { assignUses, type Use } from './landuse.ts'
import type { Line } from './lines.ts'
import { TOWNS } from './names.ts'
import { type Neighbours, neighbours } from './partition.ts'
import { area2, centroid, type Point } from './plane.ts'
import { faceRing, type Subdivision } from './subdivision.ts'
import { isBuiltUp, isHill } from './terrain.ts'
import { assignTowns } from './towns.ts'
import { type Zone, zoneOf } from './zones.ts'

/** One face of the ground: a block of the city, a field, a hillside or the lake. */
export interface Parcel {
  readonly face: number
  readonly ring: readonly Point[]
  readonly middle: Point
  readonly area_m2: number
  /** Index into TOWNS. */
  town: number
  readonly zone: Zone
  readonly terrain: 'city' | 'plain' | 'hill' | 'lake'
  use: Use
  /** Year in which the block was built up. */
  builtYear: number
  /** Index into COMMUNITIES; -1 for the lake. */
  community: number
}

export interface Ground {
  readonly s: Subdivision<Line>
  readonly net: Neighbours
  /** By face number; entry 0, the outside, is a hole. */
  readonly parcels: readonly Parcel[]
}

/** Lays out the ground of the district: streets and waters, towns, blocks, their uses, communities. */
export function layOut(seed: number): Ground {
  const s = baseSubdivision()
  refineSuperblocks(s, seed)
  const town = [...assignTowns(s, neighbours(s))]
  const built = s.faceEdge.map((_, face) => face > 0 && isBuiltUp(centroid(faceRing(s, face))))
  refineBlocks(
    s,
    seed,
    (face) => (built[face] ? zoneOf(TOWNS[town[face]!]!.areaId) : undefined),
    (face, parent) => {
      town[face] = town[parent]!
      built[face] = built[parent]!
    },
  )
  const net = neighbours(s)
  const parcels: Parcel[] = []
  for (let face = 1; face < s.faceEdge.length; face++) {
    const ring = faceRing(s, face)
    const middle = net.middle[face]!
    const terrain = isLake(s, face) ? 'lake' : built[face] ? 'city' : isHill(middle) ? 'hill' : 'plain'
    parcels[face] = {
      face,
      ring,
      middle,
      area_m2: area2(ring) / 2,
      town: town[face]!,
      zone: zoneOf(TOWNS[town[face]!]!.areaId),
      terrain,
      use: terrain === 'hill' ? 'wood' : terrain === 'lake' ? 'water' : 'farmland',
      builtYear: 0,
      community: -1,
    }
  }
  const ground = { s, net, parcels }
  assignUses(ground, seed)
  assignCommunities(ground, seed)
  return ground
}
