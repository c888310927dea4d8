import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { convertDatum } from '#core/geo/datum.ts'
import type { Caller } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { writeXlsx } from '#platform/spreadsheet/write-xlsx.ts'
import { inScope, type Scope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { type ImportKind, type ImportReport, rejectedRows } from './contract.ts'
import { importFile } from './import.ts'
import { communities, dataCounts, facilitiesForDiagnosis, placeMark, residences } from './read.ts'
import { placeRoutes } from './server.ts'
import { COMMUNITIES, corner, STEP, square, testAreas } from './test-places.ts'
import { loadPlaces } from './write.ts'

const { db, owner } = await testDb()
const callerWith = (scope: Scope): Caller => ({
  accountId: 'a-1',
  name: 'Clerk',
  role: 'town',
  rights: new Set(['place.import']),
  scope: { ...scope, accountId: 'a-1' },
})
const clerk = callerWith(wholeScope)
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { areas: testAreas }))

/** Empties what imports fill. */
const clear = () =>
  sql`truncate estate, building, population, dwelling, facility, import_run cascade`.execute(owner)

const bytes = (text: string) => new TextEncoder().encode(text)
const csv = (...lines: string[]) => bytes(lines.join('\r\n'))
const geojson = (...features: { geometry: object | null; properties: object }[]) =>
  bytes(
    JSON.stringify({ type: 'FeatureCollection', features: features.map((f) => ({ type: 'Feature', ...f })) }),
  )

const run = (
  kind: ImportKind,
  content: Uint8Array,
  options: { datum?: ImportReport['datum']; source?: string; caller?: Caller; filename?: string } = {},
) =>
  importFile(db, options.caller ?? clerk, {
    kind,
    source: options.source ?? 'survey',
    datum: options.datum ?? 'WGS84',
    upload: { filename: options.filename ?? 'file.csv', bytes: content },
  })
const counts = ({ inserted, updated, unchanged, rejected }: ImportReport) => [
  inserted,
  updated,
  unchanged,
  rejected,
]
const facilities = () => inScope(db, wholeScope, facilitiesForDiagnosis)
const [west, south] = corner(0)
const [lon, lat] = [west + 0.004, south + 0.004]

const HEAD = '设施编号,类别,名称,经度,纬度,容量,容量单位,共享社区'
const facility = (
  id: string,
  changes: Partial<
    Record<'kind' | 'name' | 'lon' | 'lat' | 'capacity' | 'unit' | 'shared', string | number>
  > = {},
) =>
  [
    ...[id, changes.kind ?? '幼儿园', changes.name ?? `园${id}`, changes.lon ?? lon, changes.lat ?? lat],
    ...[changes.capacity ?? '', changes.unit ?? '', changes.shared ?? ''],
  ].join()

