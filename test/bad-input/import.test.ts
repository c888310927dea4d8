import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { convertDatum } from '#core/geo/datum.ts'
import { importFacts } from '#foundation/evidence/import.ts'
import { factsAsOf } from '#foundation/evidence/read.ts'
import type { ImportKind } from '#foundation/place/contract.ts'
import { importFile } from '#foundation/place/import.ts'
import { facilitiesForDiagnosis } from '#foundation/place/read.ts'
import { COMMUNITIES, corner, square, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { DomainError } from '#platform/http/errors.ts'
import { zipOf } from '#platform/input/zip-fixture.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { bowTie, csv, EMPTY, gbk, geojson, NOISE, OLD_EXCEL, PDF, xlsx } from './files.ts'

const { db, owner } = await testDb()
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))
const clerk: Caller = {
  accountId: 'a-1',
  name: 'Clerk',
  role: 'town',
  rights: new Set(['place.import']),
  scope: { ...wholeScope, accountId: 'a-1' },
}
const importAs = (kind: ImportKind | 'facts', filename: string, bytes: Uint8Array, datum?: 'WGS84') =>
  kind === 'facts'
    ? importFacts(db, clerk, { filename, bytes }, '季报')
    : importFile(db, clerk, { kind, source: '普查', datum, upload: { filename, bytes } })

/** That a file was tried, by whom, and which rows came back: the only tables a refused file may add to. */
const RECORDS = ['import_run', 'audit_entry']

/** Number of rows and checksum of every other table. */
async function everyTable(): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by 1`.execute(owner)
  const sums = new Map<string, string>()
  for (const { name } of tables) {
    if (RECORDS.includes(name)) continue
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
      from ${sql.table(name)} t`.execute(owner)
    sums.set(name, rows[0]!.sum)
  }
  return sums
}

interface Fault {
  readonly file?: string
  readonly row?: number | null
  readonly field?: string | null
  readonly reason: { readonly zh: string; readonly en: string }
}

/** What an import says is wrong: thrown for a file as a whole, in the report for its rows. */
async function faultsOf(kind: ImportKind | 'facts', name: string, bytes: Uint8Array): Promise<Fault[]> {
  try {
    const report = await importAs(kind, name, bytes, 'WGS84')
    return [...report.rejectedRows]
  } catch (error) {
    if (error instanceof DomainError) return [...(error.faults as readonly Fault[])]
    throw error
  }
}

type Bad = readonly [
  what: string,
  kind: ImportKind | 'facts',
  name: string,
  content: Uint8Array,
  place: Partial<Pick<Fault, 'row' | 'field'>>,
  en: RegExp,
]

const refuses = (files: readonly Bad[]) =>
  test.each(files)('%s (%s)', async (_, kind, name, content, place, en) => {
    const before = await everyTable()
    const [fault] = await faultsOf(kind, name, content)
    expect(fault).toMatchObject(place)
    expect(fault!.file).toBe(name)
    expect(fault!.reason.en).toMatch(en)
    expect(fault!.reason.zh).toMatch(/\p{Script=Han}/u)
    expect(await everyTable()).toEqual(before)
  })

const [west, south] = corner(0)
const [lon, lat] = [west + 0.004, south + 0.004]
const HEAD = '设施编号,类别,名称,经度,纬度,面积,容量,容量单位,共享社区'
const facility = (
  row: Partial<
    Record<'id' | 'kind' | 'name' | 'lon' | 'lat' | 'area' | 'capacity' | 'unit' | 'shared', string | number>
  >,
) =>
  [
    row.id ?? '1',
    row.kind ?? '药店',
    row.name ?? '东柳',
    row.lon ?? lon,
    row.lat ?? lat,
    row.area ?? '',
    row.capacity ?? '',
    row.unit ?? '',
    row.shared ?? '',
  ].join()
const facilities = (...rows: Parameters<typeof facility>[0][]) => csv(HEAD, ...rows.map(facility))
const cells = [HEAD.split(','), ['1', '药店', '东柳', lon, lat, 80, 3, '', '']]
const cell = (at: string, value: Parameters<typeof xlsx>[0][number][number]) =>
  xlsx(cells, (sheet) => {
    sheet.getCell(at).value = value
  })
const estate = (geometry: object | null) =>
  geojson({ properties: { estate_id: 'e', name_zh: '东柳坊' }, geometry })
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })

