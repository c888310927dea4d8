import { convertDatum, type Datum, guessDatum } from '#core/geo/datum.ts'
import type { ImportReport } from '#foundation/place/contract.ts'
import { areaShapes } from '#foundation/place/read.ts'
import { Ground } from '#foundation/place/rules/ground.ts'
import type { Rejection } from '#foundation/place/rules/import-rows.ts'
import { recordImport } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { reading } from '#platform/http/reading.ts'
import type { Upload } from '#platform/http/server.ts'
import { type Column, parseTable } from '#platform/spreadsheet/columns.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { type Db, inScope } from '#platform/store/db.ts'
import { type Candidate, refuse } from './contract.ts'
import { upsertCandidates } from './queries.ts'
import { candidateKinds } from './rules/candidates.ts'
import { CANDIDATE_KINDS } from './rules/catalogue.ts'

/** A column of a table that is imported here. */
export const column = (
  id: string,
  type: Column['type'],
  zh: string,
  en: string,
  more: Partial<Column> = {},
) => ({ id, type, header: { zh, en }, ...more }) satisfies Column

/** Columns of a table of candidates; coordinates in degrees, their datum is guessed. */
export const candidateColumns: readonly Column[] = [
  column('candidate_id', 'code', '编号', 'id', { required: true, unique: true, maxLength: 120 }),
  column('kind', 'choice', '类别', 'kind', {
    required: true,
    choices: CANDIDATE_KINDS.map((id) => ({ id, names: [candidateKinds[id].zh, candidateKinds[id].en] })),
  }),
  column('name', 'text', '名称', 'name', { required: true, maxLength: 200 }),
  column('lon', 'number', '经度', 'longitude', { min: -180, max: 180 }),
  column('lat', 'number', '纬度', 'latitude', { min: -90, max: 90 }),
  column('area_m2', 'number', '面积（平方米）', 'area (m2)', { min: 0.01, max: 1e7 }),
  column('cost_yuan', 'number', '费用（元）', 'cost (yuan)', {
    ...{ min: 0, max: 1e12 },
    explanation: { zh: '空则按干预方式目录估算', en: 'by the catalogue of interventions if empty' },
  }),
  column('holder', 'text', '权属单位', 'holder', { maxLength: 200 }),
]

interface Row {
  readonly row: number
  readonly lon: number
  readonly lat: number
  readonly candidate: Omit<Candidate, 'communityId' | 'lon' | 'lat'>
}

/**
 * Keeps the candidates of a table in one transaction: all its good rows or, where the file cannot be read, nothing. A
 * candidate that is known already is updated, and one whose row says the same is left as it is.
 *
 * @throws DomainError CANDIDATES_REFUSED
 */
export async function importCandidates(db: Db, caller: Caller, { filename, bytes }: Upload, source: string) {
  const { table, parsed } = await reading(refuse, 'CANDIDATES_REFUSED', async () => {
    const table = await readTable(filename, bytes, { columns: candidateColumns })
    return { table, parsed: parseTable(table, candidateColumns) }
  })
  const unread = parsed.rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, reason }): Rejection => ({ row, field: field ?? null, reason })),
  )
  const placed = parsed.rows.flatMap((row): Row[] => rowOf(row, source))
  const read = new Set(placed.map(({ row }) => row))
  const nowhere = parsed.rows
    .filter(({ row }) => !read.has(row))
    .map(({ row }) =>
      reject(row, 'lon', '缺少经纬度或点位', 'there is no longitude and latitude, and no point'),
    )
  return await inScope(db, caller.scope, async (tx) => {
    const ground = new Ground(await areaShapes(tx, 'community'))
    const { datum, sure } = guessDatum(
      placed.map(({ lon, lat }) => [lon, lat] as const),
      (lon, lat) => (ground.communityAt(lon, lat) === undefined ? 1 : 0),
    )
    const { sound, rejections } = sift(placed, ground, datum, caller)
    const counts = await upsertCandidates(tx, sound)
    const run = { kind: 'candidates', filename, bytes, source, datum, datumStated: false, ...counts }
    const all = [...unread, ...nowhere, ...rejections]
    const kept = await recordImport(tx, caller, { ...run, table, rejections: all })
    return { filename, datum: datum as ImportReport['datum'], sure, ...counts, ...kept }
  })
}

type Parsed = ReturnType<typeof parseTable>['rows'][number]

/** The row as a candidate; none where it has no place. */
function rowOf({ row, values, geometry }: Parsed, source: string): Row[] {
  const given = values as Readonly<Record<string, string | number | undefined>>
  const point = geometry?.type === 'Point' ? geometry.coordinates : [given.lon, given.lat]
  const [lon, lat] = point as readonly (number | undefined)[]
  if (lon === undefined || lat === undefined) return []
  const candidate = {
    ...{ candidateId: String(given.candidate_id), kind: given.kind as Candidate['kind'] },
    ...{ name: String(given.name), source, holder: String(given.holder ?? ''), generated: false },
    areaM2: given.area_m2 === undefined ? null : Number(given.area_m2),
    costFen: given.cost_yuan === undefined ? null : Math.round(Number(given.cost_yuan) * 100),
  }
  return [{ row, lon, lat, candidate }]
}

export const reject = (row: number, field: string, zh: string, en: string): Rejection => ({
  ...{ row, field, reason: { zh, en } },
})

/** Rows in WGS84 with their community; those that lie in none, or in one of others, are rejected. */
function sift(rows: readonly Row[], ground: Ground, datum: Datum, caller: Caller) {
  const rejections: Rejection[] = []
  const sound = rows.flatMap(({ row, candidate, ...at }): Candidate[] => {
    const [lon, lat] = convertDatum(at.lon, at.lat, datum, 'WGS84')
    const communityId = communityFor(row, [at.lon, at.lat], ground.communityAt(lon, lat), caller)
    if (typeof communityId === 'string') return [{ ...candidate, communityId, lon, lat }]
    rejections.push(communityId)
    return []
  })
  return { sound, rejections }
}

/** The community that a row's place lies in, or why it is no place of theirs; `at` is as the file has it. */
export function communityFor(
  row: number,
  [lon, lat]: readonly [lon: number, lat: number],
  communityId: string | undefined,
  { scope }: Caller,
): string | Rejection {
  if (communityId === undefined)
    return reject(
      row,
      'lon',
      `坐标 ${lon}, ${lat} 不在本区任何社区内`,
      `${lon}, ${lat} lies in no community of the district`,
    )
  if (scope.write !== '*' && !scope.write.includes(communityId))
    return reject(
      row,
      'lon',
      `社区 ${communityId} 不在您的管辖范围内`,
      `${communityId} is outside the area you may write`,
    )
  return communityId
}
