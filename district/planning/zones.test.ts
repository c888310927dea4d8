import { beforeAll, expect, test } from 'vitest'
import { convertDatum } from '#core/geo/datum.ts'
import type { LonLat } from '#core/geo/polygon.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { Ground } from '#foundation/place/rules/ground.ts'
import type { Shape } from '#foundation/place/rules/shape.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { selectZones } from './queries/zones.ts'
import { importZones } from './zone-import.ts'

const { db } = await testDb()
const caller: Caller = {
  ...{ ...STRANGER, accountId: 'a', role: 'task-force', scope: wholeScope },
  rights: new Set(['planning.simulate']),
}
const district = generateDistrict({ towns: ['330212008'] })
const { buildings } = district
const at = (b: number): LonLat => [buildings.lon[b]!, buildings.lat[b]!]
const communityOf = (b: number) => district.areas[buildings.community[b]!]!.areaId
const far = Array.from({ length: buildings.count }, (_, b) => b).find(
  (b) => communityOf(b) !== communityOf(10),
)!

beforeAll(async () => {
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
})

const toGcj = ([lon, lat]: LonLat) => convertDatum(lon, lat, 'WGS84', 'GCJ-02')
const outline = ({ rings }: (typeof district.areas)[number]): Shape => ({
  type: 'Polygon',
  coordinates: rings,
})

const SOURCE = '鄞州区控规（2023）'
const GOOD = { id: 'Z1', plan: '控规', kind: '居住用地', name: '甲地块', from: '2023-05-01', to: '' }

/** A square of some 50 m. */
const square = ([lon, lat]: LonLat, size = 0.0005) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon - size / 2, lat - size / 2],
      [lon + size / 2, lat - size / 2],
      [lon + size / 2, lat + size / 2],
      [lon - size / 2, lat + size / 2],
      [lon - size / 2, lat - size / 2],
    ],
  ],
})
type Feature = readonly [properties: Record<string, unknown>, geometry: unknown]
const file = (features: readonly Feature[]) => ({
  filename: '控规.geojson',
  bytes: Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })),
    }),
  ),
})
const importing = (features: readonly Feature[], who = caller, source = SOURCE) =>
  importZones(db, who, file(features), source)
const stored = async (scope = wholeScope) =>
  (await inScope(db, scope, (tx) => selectZones(tx))).filter(({ source }) => source === SOURCE)
const townScope = (areaId: string) => ({
  ...caller,
  scope: { role: 'town', accountId: 'a', read: [areaId], write: [areaId] },
})

test('the demo district has zones of both plans, all labelled as generated', async () => {
  const all = await inScope(db, wholeScope, (tx) => selectZones(tx))
  expect(new Set(all.map(({ plan }) => plan)).size).toBe(2)
  expect(all.length).toBeGreaterThan(1000)
  expect(all.every(({ generated }) => generated)).toBe(true)
})

test('a file of zones is kept, updated, moved and never doubled', async () => {
  const features: Feature[] = [
    [GOOD, square(at(10))],
    // In English, by a code that was a number, with a last day, and in the sea beyond every community.
    [
      { id: 'Z2', plan: 'Territorial plan', kind: 1401, from: '2023-05-01', to: '2035-12-31' },
      square([122.5, 29.3]),
    ],
  ]
  expect(await importing(features)).toMatchObject({ inserted: 2, updated: 0, rejected: 0, datum: 'WGS84' })
  expect(await importing(features)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 })
  expect(await stored()).toMatchObject([
    { zoneId: 'Z2', communityId: '330212', plan: 'territorial', kind: 'green', name: '', to: '2035-12-31' },
    { zoneId: 'Z1', communityId: communityOf(10), kind: 'residential', from: '2023-05-01', to: null },
  ])
  features[0] = [{ ...GOOD, kind: '0702' }, square(at(far))]
  expect(await importing(features)).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 })
  expect(await stored()).toMatchObject([{ zoneId: 'Z2' }, { zoneId: 'Z1', communityId: communityOf(far) }])
  // The same id in another plan's file is another zone.
  expect(await importing([features[0]!], caller, '另一份规划')).toMatchObject({ inserted: 1 })
  expect(await stored()).toHaveLength(2)
})

