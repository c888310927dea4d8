import { expect, test } from 'vitest'
import { type NewFact, recordFacts, withdrawFact } from '#foundation/evidence/write.ts'
import { COMMUNITIES, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import { inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { inRollback, testDb } from '#platform/store/test-db.ts'
import { projectSubject } from './read.ts'
import { addProjects } from './write.ts'

const { db } = await testDb()
const [here, there] = COMMUNITIES
const system = { accountId: null, role: 'system' }
await inScope(db, wholeScope, async (tx) => {
  await loadPlaces(tx, 'test', testDistrict)
  const project = (projectId: string, communityId: string) => ({
    ...{ communityId, projectId, name: { zh: projectId, en: projectId }, townId: '330299001' },
    ...({ part: 'later', settlement: 'urban', shape: null, covers: [], attributes: [] } as const),
    ...{ source: 'test', grade: 'P', generated: true },
  })
  await addProjects(tx, [project('own', here), project('sibling', here), project('other', there)])
})

const served = (day: string, value: number, more: Partial<NewFact> = {}): NewFact => ({
  ...{ communityId: here, subjectKind: 'community', subjectId: here, term: 'service_day', value },
  ...{ validFrom: day, validTo: null, source: 'log', grade: 'O', ...more },
})
const project = (subjectId: string): Partial<NewFact> => ({ subjectKind: 'project', subjectId })
const daysOf = async (tx: Tx, kind = 'service_day') => (await projectSubject.days!(tx, 'own', kind))?.days

test('days of a project are those told of it and of its community, of none other, with where their rows are', () =>
  inRollback(db, async (tx) => {
    await recordFacts(
      tx,
      [
        served('2026-03-02', 12),
        served('2026-03-01', 3, project('own')),
        served('2026-03-02', 5, { ...project('own'), generated: true }),
        served('2026-03-03', 9, project('sibling')),
        served('2026-03-04', 9, { communityId: there, subjectId: there }),
        served('2026-03-05', 9, { ...project('own'), generated: true }),
      ],
      system,
    )
    expect(await projectSubject.days!(tx, 'own', 'service_day')).toEqual({
      days: [
        ['2026-03-01', false],
        // One of its two statements is real.
        ['2026-03-02', false],
        ['2026-03-05', true],
      ].map(([day, generated]) => ({
        ...{ day, generated, rows: `/facts?area=${here}&term=service_day&day=${day}` },
      })),
      report: { path: `/facts/new?community=${here}&term=service_day`, roles: ['operator', 'town'] },
    })
  }))

test('a day put right to nothing is none, nor is one that was withdrawn; the statement made last counts', () =>
  inRollback(db, async (tx) => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03']
    const [first] = await recordFacts(
      tx,
      days.map((day) => served(day, 10)),
      system,
    )
    await withdrawFact(tx, here, first!, { ...system, reason: 'wrong day' })
    await recordFacts(tx, [served('2026-03-02', 0)], system)
    expect((await daysOf(tx))?.map(({ day }) => day)).toEqual(['2026-03-03'])
  }))

test('a term that is no matter of days, or that there is not, has none; nor has a project that there is not', () =>
  inRollback(db, async (tx) => {
    expect(await daysOf(tx, 'pact_signed')).toBeUndefined()
    expect(await daysOf(tx, 'spring')).toBeUndefined()
    expect(await projectSubject.days!(tx, 'nothing', 'service_day')).toBeUndefined()
  }))
