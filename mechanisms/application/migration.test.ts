import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testDb } from '#platform/store/test-db.ts'
import { countOpenCases, migrateCases, previewMigration } from './contract/migration.ts'
import { actOnCase, listCases, openCase, readCase } from './contract.ts'
import { keepProcedures } from './procedures.ts'
import type { Deed } from './rules/may.ts'
import { readBpmn } from './rules/read-bpmn.ts'
import { begin, fold } from './rules/record.ts'
import { DISTRICT, type Person, subjectsOf, TOWN, testOffice } from './test-people.ts'
import { withStep } from './test-versions.ts'

const { db, owner } = await testDb()
const { clock, person } = await testOffice(db, [subjectsOf('project')])
const folder = mkdtempSync(join(tmpdir(), 'jj-procedures-'))
afterAll(() => rmSync(folder, { recursive: true }))
const bpmn = readFileSync('packs/procedures/future-community.bpmn', 'utf8')
const LATER = withStep(bpmn).replace('jj:limitDays="30"', 'jj:limitDays="40"')
const putIntoForce = async (text: string) => {
  writeFileSync(join(folder, 'procedure.bpmn'), text)
  await keepProcedures(db, folder)
}
await putIntoForce(bpmn)
await putIntoForce(LATER)
const { procedure: first } = await readBpmn(bpmn)
const { procedure: later } = await readBpmn(LATER)

const force = await person('force', 'task-force', DISTRICT)
const other = await person('other-force', 'task-force', DISTRICT)
const town = await person('town', 'town', TOWN)
const department = await person('department', 'department', DISTRICT)
const government = await person('government', 'government', DISTRICT)

const PARAMS = { procedureId: 'future-community', version: 2 }
const refusal = (code: string, detail: object = {}) =>
  expect.objectContaining({
    problem: expect.objectContaining({ code, detail: expect.objectContaining(detail) }),
  })
type Key = { communityId: string; caseId: string }
let subjects = 0
/** A case of the version in force, the later one. */
const openedLater = (): Promise<Key> =>
  force.call(openCase, {
    body: { procedureId: 'future-community', subjectKind: 'project', subjectId: `p${++subjects}` },
  })
/** A case of the first version. */
async function opened(): Promise<Key> {
  const key = await openedLater()
  await force.call(migrateCases, {
    params: { ...PARAMS, version: 1 },
    body: { note: '按原版', cases: [{ ...key, events: 0 }] },
  })
  return key
}
const look = (key: Key, who: Person = force) => who.call(readCase, { params: key })
async function does(who: Person, key: Key, deed: Deed, more: object = {}) {
  const { events, may, steps, at } = await look(key, who)
  const kinds = steps.find(({ node }) => node === at)?.documents ?? []
  const documents = []
  if (deed === 'decide' && may.turn !== null)
    for (const kind of kinds) documents.push({ kind, documentId: await who.upload(key, kind) })
  const turn = may.turn === null ? {} : { turn: may.turn }
  return await who.call(actOnCase, { params: key, body: { events, deed, ...turn, documents, ...more } })
}
const preview = async (keys: readonly Key[], comesBack = false) => {
  const { cases } = await force.call(previewMigration, { params: PARAMS, query: { comesBack } })
  return keys.map(({ caseId }) => cases.find((row) => row.caseId === caseId)!)
}
const migrated = (who: Person, keys: readonly (Key & { events: number })[], comesBack = false) =>
  who.call(migrateCases, {
    params: PARAMS,
    body: {
      ...{ comesBack, note: '新办法增加联审' },
      cases: keys.map(({ communityId, caseId, events }) => ({ communityId, caseId, events })),
    },
  })
const stepsOf = async (key: Key) =>
  (await look(key)).steps.flatMap(({ node, state }) => (state === 'done' ? [node] : []))

