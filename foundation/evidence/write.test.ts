import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { COMMUNITIES, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import { inScope, publicScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { inRollback, testDb } from '#platform/store/test-db.ts'
import { dayFacts, factHistory, factMark, factsAsOf, factsForDiagnosis } from './read.ts'
import { confirmFact, type LoadedFact, loadFacts, type NewFact, recordFacts, withdrawFact } from './write.ts'

const { db } = await testDb()
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))

const [here, there] = COMMUNITIES
const town = { accountId: 'a-town', role: 'town' }
const operator = { accountId: 'a-operator', role: 'operator' }

const fact = (value: unknown, changes: Partial<NewFact> = {}): NewFact => ({
  communityId: here,
  subjectKind: 'community',
  subjectId: here,
  term: 'points_households_pct',
  value,
  validFrom: '2026-01-01',
  validTo: '2026-07-01',
  source: 'test',
  grade: 'O',
  ...changes,
})
const loaded = (value: unknown, recordedAt: string, changes: Partial<LoadedFact> = {}): LoadedFact => ({
  ...fact(value),
  recordedAt,
  enteredRole: 'operator',
  ...changes,
})
const valuesAsOf = async (tx: Tx, holdsOn: string, recordedBy?: string) =>
  (await factsAsOf(tx, { holdsOn, ...(recordedBy && { recordedBy }) })).map((known) => known.value)

test('a recorded fact is read with who, when and where from', () =>
  inRollback(db, async (tx) => {
    const [factId] = await recordFacts(tx, [fact(62.5)], operator)
    const facts = await factsForDiagnosis(tx, { holdsOn: '2026-03-01', recordedBy: '2999-01-01' })
    expect(facts.get(here)?.get('points_households_pct')).toMatchObject({
      factId,
      value: 62.5,
      unit: '%',
      enteredBy: 'a-operator',
      enteredRole: 'operator',
      confirmedBy: null,
      grade: 'O',
    })
  }))

test('days told one by one do not take each other’s place; a day told anew does', () =>
  inRollback(db, async (tx) => {
    const served = (value: number, day: string): NewFact => ({
      ...fact(value, { term: 'service_day', validFrom: day, validTo: null }),
    })
    const system = { accountId: null, role: 'system' }
    await recordFacts(tx, [served(10, '2026-03-01')], system)
    await recordFacts(tx, [served(20, '2026-03-02')], system)
    await recordFacts(tx, [served(21, '2026-03-02')], system)
    const { rows } = await factHistory(tx, { term: 'service_day' }, { limit: 9, offset: 0 })
    const standing = Object.fromEntries(rows.map(({ value, superseded }) => [String(value), !superseded]))
    expect(standing).toEqual({ 10: true, 20: false, 21: true })
    expect((await dayFacts(tx, here, 'service_day')).map(({ value }) => value)).toEqual([10, 21])
  }))

test('one wrong statement and none is recorded; each objection names its row and field in both languages', () =>
  inRollback(db, async (tx) => {
    const refused = recordFacts(tx, [fact(1), fact(101), fact(2, { term: 'happiness' })], operator)
    await expect(refused).rejects.toMatchObject({
      code: 'FACTS_REFUSED',
      faults: [
        {
          row: 2,
          field: 'value',
          reason: { zh: expect.stringContaining('超出范围'), en: expect.anything() },
        },
        { row: 3, field: 'term' },
      ],
    })
    expect((await factHistory(tx, {}, { limit: 10, offset: 0 })).total).toBe(0)
  }))

test('a later statement stands before an earlier one, and the earlier one is still there', () =>
  inRollback(db, async (tx) => {
    await loadFacts(tx, [loaded(50, '2026-02-01T08:00:00Z'), loaded(60, '2026-03-01T08:00:00Z')])
    expect(await valuesAsOf(tx, '2026-03-15')).toEqual([60])
    expect(await valuesAsOf(tx, '2026-03-15', '2026-02-15')).toEqual([50])
    expect(await valuesAsOf(tx, '2026-01-15')).toEqual([])
    const { total, rows } = await factHistory(tx, { subjectId: here }, { limit: 1, offset: 0 })
    expect([total, rows[0]?.value]).toEqual([2, 60])
  }))

test('a fact holds on its first day and no longer on its last', () =>
  inRollback(db, async (tx) => {
    await loadFacts(tx, [loaded(50, '2026-01-01T00:00:00Z')])
    expect(await valuesAsOf(tx, '2025-12-31', '2026-12-31')).toEqual([])
    expect(await valuesAsOf(tx, '2026-01-01', '2026-12-31')).toEqual([50])
    expect(await valuesAsOf(tx, '2026-06-30', '2026-12-31')).toEqual([50])
    expect(await valuesAsOf(tx, '2026-07-01', '2026-12-31')).toEqual([])
  }))