describe('a good file', () => {
  test('is loaded, and its facilities know their community, kind and unit', async () => {
    await clear()
    const report = await run(
      'facilities',
      csv(HEAD, facility('1', { capacity: 180, shared: COMMUNITIES[1] }), facility('2', { kind: 'library' })),
    )
    expect(counts(report)).toEqual([2, 0, 0, 0])
    expect(report).toMatchObject({ datum: 'WGS84', datumStated: true, rejectedRows: [] })
    expect(await facilities()).toMatchObject([
      { communityId: COMMUNITIES[0], generated: false },
      { communityId: COMMUNITIES[0] },
    ])
    const kindergarten = (await facilities()).find(({ kind }) => kind === 'kindergarten')
    expect(kindergarten).toMatchObject({ capacity: 180, capacityUnit: 'place', sharedWith: [COMMUNITIES[1]] })
  })

  test('imported again changes nothing; with a new value it updates, and never duplicates', async () => {
    await clear()
    const file = csv(HEAD, facility('1'), facility('2'))
    await run('facilities', file)
    expect(counts(await run('facilities', file))).toEqual([0, 0, 2, 0])
    expect(counts(await run('facilities', csv(HEAD, facility('2', { capacity: 9 }))))).toEqual([0, 1, 0, 0])
    expect((await facilities()).length).toBe(2)
    expect(counts(await run('facilities', file, { source: 'another survey' }))).toEqual([2, 0, 0, 0])
  })

  test('leaves the mark of the places as it was when it changed nothing', async () => {
    await clear()
    const file = csv(HEAD, facility('1'))
    await run('facilities', file)
    const mark = await placeMark(db)
    await run('facilities', file)
    await run('facilities', csv(HEAD, facility('1', { kind: '宫殿' })))
    await run('buildings', csv('楼栋编号,经度,纬度,建成年份', `b,${lon},${lat},198`))
    expect(await placeMark(db)).toBe(mark)
    await run('facilities', csv(HEAD, facility('1', { capacity: 9 })))
    expect(await placeMark(db)).not.toBe(mark)
  })

  test('without ids knows its facilities by kind, name and place', async () => {
    await clear()
    const file = csv('类别,名称,经度,纬度', `公厕,东门公厕,${lon},${lat}`.replace('公厕,', '公共厕所,'))
    await run('facilities', file)
    expect(counts(await run('facilities', file))).toEqual([0, 0, 1, 0])
  })

  test('moves a facility to the community it now lies in, under the id it had', async () => {
    await clear()
    await run('facilities', csv(HEAD, facility('1')))
    const [before] = await facilities()
    const report = await run('facilities', csv(HEAD, facility('1', { lon: lon + STEP })))
    expect(counts(report)).toEqual([0, 1, 0, 0])
    expect(await facilities()).toMatchObject([
      { facilityId: before!.facilityId, communityId: COMMUNITIES[1] },
    ])
  })

  test('gives a facility just outside to the nearest community, and none beyond two kilometres', async () => {
    await clear()
    const report = await run(
      'facilities',
      csv(HEAD, facility('near', { lon: west - 0.015 }), facility('far', { lon: west - 0.025 })),
    )
    expect(counts(report)).toEqual([1, 0, 0, 1])
    expect(report.rejectedRows[0]?.reason.en).toMatch(/in no community, nor within 2000 m/)
  })

  test('in GCJ-02 is turned into WGS84, stated or guessed', async () => {
    await clear()
    // Close to the western border, where half a kilometre is another place: 40 rows make the guess sure.
    const rows = Array.from({ length: 40 }, (_, i) => {
      const [x, y] = convertDatum(
        west - 0.0 + 0.0005 + (i % 2) * 0.019,
        south + 0.0004 + i * 0.0004,
        'WGS84',
        'GCJ-02',
      )
      return facility(String(i), { lon: x, lat: y })
    })
    const stated = await run('facilities', csv(HEAD, ...rows), { datum: 'GCJ-02' })
    expect(counts(stated)).toEqual([40, 0, 0, 0])
    expect((await facilities()).every((f) => f.lon > west && f.lon < west + 2 * STEP)).toBe(true)
    const guessed = await importFile(db, clerk, {
      kind: 'facilities',
      source: 'survey',
      upload: { filename: 'f.csv', bytes: csv(HEAD, ...rows) },
    })
    expect([guessed.datum, guessed.datumStated, guessed.unchanged]).toEqual(['GCJ-02', false, 40])
  })

  test('of buildings brings their people, and of dwellings finds the building', async () => {
    await clear()
    const people = Object.fromEntries(
      ['0-2', '3-5', '6-11', '12-14', '15-59', '60-79', '80+'].map((band, i) => [`people_${band}`, i]),
    )
    const house = {
      geometry: square(lon, lat, 0.0002),
      properties: { building_id: 'B1', use: '住宅', households: 3, ...people },
    }
    const file = geojson(house)
    expect(counts(await run('buildings', file, { filename: 'b.geojson' }))).toEqual([1, 0, 0, 0])
    const homes = await inScope(db, wholeScope, residences)
    expect([[...homes.people], homes.households[0]]).toEqual([[0, 1, 2, 3, 4, 5, 6], 3])
    const grown = geojson({ ...house, properties: { ...house.properties, households: 4 } })
    expect(counts(await run('buildings', grown))).toEqual([0, 1, 0, 0])
    expect(counts(await run('buildings', grown))).toEqual([0, 0, 1, 0])
    const dwellings = csv('户室编号,楼栋编号,室号,建筑面积', 'D1,B1,101,89.5', 'D2,B9,102,70')
    const report = await run('dwellings', dwellings)
    expect(counts(report)).toEqual([1, 0, 0, 1])
    expect(report.rejectedRows[0]).toMatchObject({ row: 3, field: 'building_id' })
  })

  test('of areas may come in any order, and takes along what hangs on a rejected parent', async () => {
    const area = (area_id: string, level: string, parent_id: string, x: number) => ({
      geometry: square(121.6 + x, 29.9, 0.01),
      properties: { area_id, level, parent_id, name_zh: area_id },
    })
    const report = await run(
      'areas',
      geojson(
        area('330299003001', '社区', '330299003', 0),
        area('330299003', '镇街', '330299', 0),
        area('330299004', '镇街', '3302', 0.1),
        area('330299004001', '社区', '330299004', 0.1),
      ),
    )
    expect(counts(report)).toEqual([2, 0, 0, 2])
    expect(report.rejectedRows.map(({ row, field }) => [row, field])).toEqual([
      [3, 'parent_id'],
      [4, 'parent_id'],
    ])
    const found = await inScope(db, wholeScope, communities)
    expect(found.find(({ areaId }) => areaId === '330299003001')?.path).toBe('330299/330299003/330299003001')
    await sql`delete from area where path like '330299/330299003%'`.execute(owner)
  })

  test('of XLSX and of GBK-coded CSV is read as well', async () => {
    await clear()
    const header = HEAD.split(',').map((name) => ({ header: name }))
    const sheet = await writeXlsx([
      {
        name: '设施',
        columns: header,
        rows: [['1', '幼儿园', '园１', lon, String(lat), '１８０', null, null]],
      },
    ])
    expect(counts(await run('facilities', sheet, { filename: 'f.xlsx' }))).toEqual([1, 0, 0, 0])
    // 类别,名称,经度,纬度 / 公共厕所,东门 in GBK
    const gbk = Buffer.concat([
      Buffer.from('c0e0b1f02cc3fbb3c62cbeadb6c82cceb3b6c80a', 'hex'),
      Buffer.from('b9abb9b2b2deCbf92cb6abc3c52c'.toLowerCase(), 'hex'),
      Buffer.from(`${lon},${lat}\n`),
    ])
    const report = await run('facilities', gbk, { filename: 'gbk.csv' })
    expect([counts(report), report.rejectedRows]).toEqual([[1, 0, 0, 0], []])
    expect((await facilities()).map(({ name }) => name.zh).sort()).toEqual(['东门', '园１'].sort())
  })
})

