import { beforeAll, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { drawnHouse } from '#examples/yinzhou/picture.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { selectSites } from './queries/sites.ts'
import { importSites } from './site-import.ts'
import { keepSitePicture } from './write/sites.ts'

const { db } = await testDb()
const caller: Caller = {
  ...{ ...STRANGER, accountId: 'a', role: 'task-force', scope: wholeScope },
  rights: new Set(['planning.simulate']),
}
const district = generateDistrict({ towns: ['330212008'] })
const { buildings, estates } = district
const at = (b: number) => [buildings.lon[b]!, buildings.lat[b]!] as const

beforeAll(async () => {
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
})

const importing = (rows: readonly (readonly (string | number)[])[], who = caller) =>
  importSites(
    db,
    who,
    {
      filename: '同址.csv',
      bytes: Buffer.from(
        ['编号,项目类别,名称,经度,纬度,开始日期,结束日期,是否开挖', ...rows.map((row) => row.join())].join(
          '\n',
        ),
      ),
    },
    '住建局',
  )
const stored = async () =>
  (await inScope(db, wholeScope, selectSites)).filter(({ source }) => source === '住建局')

test('the demo district has sites of every programme, labelled as generated, some with pictures', async () => {
  const sites = await inScope(db, wholeScope, selectSites)
  expect(sites.every(({ generated }) => generated)).toBe(true)
  expect(sites.some(({ programme }) => programme === 'old-estate')).toBe(true)
  expect(sites.some(({ beforeDocument, afterDocument }) => beforeDocument && afterDocument)).toBe(true)
})

test('a table of sites is kept, updated and never doubled, and digs as its programme does unless it says', async () => {
  const rows = [
    ['1', '老旧小区改造', '东苑', ...at(10), '2027-03-01', '2027-12-31', ''],
    ['2', '三微', '口袋花园', ...at(500), '2027-03-01', '2027-04-30', '是'],
  ]
  expect(await importing(rows)).toMatchObject({ inserted: 2, updated: 0, rejected: 0, datum: 'WGS84' })
  expect(await stored()).toMatchObject([
    { siteId: '1', programme: 'old-estate', digs: true, from: '2027-03-01', to: '2027-12-31' },
    { siteId: '2', programme: 'three-micro', digs: true },
  ])
  expect(await importing(rows)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 })
  rows[1]![7] = '否'
  expect(await importing(rows)).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 })
  expect(await stored()).toMatchObject([{ digs: true }, { digs: false }])
})

test('a plot comes from GeoJSON as it is', async () => {
  const estate = estates[0]!
  const feature = {
    type: 'Feature',
    properties: { id: 'plot', programme: '精特亮', name: '街区', from: '2027-01-01', to: '2027-02-01' },
    geometry: { type: 'Polygon', coordinates: estate.rings },
  }
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
  expect(await importSites(db, caller, { filename: 'a.geojson', bytes }, '住建局')).toMatchObject({
    inserted: 1,
  })
  const plot = (await stored()).find(({ siteId }) => siteId === 'plot')
  expect(plot).toMatchObject({ communityId: estate.communityId, shape: { type: 'Polygon' } })
})

test('rows that cannot be kept come back with row, field and reason; nothing of them is stored', async () => {
  const before = await stored()
  const far = district.areas.find(({ areaId }) => areaId.startsWith('330212104'))!.rings[0]![0]!
  const report = await importing([
    ['3', '老旧小区改造', '海上', 123.9, 29.1, '2027-03-01', '2027-12-31', ''],
    ['4', '老旧小区改造', '倒着', ...at(10), '2027-03-01', '2027-02-01', ''],
    ['5', '地铁', '地铁', ...at(10), '2027-03-01', '2027-12-31', ''],
    ['6', '三微', '无处', '', '', '2027-03-01', '2027-12-31', ''],
    ['1', '老旧小区改造', '搬走', ...far, '2027-03-01', '2027-12-31', ''],
  ])
  expect(report).toMatchObject({ inserted: 0, rejected: 5 })
  expect(report.rejectedRows.map(({ row, field }) => `${row} ${field}`)).toEqual([
    ...['2 lon', '3 to', '4 项目类别', '5 lon', '6 lon'],
  ])
  expect(await stored()).toEqual(before)
})

test('a town brings in sites on its own ground alone', async () => {
  const own = (await stored())[0]!.communityId
  const town = {
    ...caller,
    accountId: 'b',
    scope: { role: 'town', accountId: 'b', read: [own], write: [own] },
  }
  const row = (id: string, b: number) => [id, '三微', id, ...at(b), '2027-03-01', '2027-12-31', '']
  const elsewhere = Array.from({ length: buildings.count }, (_, b) => b).find(
    (b) => district.areas[buildings.community[b]!]!.areaId !== own,
  )!
  expect(await importing([row('7', 10), row('8', elsewhere)], town)).toMatchObject({
    inserted: 1,
    rejected: 1,
  })
})

test('a picture is kept, and survives the next import; anything but a picture is refused', async () => {
  const [site] = await stored()
  const keep = (bytes: Uint8Array, siteId = site!.siteId) =>
    inScope(db, wholeScope, (tx) =>
      keepSitePicture(tx, caller, { communityId: site!.communityId, siteId }, 'after', {
        filename: 'a.png',
        bytes,
      }),
    )
  const documentId = await keep(drawnHouse([200, 160, 120], true))
  await importing([['1', '老旧小区改造', '东苑二期', ...at(10), '2027-03-01', '2027-12-31', '']])
  expect((await stored())[0]).toMatchObject({
    name: '东苑二期',
    afterDocument: documentId,
    beforeDocument: null,
  })
  await expect(keep(Buffer.from('no picture'))).rejects.toMatchObject({ code: 'PICTURE_KIND' })
  await expect(keep(drawnHouse([1, 2, 3], true), 'nobody')).rejects.toMatchObject({ code: 'SITE_UNKNOWN' })
})
