import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { closeFacility } from '#foundation/place/contract/facility.ts'
import { placeRoutes } from '#foundation/place/server.ts'
import { auditEntries } from '#platform/audit/read.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, publicScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import * as life from './contract/runs.ts'
import * as contract from './contract.ts'
import { dropInputs, selectLatestRun } from './queries.ts'
import { openRuns, type Run } from './runs.ts'
import { openDiagnosis } from './server.ts'
import { declare } from './write.ts'

const PACK = 'zhejiang-33'
const COMMUNITY = '330212008006'
const { db, owner } = await testDb()
const district = generateDistrict({ towns: ['330212008'] })

let today = '2025-07-31'
const { routes } = openDiagnosis(db, () => today)
const caller: Caller = {
  ...STRANGER,
  accountId: 'a',
  role: 'task-force',
  rights: new Set(['diagnosis.read', 'diagnosis.run', 'place.edit']),
  scope: { ...wholeScope, role: 'task-force' },
}
const app = await createServer({
  db,
  version: '0',
  requestsPerMinute: 0,
  authenticate: async () => caller,
  routes: [...routes, ...placeRoutes],
})
const call = testClient(app)
const whole = <T>(body: Parameters<typeof inScope<T>>[2]) => inScope(db, wholeScope, body)

/** Compute and store a run on a day. */
async function runOn(day: string): Promise<string> {
  today = day
  return (await call(life.recomputeRun, { body: { pack: PACK } })).runs[0]!.runId
}
const verdictOf = async (runId: string) => (await call(life.verifyStoredRun, { params: { runId } })).verdict

beforeAll(async () => {
  await loadDistrict(db, district)
})

test('computing anew stores a run with the same results, and the earlier one of the day loses its inputs', async () => {
  const first = await runOn('2025-07-31')
  const again = (await call(life.recomputeRun, { body: { pack: PACK } })).runs[0]!
  expect(again.same).toBe(true)
  expect(await verdictOf(first)).toBe('inputs-dropped')
  expect(await verdictOf(again.runId)).toBe('identical')
  const { rows, total, keep } = await call(life.listRuns, { query: { pack: PACK } })
  expect(total).toBe(2)
  expect(rows.map(({ runId, hasInputs }) => [runId, hasInputs])).toEqual([
    [again.runId, true],
    [first, false],
  ])
  expect(rows[1]!.classes).toEqual(rows[0]!.classes)
  expect(rows[1]!.results).toBe(rows[0]!.results)
  expect(keep).toMatchObject({ days: 31, months: 60, grade: 'P' })
  const [entry] = await whole((tx) => auditEntries(tx, { subject: { kind: 'pack', id: PACK } }))
  expect(entry).toMatchObject({ action: 'diagnosis.drop-inputs', role: 'system', detail: { runs: [first] } })
})

test('inputs of a day are kept for a month, those of a month end for years', async () => {
  const [early, monthEnd] = [await runOn('2025-08-01'), await runOn('2025-08-02')]
  expect(await verdictOf(early)).toBe('identical')
  await runOn('2025-09-15')
  expect(await verdictOf(early)).toBe('inputs-dropped')
  expect(await verdictOf(monthEnd)).toBe('identical')
})

test('the store lets the application drop inputs by run alone, never the latest, never what is referred to', async () => {
  const latest = (await whole((tx) => selectLatestRun(tx, PACK)))!.runId
  const { rows } = await call(life.listRuns, { query: { pack: PACK } })
  const old = rows.find(({ hasInputs, runId }) => hasInputs && runId !== latest)!.runId
  await expect(whole((tx) => tx.deleteFrom('diagnosis_input').execute())).rejects.toMatchObject({
    code: '42501',
  })
  expect(await whole((tx) => dropInputs(tx, [latest]))).toEqual([])
  expect(await inScope(db, publicScope, (tx) => dropInputs(tx, [old]))).toEqual([])
  await sql`create table referring (run_id uuid references diagnosis_input)`.execute(owner)
  await sql`insert into referring values (${old})`.execute(owner)
  expect(await whole((tx) => dropInputs(tx, [old]))).toEqual([])
  await sql`drop table referring`.execute(owner)
  expect(await whole((tx) => dropInputs(tx, [old]))).toEqual([old])
})

test('a past day opens its stored run', async () => {
  today = '2025-09-15'
  const stored = await call(contract.districtDiagnosis, { query: { pack: PACK, asOf: '2025-07-31' } })
  expect(stored.run).toMatchObject({ asOf: '2025-07-31' })
  const { rows } = await call(life.listRuns, { query: { pack: PACK } })
  expect(rows.map(({ runId }) => runId)).toContain(stored.run.runId)
})

test('a day after today is refused', async () => {
  const asked = call(contract.districtDiagnosis, { query: { asOf: '2025-09-16' } })
  await expect(asked).rejects.toMatchObject({ problem: { code: 'AS_OF_FUTURE', status: 422 } })
})

