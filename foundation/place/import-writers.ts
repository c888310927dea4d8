import { createHash } from 'node:crypto'
import type { Tx } from '#platform/store/db.ts'
import type { ImportKind } from './contract.ts'
import * as queries from './queries/import.ts'
import { areas as knownAreas } from './read.ts'
import { type Candidates, type Imported, type Rejection, reject } from './rules/import-rows.ts'
import type { NewDwelling, NewPopulation } from './rules/places.ts'
import { loadPlaces } from './write.ts'

export interface Written {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly rejections: readonly Rejection[]
}

interface Into {
  readonly source: string
  readonly writable: (areaId: string) => boolean
}

/** Writes the good rows of a file of each kind; what only the store can tell is wrong comes back as rejections. */
export const importers: {
  readonly [K in ImportKind]: (tx: Tx, candidates: Candidates[K], into: Into) => Promise<Written>
} = { areas, estates, buildings, dwellings, facilities }

const LEVEL_ABOVE = { district: null, town: 'district', community: 'town' } as const

async function areas(tx: Tx, candidates: Candidates['areas'], { source }: Into): Promise<Written> {
  const known = new Map((await knownAreas(tx)).map(({ areaId, level }) => [areaId, level]))
  const levels = new Map([...known, ...candidates.map(({ value }) => [value.areaId, value.level] as const)])
  const { good, rejections } = sift(candidates, ({ row, value: { level, parentId } }) => {
    if (parentId === null || levels.get(parentId) === LEVEL_ABOVE[level]) return undefined
    return levels.has(parentId)
      ? reject(row, 'parent_id', `${parentId} 不是上一级区域`, `${parentId} is not one level above`)
      : reject(row, 'parent_id', `没有区域 ${parentId}`, `there is no area ${parentId}`)
  })
  // A rejected parent takes along what is below it.
  const gone = new Set(
    rejections.map(({ row }) => candidates.find((found) => found.row === row)!.value.areaId),
  )
  const { good: standing, rejections: orphans } = sift(good, ({ row, value: { parentId } }) =>
    parentId !== null && gone.has(parentId) && !known.has(parentId)
      ? reject(row, 'parent_id', `上级 ${parentId} 未能导入`, `its parent ${parentId} was not imported`)
      : undefined,
  )
  const { areas: changed = 0 } = await loadPlaces(tx, source, { areas: standing.map(({ value }) => value) })
  return counted(standing, known, changed, [...rejections, ...orphans])
}

async function estates(tx: Tx, candidates: Candidates['estates'], into: Into): Promise<Written> {
  const known = byId(await queries.knownEstates(tx, keysOf(candidates)))
  const { good, rejections } = sift(candidates, (candidate) => taken(candidate, known, 'estate_id', into))
  const rows = good.map(({ key, value }) => ({ ...value, ...homeOf(known, key) }))
  const { estates: changed = 0 } = await loadPlaces(tx, into.source, { estates: rows })
  return counted(good, known, changed, rejections)
}

async function buildings(tx: Tx, candidates: Candidates['buildings'], into: Into): Promise<Written> {
  const known = byId(await queries.knownBuildings(tx, keysOf(candidates)))
  const clash = await houseCodeClash(tx, 'building', candidates)
  const { good, rejections } = sift(
    candidates,
    (candidate) => taken(candidate, known, 'building_id', into) ?? clash(candidate),
  )
  const population = new Map((await queries.knownPopulation(tx, keysOf(good))).map((row) => [row.id, row]))
  const rows = good.map(({ key, value: { population: people, ...building } }) => {
    const home = homeOf(known, key)
    return { building: { ...building, ...home }, people: people && { ...people, ...home } }
  })
  // Buildings whose people change are written apart, so that a row with both changed counts once.
  const moved = rows.filter(({ people }) => people && !samePeople(people, population.get(people.buildingId)))
  const rest = rows.filter((row) => !moved.includes(row))
  await loadPlaces(tx, into.source, {
    buildings: moved.map(({ building }) => building),
    population: moved.map(({ people }) => people!),
  })
  const { buildings: changed = 0 } = await loadPlaces(tx, into.source, {
    buildings: rest.map(({ building }) => building),
  })
  return counted(good, known, changed + moved.length, rejections)
}

const samePeople = (
  { households, people }: NewPopulation,
  before: { households: number; people: number[] } | undefined,
) => before?.households === households && before.people.join() === Array.from(people).join()

async function dwellings(tx: Tx, candidates: Candidates['dwellings'], into: Into): Promise<Written> {
  const known = byId(await queries.knownDwellings(tx, keysOf(candidates)))
  const homes = byId(
    await queries.knownBuildings(tx, [...new Set(candidates.map(({ value }) => value.buildingId))]),
  )
  const clash = await houseCodeClash(tx, 'dwelling', candidates)
  const { good, rejections } = sift(candidates, (candidate) => {
    const { row, value } = candidate
    const home = homes.get(value.buildingId)
    if (!home)
      return reject(
        row,
        'building_id',
        `没有楼栋 ${value.buildingId}`,
        `there is no building ${value.buildingId}`,
      )
    if (!into.writable(home.communityId)) return notYours(row, home.communityId)
    return taken(candidate, known, 'dwelling_id', into) ?? clash(candidate)
  })
  const rows = good.map(
    ({ value }): NewDwelling => ({ ...value, communityId: homes.get(value.buildingId)!.communityId }),
  )
  const { dwellings: changed = 0 } = await loadPlaces(tx, into.source, { dwellings: rows })
  return counted(good, known, changed, rejections)
}