describe('a bad row comes back with its row, field and reason, and the good ones are loaded:', () => {
  const bowtie = {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + 0.001, lat + 0.001],
        [lon + 0.001, lat],
        [lon, lat + 0.001],
        [lon, lat],
      ],
    ],
  }
  test.each<[string, ImportKind, Uint8Array, string | null, RegExp]>([
    ['an unknown kind', 'facilities', csv(HEAD, facility('1', { kind: '宫殿' })), '类别', /宫殿/],
    ['no kind', 'facilities', csv(HEAD, facility('1', { kind: '' })), '类别', /missing/],
    [
      'an unknown unit',
      'facilities',
      csv(HEAD, facility('1', { capacity: 3, unit: '头' })),
      '容量单位',
      /头/,
    ],
    ['text for a number', 'facilities', csv(HEAD, facility('1', { capacity: '很多' })), '容量', /很多/],
    ['a negative capacity', 'facilities', csv(HEAD, facility('1', { capacity: -4 })), '容量', /-4/],
    [
      'swapped coordinates',
      'facilities',
      csv(HEAD, facility('1', { lon: lat, lat: lon })),
      'lon',
      new RegExp(`longitude ${lon}, latitude ${lat}`),
    ],
    [
      'metres of a projection',
      'facilities',
      csv(HEAD, facility('1', { lon: 550123, lat: 3300456 })),
      'lon',
      /not in degrees/,
    ],
    ['half a place', 'facilities', csv(HEAD, facility('1', { lat: '' })), 'lat', /missing/],
    ['no place', 'facilities', csv(HEAD, facility('1', { lon: '', lat: '' })), 'lon', /missing/],
    [
      'a place in another city',
      'facilities',
      csv(HEAD, facility('1', { lon: 120.1, lat: 30.2 })),
      'geometry',
      /no community/,
    ],
    [
      'an unknown community to share with',
      'facilities',
      csv(HEAD, facility('1', { shared: '330299009' })),
      'shared_with',
      /330299009/,
    ],
    [
      'its own community to share with',
      'facilities',
      csv(HEAD, facility('1', { shared: COMMUNITIES[0] })),
      'shared_with',
      /shared with/,
    ],
    [
      'a polygon that crosses itself',
      'estates',
      geojson({ geometry: bowtie, properties: { estate_id: 'e', name_zh: 'x' } }),
      'geometry',
      /cross/,
    ],
    [
      'an open ring',
      'estates',
      geojson({
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [lon, lat],
              [lon + 0.001, lat],
              [lon, lat + 0.001],
            ],
          ],
        },
        properties: { estate_id: 'e', name_zh: 'x' },
      }),
      'geometry',
      /./,
    ],
    [
      'a point for an outline',
      'estates',
      geojson({
        geometry: { type: 'Point', coordinates: [lon, lat] },
        properties: { estate_id: 'e', name_zh: 'x' },
      }),
      'geometry',
      /polygon/,
    ],
    [
      'no geometry at all',
      'estates',
      geojson({ geometry: null, properties: { estate_id: 'e', name_zh: 'x' } }),
      'geometry',
      /polygon/,
    ],
    ['text that is no WKT', 'estates', csv('小区编号,名称,边界', 'e,x,over there'), 'geometry', /./],
    [
      'a polygon without area',
      'estates',
      csv('小区编号,名称,边界', `e,x,"POLYGON((${lon} ${lat},${lon} ${lat},${lon} ${lat},${lon} ${lat}))"`),
      'geometry',
      /area/,
    ],
    [
      'people of some age bands only',
      'buildings',
      csv('楼栋编号,经度,纬度,户数,0-2岁人数', `b,${lon},${lat},3,1`),
      'people_3-5',
      /seven age bands/,
    ],
    [
      'neither id nor house code',
      'buildings',
      csv('楼栋编号,房屋编码,经度,纬度', `,,${lon},${lat}`),
      'building_id',
      /missing/,
    ],
    [
      'a year of three digits',
      'buildings',
      csv('楼栋编号,经度,纬度,建成年份', `b,${lon},${lat},198`),
      '建成年份',
      /198/,
    ],
  ])('%s', async (_, kind, content, field, reason) => {
    await clear()
    const report = await run(kind, content)
    expect(counts(report)).toEqual([0, 0, 0, 1])
    const [rejected] = report.rejectedRows
    expect(rejected).toMatchObject({
      field,
      row: expect.any(Number),
      reason: { en: expect.stringMatching(reason), zh: expect.stringMatching(/\p{Script=Han}/u) },
    })
    expect((await inScope(db, wholeScope, dataCounts)).facilities).toBe(0)
  })

  test('an id that is in the file twice: both rows, whatever their order', async () => {
    await clear()
    const report = await run(
      'facilities',
      csv(HEAD, facility('1'), facility('2'), facility('1', { name: '另一所' })),
    )
    expect(counts(report)).toEqual([1, 0, 0, 2])
    expect(report.rejectedRows.map(({ row, field }) => [row, field])).toEqual([
      [2, 'external_id'],
      [4, 'external_id'],
    ])
    expect(report.rejectedRows[0]!.reason.en).toContain('row 4')
  })

  test('a house code that another building has, and an id of another source', async () => {
    await clear()
    const head = '楼栋编号,房屋编码,经度,纬度'
    await run('buildings', csv(head, `b1,H1,${lon},${lat}`))
    const report = await run('buildings', csv(head, `b2,H1,${lon},${lat}`))
    expect(report.rejectedRows[0]).toMatchObject({
      field: 'house_code',
      reason: { en: 'the house code H1 belongs to b1' },
    })
    const other = await run('buildings', csv(head, `b1,H1,${lon},${lat}`), { source: 'cadastre' })
    expect(other.rejectedRows[0]?.reason.en).toContain('used by the source "survey"')
  })

  test('a row outside the area the caller may write', async () => {
    await clear()
    const scope = { role: 'town', accountId: 'a-1', read: [...COMMUNITIES], write: [COMMUNITIES[0]] }
    const report = await run('facilities', csv(HEAD, facility('1'), facility('2', { lon: lon + STEP })), {
      caller: callerWith(scope),
    })
    expect(counts(report)).toEqual([1, 0, 0, 1])
    expect(report.rejectedRows[0]?.reason.en).toContain('outside the area you may write')
  })
})