describe('a file that cannot be read changes nothing and is refused with the reason:', async () => {
  const good = facilities({})
  const book = await xlsx(cells)
  refuses([
    ['empty', 'facilities', 'f.csv', EMPTY, {}, /is empty/],
    ['noise', 'facilities', 'f.csv', NOISE, {}, /encoding is not recognised/],
    ['a PDF', 'facilities', 'f.pdf', PDF, {}, /./],
    ['the old Excel', 'facilities', 'f.xls', OLD_EXCEL, {}, /wrong kind of file/],
    ['gzip', 'facilities', 'f.csv.gz', gzipSync(good), {}, /wrong kind of file/],
    ['a zip that is no Excel', 'facilities', 'f.xlsx', zipOf({ 'a.txt': 'a' }), {}, /\.xlsx is needed/],
    ['Excel cut off', 'facilities', 'f.xlsx', book.subarray(0, book.length - 200), {}, /damaged|too early/],
    ['Excel with a damaged part', 'facilities', 'f.xlsx', damaged(book), {}, /./],
    ['Excel without rows', 'facilities', 'f.xlsx', await xlsx([]), {}, /contains no/],
    [
      'without a column that is needed',
      'facilities',
      'f.csv',
      csv('名称,经度,纬度', `东柳,${lon},${lat}`),
      {},
      /column .* is missing/,
    ],
    [
      'with a column twice',
      'facilities',
      'f.csv',
      csv(`${HEAD},名称`, `${facility({})},x`),
      {},
      /appears twice/,
    ],
    [
      'quotes that do not pair',
      'facilities',
      'f.csv',
      csv(HEAD, `"1,${facility({})}`),
      {},
      /quotation marks/,
    ],
    [
      'broken JSON',
      'estates',
      'e.geojson',
      csv('{"type":"FeatureCollection",', '"features":[{]}'),
      {},
      /not well formed/,
    ],
    [
      'JSON cut off',
      'estates',
      'e.geojson',
      estate(square(lon, lat, 0.001)).subarray(0, 120),
      {},
      /ends too early/,
    ],
    ['JSON that is no GeoJSON', 'estates', 'e.geojson', csv('{"a":1}'), {}, /FeatureCollection is needed/],
    [
      'Web Mercator',
      'estates',
      'e.geojson',
      csv(
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { type: 'name', properties: { name: 'EPSG:3857' } },
          features: [{ type: 'Feature', properties: {}, geometry: null }],
        }),
      ),
      {},
      /not supported: EPSG:3857/,
    ],
    ['one line of 200 MB', 'facilities', 'f.csv', new Uint8Array(200_000_000).fill(0x41), {}, /too large/],
    ['one line of 60 MB', 'facilities', 'f.csv', new Uint8Array(60_000_000).fill(0x41), {}, /longer than/],
    ['facts in noise', 'facts', 'q.csv', NOISE, {}, /encoding is not recognised/],
    [
      'facts without dates',
      'facts',
      'q.csv',
      csv('社区代码,数据项,数值', `${COMMUNITIES[0]},x,1`),
      {},
      /column .* is missing/,
    ],
  ])
})

/** A byte of the compressed sheet is another. */
function damaged(book: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(book)
  const at = Buffer.from(book).indexOf('xl/worksheets/sheet1.xml') + 60
  for (let i = 0; i < 40; i++) bytes[at + i]! ^= 0x5a
  return bytes
}

