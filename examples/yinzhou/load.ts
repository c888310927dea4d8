import type { LonLat } from '#core/geo/polygon.ts'
import { SURVEY } from '#foundation/evidence/rules.ts'
import { keepDocument, type LoadedFact, loadFacts } from '#foundation/evidence/write.ts'
import { type DataCounts, dataCounts, levelOf } from '#foundation/place/read.ts'
import { baseMapOf, labelsOf } from '#foundation/place/rules/base-map.ts'
import {
  BUILDING_USES,
  type NewArea,
  type NewBuilding,
  type NewEstate,
  type NewFacility,
  type NewMapFeature,
  type NewPopulation,
} from '#foundation/place/rules/places.ts'
import { networkOf } from '#foundation/place/rules/street-network.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import { type Db, inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import type { DemoDistrict, Name, Provenance } from './district.ts'

/** What is said while loading, in both languages. */
export type Progress = (step: { readonly zh: string; readonly en: string }) => void

const SOURCE = 'examples/yinzhou'
const GENERATED = { source: SOURCE, generated: true } as const

export interface Loaded {
  /** False where the district was there already and nothing was done. */
  readonly loaded: boolean
  readonly counts: DataCounts
}

/**
 * Loads the demo district, with everything prepared that the diagnosis needs, in one transaction: after a kill it is
 * whole or absent. Does nothing where the district is there. `more` adds, in the same transaction, what later domains
 * keep of it.
 */
export async function loadDistrict(
  db: Db,
  district: DemoDistrict,
  progress: Progress = () => {},
  more: (tx: Tx) => Promise<void> = async () => {},
): Promise<Loaded> {
  return await inScope(db, wholeScope, async (tx) => {
    const known = await levelOf(tx, district.areas[0]!.areaId)
    if (!known) {
      await loadAll(tx, district, progress)
      await more(tx)
    }
    return { loaded: !known, counts: await dataCounts(tx) }
  })
}

async function loadAll(tx: Tx, district: DemoDistrict, progress: Progress): Promise<void> {
  progress({ zh: '准备步行路网', en: 'Preparing the walking network' })
  const network = networkOf(district.map, GENERATED)
  const [areas, estates] = [areasOf(district), estatesOf(district)]
  const drawn = baseMapOf(district.map, GENERATED)
  progress({ zh: '写入区域、楼栋和人口', en: 'Writing areas, buildings and people' })
  await loadPlaces(tx, SOURCE, {
    areas,
    estates,
    buildings: buildingsOf(district),
    population: populationOf(district),
  })
  progress({ zh: '写入设施、路网和底图', en: 'Writing facilities, streets and the base map' })
  await loadPlaces(tx, SOURCE, {
    facilities: facilitiesOf(district),
    mapFeatures: [...drawn, ...labelsOf(areas, estates, drawn), ...stationLabels(district)],
    network,
  })
  progress({ zh: '写入填报数据', en: 'Writing reported facts' })
  await loadFacts(tx, await withDocuments(tx, district, [surveyOf(district), ...factsOf(district)]))
}

const nameOf = ({ zh, en }: Name) => ({ zh, en: en ?? zh })
const sourceOf = ({ source, generated }: Provenance) => ({ source: source ?? SOURCE, generated })

const areasOf = ({ areas }: DemoDistrict): NewArea[] =>
  areas.map((area) => ({
    areaId: area.areaId,
    level: area.level,
    settlement: area.level === 'community' ? area.settlement : null,
    parentId: area.parentId ?? null,
    name: nameOf(area.name),
    shape: { type: 'Polygon', coordinates: area.rings },
    managed: area.runByDistrict,
    // The name and code are real; the boundary, which is what a map shows, is generated.
    source: area.provenance.source ?? SOURCE,
    generated: true,
  }))

const estatesOf = ({ estates }: DemoDistrict): NewEstate[] =>
  estates.map((estate) => ({
    communityId: estate.communityId,
    estateId: estate.estateId,
    name: nameOf(estate.name),
    kind: estate.kind,
    builtYear: estate.builtYear,
    shape: { type: 'Polygon', coordinates: estate.rings },
    ...GENERATED,
  }))

const buildingId = (b: number) => `B${String(b + 1).padStart(6, '0')}`

function* buildingsOf({ areas, estates, buildings: all }: DemoDistrict): Generator<NewBuilding> {
  for (let b = 0; b < all.count; b++) {
    const communityId = areas[all.community[b]!]!.areaId
    const estate = estates[all.estate[b]!]
    const ring: LonLat[] = []
    for (let p = all.ringFirst[b]!; p < all.ringFirst[b + 1]!; p++)
      ring.push([all.ring[p * 2]!, all.ring[p * 2 + 1]!])
    yield {
      communityId,
      buildingId: buildingId(b),
      // An estate that reaches over the border belongs to one community; a building beyond it is on its own.
      estateId: estate?.communityId === communityId ? estate.estateId : null,
      use: BUILDING_USES[all.use[b]!]!,
      heightM: all.height_m[b]! || null,
      storeys: all.storeys[b]! || null,
      builtYear: all.builtYear[b]! || null,
      houseCode: null,
      lon: all.lon[b]!,
      lat: all.lat[b]!,
      shape: { type: 'Polygon', coordinates: [ring] },
      ...GENERATED,
    }
  }
}

