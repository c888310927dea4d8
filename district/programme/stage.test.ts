import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMUNITIES } from '#foundation/place/test-places.ts'
import { handInForm, readForm } from '#mechanisms/application/contract/forms.ts'
import { actOnCase, openCase, readCase } from '#mechanisms/application/contract.ts'
import { readBpmn } from '#mechanisms/application/rules/read-bpmn.ts'
import { startProcedures } from '#mechanisms/application/server.ts'
import { answersTo } from '#mechanisms/application/test-answers.ts'
import { DISTRICT, type Person, TOWN, testOffice } from '#mechanisms/application/test-people.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { selectHistory } from './queries/attributes.ts'
import { projectSubject } from './read.ts'
import { STAGE_NAMES } from './rules/names.ts'
import { stageAt } from './write/stage.ts'
import { addProjects } from './write.ts'

const [COMMUNITY] = COMMUNITIES
const { db } = await testDb()
const { clock, person } = await testOffice(db, [projectSubject])
clock.now = new Date()
await startProcedures(db)
const force = await person('force', 'task-force', DISTRICT)
const town = await person('town', 'town', TOWN)
await inScope(db, wholeScope, (tx) =>
  addProjects(tx, [
    {
      ...{ projectId: 'p', name: { zh: '项目', en: 'Project' }, townId: TOWN, communityId: COMMUNITY },
      ...{
        covers: [],
        shape: null,
        part: 'later',
        settlement: 'urban',
        source: 'test',
        grade: 'O',
        generated: false,
      },
      attributes: [
        {
          attribute: 'stage',
          value: '1',
          holdsFrom: '2021-12-17',
          source: '方案',
          grade: 'O',
          generated: false,
        },
      ],
    },
  ]),
)

/** The stages of the project that stand, and those that were withdrawn. */
async function stages() {
  const rows = await inScope(db, wholeScope, (tx) =>
    selectHistory(
      tx,
      { communityId: COMMUNITY, projectId: 'p' },
      { asOf: '2999-01-01', withGenerated: true },
    ),
  )
  const own = rows.filter(({ attribute }) => attribute === 'stage')
  const valuesOf = (isGone: boolean) =>
    own.filter(({ withdrawnOn }) => (withdrawnOn !== null) === isGone).map(({ value }) => value)
  return { standing: valuesOf(false), withdrawn: valuesOf(true) }
}

type Key = { communityId: string; caseId: string }
async function decides(who: Person, key: Key, more: object = {}) {
  const { events, may, steps, at } = await who.call(readCase, { params: key })
  const needed = steps.find(({ node }) => node === at)!.documents.filter((kind) => !may.there.includes(kind))
  const documents = []
  for (const kind of needed) documents.push({ kind, documentId: await who.upload(key, kind) })
  const body = { events, deed: 'decide' as const, turn: may.turn!, documents, ...more }
  return await who.call(actOnCase, { params: key, body })
}

test('the stage of a project follows its application, day by day, back as well, and the last of a day stands', async () => {
  const key = await force.call(openCase, {
    body: { procedureId: 'future-community', subjectKind: 'project', subjectId: 'p' },
  })
  expect(await stages()).toEqual({ standing: ['1', '2'], withdrawn: [] })
  await decides(force, key)
  expect(await stages()).toEqual({ standing: ['1', '3'], withdrawn: ['2'] })
  clock.now = new Date(clock.now.getTime() + 86_400_000)
  const params = { ...key, formId: 'application' }
  const seen = await town.call(readForm, { params })
  await town.call(handInForm, { params, body: { revision: 0, packages: 0, entries: answersTo(seen) } })
  await decides(town, key)
  expect(await stages()).toEqual({ standing: ['1', '3', '4'], withdrawn: ['2'] })
  clock.now = new Date(clock.now.getTime() + 86_400_000)
  await decides(force, key, {
    deed: 'return',
    returnTo: 'application-plan',
    comesBack: true,
    opinion: '补充',
  })
  expect(await stages()).toEqual({ standing: ['1', '3', '4', '3'], withdrawn: ['2'] })
})

test('every step and end of the procedure is in one of the sixteen states', async () => {
  const file = join(import.meta.dirname, '../../packs/procedures/future-community.bpmn')
  const { procedure } = await readBpmn(readFileSync(file, 'utf8'))
  for (const { id, kind } of procedure!.nodes.values()) {
    if (kind === 'choice') continue
    expect(STAGE_NAMES[(stageAt('future-community', id) ?? 0) - 1], id).toBeDefined()
  }
})
