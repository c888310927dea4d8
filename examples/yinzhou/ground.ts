import { baseSubdivision } from './base.ts'
import { isLake, refineBlocks, refineSuperblocks } from './blocks.ts'
import { assignCommunities } from './communities.ts'
import { assignUses } from './landuse.ts'
import { TOWNS } from './names.ts'
import type { Ground, Parcel } from './parcel.ts'
import { neighbours } from './partition.ts'
import { area2, centroid } from './plane.ts'
import { faceRing } from './subdivision.ts'
import { isBuiltUp, isHill } from './terrain.ts'
import { assignTowns } from './towns.ts'
import { zoneOf } from './zones.ts'

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
