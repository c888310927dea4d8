import type { Line } from './lines.ts'
import { TOWNS } from './names.ts'
import { type Neighbours, spread } from './partition.ts'
import { contains, toPlane } from './plane.ts'
import { TOWN_CENTRES } from './skeleton.ts'
import { faceRing, type Subdivision } from './subdivision.ts'

/** How far a town reaches against its neighbours: large rural towns have more land than the old streets. */
const WEIGHT: Readonly<Record<string, number>> = {
  '330212001': 1.1,
  '330212006': 1.15,
  '330212007': 1.15,
  '330212014': 1.15,
  '330212015': 1.15,
  '330212100': 1.5,
  '330212101': 1.5,
  '330212102': 1.5,
  '330212103': 1.6,
  '330212104': 1.5,
  '330212105': 1.5,
  '330212106': 1.15,
  '330212108': 1.35,
  '330212109': 1.5,
  '330212110': 1.9,
}

/** The town of each face as an index into TOWNS. */
export function assignTowns(s: Subdivision<Line>, net: Neighbours): Int32Array {
  const rings = s.faceEdge.map((_, face) => (face === 0 ? [] : faceRing(s, face)))
  const seeds = TOWNS.map(({ areaId }) => {
    const centre = toPlane(...(TOWN_CENTRES[areaId] as [number, number]))
    const face = rings.findIndex((ring) => ring.length > 0 && contains(ring, centre))
    if (face < 0) throw new RangeError(`the centre of ${areaId} lies outside the district`)
    return { face, weight: WEIGHT[areaId] ?? 1 }
  })
  return spread(net, seeds)
}