function* populationOf({ areas, buildings: all }: DemoDistrict): Generator<NewPopulation> {
  for (let b = 0; b < all.count; b++) {
    const people = all.people.subarray(b * 7, b * 7 + 7)
    if (all.households[b] === 0 && people.every((count) => count === 0)) continue
    const communityId = areas[all.community[b]!]!.areaId
    yield { communityId, buildingId: buildingId(b), households: all.households[b]!, people, ...GENERATED }
  }
}

const facilitiesOf = ({ facilities }: DemoDistrict): NewFacility[] =>
  facilities.map((facility) => ({
    communityId: facility.communityId,
    facilityId: facility.facilityId,
    kind: facility.kind,
    name: nameOf(facility.name),
    lon: facility.lon,
    lat: facility.lat,
    areaM2: facility.area_m2 ?? null,
    capacity: facility.capacity ?? null,
    capacityUnit: facility.capacityUnit ?? null,
    hours: facility.hours ?? null,
    floor: facility.floor === undefined ? null : String(facility.floor),
    ageBands: null,
    sharedWith: facility.sharedWith ?? [],
    externalId: facility.facilityId,
    ...sourceOf(facility.provenance),
  }))

const stationLabels = ({ stations }: DemoDistrict): NewMapFeature[] =>
  stations.map(({ name, lon, lat, provenance }) => ({
    layer: 'label',
    class: 'station',
    minZoom: 13,
    name: nameOf(name),
    shape: { type: 'Point', coordinates: [lon, lat] },
    ...sourceOf(provenance),
  }))

/** Every community's reports as one document each, so that a fact opens to what it was taken from. */
async function withDocuments(
  tx: Tx,
  { areas }: DemoDistrict,
  facts: readonly LoadedFact[],
): Promise<LoadedFact[]> {
  const names = new Map(areas.map(({ areaId, name }) => [areaId, name.zh]))
  const documents = new Map<string, string>()
  for (const [communityId, own] of Map.groupBy(facts, (fact) => fact.communityId)) {
    const lines = own.map(({ source, value, validFrom }) => `${validFrom}  ${source}:${value}`)
    const text = ['演示数据 Demo data', `${names.get(communityId)} 报送汇总`, '', ...lines, ''].join('\n')
    const upload = {
      filename: `${names.get(communityId)}报送汇总(演示数据).txt`,
      bytes: new TextEncoder().encode(text),
    }
    const { documentId } = await keepDocument(tx, communityId, upload, { accountId: null, role: 'system' })
    documents.set(communityId, documentId)
  }
  return facts.map((fact) => ({ ...fact, documentId: documents.get(fact.communityId)! }))
}

/** The district looked for every kind of which it has a facility: what a community lacks of these, it lacks. */
function surveyOf({ areas, facilities, month }: DemoDistrict): LoadedFact {
  const { areaId } = areas[0]!
  const year = Number(month.slice(0, 4)) - 1
  return {
    ...{ communityId: areaId, subjectKind: 'area', subjectId: areaId, term: SURVEY },
    value: [...new Set(facilities.map(({ kind }) => kind))].sort(),
    ...{ validFrom: `${year}-01-01`, validTo: null, recordedAt: `${year}-12-02T09:00:00+08:00` },
    ...{ source: `设施普查(${year}年度)`, grade: 'P', enteredRole: 'task-force', generated: true },
  }
}

function factsOf({ areas, facilities, projects, facts }: DemoDistrict): LoadedFact[] {
  const tenants = new Map([
    ...facilities.map(({ facilityId, communityId }) => [`facility ${facilityId}`, communityId] as const),
    ...projects.map((p) => [`project ${p.projectId}`, p.communityIds[0] ?? p.townId] as const),
    ...areas.map(({ areaId }) => [`area ${areaId}`, areaId] as const),
  ])
  const communities = new Set(areas.filter(({ level }) => level === 'community').map(({ areaId }) => areaId))
  return facts.map((fact) => ({
    communityId: tenants.get(`${fact.subjectType} ${fact.subjectId}`)!,
    subjectKind: communities.has(fact.subjectId) ? 'community' : fact.subjectType,
    subjectId: fact.subjectId,
    term: fact.term,
    value: typeof fact.value === 'boolean' ? (fact.value ? 'yes' : 'no') : fact.value,
    validFrom: fact.periodFrom,
    validTo: fact.periodTo,
    recordedAt: fact.recordedAt,
    source: fact.document,
    grade: 'P',
    enteredRole: fact.enteredByRole,
    generated: true,
  }))
}
