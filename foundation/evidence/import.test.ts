import { expect, test } from 'vitest'
import { COMMUNITIES, testAreas } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { importFacts } from './import.ts'
import { factsForDiagnosis, surveysAsOf } from './read.ts'
import { recordFacts } from './write.ts'

const { db } = await testDb()
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { areas: testAreas }))
const caller: Caller = { ...STRANGER, accountId: 'a', role: 'town', scope: { ...wholeScope, accountId: 'a' } }
const [here, there] = COMMUNITIES
const table = (...rows: string[]) => ({
  filename: '季报.csv',
  bytes: new TextEncoder().encode(['社区代码,数据项,数值或选项,起始日期', ...rows].join('\n')),
})
const row = (value: number) => `${here},culture_events_year,${value},2025-01-01`

test('rows that contradict one another are all rejected, in whatever order they stand', async () => {
  for (const values of [
    [3, 40],
    [40, 3],
  ]) {
    const report = await importFacts(db, caller, table(...values.map(row)), '季报')
    expect(report).toMatchObject({ recorded: 0, rejected: 2 })
  }
  expect(await importFacts(db, caller, table(row(12), row(12)), '季报')).toMatchObject({
    recorded: 1,
    rejected: 0,
  })
})

test('a fact about one community cannot be recorded under another', async () => {
  const fact = {
    ...{
      subjectKind: 'community' as const,
      term: 'culture_events_year',
      value: 5000,
      validFrom: '2025-01-01',
      validTo: null,
    },
    ...{ source: '季报', grade: 'O' as const },
  } as const
  const record = (subjectId: string, communityId: string) =>
    inScope(db, wholeScope, (tx) => recordFacts(tx, [{ ...fact, subjectId, communityId }], caller))
  await expect(record(there, here)).rejects.toMatchObject({
    code: 'FACTS_REFUSED',
    faults: [{ field: 'subjectId' }],
  })
  await expect(record('nosuch', here)).rejects.toMatchObject({ code: 'FACTS_REFUSED' })
  const known = await inScope(db, wholeScope, (tx) => factsForDiagnosis(tx, { holdsOn: '2026-01-01' }))
  expect(known.get(there)).toBeUndefined()
})

test('a survey is imported as a list in one cell', async () => {
  const survey = `${there},facility_survey,幼儿园；托育点、clinic_that_is_none,2025-01-01`
  expect(await importFacts(db, caller, table(survey), '普查')).toMatchObject({ recorded: 0, rejected: 1 })
  const good = `${there},设施普查范围,幼儿园；kindergarten,2025-01-01`
  expect(await importFacts(db, caller, table(good), '普查')).toMatchObject({ recorded: 1, rejected: 0 })
  expect(await importFacts(db, caller, table(good), '普查')).toMatchObject({ recorded: 0, unchanged: 1 })
  const surveys = await inScope(db, wholeScope, (tx) =>
    surveysAsOf(tx, { holdsOn: '2025-06-01', recordedBy: '2999-01-01' }),
  )
  expect(surveys.get(there)?.value).toEqual(['kindergarten'])
})
