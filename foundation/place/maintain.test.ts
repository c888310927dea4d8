import { beforeEach, expect, test } from 'vitest'
import { auditEntries } from '#platform/audit/read.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import type { ProblemError } from '#platform/http/client.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, type Scope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { addFacility, closeFacility, type FacilityEntry, saveFacility } from './contract/facility.ts'
import { listFacilities, type RegisteredFacility } from './contract.ts'
import { importFile } from './import.ts'
import { updateClosing } from './queries/facility.ts'
import { dataCounts, facilitiesForDiagnosis, placeMark } from './read.ts'
import { entryOf } from './rules/facility-entry.ts'
import { placeRoutes } from './server.ts'
import { COMMUNITIES, corner, STEP, testDistrict, testFacility } from './test-places.ts'
import { loadPlaces } from './write.ts'

const { db, owner } = await testDb()
const callerWith = (scope: Scope): Caller => ({
  ...{ ...STRANGER, accountId: 'a-1', role: scope.role, rights: new Set(['place.edit']) },
  scope: { ...scope, accountId: 'a-1' },
})
const taskForce = callerWith({ ...wholeScope, role: 'task-force' })
/** The town of communities 0 and 1. */
const own = ['330299001', COMMUNITIES[0], COMMUNITIES[1]]
const town = callerWith({ role: 'town', accountId: 'a-1', read: own, write: own })
let caller = taskForce
const app = await createServer({ db, routes: placeRoutes, version: '0', authenticate: async () => caller })
const call = testClient(app)

beforeEach(async () => {
  caller = taskForce
  await owner.deleteFrom('facility').execute()
  await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))
})

const [west, south] = corner(0)
const entry: FacilityEntry = {
  ...{ kind: 'kindergarten', name: { zh: '春芽幼儿园', en: 'Spring Bud' } },
  ...{ lon: west + 0.004, lat: south + 0.004, areaM2: null, capacity: 90, capacityUnit: null },
  ...{ hours: null, floor: null, ageBands: null, sharedWith: [], openedOn: null },
}
const keyOf = ({ communityId, facilityId }: RegisteredFacility) => ({ communityId, facilityId })
const one = async (facilityId: string) => {
  const { rows } = await call(listFacilities, { query: { facilityId } })
  return rows[0]!
}
const save = (facility: RegisteredFacility, changes: Partial<FacilityEntry>) =>
  call(saveFacility, {
    params: keyOf(facility),
    body: { ...entryOf(facility), ...changes, revision: facility.revision },
  })
const close = (facility: RegisteredFacility, on: string | null, note = '到期') =>
  call(closeFacility, { params: keyOf(facility), body: { on, note } })
/** A refusal with this code, and faults of these fields and no other. */
const refusal = (code: string, ...fields: string[]) => ({
  asymmetricMatch: ({ problem }: ProblemError) =>
    problem.code === code &&
    String([...new Set((problem.faults ?? []).map(({ field }) => field))]) === String(fields),
  toString: () => `${code} ${fields}`,
})
const idsOf = (rows: readonly { facilityId: string }[]) => rows.map(({ facilityId }) => facilityId)
const openOn = async (day: string) =>
  idsOf(await inScope(db, wholeScope, (tx) => facilitiesForDiagnosis(tx, day)))
const mark = () => placeMark(db)
const log = (facilityId: string) =>
  inScope(db, wholeScope, (tx) => auditEntries(tx, { subject: { kind: 'facility', id: facilityId } }))

test('a facility that is added lies in the community of its place, says that it was entered by hand, and is on record', async () => {
  const before = await mark()
  const added = await call(addFacility, { body: entry })
  expect(added).toMatchObject({
    ...{ ...entry, communityId: COMMUNITIES[0], capacityUnit: 'place', revision: 1 },
    ...{ source: '人工录入 entered by hand', generated: false, closedOn: null },
  })
  expect(await one(added.facilityId)).toEqual(added)
  expect(await mark()).not.toBe(before)
  const [said] = await log(added.facilityId)
  expect(said).toMatchObject({ action: 'facility.add', accountId: 'a-1', areaId: COMMUNITIES[0] })
  expect(said!.detail).toMatchObject({ name: '春芽幼儿园', after: { capacity: 90, areaM2: null } })
})

test('a change is saved once, with what was before and after; saving the same again is no change', async () => {
  const saved = await save(await one('f1'), { capacity: null, hours: 'Mo-Fr 07:00-18:00' })
  expect(saved).toMatchObject({ capacity: null, capacityUnit: null, areaM2: 900, revision: 2 })
  const [said] = await log('f1')
  expect(said!.detail).toEqual({
    name: '第1幼儿园',
    before: { capacity: 180, capacityUnit: 'place', hours: 'Mo-Fr 07:30-17:30' },
    after: { capacity: null, capacityUnit: null, hours: 'Mo-Fr 07:00-18:00' },
  })
  const unchanged = [await mark(), (await log('f1')).length]
  expect(await save(saved, {})).toEqual(saved)
  expect([await mark(), (await log('f1')).length]).toEqual(unchanged)
})

