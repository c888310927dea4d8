import type { Datum } from '#core/geo/datum.ts'
import type { Sentence } from '#core/language/language.ts'
import { AGE_BANDS, type ImportKind } from '../contract.ts'
import type { Ground } from './ground.ts'
import { facilityKinds } from './kinds.ts'
import type { NewArea, NewBuilding, NewDwelling, NewEstate, NewFacility, NewPopulation } from './places.ts'
import { innerPoint, type Shape } from './shape.ts'

/** One row of an import file, its cells read as their columns want them; empty ones are not in it. */
export interface SourceRow {
  /** Row in the file, counted from 1 as a spreadsheet does; of GeoJSON the feature's number. */
  readonly row: number
  readonly values: Readonly<Record<string, string | number | boolean | undefined>>
  readonly shape?: Shape
}

/** Why one row is not imported. */
export interface Rejection {
  readonly row: number
  readonly field: string | null
  readonly reason: Sentence
}

/** A facility outside every community belongs to the nearest one within this. Product default. */
export const NEAREST_WITHIN_M = 2000

/** What an imported row becomes, before its key is looked up in the store. */
export interface Candidates {
  areas: Imported<NewArea>[]
  estates: Imported<NewEstate>[]
  buildings: Imported<NewBuilding & { population: NewPopulation | null }>[]
  dwellings: Imported<Omit<NewDwelling, 'communityId'>>[]
  /** `facilityId` is the one a new facility gets; a known one keeps its own. */
  facilities: Imported<Omit<NewFacility, 'facilityId'>>[]
}
export interface Imported<T> {
  readonly row: number
  /** Under this the row is found again in a later import. */
  readonly key: string
  readonly value: T
}

/** What a file is judged against. */
export interface Circumstances {
  readonly ground: Ground
  readonly source: string
  readonly datum: Datum
  /** Whether the caller may write rows of an area. */
  readonly writable: (areaId: string) => boolean
}

/** A row whose place is known. */
export interface Draft {
  readonly row: number
  readonly cells: SourceRow['values']
  /** In WGS84. */
  readonly shape: Shape | null
}

export const reject = (row: number, field: string | null, zh: string, en: string): Rejection => ({
  ...{ row, field },
  reason: { zh, en },
})

type Cell = SourceRow['values'][string]
const text = (cell: Cell) => (cell as string | undefined) ?? null
const number = (cell: Cell) => (cell as number | undefined) ?? null
const nameOf = (cells: Draft['cells']) => ({
  zh: cells.name_zh as string,
  en: text(cells.name_en) ?? (cells.name_zh as string),
})

type Maker = (draft: Draft, circumstances: Circumstances) => Imported<unknown> | Rejection

/** What makes a row of each kind, or says why it cannot be. */
export const rowMakers: Readonly<Record<ImportKind, Maker>> = {
  areas: areaOf,
  estates: estateOf,
  buildings: buildingOf,
  dwellings: dwellingOf,
  facilities: facilityOf,
}

const notAnOutline = (row: number) =>
  reject(row, 'geometry', '缺少边界：需要一个面', 'the outline is missing: a polygon is needed')
const notYours = (row: number, areaId: string) =>
  reject(row, null, `${areaId} 不在您的管辖范围内`, `${areaId} is outside the area you may write`)
const isPolygon = (shape: Shape | null): shape is Shape =>
  shape?.type === 'Polygon' || shape?.type === 'MultiPolygon'

function areaOf(
  { row, cells, shape }: Draft,
  { source, writable }: Circumstances,
): Imported<NewArea> | Rejection {
  const areaId = cells.area_id as string
  const level = cells.level as NewArea['level']
  const parentId = text(cells.parent_id)
  if (!/^[0-9A-Za-z_-]{1,40}$/.test(areaId))
    return reject(row, 'area_id', '代码只能有字母、数字和 - _', 'a code has letters, digits, - and _ only')
  if (!isPolygon(shape)) return notAnOutline(row)
  if ((level === 'district') !== (parentId === null))
    return reject(
      row,
      'parent_id',
      '区没有上级，镇街和社区必须有上级',
      'a district has no parent; towns and communities need one',
    )
  if (!writable(areaId) && !(parentId !== null && writable(parentId))) return notYours(row, areaId)
  const settlement =
    level === 'community' ? ((cells.settlement as 'urban' | 'rural' | undefined) ?? 'urban') : null
  const managed = cells.managed !== false
  const value = {
    areaId,
    level,
    settlement,
    parentId,
    name: nameOf(cells),
    shape,
    managed,
    source,
    generated: false,
  }
  return { row, key: areaId, value }
}

/** Where a shape's community is, or why the row cannot be placed. */
function communityOf(
  { row, shape }: Draft,
  { ground, writable }: Circumstances,
  reach_m = 0,
): string | Rejection {
  const [lon, lat] = innerPoint(shape!)
  const communityId = ground.communityAt(lon, lat) ?? ground.communityNear(lon, lat, reach_m)
  if (communityId === undefined) {
    const at = `${lon.toFixed(5)}, ${lat.toFixed(5)}`
    const most = reach_m > 0 ? [`，${reach_m} 米内也没有社区`, `, nor within ${reach_m} m of one`] : ['', '']
    return reject(row, 'geometry', `${at} 不在任何社区内${most[0]}`, `${at} is in no community${most[1]}`)
  }
  return writable(communityId) ? communityId : notYours(row, communityId)
}

