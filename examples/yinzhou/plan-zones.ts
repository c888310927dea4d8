import type { LonLat } from '#core/geo/polygon.ts'
import type { AddedZone } from '#district/planning/write/zones.ts'
import { Ground } from '#foundation/place/rules/ground.ts'
import { innerPoint, type Shape } from '#foundation/place/rules/shape.ts'
import type { Area, DemoDistrict } from './district.ts'
import { random } from './random.ts'

/** The invented plans hold from this day on. */
const GENERATED = { source: 'examples/yinzhou', generated: true, from: '2021-01-01', to: null } as const

/** What the regulatory plan makes of a block by its use. */
const REGULATORY: Readonly<Record<string, string>> = {
  'landuse=residential': 'residential',
  'landuse=commercial': 'commercial',
  'landuse=industrial': 'industrial',
  'landuse=education': 'public-service',
  'landuse=grass': 'reserved',
  'leisure=park': 'green',
}
/** Of farms and woods the territorial plan protects a share; the rest is farm and forest land. */
const PROTECTED: Readonly<Record<string, { readonly kind: string; readonly share: number }>> = {
  'landuse=farmland': { kind: 'permanent-farmland', share: 0.7 },
  'natural=wood': { kind: 'ecological-red-line', share: 0.5 },
}

/**
 * Zones of two invented plans: the regulatory plan as the blocks are used, and the territorial plan as communities are
 * urban or rural, with farms and woods, some of them protected.
 */
export function planZonesOf({ areas, map }: DemoDistrict): AddedZone[] {
  const communities = areas.filter(({ level }) => level === 'community')
  const ground = new Ground(new Map(communities.map((area) => [area.areaId, outlineOf(area)])))
  const zone = (shape: Shape, id: number | string, plan: AddedZone['plan'], kind: string, name = '') => ({
    communityId: ground.communityAt(...innerPoint(shape)) ?? areas[0]!.areaId,
    ...{ zoneId: `demo-${id}`, plan, kind, name, shape, ...GENERATED },
  })
  const dice = random(2021, 'plan zones')
  const drawn = [...map.wayTags.entries()].flatMap(([way, tags]): AddedZone[] => {
    const use = (['landuse', 'leisure', 'natural'] as const).map((key) => `${key}=${tags[key]}`)
    const block = use.find((one) => REGULATORY[one])
    if (block) return [zone(wayShape(map, way), way, 'regulatory', REGULATORY[block]!, tags.name)]
    const land = use.find((one) => PROTECTED[one])
    if (!land) return []
    const { kind, share } = PROTECTED[land]!
    return [zone(wayShape(map, way), way, 'territorial', dice.chance(share) ? kind : 'agriculture')]
  })
  const settled = communities.map((area) => {
    const kind = area.settlement === 'urban' ? 'urban-development' : 'rural-development'
    return zone(outlineOf(area), area.areaId, 'territorial', kind, area.name.zh)
  })
  return [...settled, ...drawn]
}

const outlineOf = ({ rings }: Area): Shape => ({ type: 'Polygon', coordinates: rings })

function wayShape({ wayFirst, wayNode, lon, lat }: DemoDistrict['map'], way: number): Shape {
  const nodes = wayNode.subarray(wayFirst[way], wayFirst[way + 1])
  return { type: 'Polygon', coordinates: [Array.from(nodes, (n): LonLat => [lon[n]!, lat[n]!])] }
}