describe('a bad file is refused as a whole and changes nothing:', () => {
  test.each<[string, Uint8Array]>([
    ['an empty file', new Uint8Array()],
    ['a header without rows', csv(HEAD)],
    ['a table without the columns it must have', csv('a,b', '1,2')],
    ['a column that is there twice', csv(`${HEAD},名称`, `${facility('1')},x`)],
    ['broken JSON', bytes('{"type":"FeatureCollection","features":[{')],
    ['JSON that is no GeoJSON', bytes('{"rows":[]}')],
    ['GeoJSON without features', geojson()],
    [
      'GeoJSON in metres',
      bytes(
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { type: 'name', properties: { name: 'EPSG:4549' } },
          features: [{ type: 'Feature', geometry: null, properties: {} }],
        }),
      ),
    ],
    ['a truncated workbook', bytes('PK\u0003\u0004rubbish')],
    ['a PDF', bytes('%PDF-1.7 …')],
    ['an old .xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
  ])('%s', async (_, content) => {
    await clear()
    await expect(run('facilities', content)).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      faults: [
        {
          file: 'file.csv',
          reason: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) },
        },
      ],
    })
    const runs = await sql<{ n: number }>`select count(*) as n from import_run`.execute(owner)
    expect(runs.rows[0]?.n).toBe(0)
  })
})