test('two runs are compared by what every indicator earned, and a declaration does not reach into the past', async () => {
  const before = (await whole((tx) => selectLatestRun(tx, PACK)))!.runId
  await whole((tx) =>
    declare(tx, {
      ...{ communityId: COMMUNITY, kind: 'opt-out', item: 'zj33-02', holds: true, reason: '议定' },
      ...{ declaredBy: 'a', declaredRole: 'town', generated: false },
    }),
  )
  const after = await runOn('2025-09-15')
  const compared = await call(life.compareRuns, { params: { runId: before, laterId: after } })
  expect(compared.explained).toBe(true)
  expect(compared.changes.map(({ communityId }) => communityId)).toEqual([COMMUNITY])
  expect(compared.changes[0]!.moved).toMatchObject([{ indicator: 'zj33-02', after: null }])
  expect(compared.changes[0]!.moved[0]!.before).not.toBeNull()
  expect(compared.unchanged).toBeGreaterThan(100)
  const optOutsOn = async (query: object) =>
    (await call(contract.communityDiagnosis, { params: { communityId: COMMUNITY }, query })).denominator
      .optedOut
  expect(await optOutsOn({})).toBeGreaterThan(0)
  expect(await optOutsOn({ asOf: '2025-08-15' })).toBe(0)
})

test('runs of different packs are not compared, and an unknown run is said', async () => {
  const [one, other] = await whole(async (tx) => [
    await selectLatestRun(tx, PACK),
    await openRuns(db, () => today).current('rural-nine'),
  ])
  const compare = (runId: string, laterId: string) => call(life.compareRuns, { params: { runId, laterId } })
  await expect(compare(one!.runId, other!.stored.runId)).rejects.toMatchObject({
    problem: { code: 'RUNS_OF_DIFFERENT_PACKS' },
  })
  await expect(compare(one!.runId, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
    problem: { code: 'RUN_UNKNOWN' },
  })
})

test('a community has its history: the last run of each day', async () => {
  const days = await call(life.communityHistory, { params: { communityId: COMMUNITY } })
  expect(days.map(({ asOf }) => asOf)).toEqual(['2025-07-31', '2025-08-01', '2025-08-02', '2025-09-15'])
  const { summary } = await call(contract.communityDiagnosis, { params: { communityId: COMMUNITY } })
  expect(days.at(-1)!.score).toEqual(summary.score)
})

test('a day without a stored run is computed from the evidence as of it, as a run on that day would have been', async () => {
  const day = '2020-01-01'
  const computed = await call(contract.districtDiagnosis, { query: { pack: PACK, asOf: day } })
  expect(computed.run).toMatchObject({ runId: '', asOf: day })
  const now = await call(contract.districtDiagnosis, { query: { pack: PACK } })
  const known = ({ communities }: typeof now) => communities.reduce((sum, row) => sum + row.completeness, 0)
  expect(known(computed)).toBeLessThan(known(now))
  const declared = { communityId: COMMUNITY, kind: 'opt-out', item: 'zj33-02', reason: '重议' } as const
  const by = { declaredBy: 'a', declaredRole: 'town', generated: false }
  await whole((tx) => declare(tx, { ...declared, ...by, holds: false }))
  const then = (await openRuns(db, () => day).current(PACK))!
  expect(computed.communities.map(({ score }) => score)).toEqual(
    then.diagnosis.scores.map(({ score }) => [...score]),
  )
})

test('a facility closed a month ago is in the diagnosis of two months ago and not in that of today', async () => {
  today = '2025-09-16'
  const runs = openRuns(db, () => today)
  const idsOf = (run: Run | undefined) => run!.diagnosis.district.facilities.map((one) => one.facilityId)
  const before = (await runs.current(PACK))!
  const { communityId, facilityId } = before.gathered.facilities.find(({ kind }) => kind === 'childcare')!
  const close = (on: string | null) =>
    call(closeFacility, { params: { communityId, facilityId }, body: { on, note: '租约到期' } })
  await close('2025-08-16')
  runs.lookAgain()
  const after = (await runs.current(PACK))!
  expect(idsOf(after)).toEqual(idsOf(before).filter((id) => id !== facilityId))
  expect(after.stored.resultsSha256).not.toBe(before.stored.resultsSha256)
  expect(idsOf(await runs.asOf(PACK, '2025-07-16'))).toContain(facilityId)
  expect(idsOf(await runs.asOf(PACK, '2025-08-15'))).toContain(facilityId)
  expect(idsOf(await runs.asOf(PACK, '2025-08-16'))).not.toContain(facilityId)

  // A run that was stored while it was taken to be open still opens, and to the same bits.
  await close('2025-07-01')
  const stored = (await runs.asOf(PACK, '2025-09-15'))!
  expect(stored.stored.runId).not.toBe('')
  expect([idsOf(stored).includes(facilityId), stored.gathered.facilities.length]).toEqual([
    true,
    idsOf(stored).length,
  ])
  expect(await verdictOf(stored.stored.runId)).toBe('identical')

  await close(null)
  runs.lookAgain()
  expect((await runs.current(PACK))!.stored.resultsSha256).toBe(before.stored.resultsSha256)
})
