import type { NewArea, NewBuilding, NewFacility, NewPopulation, Places } from './rules/places.ts'
import type { Shape } from './rules/shape.ts'

const WEST = 121.5
const SOUTH = 29.8
/** Side of a community of the test district: about 960 m by 1,110 m. */
export const STEP = 0.01

/** A square, in degrees. */
export const square = (west: number, south: number, side: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
})

const area = (areaId: string, level: NewArea['level'], parentId: string | null, shape: Shape): NewArea => ({
  areaId,
  level,
  settlement: level === 'community' ? 'urban' : null,
  parentId,
  name: { zh: `区域${areaId}`, en: `Area ${areaId}` },
  shape,
  managed: true,
  source: 'test',
  generated: true,
})

/** South-west corner of community 0 to 3: two by two squares. */
export const corner = (community: number): [number, number] => [
  WEST + (community % 2) * STEP,
  SOUTH + (community >> 1) * STEP,
]
export const COMMUNITIES = ['330299001001', '330299001002', '330299002003', '330299002004'] as const

/** A district 330299 with two towns of two communities each. */
export const testAreas: readonly NewArea[] = [
  area('330299', 'district', null, square(WEST, SOUTH, 2 * STEP)),
  area('330299001', 'town', '330299', square(WEST, SOUTH, 2 * STEP)),
  area('330299002', 'town', '330299', square(WEST, SOUTH + STEP, 2 * STEP)),
  ...COMMUNITIES.map((id, i) => area(id, 'community', id.slice(0, 9), square(...corner(i), STEP))),
]

export function testBuilding(community: number, number: number): NewBuilding {
  const [west, south] = corner(community)
  const [lon, lat] = [west + 0.001 + number * 0.0005, south + 0.005]
  return {
    communityId: COMMUNITIES[community]!,
    buildingId: `b${number}`,
    estateId: null,
    use: 'residential',
    heightM: 18,
    storeys: 6,
    builtYear: 1998,
    houseCode: null,
    lon,
    lat,
    shape: square(lon - 0.0001, lat - 0.0001, 0.0002),
    source: 'test',
    generated: true,
  }
}

export const testPopulation = (community: number, number: number): NewPopulation => ({
  communityId: COMMUNITIES[community]!,
  buildingId: `b${number}`,
  households: 20,
  people: [1, 2, 3, 4, 30, 8, 2],
  source: 'test',
  generated: true,
})

export function testFacility(community: number, number: number, kind = 'kindergarten'): NewFacility {
  const [west, south] = corner(community)
  return {
    communityId: COMMUNITIES[community]!,
    facilityId: `f${number}`,
    kind,
    name: { zh: `第${number}幼儿园`, en: `Kindergarten ${number}` },
    lon: west + 0.002,
    lat: south + 0.002,
    areaM2: 900,
    capacity: 180,
    capacityUnit: 'place',
    hours: 'Mo-Fr 07:30-17:30',
    floor: '0',
    ageBands: null,
    sharedWith: [],
    source: 'test',
    externalId: String(number),
    generated: true,
  }
}

/** The test district with three inhabited buildings and two facilities. */
export const testDistrict: Places = {
  areas: testAreas,
  buildings: [testBuilding(0, 1), testBuilding(0, 2), testBuilding(3, 1)],
  population: [testPopulation(0, 1), testPopulation(0, 2), testPopulation(3, 1)],
  facilities: [testFacility(0, 1), { ...testFacility(1, 2), sharedWith: [COMMUNITIES[0]] }],
}