test('shares given by number stay while the communities do, and are even among others', async () => {
  const shared = { ...testFacility(1, 2), sharedWith: [COMMUNITIES[0]], sharePermille: [300] }
  await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { facilities: [shared] }))
  const sharesOf = async () => {
    const all = await inScope(db, wholeScope, (tx) => facilitiesForDiagnosis(tx))
    return all.find(({ facilityId }) => facilityId === 'f2')!.sharePermille
  }
  await save(await one('f2'), { areaM2: 1200 })
  expect(await sharesOf()).toEqual([300])
  await save(await one('f2'), { sharedWith: [COMMUNITIES[3], COMMUNITIES[0]] })
  expect(await sharesOf()).toEqual([333, 333])
})

test.each<[string, Partial<FacilityEntry>, string, string[]]>([
  ['of no kind', { kind: 'palace' }, 'FACILITY_UNFIT', ['kind']],
  ['in an unknown unit', { capacityUnit: 'ells' }, 'FACILITY_UNFIT', ['capacityUnit']],
  ['for an unknown age', { ageBands: ['6-8'] }, 'FACILITY_UNFIT', ['ageBands']],
  ['outside every community', { lon: 120 }, 'FACILITY_UNFIT', ['lon']],
  ['shared with its own community', { sharedWith: [COMMUNITIES[0]] }, 'FACILITY_UNFIT', ['sharedWith']],
  ['with a blank name', { name: { zh: ' ', en: '' } }, 'INPUT_INVALID', ['name.zh']],
  ['opened on no day', { openedOn: '2026-02-30' }, 'INPUT_INVALID', ['openedOn']],
  ['of less than nothing', { areaM2: -1 }, 'INPUT_INVALID', ['areaM2']],
])('a facility %s is refused by field, and nothing is kept', async (_, changes, code, fields) => {
  const unchanged = await mark()
  const refused = refusal(code, ...fields)
  await expect(call(addFacility, { body: { ...entry, ...changes } })).rejects.toThrow(refused)
  await expect(save(await one('f1'), changes)).rejects.toThrow(refused)
  expect([await mark(), (await call(listFacilities)).total]).toEqual([unchanged, 2])
})

test('a facility moves within its community; to another it is closed here and entered there', async () => {
  const moved = await save(await one('f1'), { lon: west + 0.009 })
  expect(moved).toMatchObject({ communityId: COMMUNITIES[0], lon: west + 0.009 })
  await expect(save(moved, { lon: west + STEP + 0.002 })).rejects.toThrow(
    refusal('FACILITY_ELSEWHERE', 'lon'),
  )
})

test('one that an import put to the nearest community may be changed where it stands', async () => {
  const outside = { ...testFacility(0, 1), lon: west - 0.001 }
  await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { facilities: [outside] }))
  expect(await save(await one('f1'), { areaM2: 800 })).toMatchObject({ lon: west - 0.001, areaM2: 800 })
})

test('of two who save the same revision the second is told, and nothing of it is kept', async () => {
  const facility = await one('f1')
  const both = await Promise.allSettled([save(facility, { areaM2: 1 }), save(facility, { areaM2: 2 })])
  const kept = both.find((result) => result.status === 'fulfilled')!.value
  const lost = both.find((result) => result.status === 'rejected')!
  expect(lost.reason).toEqual(refusal('FACILITY_CHANGED'))
  expect(await one('f1')).toEqual(kept)
  await expect(save(facility, {})).rejects.toThrow(refusal('FACILITY_CHANGED'))
})

test('a facility that is closed was there until the day, counts no longer, and can be opened again', async () => {
  const before = await mark()
  const closed = await close(await one('f1'), '2026-05-01', ' 租约到期 ')
  expect(closed).toMatchObject({ closedOn: '2026-05-01', revision: 2 })
  expect(await openOn('2026-04-30')).toEqual(['f1', 'f2'])
  expect(await openOn('2026-05-01')).toEqual(['f2'])
  expect((await inScope(db, wholeScope, dataCounts)).facilities).toBe(1)
  expect((await app.inject('/ogc/collections/facilities/items')).json().numberMatched).toBe(1)
  expect(idsOf((await call(listFacilities)).rows)).toEqual(['f2'])
  expect(idsOf((await call(listFacilities, { query: { standing: 'closed' } })).rows)).toEqual(['f1'])
  const points = (await app.inject('/api/facilities/points?standing=closed')).json()
  expect(points.features).toHaveLength(1)
  expect(await mark()).not.toBe(before)

  expect(await close(closed, null, '')).toMatchObject({ closedOn: null, revision: 3 })
  expect(await openOn('2026-05-01')).toEqual(['f1', 'f2'])
  const [reopened, said] = await log('f1')
  expect([reopened!.action, said!.action]).toEqual(['facility.reopen', 'facility.close'])
  expect(said!.detail).toMatchObject({ on: '2026-05-01', note: '租约到期' })
})