test('a table of a header alone is refused in words of each language', async () => {
  await expect(run('facilities', csv(HEAD))).rejects.toMatchObject({
    faults: [{ reason: { zh: '文件里没有数据行', en: 'the file contains no rows' } }],
  })
})

test('the order of files and rows never matters', async () => {
  const rows = Array.from({ length: 9 }, (_, i) => ({
    facility: facility(String(i), { lon: west + 0.001 + i * 0.002, capacity: i }),
    building: `b${i},${west + 0.001 + i * 0.002},${south + 0.003}`,
  }))
  const place = fc.tuple(fc.nat(2), fc.nat(999))
  const arrangement = fc.tuple(fc.array(place, { minLength: 9, maxLength: 9 }), fc.boolean())
  const contents = async () => {
    const stored =
      await sql`select to_jsonb(f) as row from facility f union all select to_jsonb(b) from building b order by 1`.execute(
        owner,
      )
    return JSON.stringify(stored.rows)
  }
  const seen = new Set<string>()
  const importAll = async ([places, buildingsFirst]: [[number, number][], boolean]) => {
    await clear()
    const files = [0, 1, 2].map((file) =>
      rows
        .map((row, i) => ({ row, at: places[i]! }))
        .filter(({ at }) => at[0] === file)
        .sort((a, b) => a.at[1] - b.at[1]),
    )
    const kinds = [
      async () => {
        for (const file of files)
          if (file.length > 0) await run('facilities', csv(HEAD, ...file.map(({ row }) => row.facility)))
      },
      async () => {
        for (const file of files.toReversed())
          if (file.length > 0)
            await run('buildings', csv('楼栋编号,经度,纬度', ...file.map(({ row }) => row.building)))
      },
    ]
    for (const step of buildingsFirst ? kinds.toReversed() : kinds) await step()
    seen.add(await contents())
    return seen.size === 1
  }
  await fc.assert(fc.asyncProperty(arrangement, importAll), { numRuns: 12 })
})

