import { expect, test } from 'vitest'
import { testDb } from '#platform/store/test-db.ts'
import { actOnCase, openCase, readCase } from './contract.ts'
import { startProcedures, turnsDue } from './server.ts'
import { DISTRICT, OTHER_TOWN, subjectsOf, TOWN, testOffice } from './test-people.ts'

const { db } = await testDb()
const { person } = await testOffice(db, [subjectsOf('project')])
await startProcedures(db)
const force = await person('force', 'task-force', DISTRICT)
const town = await person('town', 'town', TOWN)
const elsewhere = await person('elsewhere', 'town', OTHER_TOWN)
const due = async ({ caller }: typeof force) => await turnsDue(db, caller)

test('the limit of a step is in the calendar of whoever has to decide it, and of nobody else', async () => {
  const params = await force.call(openCase, {
    body: { procedureId: 'future-community', subjectKind: 'project', subjectId: 'p1' },
  })
  expect(await due(force)).toEqual([]) // the first step has no limit
  const { events, turns, steps, at } = await force.call(readCase, { params })
  const [kind = ''] = steps.find(({ node }) => node === at)!.documents
  const documents = [{ kind, documentId: await force.upload(params, 'list') }]
  await force.call(actOnCase, { params, body: { events, deed: 'decide', turn: turns[0]!.turn, documents } })
  const [turn] = (await town.call(readCase, { params })).turns
  expect(await due(town)).toEqual([
    {
      id: `${params.caseId}-application-plan-${turn!.turn}`,
      day: turn!.dueOn,
      path: `/applications/${params.communityId}/${params.caseId}`,
      title: { zh: '编制申报方案：对象 p1', en: expect.stringContaining('Subject p1') },
      text: { zh: expect.stringContaining('办理期限'), en: expect.stringContaining('time limit') },
    },
  ])
  expect(turn!.dueOn).toMatch(/^2026-/)
  for (const other of [force, elsewhere]) expect(await due(other)).toEqual([])
  expect(await due({ ...town, caller: { ...town.caller, rights: new Set() } })).toEqual([])
})
