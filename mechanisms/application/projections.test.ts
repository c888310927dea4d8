import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { testDb } from '#platform/store/test-db.ts'
import { migrateCases } from './contract/migration.ts'
import { actOnCase, listProcedures, openCase, readCase } from './contract.ts'
import { keepProcedures } from './procedures.ts'
import { DEEDS } from './rules/may.ts'
import type { Procedure } from './rules/procedure.ts'
import { readBpmn } from './rules/read-bpmn.ts'
import { begin, fold, openedVersion } from './rules/record.ts'
import { DISTRICT, OTHER_TOWN, subjectsOf, TOWN, testOffice } from './test-people.ts'
import { withStep } from './test-versions.ts'

const SHIPPED = 'packs/procedures/future-community.bpmn'
const { db, owner } = await testDb()
const { clock, person } = await testOffice(db, [subjectsOf('project')])
const folder = mkdtempSync(join(tmpdir(), 'jj-procedures-'))
afterAll(() => rmSync(folder, { recursive: true }))
const bpmn = readFileSync(SHIPPED, 'utf8')
const putBpmn = (text: string) => writeFileSync(join(folder, 'procedure.bpmn'), text)
const LATER = withStep(bpmn)
for (const text of [bpmn, LATER]) {
  putBpmn(text)
  await keepProcedures(db, folder)
}

const people = [
  await person('force', 'task-force', DISTRICT),
  await person('town', 'town', TOWN),
  await person('government', 'government', DISTRICT),
  await person('reviewer', 'reviewer', DISTRICT),
  await person('department', 'department', DISTRICT),
  await person('elsewhere', 'town', OTHER_TOWN),
]
const [force, town] = people as [(typeof people)[number], (typeof people)[number]]

const attempt = fc.record({
  who: fc.nat(people.length - 1),
  deed: fc.constantFrom(...DEEDS, 'decide', 'decide', 'decide', 'migrate'),
  pick: fc.nat(9),
  comesBack: fc.boolean(),
  hours: fc.nat(72),
})

test('after any walk the tables of lists say what the events of the case make of it', async () => {
  const versions = new Map<number, Procedure>()
  for (const [i, text] of [bpmn, LATER].entries()) versions.set(i + 1, (await readBpmn(text)).procedure!)
  let walked = 0
  const deeds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 15, maxLength: 30 }), async (attempts) => {
      const key = await force.call(openCase, {
        body: { procedureId: 'future-community', subjectKind: 'project', subjectId: `walk ${++walked}` },
      })
      for (const { who, deed, pick, comesBack, hours } of attempts) {
        const one = deed === 'exit' || deed === 'migrate' ? force : people[who]!
        const found = await one.call(readCase, { params: key }).catch(() => undefined)
        if (!found || (deed === 'exit' && pick > 0)) continue
        clock.now = new Date(clock.now.getTime() + hours * 3_600_000)
        const { may, events, steps, at, returnTo, version } = found
        if (deed === 'migrate') {
          const body = { comesBack, note: '试', cases: [{ ...key, events }] }
          const params = { procedureId: 'future-community', version: 3 - version }
          await force.call(migrateCases, { params, body }).then(
            () => deeds.add(deed),
            (error) =>
              expect(error).toMatchObject({ problem: { code: expect.stringMatching(/CASE_ENDED/) } }),
          )
          continue
        }
        const kinds = steps.find(({ node }) => node === at)?.documents ?? []
        const documentId = deed === 'decide' && kinds.length > 0 ? await one.upload(key, 'any') : ''
        const body = {
          ...{ events, deed, ...(may.turn !== null && { turn: may.turn }), opinion: '见' },
          ...{ returnTo: returnTo[pick % Math.max(1, returnTo.length)] ?? 'x', comesBack },
          to: { role: 'town', areaId: pick % 2 ? OTHER_TOWN : TOWN, accountId: null },
          documents: documentId ? kinds.map((kind) => ({ kind, documentId })) : [],
          letter: { number: '1号', day: '2026-01-01' },
        }
        await one.call(actOnCase, { params: key, body }).then(
          () => deeds.add(deed),
          (error) => expect(error).toMatchObject({ problem: { status: expect.any(Number) } }),
        )
      }
      const byKey = <T extends { community_id: string; case_id: string }>(row: T) =>
        row.case_id === key.caseId
      const [row] = (await owner.selectFrom('application_case').selectAll().execute()).filter(byKey)
      const events = (await owner.selectFrom('case_event').selectAll().orderBy('event_no').execute()).filter(
        byKey,
      )
      const turns = (await owner.selectFrom('case_turn').selectAll().orderBy('turn').execute()).filter(byKey)
      const opening = { areas: row!.areas, facts: row!.facts, at: row!.opened_at }
      const first = versions.get(openedVersion(row!.version, events))!
      const told = fold(begin(first, opening), events, versions)
      expect([row!.status, row!.at_node, row!.event_count]).toEqual([
        ...[told.state.status, told.state.at, events.length],
      ])
      expect(told.procedure).toBe(versions.get(row!.version))
      expect(
        turns.map((turn) => ({
          ...{ turn: turn.turn, node: turn.node, kind: turn.kind, askedBy: turn.asked_by, state: turn.state },
          ...{ since: turn.since, until: turn.until },
          holder: { role: turn.role, areaId: turn.area_id, accountId: turn.account_id },
        })),
      ).toEqual(told.turns.map(({ from: _, ...turn }) => turn))
    }),
    // Few walks, since each act is a call of the server; the same ones each time, so that they go everywhere.
    { numRuns: 12, seed: 7 },
  )
  // The walks do everything there is to do.
  expect([...deeds].sort()).toEqual([...DEEDS, 'migrate'].sort())
})

test('a procedure that has changed is a version more: open cases run to their end on theirs', async () => {
  const body = { procedureId: 'future-community', subjectKind: 'project' }
  const before = await force.call(openCase, { body: { ...body, subjectId: 'before' } })
  putBpmn(LATER.replace('jj:limitDays="30"', 'jj:limitDays="40"'))
  await keepProcedures(db, folder)
  await keepProcedures(db, folder)
  const [procedure] = await town.call(listProcedures)
  expect(procedure).toMatchObject({ version: 3, versions: [{ version: 3 }, { version: 2 }, { version: 1 }] })
  const since = await force.call(openCase, { body: { ...body, subjectId: 'since' } })
  const limitOf = async (params: { communityId: string; caseId: string }) => {
    const { version, steps } = await force.call(readCase, { params })
    return [version, steps.find(({ node }) => node === 'application-plan')?.limitDays]
  }
  expect([await limitOf(before), await limitOf(since)]).toEqual([
    [2, 30],
    [3, 40],
  ])
})

test('a procedure that cannot be executed keeps the server from starting, by file and element', async () => {
  putBpmn(bpmn.replace('months-of(service_day, 3, 3)', 'after(spring)'))
  await expect(keepProcedures(db, folder)).rejects.toThrow(
    /procedure\.bpmn[\s\S]*trial-operation.*months-since/,
  )
})