function estateOf(draft: Draft, circumstances: Circumstances): Imported<NewEstate> | Rejection {
  const { row, cells, shape } = draft
  if (!isPolygon(shape)) return notAnOutline(row)
  const communityId = communityOf(draft, circumstances)
  if (typeof communityId !== 'string') return communityId
  const estateId = cells.estate_id as string
  const kind = (cells.kind as NewEstate['kind'] | undefined) ?? 'gated'
  const value = {
    communityId,
    estateId,
    name: nameOf(cells),
    kind,
    builtYear: number(cells.built_year),
    shape,
  }
  return { row, key: estateId, value: { ...value, source: circumstances.source, generated: false } }
}

function buildingOf(draft: Draft, circumstances: Circumstances): Candidates['buildings'][number] | Rejection {
  const { row, cells, shape } = draft
  const buildingId = text(cells.building_id) ?? text(cells.house_code)
  if (buildingId === null)
    return reject(
      row,
      'building_id',
      '楼栋编号和房屋编码都为空',
      'both the id and the house code are missing',
    )
  if (shape === null) return reject(row, 'geometry', '缺少位置', 'the place is missing')
  const communityId = communityOf(draft, circumstances)
  if (typeof communityId !== 'string') return communityId
  const provenance = { source: circumstances.source, generated: false }
  const population = populationOf(draft, { communityId, buildingId, ...provenance })
  if (population && 'reason' in population) return population
  const [lon, lat] = innerPoint(shape)
  const value = {
    ...{ communityId, buildingId, estateId: null, lon, lat, shape, population, ...provenance },
    use: (cells.use as NewBuilding['use'] | undefined) ?? 'residential',
    heightM: number(cells.height_m),
    storeys: number(cells.storeys),
    builtYear: number(cells.built_year),
    houseCode: text(cells.house_code),
  }
  return { row, key: buildingId, value }
}

function populationOf(
  { row, cells }: Draft,
  of: Omit<NewPopulation, 'households' | 'people'>,
): NewPopulation | Rejection | null {
  const counts = [cells.households, ...AGE_BANDS.map((band) => cells[`people_${band}`])]
  if (counts.every((count) => count === undefined)) return null
  const missing = ['households', ...AGE_BANDS.map((band) => `people_${band}`)][counts.indexOf(undefined)]
  if (missing !== undefined)
    return reject(
      row,
      missing,
      '户数和七个年龄段的人数要么全填，要么全空',
      'give households and people of all seven age bands, or none',
    )
  const [households, ...people] = counts as number[]
  return { ...of, households: households!, people }
}

function dwellingOf(
  { row, cells }: Draft,
  { source }: Circumstances,
): Candidates['dwellings'][number] | Rejection {
  const dwellingId = text(cells.dwelling_id) ?? text(cells.house_code)
  if (dwellingId === null)
    return reject(
      row,
      'dwelling_id',
      '户室编号和房屋编码都为空',
      'both the id and the house code are missing',
    )
  const value = {
    ...{ dwellingId, buildingId: cells.building_id as string, unit: cells.unit as string },
    ...{ floor: number(cells.floor), floorAreaM2: number(cells.floor_area_m2) },
    ...{ houseCode: text(cells.house_code), source, generated: false },
  }
  return { row, key: dwellingId, value }
}

/** Codes in a cell, each once and in order. */
const listOf = (cell: string | null) =>
  [...new Set((cell ?? '').normalize('NFKC').split(/[;,、\s]+/))].filter(Boolean).sort()

function facilityOf(
  draft: Draft,
  circumstances: Circumstances,
): Candidates['facilities'][number] | Rejection {
  const { row, cells, shape } = draft
  if (shape === null) return reject(row, 'lon', '缺少位置', 'the place is missing')
  const communityId = communityOf(draft, circumstances, NEAREST_WITHIN_M)
  if (typeof communityId !== 'string') return communityId
  const [lon, lat] = innerPoint(shape)
  const kind = cells.kind as string
  const name = nameOf(cells)
  // Ten metres: the same place typed again with fewer digits is still the same.
  const externalId = text(cells.external_id) ?? `${kind} ${name.zh} ${lon.toFixed(4)} ${lat.toFixed(4)}`
  const capacity = number(cells.capacity)
  const unit = text(cells.capacity_unit) ?? facilityKinds.get(kind)!.capacityUnit
  const value = {
    ...{ communityId, kind, name, lon, lat, externalId, capacity },
    areaM2: number(cells.area_m2),
    capacityUnit: capacity === null ? null : unit,
    hours: text(cells.hours),
    floor: text(cells.floor),
    ageBands: null,
    sharedWith: listOf(text(cells.shared_with)),
    ...{ source: circumstances.source, generated: false },
  }
  return { row, key: externalId, value }
}