describe('the preview', () => {
  test.each([false, true])('says what then happens, whether it comes back: %s', async (comesBack) => {
    const keys = [await opened(), await opened(), await opened()] as const
    const [atPlan, atReview, atConsent] = keys
    for (const key of keys) await does(force, key, 'decide')
    for (const key of [atReview, atConsent]) await does(town, key, 'decide')
    await does(force, atConsent, 'decide')
    const before = await Promise.all(keys.map((key) => look(key)))
    const rows = await preview(keys, comesBack)
    expect(rows).toMatchObject([
      { at: 'application-plan', plan: { at: 'application-plan', holders: 'kept', again: [] } },
      { at: 'district-review', plan: { at: 'joint-review', holders: 'moved', isBetween: true } },
      {
        ...{ at: 'government-consent', atName: { en: 'Consent of the district government' }, problem: null },
        plan: {
          ...{ at: 'joint-review', atName: { zh: '部门联审' }, isBetween: true, dropped: [] },
          again: comesBack
            ? []
            : [{ node: 'district-review', name: { en: 'First review by the task force' } }],
          added: [{ node: 'joint-review' }],
          documents: [{ node: 'joint-review', kind: 'other' }],
        },
      },
    ])
    expect(await migrated(force, rows, comesBack)).toEqual({ migrated: 3 })
    for (const [i, { plan }] of rows.entries()) {
      const now = await look(keys[i]!)
      expect(now).toMatchObject({ version: 2, at: plan!.at, status: 'open', events: before[i]!.events + 1 })
      expect(await stepsOf(keys[i]!)).toEqual(plan!.carried.map(({ node }) => node))
      expect(now.steps.flatMap((one) => (one.state === 'coming-back' ? [one.node] : []))).toEqual(
        plan!.comeBackTo.map(({ node }) => node),
      )
      expect(now.turns.map(({ turn }) => turn)).toEqual(
        plan!.holders === 'kept'
          ? before[i]!.turns.map(({ turn }) => turn)
          : [Math.max(...before[i]!.trace.map(({ turn }) => turn)) + 1],
      )
    }
    // It is held by the new version: the plan is due ten working days later, the departments have the others.
    expect((await look(atPlan)).turns[0]!.dueOn! > before[0]!.turns[0]!.dueOn!).toBe(true)
    await does(department, atConsent, 'decide')
    expect((await look(atConsent)).at).toBe(comesBack ? 'government-consent' : 'district-review')
    expect(await preview(keys)).toEqual([undefined, undefined, undefined])
  })

  test('says why a case cannot be migrated, and the other way round what is dropped', async () => {
    const key = await opened()
    for (const who of [force, town]) await does(who, key, 'decide')
    await migrated(force, [{ ...key, events: 3 }])
    await does(department, key, 'decide')
    const back = { params: { ...PARAMS, version: 1 } }
    const { cases } = await force.call(previewMigration, back)
    expect(cases.find(({ caseId }) => caseId === key.caseId)).toMatchObject({
      ...{ version: 2, atName: { zh: '区专班初审' } },
      plan: {
        at: 'district-review',
        holders: 'kept',
        dropped: [{ node: 'joint-review', name: { zh: '部门联审' } }],
      },
    })
    await putIntoForce(LATER.replace('jj:subject="project"', 'jj:subject="shop"'))
    const { name, cases: unfit } = await force.call(previewMigration, { params: { ...PARAMS, version: 3 } })
    expect(name.zh).toBe('未来社区创建')
    expect(unfit.length).toBeGreaterThan(0)
    for (const row of unfit) expect(row).toMatchObject({ plan: null, problem: { code: 'SUBJECT_UNFIT' } })
    const body = { note: '试', cases: [{ ...key, events: 5 }] }
    await expect(force.call(migrateCases, { params: { ...PARAMS, version: 3 }, body })).rejects.toThrow(
      refusal('SUBJECT_UNFIT', { caseId: key.caseId }),
    )
    await sql`delete from procedure_version where version = 3`.execute(owner)
  })

  test('is for who manages procedures, of a version that there is', async () => {
    for (const who of [town, department, government]) {
      await expect(who.call(previewMigration, { params: PARAMS })).rejects.toThrow(refusal('RIGHT_MISSING'))
      await expect(
        migrated(who, [{ communityId: TOWN, caseId: crypto.randomUUID(), events: 0 }]),
      ).rejects.toThrow(refusal('RIGHT_MISSING'))
    }
    await expect(force.call(previewMigration, { params: { ...PARAMS, version: 9 } })).rejects.toThrow(
      refusal('PROCEDURE_UNKNOWN'),
    )
  })
})

