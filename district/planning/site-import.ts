import { convertDatum, type Datum, guessDatum } from '#core/geo/datum.ts'
import type { ImportReport } from '#foundation/place/contract.ts'
import { areaShapes } from '#foundation/place/read.ts'
import { mapPositions } from '#foundation/place/rules/geometry.ts'
import { Ground } from '#foundation/place/rules/ground.ts'
import type { Rejection } from '#foundation/place/rules/import-rows.ts'
import { innerPoint, type Shape } from '#foundation/place/rules/shape.ts'
import { recordImport } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { reading } from '#platform/http/reading.ts'
import type { Upload } from '#platform/http/server.ts'
import { type Column, parseTable } from '#platform/spreadsheet/columns.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import { column, communityFor, reject } from './candidate-import.ts'
import { refuse } from './contract.ts'
import { type NewSite, selectSiteKeys, upsertSites } from './queries/sites.ts'
import { programmes } from './rules/works/kinds.ts'

/** Columns of a table of programme sites; coordinates in degrees, their datum is guessed. GeoJSON may give plots. */
export const siteColumns: readonly Column[] = [
  column('site_id', 'code', '编号', 'id', { required: true, unique: true, maxLength: 120 }),
  column('programme', 'choice', '项目类别', 'programme', {
    required: true,
    choices: [...programmes.values()].map(({ id, name }) => ({ id, names: [name.zh, name.en] })),
  }),
  column('name', 'text', '名称', 'name', { required: true, maxLength: 200 }),
  column('lon', 'number', '经度', 'longitude', { min: -180, max: 180 }),
  column('lat', 'number', '纬度', 'latitude', { min: -90, max: 90 }),
  column('from', 'date', '开始日期', 'from', { required: true }),
  column('to', 'date', '结束日期', 'to', { required: true }),
  column('digs', 'boolean', '是否开挖', 'digs', {
    explanation: { zh: '空则按项目类别', en: 'by the programme if empty' },
  }),
  column('holder', 'text', '实施单位', 'holder', { maxLength: 200 }),
]

interface Row {
  readonly row: number
  readonly site: Omit<NewSite, 'communityId'>
}

/**
 * Keeps the programme sites of a table in one transaction: all its good rows or, where the file cannot be read, nothing.
 *
 * @throws DomainError SITES_REFUSED
 */
export async function importSites(db: Db, caller: Caller, { filename, bytes }: Upload, source: string) {
  const { table, parsed } = await reading(refuse, 'SITES_REFUSED', async () => {
    const table = await readTable(filename, bytes, { columns: siteColumns })
    return { table, parsed: parseTable(table, siteColumns) }
  })
  const unread = parsed.rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, reason }): Rejection => ({ row, field: field ?? null, reason })),
  )
  const read = parsed.rows.map((row) => rowOf(row, source))
  const rows = read.filter((row): row is Row => 'site' in row)
  const unfit = read.filter((row): row is Rejection => !('site' in row))
  return await inScope(db, caller.scope, async (tx) => {
    const ground = new Ground(await areaShapes(tx, 'community'))
    const { datum, sure } = guessDatum(
      rows.map(({ site }) => innerPoint(site.shape)),
      (lon, lat) => (ground.communityAt(lon, lat) === undefined ? 1 : 0),
    )
    const { sound, rejections } = sift(rows, ground, datum, caller, await homesOf(tx, source))
    const counts = await upsertSites(tx, sound)
    const run = { kind: 'programme-sites', filename, bytes, source, datum, datumStated: false, ...counts }
    const all = [...unread, ...unfit, ...rejections]
    const kept = await recordImport(tx, caller, { ...run, table, rejections: all })
    return { filename, datum: datum as ImportReport['datum'], sure, ...counts, ...kept }
  })
}

/** By id: the community in which a site of this source is. */
async function homesOf(tx: Tx, source: string): Promise<ReadonlyMap<string, string>> {
  const known = await selectSiteKeys(tx)
  return new Map(
    known.filter((site) => site.source === source).map((site) => [site.siteId, site.communityId]),
  )
}

type Parsed = ReturnType<typeof parseTable>['rows'][number]

/** The row as a site, or why it is none. */
function rowOf({ row, values, geometry }: Parsed, source: string): Row | Rejection {
  const given = values as Readonly<Record<string, string | number | boolean | undefined>>
  const shape = shapeOf(geometry as Shape | undefined, given)
  if (!shape) return reject(row, 'lon', '缺少经纬度、点位或范围', 'there is neither a point nor a plot')
  const [from, to] = [String(given.from), String(given.to)]
  if (to < from) return reject(row, 'to', '结束早于开始', 'it ends before it begins')
  const programme = String(given.programme)
  const digs = given.digs === undefined ? programmes.get(programme)!.digs : given.digs === true
  const site = {
    ...{ siteId: String(given.site_id), programme, name: String(given.name), shape, from, to, digs, source },
    ...{ holder: String(given.holder ?? ''), generated: false, beforeDocument: null, afterDocument: null },
  }
  return { row, site }
}

function shapeOf(geometry: Shape | undefined, given: Readonly<Record<string, unknown>>): Shape | undefined {
  if (geometry?.type === 'Point' || geometry?.type === 'Polygon') return geometry
  if (geometry || typeof given.lon !== 'number' || typeof given.lat !== 'number') return undefined
  return { type: 'Point', coordinates: [given.lon, given.lat] }
}

/** Rows in WGS84 with their community. A site is never taken away, so it cannot move into another community. */
function sift(
  rows: readonly Row[],
  ground: Ground,
  datum: Datum,
  caller: Caller,
  homes: ReadonlyMap<string, string>,
) {
  const rejections: Rejection[] = []
  const sound = rows.flatMap(({ row, site }): NewSite[] => {
    const shape = mapPositions(site.shape, (lon, lat) => convertDatum(lon, lat, datum, 'WGS84'))
    const communityId = communityFor(
      row,
      innerPoint(site.shape),
      ground.communityAt(...innerPoint(shape)),
      caller,
    )
    if (typeof communityId !== 'string') {
      rejections.push(communityId)
      return []
    }
    const home = homes.get(site.siteId)
    if (home === undefined || home === communityId) return [{ ...site, shape, communityId }]
    rejections.push(
      reject(
        row,
        'lon',
        `该点登记在社区 ${home}，不能移到 ${communityId}`,
        `it is a site of ${home} and cannot move`,
      ),
    )
    return []
  })
  return { sound, rejections }
}
