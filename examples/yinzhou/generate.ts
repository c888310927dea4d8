import { areasOf, closed, FIRST_COMMUNITY } from './areas.ts'
import { drawLand } from './base-map.ts'
import type { DemoDistrict, Estate, GenerateOptions } from './district.ts'
import { placeFacilities } from './facilities.ts'
import { reportFacts, TOLD_IN } from './facts.ts'
import { fillBlocks } from './fill-blocks.ts'
import { fillVillages, roadToEveryVillage } from './fill-villages.ts'
import { nameGiver } from './given-names.ts'
import { layOut } from './ground.ts'
import { mapBuilder } from './map-builder.ts'
import { COMMUNITIES, TOWNS } from './names.ts'
import type { Parcel } from './parcel.ts'
import { settlePeople } from './people.ts'
import { toLonLat } from './plane.ts'
import { projectsOn } from './projects.ts'
import { qualities } from './quality.ts'
import { layMetro } from './rail.ts'
import { random } from './random.ts'
import { clearTheWay, columns, type Stock } from './stock.ts'
import { nameStreets } from './street-names.ts'
import { streetsOf } from './streets.ts'

const SEED = 330212

/**
 * The demo district: real names, codes and facts of Yinzhou, and a ground, streets, buildings, people, facilities and
 * reports made from a seed. The same options give the same bytes.
 */
export function generateDistrict(options: GenerateOptions = {}): DemoDistrict {
  const { seed = SEED, towns, month = TOLD_IN, onProgress = () => {} } = options
  const chosen = towns && new Set(towns)
  const wanted = (p: Parcel) => chosen === undefined || chosen.has(TOWNS[p.town]!.areaId)
  onProgress(0, { zh: '划分街区和社区', en: 'Laying out blocks and communities' })
  const ground = layOut(seed)
  roadToEveryVillage(ground)
  const give = nameGiver(random(seed, 'names'))
  const map = mapBuilder()
  drawLand(ground, map)
  onProgress(0.3, { zh: '修建道路和房屋', en: 'Building streets and houses' })
  const streets = streetsOf(ground, map, seed)
  nameStreets(ground, give)
  const stock: Stock = { ground, map, streets, buildings: [], estates: [] }
  fillBlocks(stock, seed, wanted)
  fillVillages(stock, seed, wanted)
  streets.draw()
  clearTheWay(stock)
  const stations = layMetro(map)
  onProgress(0.6, { zh: '安排居民和设施', en: 'Settling people and facilities' })
  const people = settlePeople(stock.buildings, seed)
  const quality = qualities(seed)
  const facilities = placeFacilities(stock, people, quality, stations, seed)
  onProgress(0.8, { zh: '编制项目和报送数据', en: 'Listing projects and reports' })
  const sums = sumsOf(stock, people)
  return {
    seed,
    map: map.build(),
    areas: areasOf(ground, sums),
    estates: estatesOf(stock, give),
    buildings: columns(stock.buildings, people, FIRST_COMMUNITY),
    facilities,
    stations,
    projects: projectsOn(ground),
    facts: reportFacts(quality, (community) => sums[community]!.people > 0, seed, month),
    month,
  }
}

function sumsOf({ buildings }: Stock, people: Uint16Array) {
  const sums = COMMUNITIES.map(() => ({ people: 0, households: 0 }))
  buildings.forEach((d, b) => {
    const sum = sums[d.community]!
    sum.households += d.households
    for (let a = 0; a < 7; a++) sum.people += people[b * 7 + a]!
  })
  return sums
}

const estatesOf = ({ estates, map }: Stock, give: ReturnType<typeof nameGiver>): Estate[] =>
  estates.map((e, i) => ({
    estateId: `E${String(i + 1).padStart(4, '0')}`,
    name: give.estate(e.kind === 'village' ? 1980 : e.builtYear, e.community),
    rings: [closed(e.ring)],
    gates: e.gates.map((node) => {
      const [lon, lat] = toLonLat(map.at(node))
      return { node, lon, lat }
    }),
    kind: e.kind,
    builtYear: e.builtYear,
    communityId: COMMUNITIES[e.community]!.areaId,
    generated: true,
  }))