describe('migrating', () => {
  test('is told in the history, by the names of the version it was done by', async () => {
    const key = await opened()
    for (const who of [force, town, force]) await does(who, key, 'decide')
    await migrated(force, [{ ...key, events: 4 }])
    await does(department, key, 'return', { returnTo: 'application-plan', comesBack: true, opinion: '补' })
    const { history } = await look(key)
    expect(history.slice(-2)).toMatchObject([
      {
        ...{ kind: 'migrate', node: 'government-consent', nodeName: { zh: '区政府同意' } },
        ...{ versions: { from: 1, to: 2 }, opinion: '新办法增加联审', accountName: 'force', holder: null },
      },
      { kind: 'return', nodeName: { zh: '部门联审' }, toName: { zh: '编制申报方案' }, versions: null },
    ])
    // Back on the first version, what the departments did keeps its name.
    const { cases } = await force.call(previewMigration, { params: { ...PARAMS, version: 1 } })
    const { events } = cases.find(({ caseId }) => caseId === key.caseId)!
    await force.call(migrateCases, {
      params: { ...PARAMS, version: 1 },
      body: { note: '恢复原版', cases: [{ ...key, events }] },
    })
    const again = await look(key)
    expect(again).toMatchObject({ version: 1, at: 'application-plan' })
    expect(again.history.find(({ kind }) => kind === 'return')!.nodeName.zh).toBe('部门联审')
    // The tables say what the events make of it, over all three versions.
    const rows = await owner.selectFrom('case_event').selectAll().orderBy('event_no').execute()
    const [row] = await owner
      .selectFrom('application_case')
      .selectAll()
      .where('case_id', '=', key.caseId)
      .execute()
    const told = fold(
      begin(later!, { areas: row!.areas, facts: row!.facts, at: row!.opened_at }),
      rows.filter(({ case_id }) => case_id === key.caseId),
      new Map([
        [1, first!],
        [2, later!],
      ]),
    )
    expect([row!.version, row!.at_node, row!.event_count]).toEqual([1, told.state.at, again.events])
    expect(again.trace.map(({ turn, node, state }) => [turn, node, state])).toEqual(
      told.turns.map(({ turn, node, state }) => [turn, node, state]),
    )
  })

  test('to an earlier version, what was done by the later one is still told by it', async () => {
    const key = await openedLater()
    for (const who of [force, town, department]) await does(who, key, 'decide')
    await force.call(migrateCases, {
      params: { ...PARAMS, version: 1 },
      body: { note: '仍按原版', cases: [{ ...key, events: 3 }] },
    })
    const { at, version, history, steps } = await look(key)
    expect([at, version]).toEqual(['district-review', 1])
    expect(history.map(({ nodeName }) => nodeName.zh)).toContain('部门联审')
    expect(steps.map(({ node }) => node)).not.toContain('joint-review')
  })

  test('what was due and is over stays due as it was', async () => {
    const key = await opened()
    for (const who of [force, town]) await does(who, key, 'decide')
    const due = async (node: string) =>
      (await look(key)).trace.filter((turn) => turn.node === node).map((one) => one.dueOn)
    const before = [await due('application-plan'), await due('district-review')]
    await migrated(force, [{ ...key, events: 3 }])
    await does(department, key, 'decide')
    expect([await due('application-plan'), (await due('district-review')).slice(0, 1)]).toEqual(before)
  })

  test.each([1, 3])('of two at once one wins, and the other is told of which case, of %i', async (count) => {
    const keys = await Promise.all(Array.from({ length: count }, opened))
    const rows = await preview(keys)
    const both = await Promise.allSettled(
      [force, other, force, other].map((who, i) => migrated(who, i % 2 ? rows : rows.toReversed())),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const lost of both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[])
      expect(lost.reason).toEqual(refusal('CASE_CHANGED', { deed: 'migrate', caseId: expect.any(String) }))
    for (const key of keys) expect((await look(key)).history).toHaveLength(2)
  })

  test('where somebody acted on one since it was looked at, none is migrated', async () => {
    const keys = await Promise.all([opened(), opened()])
    const rows = await preview(keys)
    await does(force, keys[1]!, 'decide')
    await expect(migrated(force, rows)).rejects.toThrow(
      refusal('CASE_CHANGED', { caseId: keys[1]!.caseId, deed: 'decide', role: 'task-force' }),
    )
    for (const key of keys) expect((await look(key)).version).toBe(1)
    // An old page of a case that was migrated since is told as well.
    const [fresh] = await preview([keys[0]!])
    const { events, may } = await look(keys[0]!)
    await migrated(force, [fresh!])
    await expect(
      force.call(actOnCase, { params: keys[0]!, body: { events, deed: 'decide', turn: may.turn! } }),
    ).rejects.toThrow(refusal('CASE_CHANGED', { deed: 'migrate' }))
  })

  test('not of a case that has ended, goes by it already, or is not there', async () => {
    const key = await opened()
    await migrated(force, [{ ...key, events: 1 }])
    await expect(migrated(force, [{ ...key, events: 2 }])).rejects.toThrow(
      refusal('VERSION_SAME', { caseId: key.caseId }),
    )
    await does(force, key, 'exit', { opinion: '退出' })
    await expect(migrated(force, [{ ...key, events: 3 }])).rejects.toThrow(
      refusal('CASE_ENDED', { caseId: key.caseId }),
    )
    const nobody = crypto.randomUUID()
    await expect(migrated(force, [{ ...key, caseId: nobody, events: 0 }])).rejects.toThrow(
      refusal('CASE_UNKNOWN', { caseId: nobody }),
    )
  })

  test('counts and lists tell which version a case goes by, and the log who let it', async () => {
    clock.now = new Date('2026-03-02T02:00:00Z')
    const counts = await force.call(countOpenCases)
    expect(counts.map(({ version }) => version)).toEqual([1, 2])
    for (const { procedureId, version, open } of counts) {
      const query = { procedureId, version, status: 'open' as const }
      expect((await force.call(listCases, { query })).total).toBe(open)
    }
    const { rows } = await sql<{ detail: { from: number; version: number } }>`
      select detail from audit_entry where action = 'application.migrate' order by entry_id desc limit 1`.execute(
      owner,
    )
    expect(rows[0]!.detail).toMatchObject({ from: 1, version: 2 })
  })
})