describe('over HTTP', async () => {
  const app = await createServer({
    db,
    routes: placeRoutes,
    version: 'test',
    authenticate: async () => clerk,
  })
  const stranger = await createServer({ db, routes: placeRoutes, version: 'test' })
  const upload = (server: typeof app, fields: Record<string, string>, content: Uint8Array) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', new Blob([content as Uint8Array<ArrayBuffer>]), '设施.csv')
    return new Response(form).arrayBuffer().then(async (payload) => {
      const type = new Response(form).headers.get('content-type')!
      const boundary = Buffer.from(payload).toString('latin1').split('\r\n')[0]!.slice(2)
      return await server.inject({
        method: 'POST',
        url: '/api/imports',
        headers: { 'content-type': type.replace(/boundary=.*/, `boundary=${boundary}`) },
        payload: Buffer.from(payload),
      })
    })
  }

  test('an import answers its report, and the rejected rows come back as a workbook', async () => {
    await clear()
    const reply = await upload(
      app,
      { kind: 'facilities', source: '普查' },
      csv(HEAD, facility('1'), facility('2', { kind: '宫殿' })),
    )
    expect([reply.statusCode, reply.json().filename, reply.json().datumStated]).toEqual([
      200,
      '设施.csv',
      false,
    ])
    const url = rejectedRows.path.replace(':importId', reply.json().importId)
    const table = await readTable('rejected.xlsx', (await app.inject(url)).rawPayload)
    expect(table.rows[0]?.cells.slice(0, 3)).toEqual(['设施.csv', 3, '类别'])
    expect(table.rows[0]?.cells).toContain('宫殿')
    expect((await stranger.inject(url)).statusCode).toBe(404)
  })

  test('a stranger may not import, and an unknown kind or datum is refused', async () => {
    expect((await upload(stranger, { kind: 'facilities' }, csv(HEAD))).statusCode).toBe(401)
    expect((await upload(app, { kind: 'castles', source: 's' }, csv(HEAD))).json().faults[0].field).toBe(
      'kind',
    )
    expect(
      (await upload(app, { kind: 'areas', datum: 'moon', source: 's' }, csv(HEAD))).json().faults[0].field,
    ).toBe('datum')
    expect((await app.inject('/api/imports/00000000-0000-4000-8000-000000000000/rejected')).json().code).toBe(
      'IMPORT_UNKNOWN',
    )
  })

  test('a template has the columns an import reads', async () => {
    for (const kind of ['areas', 'estates', 'buildings', 'dwellings', 'facilities']) {
      const reply = await app.inject(`/api/imports/templates/${kind}`)
      expect(reply.statusCode).toBe(200)
      expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK')
    }
  })
})