describe('a row that is wrong changes nothing and comes back with row, field and reason:', async () => {
  const ring = (...corners: [number, number][]) => corners.map(([x, y]) => [lon + x, lat + y])
  refuses([
    [
      'of an unknown kind',
      'facilities',
      'f.csv',
      facilities({ kind: '宫殿' }),
      { row: 2, field: '类别' },
      /"宫殿" is not one of/,
    ],
    ['without a name', 'facilities', 'f.csv', facilities({ name: '' }), { row: 2, field: '名称' }, /missing/],
    [
      'of an unknown unit of area',
      'facilities',
      'f.csv',
      facilities({ area: '30坪' }),
      { row: 2, field: '面积' },
      /the unit "坪" is not known/,
    ],
    [
      'of a wrong unit',
      'facilities',
      'f.csv',
      facilities({ area: '30人' }),
      { row: 2, field: '面积' },
      /cannot be converted/,
    ],
    [
      'of an unknown unit of capacity',
      'facilities',
      'f.csv',
      facilities({ capacity: 3, unit: '头' }),
      { row: 2, field: '容量单位' },
      /"头" is not one of/,
    ],
    [
      'of words for a number',
      'facilities',
      'f.csv',
      facilities({ capacity: '若干' }),
      { row: 2, field: '容量' },
      /"若干" is not a number/,
    ],
    [
      'less than nothing',
      'facilities',
      'f.csv',
      facilities({ capacity: -1 }),
      { row: 2, field: '容量' },
      /outside the range/,
    ],
    [
      'with swapped coordinates',
      'facilities',
      'f.csv',
      facilities({ lon: lat, lat: lon }),
      { row: 2, field: 'lon' },
      /longitude/,
    ],
    [
      'in metres of a projection',
      'facilities',
      'f.csv',
      facilities({ lon: 550123, lat: 3300456 }),
      { row: 2, field: 'lon' },
      /degrees/,
    ],
    ['of another city', 'facilities', 'f.csv', facilities({ lon: 104.06, lat: 30.66 }), { row: 2 }, /./],
    [
      'shared with a community that is not there',
      'facilities',
      'f.csv',
      facilities({ shared: '330299009' }),
      { row: 2, field: 'shared_with' },
      /330299009/,
    ],
    [
      'with an id twice',
      'facilities',
      'f.csv',
      facilities({}, { name: '另一处' }),
      { field: 'external_id' },
      /row/,
    ],
    [
      'of a failed formula',
      'facilities',
      'f.xlsx',
      await cell('F2', { formula: '1/0', result: { error: '#DIV/0!' } }),
      { row: 2, field: '面积' },
      /#DIV\/0!/,
    ],
    [
      'of a formula never computed',
      'facilities',
      'f.xlsx',
      await cell('F2', { formula: 'G2*3' }),
      { row: 2, field: '面积' },
      /no stored result/,
    ],
    [
      'of a date for a number',
      'facilities',
      'f.xlsx',
      await cell('G2', new Date('2024-05-06')),
      { row: 2, field: '容量' },
      /2024-05-06/,
    ],
    [
      'of a number merged over rows',
      'facilities',
      'f.xlsx',
      await xlsx([...cells, ['2', '药店', '白鹤', lon, lat, 60, '', '', '']], (sheet) =>
        sheet.mergeCells('G2:G3'),
      ),
      { row: 2, field: '容量' },
      /merged over rows 2 to 3/,
    ],
    [
      'of cells merged sideways',
      'facilities',
      'f.xlsx',
      await xlsx(cells, (sheet) => sheet.mergeCells('D2:E2')),
      { row: 2, field: 'lat' },
      /missing/,
    ],
    [
      'that crosses itself',
      'estates',
      'e.geojson',
      estate(polygon(bowTie(lon, lat, 0.001))),
      { row: 1, field: 'geometry' },
      /crosses itself at/,
    ],
    [
      'with an open ring',
      'estates',
      'e.geojson',
      estate(polygon(ring([0, 0], [0.001, 0], [0.001, 0.001], [0, 0.001]))),
      { row: 1, field: 'geometry' },
      /not closed/,
    ],
    [
      'with a point for an outline',
      'estates',
      'e.geojson',
      estate({ type: 'Point', coordinates: [lon, lat] }),
      { row: 1, field: 'geometry' },
      /polygon/,
    ],
    [
      'with a geometry nested too deep',
      'estates',
      'e.geojson',
      estate(polygon([ring([0, 0], [0.001, 0], [0, 0.001], [0, 0])])),
      { row: 1, field: 'geometry' },
      /structure/,
    ],
    [
      'with swapped corners',
      'estates',
      'e.geojson',
      estate(polygon(ring([0, 0], [0.001, 0], [0, 0.001], [0, 0]).map(([x, y]) => [y, x]))),
      { row: 1, field: 'geometry' },
      /swapped/,
    ],
    [
      'of some age bands only',
      'buildings',
      'b.csv',
      csv('楼栋编号,经度,纬度,户数,0-2岁人数', `b9,${lon},${lat},3,1`),
      { row: 2, field: 'people_3-5' },
      /seven/,
    ],
    [
      'built in the year 98',
      'buildings',
      'b.csv',
      csv('楼栋编号,经度,纬度,建成年份', `b9,${lon},${lat},98`),
      { row: 2, field: '建成年份' },
      /98/,
    ],
    [
      'of a building that is not there',
      'dwellings',
      'd.csv',
      csv('户室编号,楼栋编号,室号', 'd1,b99,101'),
      { row: 2, field: 'building_id' },
      /b99/,
    ],
    [
      'of a parent that is not there',
      'areas',
      'a.geojson',
      geojson({
        properties: { area_id: '330299009001', level: '社区', parent_id: '330299009', name_zh: '新' },
        geometry: square(lon, lat, 0.001),
      }),
      { row: 1, field: 'parent_id' },
      /330299009/,
    ],
    [
      'of a fact on an unknown day',
      'facts',
      'q.csv',
      csv('社区代码,数据项,数值或选项,起始日期', `${COMMUNITIES[0]},volunteer_groups,3,2024-02-30`),
      { row: 2 },
      /./,
    ],
    [
      'of a fact on an unknown community',
      'facts',
      'q.csv',
      csv('社区代码,数据项,数值或选项,起始日期', `330299009009,volunteer_groups,3,2024-02-01`),
      { row: 2, field: 'community_id' },
      /330299009009/,
    ],
    [
      'of an unknown term',
      'facts',
      'q.csv',
      csv('社区代码,数据项,数值或选项,起始日期', `${COMMUNITIES[0]},幸福感,3,2024-02-01`),
      { row: 2, field: '数据项' },
      /"幸福感" is not one of/,
    ],
  ])
})

