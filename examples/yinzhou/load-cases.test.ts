import { expect, test } from 'vitest'
import { projectSubject } from '#district/programme/read.ts'
import { addProjects } from '#district/programme/write.ts'
import { COMMUNITIES } from '#foundation/place/test-places.ts'
import { listCases, readCase } from '#mechanisms/application/contract.ts'
import { startProcedures } from '#mechanisms/application/server.ts'
import { DISTRICT, type Person, testOffice } from '#mechanisms/application/test-people.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { DEMO_CASES } from './cases.ts'
import { loadCases } from './load-cases.ts'
import { PROJECT_LIST } from './project-list.ts'

const TODAY = '2026-11-27'
const { db } = await testDb()
const { clock, person } = await testOffice(db, [projectSubject])
clock.now = new Date(`${TODAY}T02:00:00Z`)
await startProcedures(db)

/** Towns of the plan stand for the two of the test district: that of the demo town for the first, all others for the other. */
const DEMO_TOWN = '330212008'
const projects = PROJECT_LIST.filter(({ projectId }) => DEMO_CASES.some((one) => one.projectId === projectId))
await inScope(db, wholeScope, async (tx) => {
  const placed = projects.map(({ projectId, zh, townId, communityIds }) => {
    const isDemoTown = townId === DEMO_TOWN
    const own = communityIds[0] === `${DEMO_TOWN}006` ? 0 : 1
    return {
      ...{ projectId, name: { zh, en: projectId }, townId: isDemoTown ? '330299001' : '330299002' },
      ...{ communityId: COMMUNITIES[isDemoTown ? own : 2], covers: [], attributes: [], shape: null },
      ...({ part: 'later', settlement: 'urban' } as const),
      ...{ source: 'test', grade: 'P', generated: true },
    }
  })
  await addProjects(tx, placed)
  await loadCases(tx, TODAY)
  await loadCases(tx, TODAY)
})
const force = await person('force', 'task-force', DISTRICT)
const listed = async (who: Person, box: 'todo' | 'all') =>
  (await who.call(listCases, { query: { box, limit: 500 } })).rows

test('every case of the demo is loaded once, at its step, said to be invented', async () => {
  const rows = await listed(force, 'all')
  expect(Object.fromEntries(rows.map(({ subjectId, at }) => [subjectId, at]))).toEqual({
    huachuan: 'trial-operation',
    'mature-02': 'trial-operation',
    'mature-04': 'completion-acceptance',
    'near-mature-03': 'application-plan',
    'later-08': 'district-review',
    'near-mature-06': 'district-review',
    'near-mature-04': 'government-consent',
    'near-mature-08': 'city-review',
    hefeng: 'named',
  })
  expect(rows).toHaveLength(DEMO_CASES.length)
  expect(rows.every(({ generated }) => generated)).toBe(true)
})

test.each([
  ['task-force', DISTRICT, 5],
  ['town', '330299001', 1],
  ['department', DISTRICT, 2],
  ['government', DISTRICT, 1],
  ['reviewer', DISTRICT, 1],
  ['operator', COMMUNITIES[0], 1],
] as const)('the inbox of %s shows what waits for it', async (role, areaId, count) => {
  expect(await listed(await person(`${role}-demo`, role, areaId), 'todo')).toHaveLength(count)
})

test('of the two in trial operation one still runs, with a gap, and the months of the other are full', async () => {
  const clocks = new Map(
    await Promise.all(
      (await listed(force, 'all')).map(async ({ subjectId, communityId, caseId }) => {
        const { clock } = await force.call(readCase, { params: { communityId, caseId } })
        return [subjectId, clock] as const
      }),
    ),
  )
  expect(clocks.get('huachuan')).toMatchObject({
    ...{ first: '2026-09-28', fullOn: '2026-12-28', longestGap: { days: 8 } },
    reasons: [{ zh: expect.stringContaining('还有 31 天') }],
  })
  expect(clocks.get('mature-02')).toMatchObject({ reasons: [], days: expect.any(Array) })
  expect(clocks.get('huachuan')!.days.every(({ generated }) => generated)).toBe(true)
})