test('a day ends at midnight in China', () =>
  inRollback(db, async (tx) => {
    await loadFacts(tx, [loaded(50, '2026-02-01T15:59:00Z', { subjectId: here })])
    await loadFacts(tx, [loaded(70, '2026-02-01T16:01:00Z')])
    expect(await valuesAsOf(tx, '2026-03-01', '2026-02-01')).toEqual([50])
    expect(await valuesAsOf(tx, '2026-03-01', '2026-02-02')).toEqual([70])
  }))

test('a withdrawn fact uncovers the one before it, and still stood on earlier days', () =>
  inRollback(db, async (tx) => {
    await loadFacts(tx, [loaded(50, '2026-02-01T08:00:00Z'), loaded(99, '2026-03-01T08:00:00Z')])
    const [wrong] = await factsAsOf(tx, { holdsOn: '2026-03-15' })
    await withdrawFact(tx, here, wrong!.factId, { ...town, reason: 'typing error' })
    expect(await valuesAsOf(tx, '2026-03-15', '2999-01-01')).toEqual([50])
    expect(await valuesAsOf(tx, '2026-03-15')).toEqual([99])
    await expect(withdrawFact(tx, here, wrong!.factId, { ...town, reason: 'again' })).rejects.toMatchObject({
      code: 'FACT_WITHDRAWN',
    })
  }))

test('a fact is confirmed once, by somebody else than who entered it', () =>
  inRollback(db, async (tx) => {
    const [factId] = await recordFacts(tx, [fact(10)], operator)
    await expect(confirmFact(tx, here, factId!, operator)).rejects.toMatchObject({ code: 'FACT_OWN' })
    await confirmFact(tx, here, factId!, town)
    await expect(confirmFact(tx, here, factId!, town)).rejects.toMatchObject({ code: 'FACT_CONFIRMED' })
    const [known] = (await factHistory(tx, {}, { limit: 1, offset: 0 })).rows
    expect(known).toMatchObject({ confirmedBy: 'a-town', confirmedRole: 'town' })
  }))

test('the mark changes when a fact is recorded, confirmed or withdrawn', () =>
  inRollback(db, async (tx) => {
    const marks = [await factMark(tx)]
    const [factId] = await recordFacts(tx, [fact(10)], operator)
    marks.push(await factMark(tx))
    await confirmFact(tx, here, factId!, town)
    marks.push(await factMark(tx))
    await withdrawFact(tx, here, factId!, { ...town, reason: 'wrong' })
    marks.push(await factMark(tx))
    expect(new Set(marks).size).toBe(4)
  }))

test('loading a data set again adds nothing', () =>
  inRollback(db, async (tx) => {
    const facts = [
      loaded(50, '2026-02-01'),
      loaded(51, '2026-02-01', { communityId: there, subjectId: there }),
    ]
    expect([await loadFacts(tx, facts), await loadFacts(tx, facts.toReversed())]).toEqual([2, 0])
  }))

test('the application can neither change nor delete a fact', async () => {
  await inScope(db, wholeScope, (tx) => recordFacts(tx, [fact(10)], operator))
  for (const change of [sql`update fact set grade = 'P'`, sql`delete from fact`])
    await expect(inScope(db, wholeScope, (tx) => change.execute(tx))).rejects.toMatchObject({ code: '42501' })
})

test('the table holds exactly one value and no period that is empty', () =>
  inRollback(db, async (tx) => {
    await expect(
      sql`insert into fact (community_id, fact_id, subject_kind, subject_id, term, number_value, text_value,
        valid_from, source, grade, entered_role, generated)
        values (${here}, gen_random_uuid(), 'community', ${here}, 'x', 1, 'one', '2026-01-01', 's', 'O', 'r', false)`.execute(
        tx,
      ),
    ).rejects.toMatchObject({ code: '23514' })
  }))

test('facts of a community are seen and stated within the scope only', async () => {
  const scope = { ...publicScope, role: 'town', read: [there], write: [there] }
  expect(await inScope(db, scope, (tx) => valuesAsOf(tx, '2026-03-01', '2999-01-01'))).toEqual([])
  await expect(inScope(db, scope, (tx) => recordFacts(tx, [fact(10)], operator))).rejects.toMatchObject({
    code: '42501',
  })
})