test('facilities in another datum are recognised, and are where they belong', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const place: [number, number] = [west + 0.0005 + (i % 2) * 0.019, south + 0.0004 + i * 0.0004]
    const [x, y] = convertDatum(...place, 'WGS84', 'GCJ-02')
    return { id: String(i), name: `药店${i}`, lon: x, lat: y }
  })
  const report = await importAs('facilities', 'gcj.csv', facilities(...rows))
  expect(report).toMatchObject({ datum: 'GCJ-02', datumStated: false, inserted: 40, rejected: 0 })
})

describe('a good file is imported:', () => {
  const named = async (name: string) =>
    (await inScope(db, wholeScope, facilitiesForDiagnosis)).find(({ name: { zh } }) => zh === name)

  test('CSV in GBK', async () => {
    const report = await importAs(
      'facilities',
      'g.csv',
      gbk(`${HEAD}\r\n${facility({ id: 'g1', name: '白鹤药店' })}`),
      'WGS84',
    )
    expect(report).toMatchObject({ inserted: 1, rejected: 0 })
    expect(await named('白鹤药店')).toMatchObject({ kind: 'pharmacy', communityId: COMMUNITIES[0] })
  })
  test('digits of full width, with units', async () => {
    const row = { id: 'Ｗ１２', name: '史家药店', area: '１２０㎡', capacity: '３' }
    expect(await importAs('facilities', 'w.csv', facilities(row), 'WGS84')).toMatchObject({ inserted: 1 })
    expect(await named('史家药店')).toMatchObject({ areaM2: 120, capacity: 3 })
  })
  test('formulas whose results are stored, under a merged title', async () => {
    const [header, row] = cells as [string[], unknown[]]
    const bytes = await xlsx(
      [['设施统计表'], header, ['x1', '药店', '朱雀药店', ...row.slice(3)] as never],
      (sheet) => {
        sheet.mergeCells('A1:I1')
        sheet.getCell('F3').value = { formula: 'G3*30', result: 90 }
      },
    )
    expect(await importAs('facilities', 'x.xlsx', bytes, 'WGS84')).toMatchObject({ inserted: 1, rejected: 0 })
    expect(await named('朱雀药店')).toMatchObject({ areaM2: 90 })
  })
  test('dates as numbers', async () => {
    const bytes = await xlsx([
      ['社区代码', '数据项', '数值或选项', '起始日期'],
      [COMMUNITIES[1], 'volunteer_groups', '３', 45_000],
    ])
    const report = await importAs('facts', 'q.xlsx', bytes)
    expect(report).toMatchObject({ recorded: 1, rejected: 0 })
    const facts = await inScope(db, wholeScope, (tx) => factsAsOf(tx, { holdsOn: '2030-01-01' }))
    expect(facts.find(({ communityId }) => communityId === COMMUNITIES[1])).toMatchObject({
      value: 3,
      validFrom: '2023-03-15',
    })
  })
})