async function facilities(tx: Tx, candidates: Candidates['facilities'], into: Into): Promise<Written> {
  const rows = await queries.knownFacilities(tx, into.source, keysOf(candidates))
  const known = new Map(rows.map((row) => [row.externalId, row]))
  const areas = new Set((await knownAreas(tx, 'community')).map(({ areaId }) => areaId))
  const { good, rejections } = sift(candidates, ({ row, key, value: { sharedWith, communityId } }) => {
    const before = known.get(key)
    if (before && !into.writable(before.communityId)) return notYours(row, before.communityId)
    const stranger = sharedWith.find((id) => !areas.has(id) || id === communityId)
    if (stranger === undefined) return undefined
    return areas.has(stranger)
      ? reject(row, 'shared_with', '共享社区不能是所在社区', 'it lies in the community it is shared with')
      : reject(row, 'shared_with', `没有社区 ${stranger}`, `there is no community ${stranger}`)
  })
  const bound = new Set<string>()
  // A row cannot change its tenant: a facility that moved to another community is taken out and put in there.
  for (const { row, key, value } of good) {
    const before = known.get(key)
    if (!before || before.communityId === value.communityId) continue
    if (await queries.removeFacility(tx, before.communityId, before.id)) continue
    bound.add(key)
    rejections.push(boundTo(row, before.communityId))
  }
  const movable = good.filter(({ key }) => !bound.has(key))
  const { facilities: changed = 0 } = await loadPlaces(tx, into.source, {
    facilities: movable.map(({ key, value }) => {
      const { id = newId(into.source, key), openedOn = null, closedOn = null } = known.get(key) ?? {}
      return { ...value, facilityId: id, openedOn, closedOn }
    }),
  })
  return counted(movable, known, changed, rejections)
}

/** Facts belong to the community that they were recorded under, so what they are about stays there. */
const boundTo = (row: number, communityId: string) =>
  reject(
    row,
    'community_id',
    `${communityId} 已有关于该设施的记录，不能改到其他社区`,
    `there are records of it under ${communityId}, so it cannot move to another community`,
  )

/** The id of a facility comes from its source and its id there, so the order of imports makes no difference. */
const newId = (source: string, externalId: string) =>
  `F${createHash('sha256')
    .update(JSON.stringify([source, externalId]))
    .digest('hex')
    .slice(0, 20)}`

const keysOf = (candidates: readonly { key: string }[]) => candidates.map(({ key }) => key)
const byId = (rows: readonly queries.Known[]) => new Map(rows.map((row) => [row.id, row]))

/** A known row stays with its community, even if its outline now leans over the border. */
const homeOf = (known: ReadonlyMap<string, queries.Known>, key: string) => {
  const home = known.get(key)
  return home ? { communityId: home.communityId } : {}
}

const notYours = (row: number, areaId: string) =>
  reject(row, null, `${areaId} 不在您的管辖范围内`, `${areaId} is outside the area you may write`)

/** An id means one thing: a row of another source is not overwritten, nor one outside the caller's area. */
function taken(
  { row, key }: Imported<unknown>,
  known: ReadonlyMap<string, queries.Known>,
  field: string,
  { source, writable }: Into,
): Rejection | undefined {
  const before = known.get(key)
  if (!before) return undefined
  if (!writable(before.communityId)) return notYours(row, before.communityId)
  if (before.source === source) return undefined
  return reject(
    row,
    field,
    `编号“${key}”已由来源“${before.source}”使用`,
    `the id "${key}" is used by the source "${before.source}"`,
  )
}

/** Refuses a house code that another row has, in the file or in the store. */
async function houseCodeClash(
  tx: Tx,
  table: 'building' | 'dwelling',
  candidates: readonly Imported<{ houseCode: string | null }>[],
) {
  const codes = candidates.flatMap(({ value }) => value.houseCode ?? [])
  const holders = Map.groupBy(
    [
      ...(await queries.houseCodeHolders(tx, table, codes)).map(({ id, houseCode }) => ({
        id,
        houseCode: houseCode!,
      })),
      ...candidates.flatMap(({ key, value }) =>
        value.houseCode === null ? [] : [{ id: key, houseCode: value.houseCode }],
      ),
    ],
    ({ houseCode }) => houseCode,
  )
  return ({
    row,
    key,
    value: { houseCode },
  }: Imported<{ houseCode: string | null }>): Rejection | undefined => {
    const other = houseCode === null ? undefined : holders.get(houseCode)!.find(({ id }) => id !== key)
    if (!other) return undefined
    const [zh, en] = [
      `房屋编码 ${houseCode} 已属于 ${other.id}`,
      `the house code ${houseCode} belongs to ${other.id}`,
    ]
    return reject(row, 'house_code', zh, en)
  }
}

function sift<T>(candidates: readonly T[], refusal: (candidate: T) => Rejection | undefined) {
  const rejections: Rejection[] = []
  const good = candidates.filter((candidate) => {
    const found = refusal(candidate)
    if (found) rejections.push(found)
    return !found
  })
  return { good, rejections }
}

/** `changed` rows were written, new ones among them. */
function counted(
  good: readonly { key: string }[],
  known: ReadonlyMap<string, unknown>,
  changed: number,
  rejections: readonly Rejection[],
): Written {
  const inserted = good.filter(({ key }) => !known.has(key)).length
  return { inserted, updated: changed - inserted, unchanged: good.length - changed, rejections }
}
