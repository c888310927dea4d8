import { beforeAll, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { importCandidates } from './candidate-import.ts'
import { selectCandidates } from './queries.ts'
import { costOf, interventions, usualIntervention } from './rules/candidates.ts'

const { db } = await testDb()
const caller: Caller = {
  ...{ ...STRANGER, accountId: 'a', role: 'task-force', scope: wholeScope },
  rights: new Set(['planning.simulate']),
}
const district = generateDistrict({ towns: ['330212008'] })
const { buildings } = district
const at = (b: number) => [buildings.lon[b]!, buildings.lat[b]!] as const

beforeAll(async () => {
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
})

const table = (rows: readonly (readonly (string | number)[])[]) => ({
  filename: '存量.csv',
  bytes: Buffer.from(
    ['编号,类别,名称,经度,纬度,面积（平方米）,费用（元）', ...rows.map((row) => row.join())].join('\n'),
  ),
})
const importing = (rows: Parameters<typeof table>[0], who = caller) =>
  importCandidates(db, who, table(rows), '街道台账')
const stored = async () =>
  (await inScope(db, wholeScope, (tx) => selectCandidates(tx))).filter(({ source }) => source === '街道台账')

test('the demo district has vacant rooms, all labelled as generated', async () => {
  const all = await inScope(db, wholeScope, (tx) => selectCandidates(tx))
  expect(all.length).toBeGreaterThan(10)
  expect(all.every(({ generated }) => generated)).toBe(true)
})

test('a table of candidates is kept, updated and never doubled', async () => {
  const rows = [
    ['1', '存量用房', '三号楼底层', ...at(10), 240, 500000],
    ['2', '可用地块', '空地', ...at(500), '', ''],
  ]
  expect(await importing(rows)).toMatchObject({ inserted: 2, updated: 0, rejected: 0, datum: 'WGS84' })
  expect(await importing(rows)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 })
  rows[1]![5] = 800
  expect(await importing(rows)).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 })
  expect(await stored()).toMatchObject([
    { candidateId: '1', areaM2: 240, costFen: 50_000_000 },
    { candidateId: '2', areaM2: 800, costFen: null },
  ])
  // The same one, in another community by now.
  const elsewhere = at(buildings.count - 1)
  rows[0] = ['1', '存量用房', '三号楼底层', ...elsewhere, 240, 500000]
  expect(await importing(rows)).toMatchObject({ inserted: 0, updated: 1 })
  expect(await stored()).toHaveLength(2)
})

test('rows that cannot be kept come back with row, field and reason; the others are kept', async () => {
  const before = await stored()
  const report = await importing([
    ['3', '存量用房', '海上', 123.9, 29.1, 100, ''],
    ['4', '宫殿', '某处', ...at(20), 100, ''],
    ['5', '存量用房', '无处', '', '', 100, ''],
    ['6', '存量用房', '负数', ...at(20), -3, ''],
    ['7', '存量用房', '好的', ...at(20), 100, ''],
  ])
  expect(report).toMatchObject({ inserted: 1, rejected: 4 })
  expect(report.rejectedRows.map(({ row, field }) => [row, field])).toEqual([
    [2, 'lon'],
    [3, '类别'],
    [4, 'lon'],
    [5, '面积（平方米）'],
  ])
  expect(await stored()).toHaveLength(before.length + 1)
})

test('a town keeps candidates of its own communities alone', async () => {
  const write = [district.areas[buildings.community[10]!]!.areaId]
  const town = { ...caller, scope: { role: 'town', accountId: 'a', read: write, write } }
  const far = Array.from({ length: buildings.count }, (_, b) => b).find(
    (b) => district.areas[buildings.community[b]!]!.areaId !== write[0],
  )!
  const report = await importing(
    [
      ['8', '存量用房', '自己的', ...at(10), 100, ''],
      ['9', '存量用房', '别人的', ...at(far), 100, ''],
    ],
    town,
  )
  expect(report).toMatchObject({ inserted: 1, rejected: 1 })
})

test.each([
  ['as recorded', { costFen: 700, areaM2: null }, { fen: 700, stated: true }],
  ['by the catalogue', { costFen: null, areaM2: 100 }, { fen: 10_000_000 + 18_000_000, stated: false }],
  ['not known', { costFen: null, areaM2: null }, null],
])('the cost of a conversion is %s', (_, candidate, cost) => {
  expect(costOf(candidate, usualIntervention('vacant-room'))).toEqual(cost)
})

test('every figure of the catalogue names its source, and each is on something', () => {
  expect(interventions.filter(({ source, grade, on }) => !source || !grade || on.length === 0)).toEqual([])
})
