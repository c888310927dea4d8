import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { inScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import type { Case } from './contract/shapes.ts'
import {
  actOnCase,
  caseDocument,
  copyCase,
  listCases,
  listHolders,
  listProcedures,
  openCase,
  readCase,
  readCopies,
} from './contract.ts'
import type { Deed } from './rules/may.ts'
import { startProcedures } from './server.ts'
import {
  COMMUNITY,
  DISTRICT,
  OTHER_TOWN,
  type Person,
  served,
  subjectsOf,
  TOWN,
  testOffice,
} from './test-people.ts'

const { db, owner } = await testDb()
const { clock, person, strange, app } = await testOffice(db, [subjectsOf('project'), subjectsOf('other')])
await startProcedures(db)
const force = await person('force', 'task-force', DISTRICT)
const town = await person('town', 'town', TOWN)
const colleague = await person('colleague', 'town', TOWN)
const elsewhere = await person('elsewhere', 'town', OTHER_TOWN)
const government = await person('government', 'government', DISTRICT)
const reviewer = await person('reviewer', 'reviewer', DISTRICT)
const department = await person('department', 'department', DISTRICT)
const operator = await person('operator', 'operator', COMMUNITY)

const refusal = (code: string, more: object = {}) =>
  expect.objectContaining({ problem: expect.objectContaining({ code, ...more }) })
let subjects = 0
type Key = { communityId: string; caseId: string }
const opened = async (facts?: Record<string, string>): Promise<Key> =>
  await force.call(openCase, {
    body: {
      ...{ procedureId: 'future-community', subjectKind: 'project', subjectId: `p${++subjects}` },
      ...(facts && { facts }),
    },
  })
const look = (who: Person, key: Key): Promise<Case> => who.call(readCase, { params: key })
type Body = Partial<Parameters<typeof force.call<typeof actOnCase>>[1] & object>['body'] & object

/** Does something as the case is now, by the turn that is theirs, with every document that is asked for. */
async function does(who: Person, key: Key, deed: Deed, more: Partial<Body> = {}) {
  const { events, may, steps, at } = await look(who, key)
  const step = steps.find(({ node }) => node === at)
  const needed = step?.documents.filter((kind) => !may.there.includes(kind)) ?? []
  const wanted = deed === 'decide' && may.turn !== null ? needed : [] // without a turn nothing can be brought in
  const documents = []
  for (const kind of wanted)
    documents.push({ kind, documentId: await who.upload(key, `${kind} of ${key.caseId}`) })
  return await who.call(actOnCase, {
    params: key,
    body: { events, deed, ...(may.turn !== null && { turn: may.turn }), documents, ...more },
  })
}
/** Every so many days from one to another. */
function everyDay(from: string, to: string, every: number): string[] {
  const days: string[] = []
  for (let day = dayOf(from); day <= dayOf(to); day += every) days.push(isoOf(day))
  return days
}
const letter = { number: '鄞政办函〔2026〕3号', day: '2026-03-01' }
const at = async (key: Key) => (await look(force, key)).at

describe('the way of Annex 1', () => {
  test('from the list to the naming: returned, signed together, by letter, after its time, skipped', async () => {
    const key = await opened()
    await does(force, key, 'decide', { opinion: '同意' })
    await does(town, key, 'decide', { opinion: '请审' })
    await does(force, key, 'return', {
      returnTo: 'application-plan',
      comesBack: true,
      opinion: '补充投资估算',
    })
    expect(await look(town, key)).toMatchObject({
      at: 'application-plan',
      returnTo: ['publish-list'],
      may: { turn: expect.any(Number), byLetter: false, there: ['application-plan'] },
    })
    await does(town, key, 'decide')
    expect(await at(key)).toBe('district-review')
    await does(force, key, 'decide')
    // The government decides on paper: the task force records its letter, and cannot do so without one.
    await expect(does(force, key, 'decide')).rejects.toThrow(
      refusal('DEED_INCOMPLETE', { faults: [expect.objectContaining({ field: 'letter' })] }),
    )
    await does(force, key, 'decide', { letter, opinion: '已同意' })
    await does(reviewer, key, 'decide')
    await does(force, key, 'decide', { letter })
    await does(town, key, 'decide')
    await does(force, key, 'decide')
    await does(government, key, 'decide')
    await does(reviewer, key, 'decide')
    await does(reviewer, key, 'decide')
    await does(town, key, 'decide')
    await does(department, key, 'decide')
    expect(await at(key)).toBe('completion-acceptance')
    await does(force, key, 'decide')
    const { subjectId } = await look(operator, key)
    const why = async () => (await look(operator, key)).clock?.reasons.map(({ en }) => en)
    expect(await why()).toEqual([expect.stringContaining('no day of service yet')])
    served.set(subjectId, everyDay('2026-03-02', '2026-06-01', 7))
    const trial = await look(operator, key)
    expect(trial.steps.filter(({ notBefore }) => notBefore)).toMatchObject([
      { node: 'trial-operation', notBefore: '2026-06-02' },
      { node: 'assessment', notBefore: '2026-06-02' },
    ])
    clock.now = new Date('2026-06-01T15:59:00Z') // one minute before the day, in China
    // Neither early nor with one day a week: why not is said before it is tried, and when it is.
    expect(await why()).toEqual([
      '3 months from 2026-03-02 are full on 2026-06-02, in 1 day',
      'the average week had 1 × day of service, fewer than 3',
    ])
    const faults = (await why())!.map((reason) => ({ reason }))
    await expect(does(operator, key, 'decide')).rejects.toThrow(refusal('GUARD_NOT_MET', { faults }))
    expect((await look(operator, key)).may.deeds[0]).toMatchObject({ deed: 'decide', code: 'GUARD_NOT_MET' })
    clock.now = new Date('2026-06-01T16:00:00Z')
    await expect(does(operator, key, 'decide')).rejects.toThrow(refusal('GUARD_NOT_MET'))
    served.set(subjectId, everyDay('2026-03-02', '2026-06-01', 2))
    expect((await look(operator, key)).clock).toMatchObject({ average: 3.5, reasons: [] })
    await does(operator, key, 'decide')
    await does(reviewer, key, 'decide')
    // City and province agree through the same reviewer, who has just decided.
    expect(await at(key)).toBe('naming')
    await does(force, key, 'decide', { opinion: '命名' })
    const done = await look(town, key)
    expect(done).toMatchObject({ status: 'ended', at: 'named', turns: [] })
    expect(done.steps.map(({ state }) => state)).toEqual(
      done.steps.map(({ node }) => (node === 'final-consent' ? 'skipped' : 'done')),
    )
    expect(done.history.find((event) => event.letter)).toMatchObject({
      ...{ node: 'government-consent', role: 'task-force', letter, opinion: '已同意' },
      holder: { role: 'government', areaId: DISTRICT },
    })
    expect(done.may.deeds.map(({ code }) => code)).toEqual(Array(6).fill('CASE_ENDED'))
  })

  test('the integrated way leaves out what lies between, but not the months of service', async () => {
    clock.now = new Date('2026-06-02T02:00:00Z')
    const key = await opened({ variant: 'integrated' })
    for (const who of [force, town, force, government]) await does(who, key, 'decide')
    expect(await at(key)).toBe('assessment')
    await expect(does(reviewer, key, 'decide')).rejects.toThrow(refusal('GUARD_NOT_MET'))
    served.set((await look(force, key)).subjectId, everyDay('2026-03-02', '2026-06-01', 2))
    await does(reviewer, key, 'decide')
    expect(await at(key)).toBe('naming')
  })

  test('returned to walk the path again, every step is decided again', async () => {
    const key = await opened()
    for (const who of [force, town, force]) await does(who, key, 'decide')
    await does(government, key, 'return', { returnTo: 'application-plan', comesBack: false, opinion: '重报' })
    await does(town, key, 'decide')
    expect(await at(key)).toBe('district-review')
  })
})

describe('a case', () => {
  test('is opened once for a subject, by who holds the first step, and only by its procedure', async () => {
    const body = { procedureId: 'future-community', subjectKind: 'project', subjectId: 'once' }
    await expect(town.call(openCase, { body })).rejects.toThrow(refusal('NOT_YOURS_TO_OPEN'))
    const both = await Promise.allSettled([force.call(openCase, { body }), force.call(openCase, { body })])
    const [won] = both.filter(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<Key>[]
    const [lost] = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    expect(lost!.reason).toEqual(refusal('CASE_OPEN_ALREADY', { detail: won!.value }))
    await expect(force.call(openCase, { body: { ...body, subjectKind: 'other' } })).rejects.toThrow(
      refusal('SUBJECT_UNFIT'),
    )
    await expect(force.call(openCase, { body: { ...body, subjectId: 'nothing' } })).rejects.toThrow(
      refusal('SUBJECT_UNKNOWN'),
    )
    await does(force, won!.value, 'exit', { opinion: '退出' })
    await force.call(openCase, { body })
  })

  test('of two who act at once one wins, and the other is told by whom', async () => {
    const key = await opened()
    const { events, may } = await look(force, key)
    const other = await person('other-force', 'task-force', DISTRICT)
    const documents = [{ kind: 'creation-list', documentId: await force.upload(key, 'list') }]
    const body = { events, deed: 'decide' as const, turn: may.turn!, documents }
    const both = await Promise.allSettled(
      [force, other, force, other].map((who) => who.call(actOnCase, { params: key, body })),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const lost of both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[])
      expect(lost.reason).toEqual(
        refusal('CASE_CHANGED', {
          status: 409,
          detail: expect.objectContaining({ deed: 'decide', events: 1 }),
        }),
      )
    expect((await look(force, key)).history).toHaveLength(1)
  })

  test('is taken back by who decided until somebody has acted', async () => {
    const key = await opened()
    await does(force, key, 'decide')
    await expect(does(town, key, 'withdraw')).rejects.toThrow(refusal('NOT_YOURS_TO_WITHDRAW'))
    await does(force, key, 'withdraw')
    expect(await look(force, key)).toMatchObject({ at: 'publish-list', may: { there: ['creation-list'] } })
    await does(force, key, 'decide')
    await does(town, key, 'decide')
    await expect(does(force, key, 'withdraw')).rejects.toThrow(refusal('NOT_YOURS_TO_WITHDRAW'))
  })

  test('another town sees nothing of it, until it is asked to sign; it signs, and hands on to a person', async () => {
    const key = await opened()
    await does(force, key, 'decide')
    await expect(look(elsewhere, key)).rejects.toThrow(refusal('CASE_UNKNOWN'))
    const listed = async (who: Person) =>
      (await who.call(listCases, { query: { limit: 500 } })).rows.some(({ caseId }) => caseId === key.caseId)
    expect([await listed(town), await listed(elsewhere)]).toEqual([true, false])
    const scope = { role: 'town', accountId: elsewhere.accountId, read: [OTHER_TOWN], write: [OTHER_TOWN] }
    for (const table of [
      'application_case',
      'case_turn',
      'case_event',
      'case_document',
      'case_copy',
    ] as const)
      expect(await inScope(db, scope, (tx) => tx.selectFrom(table).selectAll().execute()), table).toEqual([])
    const to = { role: 'town', areaId: OTHER_TOWN, accountId: null }
    await does(town, key, 'add-signer', { to })
    expect(await listed(elsewhere)).toBe(true)
    await expect(does(town, key, 'decide')).rejects.toThrow(refusal('ADDED_SIGNERS_OPEN'))
    await expect(
      does(elsewhere, key, 'return', { returnTo: 'publish-list', comesBack: true, opinion: 'x' }),
    ).rejects.toThrow(refusal('ONLY_MAIN_RETURNS'))
    await does(elsewhere, key, 'transfer', { to: { ...to, areaId: TOWN, accountId: colleague.accountId } })
    // Who has acted on it goes on seeing it.
    await expect(does(elsewhere, key, 'decide', { turn: 1 })).rejects.toThrow(refusal('TURN_DONE'))
    await does(colleague, key, 'decide', { opinion: '无异议', documents: [] })
    await does(town, key, 'decide')
    expect(await at(key)).toBe('district-review')
  })

  test('a document is read by whoever sees the case, through it alone', async () => {
    const key = await opened()
    await does(force, key, 'decide')
    const { documentId, filename } = (await look(town, key)).history[0]!.documents[0]!
    const url = `/api/applications/${key.communityId}/${key.caseId}/documents/${documentId}`
    const read = (who: string) => app.inject({ url, headers: { 'x-who': who } })
    expect((await read('town')).payload).toBe(`creation-list of ${key.caseId}`)
    expect(filename).toBe(`creation-list of ${key.caseId}.txt`)
    expect((await read('elsewhere')).json()).toMatchObject({ code: 'CASE_UNKNOWN' })
    const other = await opened()
    await expect(force.call(caseDocument, { params: { ...other, documentId } })).rejects.toThrow(
      refusal('CASE_DOCUMENT_UNKNOWN'),
    )
  })

  test('whoever is told of it finds it among the copies until they have looked', async () => {
    const key = await opened()
    await expect(
      town.call(copyCase, { params: key, body: { to: { role: 'town', areaId: TOWN, accountId: null } } }),
    ).rejects.toThrow(refusal('NOT_YOUR_TURN'))
    const to = { role: 'town', areaId: OTHER_TOWN, accountId: null }
    await force.call(copyCase, { params: key, body: { to, note: '请知悉' } })
    const copies = async () => (await elsewhere.call(listCases, { query: { box: 'copies' } })).rows
    expect(await copies()).toMatchObject([{ caseId: key.caseId, unread: true }])
    expect(await elsewhere.call(readCopies, { params: key })).toEqual({ count: 1 })
    expect(await copies()).toMatchObject([{ caseId: key.caseId, unread: false }])
    expect((await look(force, key)).copies).toMatchObject([{ note: '请知悉', readAt: expect.any(String) }])
  })
})

test('a deputy acts for the days they were given, in their own name; the slip says for whom', async () => {
  const key = await opened()
  await does(force, key, 'decide')
  const todo = async () =>
    (await deputy.call(listCases, { query: { box: 'todo', limit: 500 } })).rows.map(({ caseId }) => caseId)
  const deputy = await person('deputy', 'operator', COMMUNITY)
  await expect(does(deputy, key, 'decide', { turn: 2 })).rejects.toThrow(refusal('NOT_YOUR_TURN'))
  expect(await todo()).not.toContain(key.caseId)
  const { post_id } = await owner
    .selectFrom('post')
    .select('post_id')
    .where('account_id', '=', town.accountId)
    .executeTakeFirstOrThrow()
  const days = { deputy_id: 'd', post_id, account_id: deputy.accountId, given_by: null }
  const far = { from_day: '2000-01-01', to_day: '2999-01-01' }
  await owner
    .insertInto('deputy')
    .values({ ...days, ...far })
    .execute()
  expect(await todo()).toContain(key.caseId)
  await does(deputy, key, 'decide', { opinion: '代办' })
  expect((await look(town, key)).history.at(-1)).toMatchObject({
    ...{ accountId: deputy.accountId, asDeputy: true, role: 'operator' },
    holder: { role: 'town', areaId: TOWN },
  })
})

describe('the inbox', () => {
  test('holds what waits for me, what I acted on, and what I may record by letter', async () => {
    const key = await opened()
    const has = async (who: Person, box: 'todo' | 'acted') =>
      (await who.call(listCases, { query: { box, limit: 500 } })).rows.some(
        ({ caseId }) => caseId === key.caseId,
      )
    expect([await has(force, 'todo'), await has(town, 'todo'), await has(force, 'acted')]).toEqual([
      true,
      false,
      true,
    ])
    await does(force, key, 'decide')
    expect([await has(force, 'todo'), await has(town, 'todo')]).toEqual([false, true])
    await does(town, key, 'decide')
    await does(force, key, 'decide')
    expect([await has(government, 'todo'), await has(force, 'todo'), await has(town, 'acted')]).toEqual([
      true,
      true,
      true,
    ])
  })

  test('is searched, filtered, sorted and paged', async () => {
    const query = async (query: object) => await force.call(listCases, { query })
    const all = await query({ limit: 500 })
    expect((await query({ q: 'subject once' })).total).toBe(2)
    expect((await query({ status: 'exited' })).rows).toMatchObject([{ title: { zh: '对象 once' } }])
    expect((await query({ townId: OTHER_TOWN })).total).toBe(0)
    const there = await query({ node: 'district-review', limit: 500 })
    expect(there.total).toBe(all.rows.filter(({ at }) => at === 'district-review').length)
    expect(there.total).toBeGreaterThan(0)
    const titles = all.rows.map(({ title }) => title.zh).sort()
    expect((await query({ sort: 'title', limit: 2, offset: 1 })).rows.map(({ title }) => title.zh)).toEqual(
      titles.slice(1, 3),
    )
  })
})

test('a step has its limit in working days, whoever it is handed to, and is overdue the day after', async () => {
  clock.now = new Date('2026-09-22T02:00:00Z')
  const key = await opened()
  for (const who of [force, town]) await does(who, key, 'decide')
  // Ten working days from a Tuesday: Mid-Autumn and National Day lie between, and make-up days are worked.
  const due = '2026-10-13'
  expect((await look(force, key)).turns).toMatchObject([{ dueOn: due }])
  clock.now = new Date('2026-10-09T02:00:00Z')
  await does(force, key, 'transfer', { to: { role: 'department', areaId: DISTRICT, accountId: null } })
  expect((await look(force, key)).turns).toMatchObject([{ role: 'department', dueOn: due }])
  const late = async () =>
    (await force.call(listCases, { query: { overdue: true, limit: 500 } })).rows.some(
      ({ caseId }) => caseId === key.caseId,
    )
  clock.now = new Date(`${due}T15:59:00Z`) // still that day in China
  expect(await late()).toBe(false)
  clock.now = new Date(`${due}T16:00:00Z`)
  expect(await late()).toBe(true)
})

describe('is refused, naming the field', () => {
  test.each<[string, object, string, string[]]>([
    ['a decision on no turn', { deed: 'decide', turn: undefined }, 'DEED_INCOMPLETE', ['turn']],
    [
      'a return to nowhere, for no reason',
      { deed: 'return', opinion: ' ' },
      'DEED_INCOMPLETE',
      ['returnTo', 'comesBack', 'opinion'],
    ],
    ['a transfer to nobody', { deed: 'transfer' }, 'DEED_INCOMPLETE', ['to']],
    ['a decision without its document', { deed: 'decide' }, 'DOCUMENTS_MISSING', ['documents.creation-list']],
    [
      'a transfer to a role that has no part in it',
      { deed: 'transfer', to: { role: 'resident', areaId: COMMUNITY, accountId: null } },
      'HOLDER_UNFIT',
      ['to.role'],
    ],
    [
      'a transfer to an area of another level',
      { deed: 'transfer', to: { role: 'town', areaId: COMMUNITY, accountId: null } },
      'HOLDER_UNFIT',
      ['to.areaId'],
    ],
    [
      'a transfer to a person who does not hold the post',
      { deed: 'transfer', to: { role: 'department', areaId: DISTRICT, accountId: 'nobody' } },
      'HOLDER_UNFIT',
      ['to.accountId'],
    ],
    ['a letter without a date', { deed: 'decide', letter: { number: '1' } }, 'INPUT_INVALID', ['day']],
    ['an opinion without end', { deed: 'decide', opinion: 'x'.repeat(2001) }, 'INPUT_INVALID', ['opinion']],
  ])('%s', async (_, more, code, fields) => {
    const key = await opened()
    const { events, may } = await look(force, key)
    const body = { events, turn: may.turn!, ...more } as Body
    await expect(force.call(actOnCase, { params: key, body })).rejects.toThrow(
      refusal(code, { faults: fields.map((field) => expect.objectContaining({ field })) }),
    )
    expect((await look(force, key)).events).toBe(0)
  })

  test('a document of nobody, with nothing half-stored', async () => {
    const key = await opened()
    const { events, may } = await look(force, key)
    const documents = [{ kind: 'creation-list', documentId: '00000000-0000-4000-8000-000000000000' }]
    const body = { events, deed: 'decide' as const, turn: may.turn!, documents }
    await expect(force.call(actOnCase, { params: key, body })).rejects.toThrow(
      refusal('CASE_DOCUMENT_UNKNOWN'),
    )
    expect(await look(force, key)).toMatchObject({ events: 0, history: [] })
  })

  test('a fact that the procedure does not ask for', async () => {
    await expect(opened({ variant: 'fast', colour: 'red' })).rejects.toThrow(
      refusal('FACTS_UNFIT', {
        faults: [
          { field: 'facts.variant', reason: 'it has to be one of integrated' },
          { field: 'facts.colour', reason: 'the procedure does not ask for it' },
        ],
      }),
    )
  })
})

test('a stranger learns nothing of procedures or cases', async () => {
  await expect(strange(listProcedures)).rejects.toThrow(refusal('SIGN_IN_NEEDED'))
  await expect(strange(listCases)).rejects.toThrow(refusal('SIGN_IN_NEEDED'))
})

test('what has to be known before a case is opened is told with the procedure', async () => {
  const all = await town.call(listProcedures)
  expect(all.find(({ procedureId }) => procedureId === 'future-community')).toMatchObject({
    version: 1,
    first: { roles: ['task-force'] },
    questions: [
      {
        ...{ fact: 'variant', name: { zh: '申报方式' }, otherwise: { zh: '先创建后验收' } },
        values: [{ value: 'integrated', name: { zh: '一体化申报验收' } }],
      },
    ],
  })
  expect(await force.call(listHolders, { query: { role: 'town', areaId: TOWN } })).toMatchObject([
    { name: 'colleague' },
    { name: 'town' },
  ])
})

test('the store itself keeps events: none is changed, taken away or numbered twice', async () => {
  const key = await opened()
  await does(force, key, 'decide')
  const scope = { role: 'task-force', accountId: force.accountId, read: '*', write: '*' } as const
  for (const attempt of [
    () => inScope(db, scope, (tx) => tx.deleteFrom('case_event').execute()),
    () => inScope(db, scope, (tx) => tx.updateTable('case_event').set({ opinion: '' }).execute()),
  ])
    await expect(attempt()).rejects.toThrow(/permission denied/)
  const [row] = await owner.selectFrom('case_event').selectAll().where('case_id', '=', key.caseId).execute()
  await expect(
    owner
      .insertInto('case_event')
      .values({ ...row!, event: JSON.stringify(row!.event) })
      .execute(),
  ).rejects.toThrow(/duplicate key/)
})
