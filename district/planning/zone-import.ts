import type { Datum } from '#core/geo/datum.ts'
import type { ImportReport } from '#foundation/place/contract.ts'
import { areaShapes, areas } from '#foundation/place/read.ts'
import { Ground } from '#foundation/place/rules/ground.ts'
import { guessFileDatum, placeOf } from '#foundation/place/rules/import.ts'
import { type Rejection, reject, type SourceRow } from '#foundation/place/rules/import-rows.ts'
import { innerPoint, type Shape } from '#foundation/place/rules/shape.ts'
import { recordImport } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { reading } from '#platform/http/reading.ts'
import type { Upload } from '#platform/http/server.ts'
import { type Column, parseTable } from '#platform/spreadsheet/columns.ts'
import { headerKey, headerKeysOf } from '#platform/spreadsheet/header.ts'
import { withOutlines } from '#platform/spreadsheet/outlines.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { cellText, type Table } from '#platform/spreadsheet/table.ts'
import { type Db, inScope } from '#platform/store/db.ts'
import { column } from './candidate-import.ts'
import { refuse } from './contract.ts'
import { lockZones, type NewZone, selectZoneHomes } from './queries/zones.ts'
import { PLANS, type Plan, plans, zoneKinds } from './rules/zones/kinds.ts'
import { addZones } from './write/zones.ts'

const kindColumn = column('kind', 'choice', '类别', 'kind', {
  ...{ required: true, aliases: ['用地性质', '用地代码', '地类', '地类代码'] },
  choices: [...zoneKinds.values()].map(({ id, name, codes }) => ({
    id,
    names: [name.zh, name.en, ...codes],
  })),
  explanation: {
    zh: '名称，或用地用海分类代码；细分代码按前两位',
    en: 'name, or code of the national guide; of a longer code the first two digits',
  },
})

/** Columns of a table of plan zones; coordinates in degrees, their datum is guessed. */
export const zoneColumns: readonly Column[] = [
  column('zone_id', 'code', '编号', 'id', {
    ...{ required: true, unique: true, maxLength: 120, aliases: ['地块编号', '图斑编号'] },
  }),
  column('plan', 'choice', '规划', 'plan', {
    required: true,
    choices: PLANS.map((id) => ({ id, names: [plans[id].name.zh, plans[id].name.en, ...plans[id].aliases] })),
  }),
  kindColumn,
  column('name', 'text', '名称', 'name', { maxLength: 200 }),
  column('from', 'date', '有效自', 'from', { required: true, aliases: ['生效日期', '批准日期'] }),
  column('to', 'date', '有效至', 'to', {
    explanation: { zh: '含当日；空为长期', en: 'the last day it holds; open if empty' },
  }),
  column('wkt', 'text', '边界', 'outline', {
    ...{ maxLength: 1_000_000 },
    explanation: { zh: 'WKT 面；GeoJSON 不用填', en: 'a polygon as WKT; not in GeoJSON' },
  }),
]

/**
 * Keeps the zones of a table in one transaction: all its good rows or, where the file cannot be read, nothing. A zone of
 * this source that is known already is updated, and one whose row says the same is left as it is.
 *
 * @throws DomainError ZONES_REFUSED
 */
export async function importZones(db: Db, caller: Caller, { filename, bytes }: Upload, source: string) {
  const { table, parsed } = await reading(refuse, 'ZONES_REFUSED', async () => {
    const table = withOutlines(await readTable(filename, bytes, { columns: zoneColumns }))
    return { table, parsed: parseTable(withMainCodes(table), zoneColumns) }
  })
  const unread = parsed.rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, reason }): Rejection => ({ row, field: field ?? null, reason })),
  )
  const rows = parsed.rows.map(
    ({ row, values, geometry }): SourceRow => ({
      ...{ row, values: values as SourceRow['values'] },
      ...(geometry && { shape: geometry as Shape }),
    }),
  )
  return await inScope(db, caller.scope, async (tx) => {
    await lockZones(tx)
    const ground = new Ground(await areaShapes(tx, 'community'))
    const { datum, sure } = guessFileDatum(rows, ground)
    const [district] = await areas(tx, 'district')
    const homes = await selectZoneHomes(
      tx,
      source,
      rows.map(({ values }) => values.zone_id as string),
    )
    const judged = rows.map((row) =>
      zoneOf(row, { ground, datum, source, homes, beyond: district?.areaId, writable: within(caller) }),
    )
    const zones = judged.filter((one): one is NewZone => 'zoneId' in one)
    const rejections = judged.filter((one): one is Rejection => 'reason' in one)
    const counts = await addZones(tx, zones)
    const run = { kind: 'plan-zones', filename, bytes, source, datum, datumStated: false, ...counts }
    const kept = await recordImport(tx, caller, { ...run, table, rejections: [...unread, ...rejections] })
    return { filename, datum: datum as ImportReport['datum'], sure, ...counts, ...kept }
  })
}

/** Codes of any level as the first-level class that they are of. */
function withMainCodes(table: Table): Table {
  const keys = new Set(headerKeysOf(kindColumn))
  const at = table.header.findIndex((name) => keys.has(headerKey(name)))
  const rows = table.rows.map((row) => {
    const code = cellText(row.cells[at] ?? null).trim()
    if (!/^\d{1,6}$/.test(code)) return row
    // A code that was a number has lost its zero.
    const whole = code.length % 2 === 0 ? code : `0${code}`
    return { ...row, cells: row.cells.with(at, whole.slice(0, 2)) }
  })
  return { ...table, rows }
}

function within({ scope: { write } }: Caller): (areaId: string) => boolean {
  if (write === '*') return () => true
  const ids = new Set(write)
  return (areaId) => ids.has(areaId)
}

interface Circumstances {
  readonly ground: Ground
  readonly datum: Datum
  readonly source: string
  /** Where each zone of the source belongs so far. */
  readonly homes: ReadonlyMap<string, string>
  /** The district: zones outside every community belong to it. */
  readonly beyond: string | undefined
  readonly writable: (areaId: string) => boolean
}

/** The row as a zone in WGS84, or why it is none. */
function zoneOf(row: SourceRow, about: Circumstances): NewZone | Rejection {
  const place = placeOf(row, about)
  if ('reason' in place) return place
  const { shape } = place
  const given = row.values as Readonly<Record<string, string | undefined>>
  const [from, to] = [given.from!, given.to ?? null]
  if (to !== null && to < from)
    return reject(
      row.row,
      'to',
      `有效至 ${to} 早于有效自 ${from}`,
      `it ends on ${to}, before it begins on ${from}`,
    )
  if (shape?.type !== 'Polygon' && shape?.type !== 'MultiPolygon')
    return reject(row.row, 'geometry', '缺少边界：需要一个面', 'the outline is missing: a polygon is needed')
  const communityId = about.ground.communityAt(...innerPoint(shape)) ?? about.beyond
  if (communityId === undefined)
    return reject(
      row.row,
      'geometry',
      '不在任何社区内，也没有区',
      'it is in no community, and there is no district',
    )
  const zoneId = given.zone_id!
  const outside = [communityId, about.homes.get(zoneId) ?? communityId].find((id) => !about.writable(id))
  if (outside !== undefined)
    return reject(
      row.row,
      null,
      `${outside} 不在您的管辖范围内`,
      `${outside} is outside the area you may write`,
    )
  return {
    ...{ communityId, zoneId, source: about.source, shape, from, to, generated: false },
    ...{ plan: given.plan as Plan, kind: given.kind!, name: given.name ?? '' },
  }
}