test('rows that cannot be kept come back with row, field and reason; the others are kept', async () => {
  const before = (await stored()).length
  const good = square(at(20))
  const [ring] = good.coordinates
  const report = await importing([
    [{ ...GOOD, id: 'A1', kind: '宫殿用地' }, good],
    [{ ...GOOD, id: 'A2', plan: '城市梦想' }, good],
    [{ ...GOOD, id: 'A3', from: '' }, good],
    [{ ...GOOD, id: 'A4', to: '2020-01-01' }, good],
    [
      { ...GOOD, id: 'A5' },
      { type: 'Point', coordinates: at(20) },
    ],
    [{ ...GOOD, id: 'A6' }, null],
    [
      { ...GOOD, id: 'A7' },
      { type: 'Polygon', coordinates: [[ring![0], ring![2], ring![1], ring![3], ring![0]]] },
    ],
    [
      { ...GOOD, id: 'A8' },
      { type: 'Polygon', coordinates: [ring!.slice(0, 4)] },
    ],
    [{ ...GOOD, id: 'A9' }, good],
    [{ ...GOOD, id: 'A9' }, good],
  ])
  expect(report).toMatchObject({ inserted: 1, rejected: 9 })
  expect(report.rejectedRows.map(({ row, field }) => [row, field])).toEqual([
    [1, 'kind'],
    [2, 'plan'],
    [3, 'from'],
    [4, 'to'],
    [5, 'geometry'],
    [6, 'geometry'],
    [7, 'geometry'],
    [8, 'geometry'],
    [10, 'id'],
  ])
  expect(
    report.rejectedRows.every(({ file, reason }) => file === '控规.geojson' && reason.zh && reason.en),
  ).toBe(true)
  expect(await stored()).toHaveLength(before + 1)
})

test('the datum is guessed by where zones lie, and said to be unsure where that does not tell', async () => {
  const inside = [30, 60, 90].map((b): Feature => [{ ...GOOD, id: `D${b}` }, square(at(b))])
  expect(await importing(inside)).toMatchObject({ datum: 'WGS84', sure: false })
  // Along the border of the district the shift of GCJ-02 leads out of it.
  const border = district.areas[0]!.rings[0]!.map(([lon, lat]): LonLat => [lon - 0.0005, lat])
  const ground = new Ground(
    new Map(district.areas.filter(({ level }) => level === 'community').map((a) => [a.areaId, outline(a)])),
  )
  const tells = border.filter((point) => ground.communityAt(...point) && !ground.communityAt(...toGcj(point)))
  const shifted = tells.map((point, i): Feature => [{ ...GOOD, id: `E${i}` }, square(toGcj(point))])
  expect(shifted.length).toBeGreaterThan(10)
  expect(await importing(shifted)).toMatchObject({ datum: 'GCJ-02', sure: true, rejected: 0 })
  const [first] = (await stored()).filter(({ zoneId }) => zoneId === 'E0')
  expect(first!.lon).toBeCloseTo(tells[0]![0], 5)
})

test('a file that cannot be read is refused with the place, and nothing is kept', async () => {
  const before = (await stored()).length
  const broken = { filename: '坏.geojson', bytes: Buffer.from('{"type":"FeatureCollection","features":[') }
  await expect(importZones(db, caller, broken, SOURCE)).rejects.toMatchObject({
    code: 'ZONES_REFUSED',
    faults: [{ file: '坏.geojson' }],
  })
  await expect(importing([[{ id: 'B1', plan: '控规' }, square(at(10))]])).rejects.toMatchObject({
    code: 'ZONES_REFUSED',
    faults: [{ field: 'kind' }],
  })
  expect(await stored()).toHaveLength(before)
})

test('a table with well-known text is read as well', async () => {
  const [ring] = square(at(40)).coordinates
  const wkt = `POLYGON ((${ring!.map((point) => point.join(' ')).join(', ')}))`
  const bytes = Buffer.from(
    `编号,规划,类别,有效自,边界\nT1,国土空间规划,生态保护红线,2021年1月1日,"${wkt}"\n`,
  )
  expect(await importZones(db, caller, { filename: '表.csv', bytes }, SOURCE)).toMatchObject({ inserted: 1 })
})

test('everybody reads the zones; a town writes those of its own communities alone', async () => {
  const own = townScope(communityOf(10))
  const report = await importing(
    [
      [{ ...GOOD, id: 'C1' }, square(at(10))],
      [{ ...GOOD, id: 'C2' }, square(at(far))],
      [{ ...GOOD, id: 'C3' }, square([122.5, 29.3])],
      // It lies far away so far, and would be taken from there.
      [{ ...GOOD, id: 'Z1' }, square(at(10))],
    ],
    own,
  )
  expect(report).toMatchObject({ inserted: 1, rejected: 3 })
  const all = await stored({ ...wholeScope, read: [], write: [] })
  expect(all).toHaveLength((await stored()).length)
  expect(all.filter(({ zoneId }) => zoneId === 'Z1')).toMatchObject([{ communityId: communityOf(far) }])
  // The store holds to it without the door.
  await expect(
    inScope(db, own.scope, (tx) =>
      tx
        .updateTable('plan_zone')
        .set({ name: '别人的' })
        .where('community_id', '=', communityOf(far))
        .executeTakeFirst(),
    ),
  ).resolves.toMatchObject({ numUpdatedRows: 0n })
})
