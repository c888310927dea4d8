import { beforeAll, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { surveysAsOf } from '#foundation/evidence/read.ts'
import { SURVEY } from '#foundation/evidence/rules.ts'
import { loadFacts } from '#foundation/evidence/write.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, publicScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import * as rows from './contract/rows.ts'
import * as contract from './contract.ts'
import { readPack } from './packs.ts'
import { selectInput, selectLatestRun } from './queries.ts'
import type { MaturityChoice } from './rules/maturity-choice.ts'
import { openRuns, verifyRun } from './runs.ts'
import { openDiagnosis } from './server.ts'
import { communityView } from './views/community.ts'
import { evidenceView } from './views/evidence.ts'
import { chooseClasses, declare } from './write.ts'

const PACK = 'zhejiang-33'
const TODAY = '2025-08-01'
const { db, owner } = await testDb()
const district = generateDistrict({ towns: ['330212008'] })
const { routes } = openDiagnosis(db, () => TODAY)
const looker: Caller = {
  ...STRANGER,
  accountId: 'a',
  rights: new Set(['diagnosis.read']),
  scope: { ...publicScope, read: ['330212008006'] },
}
const app = await createServer({
  db,
  version: '0',
  requestsPerMinute: 0,
  authenticate: async () => looker,
  routes,
})
const call = testClient(app)

beforeAll(async () => {
  expect(await openRuns(db, () => TODAY).current(PACK)).toBeUndefined()
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
})

test('a run is stored with its pack and inputs and can be recomputed to the same bits', async () => {
  const run = await openRuns(db, () => TODAY).current(PACK)
  const { runId, pack, packVersion, asOf } = run!.stored
  expect({ pack, asOf, packVersion }).toEqual({
    pack: PACK,
    asOf: TODAY,
    packVersion: run!.compiled.pack.version,
  })
  expect(await inScope(db, wholeScope, (tx) => verifyRun(tx, runId))).toBe('identical')
})

test('a stored result that was changed no longer verifies', async () => {
  const { runId } = (await openRuns(db, () => TODAY).current(PACK))!.stored
  await owner
    .updateTable('diagnosis_run')
    .set({ results_sha256: 'changed' })
    .where('run_id', '=', runId)
    .execute()
  expect(await inScope(db, wholeScope, (tx) => verifyRun(tx, runId))).toBe('different')
  await owner.deleteFrom('community_result').where('run_id', '=', runId).execute()
  await owner.deleteFrom('diagnosis_input').where('run_id', '=', runId).execute()
  await owner.deleteFrom('diagnosis_run').where('run_id', '=', runId).execute()
})

test('who asks again gets the same run, and a run of the same mark is reopened after a restart', async () => {
  const first = await openRuns(db, () => TODAY).current(PACK)
  const again = await openRuns(db, () => TODAY).current(PACK)
  expect(again!.stored.runId).toBe(first!.stored.runId)
  expect(again!.diagnosis.scores).toEqual(first!.diagnosis.scores)
})

test('a declaration changes the mark, so the next run is a new one', async () => {
  const before = (await openRuns(db, () => TODAY).current(PACK))!
  const communityId = '330212008001'
  const optOut = { kind: 'opt-out', item: 'zj33-14', reason: '旧改不新建住房', holds: true } as const
  const by = { declaredBy: 'test', declaredRole: null, generated: true }
  await inScope(db, wholeScope, (tx) => declare(tx, { ...optOut, ...by, communityId }))
  const after = (await openRuns(db, () => TODAY).current(PACK))!
  expect(after.stored.runId).not.toBe(before.stored.runId)
  const c = after.gathered.communities.findIndex(({ areaId }) => areaId === communityId)
  expect(after.diagnosis.plans[c]!.indicators.find(({ optOut }) => optOut)?.optOut).toBe('旧改不新建住房')
  expect(after.diagnosis.scores[c]!.denominator).toBe(before.diagnosis.scores[c]!.denominator)
})

test('the district may class by its own cut-offs or by rank, and go back', async () => {
  const { classes } = readPack(PACK).maturity
  const choose = (choice: MaturityChoice | null) =>
    inScope(db, wholeScope, (tx) =>
      chooseClasses(tx, { pack: PACK, choice, reason: '试算', chosenBy: 'test', chosenRole: null }),
    )
  const count = async (id: string) =>
    (await openRuns(db, () => TODAY).current(PACK))!.classes.filter((result) => result.class === id).length
  const own = await count('mature')
  const lenient = {
    method: 'cutoffs',
    scenarioFloor: 0,
    classes: classes.map(({ id }, i) => ({ id, atLeast: [0.02, 0.01, 0][i]!, quota: null })),
  } as const
  await choose(lenient)
  expect(await count('mature')).toBeGreaterThan(own)
  await choose({
    ...lenient,
    method: 'rank',
    classes: lenient.classes.map((row, i) => ({ ...row, quota: [1, 1, null][i]! })),
  })
  expect(await count('mature')).toBeLessThanOrEqual(1)
  await choose(null)
  expect(await count('mature')).toBe(own)
})

test('the inputs of a run, which hold people by building, are hidden from whoever may not read the whole district', async () => {
  const run = (await inScope(db, publicScope, (tx) => selectLatestRun(tx, PACK)))!
  expect(await inScope(db, publicScope, (tx) => selectInput(tx, run.runId))).toBeUndefined()
  expect(
    await inScope(db, { ...publicScope, read: ['330212008006'] }, (tx) => selectInput(tx, run.runId)),
  ).toBeUndefined()
  expect(await inScope(db, wholeScope, (tx) => selectInput(tx, run.runId))).toBeDefined()
})

test('the district lists every community with a range inside 0 to 1 and its class', async () => {
  const { communities, run, deficits } = await call(contract.districtDiagnosis)
  expect(run).toMatchObject({ pack: PACK, demo: true })
  expect(communities.length).toBeGreaterThan(400)
  for (const { score, completeness } of communities) {
    expect(score[0]).toBeLessThanOrEqual(score[1]!)
    expect(completeness).toBeGreaterThanOrEqual(0)
  }
  expect(new Set(communities.map(({ pack }) => pack))).toEqual(new Set([PACK, 'rural-nine']))
  expect(deficits.length).toBeGreaterThan(0)
})

test('an indicator opens to homes in cells of ten people or more, and a cell to its walk', async () => {
  const params = { communityId: '330212008006', indicator: 'zj33-20' }
  const { tests } = await call(contract.indicatorEvidence, { params })
  const reach = tests.find(({ test }) => test.measure.type === 'reach')!
  expect(reach.cells.length).toBeGreaterThan(0)
  const { people, within, hidden } = reach.counted!
  expect(within! / people).toBe(reach.test.value[0])
  const sum = (of: 'people' | 'within') => reach.cells.reduce((all, cell) => all + cell[of]!, 0)
  expect([sum('people') + hidden, sum('within')]).toEqual([people, within])
  for (const cell of reach.cells)
    for (const side of [cell.within!, cell.people - cell.within!]) expect(side === 0 || side >= 10).toBe(true)
  const cell = reach.cells.find(({ facilityId }) => facilityId !== null)!
  const route = await call(contract.walkingRoute, {
    params: { ...params, test: reach.test.test },
    query: { cell: cell.cell },
  })
  expect(route.facilityId).toBe(cell.facilityId)
  expect(route.line.length).toBeGreaterThan(0)
})

const showable = (count: number | null) => count === null || count === 0 || count >= 10

test('residents open to cells that add up to every age, and to where the count is from', async () => {
  const params = { communityId: '330212008006' }
  const { people, byAge, cells, sources } = await call(rows.communityPeople, { params })
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
  expect(sum(cells.map((cell) => cell.people))).toBe(people)
  byAge!.forEach((count, band) => {
    if (count !== null) expect(sum(cells.map((cell) => cell.byAge[band]!))).toBe(count)
  })
  for (const cell of cells) expect([...cell.byAge, cell.people, cell.together].every(showable)).toBe(true)
  expect(sources.map((source) => [source.generated, source.filename, source.people])).toEqual([
    [true, null, people],
  ])
})

test('a facility opens to the homes that have it nearest, across the border', async () => {
  const params = { communityId: '330212008006' }
  const { rows: used } = await call(contract.communityFacilities, { params })
  const across = used.find((row) => row.place === 'nearby' && row.people !== null)!
  const { communityId, facilityId } = across.facility
  const served = await call(rows.servedPeople, { params: { communityId, facilityId } })
  const own = served.communities.find((row) => row.communityId === params.communityId)!
  expect(own.people).toBe(across.people)
  expect(served.people).toBe(served.communities.reduce((all, row) => all + (row.people ?? 0), 0))
  for (const row of served.communities) {
    const cells = served.cells.filter((cell) => cell.communityId === row.communityId)
    const sum = cells.reduce((all, { people }) => all + people, 0)
    expect(sum).toBe(row.people ?? 0)
    expect([row.people, ...cells.map(({ people }) => people)].every(showable)).toBe(true)
  }
  const missing = { params: { communityId, facilityId: 'none' } }
  await expect(call(rows.servedPeople, missing)).rejects.toMatchObject({
    problem: { code: 'FACILITY_UNKNOWN' },
  })
})

test('the denominator opens to what was opted out of, and the score without it', async () => {
  const params = { communityId: '330212008001' }
  const { fixed, optedOut, optOuts, score, withoutOptOuts } = await call(rows.scoreDenominator, { params })
  expect(optOuts).toMatchObject([
    { indicator: 'zj33-14', reason: '旧改不新建住房', declaredBy: 'test', generated: true },
  ])
  expect(optOuts[0]!.weight).toBe(optedOut)
  const { indicators } = await call(contract.communityDiagnosis, { params })
  const { score: own } = indicators.find(({ indicator }) => indicator === 'zj33-14')!
  withoutOptOuts.forEach((end, i) => {
    expect(end).toBeCloseTo(score[i]! + (optedOut * own[i]!) / fixed, 12)
  })
})

test('what is missing most opens to its communities and people', async () => {
  const { deficits } = await call(contract.districtDiagnosis)
  for (const { indicator, communities, unknown, people } of deficits) {
    const across = await call(contract.indicatorAcross, { params: { indicator } })
    const counted = across.rows.filter((row) => row.counts)
    const lacking = counted.filter((row) => row.met === false)
    expect(lacking.length).toBe(communities)
    expect(counted.filter((row) => row.met === null).length).toBe(unknown)
    expect(lacking.reduce((sum, row) => sum + (row.people ?? 0), 0)).toBe(people)
  }
})

test('a reported indicator opens to its fact, or says who should supply it', async () => {
  const { indicators } = await call(contract.communityDiagnosis, { params: { communityId: '330212008006' } })
  const reported = indicators.flatMap(({ indicator, tests }) =>
    tests.filter(({ term }) => term).map((test) => ({ indicator, test })),
  )
  for (const { indicator, test } of reported.slice(0, 10)) {
    const evidence = await call(contract.indicatorEvidence, {
      params: { communityId: '330212008006', indicator },
    })
    const own = evidence.tests.find((row) => row.test.test === test.test)!
    for (const { documentId } of own.facts) expect(documentId).not.toBeNull()
    const said = own.facts.length > 0 || own.test.missing.some(({ suppliers }) => suppliers.length > 0)
    expect(said).toBe(true)
  }
})

test('a fact that nobody renewed counts as missing, and says since when and who is to renew it', async () => {
  const communityId = '330212008006'
  const runOn = async (day: string) => (await openRuns(db, () => day).current(PACK))!
  const [fresh, late] = [await runOn('2025-08-02'), await runOn('2026-12-31')]
  const at = fresh.gathered.communities.findIndex(({ areaId }) => areaId === communityId)
  const completeness = ({ diagnosis }: typeof fresh) => diagnosis.scores[at]!.completeness
  expect(completeness(late)).toBeLessThan(completeness(fresh))
  expect(late.diagnosis.scores[at]!.score[1]).toBeGreaterThanOrEqual(fresh.diagnosis.scores[at]!.score[1])
  const { indicators } = communityView(late, at)
  const stale = indicators.flatMap(({ indicator, tests }) =>
    tests.flatMap(({ test, missing }) => missing.map((need) => ({ indicator, test, ...need }))),
  )
  const old = stale.find(({ overdueSince }) => overdueSince !== undefined)!
  expect(old.suppliers.length).toBeGreaterThan(0)
  expect(old.overdueSince! > '2025-08-02' && old.overdueSince! <= '2026-12-31').toBe(true)
  const factsOn = (run: typeof fresh) =>
    evidenceView(run, at, old.indicator, true)!.tests.find(({ test }) => test.test === old.test)!.facts
  expect(factsOn(late)).toMatchObject([{ term: old.item, overdueSince: old.overdueSince }])
  expect(factsOn(fresh)[0]).not.toHaveProperty('overdueSince')
})

test('a kind is missing where it was looked for, and unknown elsewhere; earlier runs stay as they were', async () => {
  const [here, there] = ['330212008006', '330212008001']
  const before = (await openRuns(db, () => TODAY).current(PACK))!
  const survey = await inScope(db, wholeScope, async (tx) =>
    (await surveysAsOf(tx, { holdsOn: TODAY })).get('330212'),
  )
  await owner.deleteFrom('fact').where('term', '=', SURVEY).execute()
  await inScope(db, wholeScope, (tx) =>
    loadFacts(tx, [
      {
        ...{ communityId: here, subjectKind: 'community', subjectId: here, term: SURVEY },
        ...{ value: survey!.value, validFrom: '2025-07-01', validTo: null, source: '社区普查', grade: 'O' },
        ...{ recordedAt: '2025-07-01', enteredRole: 'town' },
      },
      // Something else changes too, so that the mark does not come out the same as before.
      {
        ...{ communityId: there, subjectKind: 'community', subjectId: there, term: 'cim_level' },
        ...{ value: 1, validFrom: '2025-07-01', validTo: '2025-07-02', source: '台账', grade: 'O' },
        ...{ recordedAt: '2025-07-01', enteredRole: 'town' },
      },
    ]),
  )
  // Before the next run of the day, which drops the inputs of this one.
  expect(await inScope(db, wholeScope, (tx) => verifyRun(tx, before.stored.runId))).toBe('identical')
  const after = (await openRuns(db, () => TODAY).current(PACK))!
  const surveyed = ({ diagnosis: { district } }: typeof after, id: string) =>
    district.communities.find(({ communityId }) => communityId === id)!.surveyed
  expect(surveyed(after, here)).toEqual(surveyed(before, here))
  expect(surveyed(after, there).size).toBe(0)
  const completeness = ({ diagnosis: { scores } }: typeof after, id: string) =>
    scores.find(({ communityId }) => communityId === id)!.completeness
  expect(completeness(after, here)).toBe(completeness(before, here))
  expect(completeness(after, there)).toBeLessThan(completeness(before, there))
})

test.each([
  [contract.communityDiagnosis, { params: { communityId: '999' } }, 'COMMUNITY_UNKNOWN'],
  [contract.districtDiagnosis, { query: { pack: 'none' } }, 'PACK_UNKNOWN'],
  [contract.indicatorAcross, { params: { indicator: 'none' } }, 'INDICATOR_UNKNOWN'],
  [contract.packDetail, { params: { pack: 'none' } }, 'PACK_UNKNOWN'],
])('what does not exist is refused with a code', async (route, input, code) => {
  await expect(call(route, input as never)).rejects.toMatchObject({ problem: { code, status: 404 } })
})