test('one that opens later is on record, and counts from its day on', async () => {
  const { facilityId } = await call(addFacility, { body: { ...entry, openedOn: '2999-01-01' } })
  expect(idsOf((await call(listFacilities)).rows)).toEqual(['f1', 'f2'])
  expect(idsOf((await call(listFacilities, { query: { standing: 'planned' } })).rows)).toEqual([facilityId])
  expect(await openOn('2998-12-31')).not.toContain(facilityId)
  expect(await openOn('2999-01-01')).toContain(facilityId)
})

test('a closing without a reason, before the opening or of no facility is refused; so is opening after the closing', async () => {
  const facility = await save(await one('f1'), { openedOn: '2026-05-01' })
  await expect(close(facility, '2026-05-02', ' ')).rejects.toThrow(refusal('FACILITY_UNFIT', 'note'))
  await expect(close(facility, '2026-04-30')).rejects.toThrow(refusal('FACILITY_UNFIT', 'on'))
  await expect(close({ ...facility, facilityId: 'f9' }, null)).rejects.toThrow(refusal('FACILITY_UNKNOWN'))
  await expect(save({ ...facility, facilityId: 'f9' }, {})).rejects.toThrow(refusal('FACILITY_UNKNOWN'))
  const closed = await close(facility, '2026-05-02')
  await expect(save(closed, { openedOn: '2026-05-03' })).rejects.toThrow(
    refusal('FACILITY_UNFIT', 'openedOn'),
  )
  await expect(
    owner.updateTable('facility').set({ opened_on: '2026-05-03' }).where('facility_id', '=', 'f1').execute(),
  ).rejects.toMatchObject({ code: '23514' })
})

test('a town keeps its own facilities, and neither enters, changes nor closes those of another', async () => {
  const abroad = { ...testFacility(2, 3), sharedWith: [COMMUNITIES[0]] }
  await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { facilities: [abroad] }))
  caller = town
  expect(await save(await one('f1'), { areaM2: 800 })).toMatchObject({ areaM2: 800 })
  const f3 = await one('f3')
  const there = { lon: f3.lon, lat: f3.lat }
  const outside = refusal('FACILITY_OUTSIDE')
  await expect(call(addFacility, { body: { ...entry, ...there } })).rejects.toThrow(outside)
  await expect(save(f3, { areaM2: 1 })).rejects.toThrow(outside)
  await expect(close(f3, '2026-05-01')).rejects.toThrow(outside)
})

test('the store itself keeps a town from the facilities of another', async () => {
  await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { facilities: [testFacility(2, 3)] }))
  const inTown = <T>(body: Parameters<typeof inScope<T>>[2]) => inScope(db, town.scope, body)
  const f3 = { communityId: COMMUNITIES[2], facilityId: 'f3' }
  expect(await inTown((tx) => updateClosing(tx, f3, '2026-05-01'))).toBe(false)
  await expect(
    inTown((tx) => loadPlaces(tx, 'town', { facilities: [testFacility(2, 4)] })),
  ).rejects.toMatchObject({ code: '42501' })
  expect((await one('f3')).closedOn).toBeNull()
})

test('who has not the right is refused, also in their own town', async () => {
  const facility = await one('f1')
  caller = { ...town, rights: new Set() }
  for (const asked of [call(addFacility, { body: entry }), save(facility, {}), close(facility, null)])
    await expect(asked).rejects.toThrow(refusal('RIGHT_MISSING'))
})

test('an import leaves the days of a facility alone, also where it moves, and a save on what it changed is refused', async () => {
  const table = (lon: number, capacity: number) =>
    `设施编号,类别,名称,经度,纬度,容量\r\n9,幼儿园,九园,${lon},${south + 0.004},${capacity}`
  const run = (lon: number, capacity: number) =>
    importFile(db, taskForce, {
      ...{ kind: 'facilities', source: 'survey', datum: 'WGS84' },
      upload: { filename: 'f.csv', bytes: new TextEncoder().encode(table(lon, capacity)) },
    })
  await run(west + 0.004, 90)
  const { rows } = await call(listFacilities, { query: { q: '九园' } })
  const closed = await close(await save(rows[0]!, { openedOn: '2024-09-01' }), '2026-05-01')
  await run(west + 0.004, 120)
  const { facilityId } = closed
  const days = { openedOn: '2024-09-01', closedOn: '2026-05-01' }
  expect(await one(facilityId)).toMatchObject({ ...days, capacity: 120, revision: closed.revision + 1 })
  await expect(save(closed, { areaM2: 1 })).rejects.toThrow(refusal('FACILITY_CHANGED'))
  await run(west + STEP + 0.004, 120)
  expect(await one(facilityId)).toMatchObject({ ...days, communityId: COMMUNITIES[1] })
})
