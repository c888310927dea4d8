import { beforeAll, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { auditEntries } from '#platform/audit/read.ts'
import type { Caller } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import * as choices from './contract/choices.ts'
import * as contract from './contract.ts'
import { openDiagnosis } from './server.ts'

const PACK = 'zhejiang-33'
const MINE = '330212008006'
const OTHERS = '330212008001'
const { db, owner } = await testDb()
const district = generateDistrict({ towns: ['330212008'] })
const { routes } = openDiagnosis(db, () => '2023-06-30')

/** Callers by the name they send along. */
const callers: Readonly<Record<string, Caller>> = {
  town: {
    accountId: 'town-1',
    name: '王敏',
    role: 'town',
    rights: new Set(['diagnosis.read', 'diagnosis.optout']),
    scope: { role: 'town', accountId: 'town-1', read: [MINE], write: [MINE] },
  },
  force: {
    accountId: 'force-1',
    name: '李强',
    role: 'task-force',
    rights: new Set(['diagnosis.read', 'diagnosis.optout', 'pack.edit']),
    scope: { ...wholeScope, role: 'task-force', accountId: 'force-1' },
  },
  visitor: {
    accountId: null,
    name: null,
    role: 'public',
    rights: new Set(['diagnosis.read']),
    scope: { role: 'public', accountId: null, read: [], write: [] },
  },
}
const app = await createServer({
  db,
  version: '0',
  requestsPerMinute: 0,
  authenticate: async ({ headers }) => callers[String(headers['x-caller'])]!,
  routes,
})
const as = (caller: keyof typeof callers) =>
  testClient(app, { 'x-caller': String(caller), 'accept-language': 'en' })
const [town, force, visitor] = [as('town'), as('force'), as('visitor')]

beforeAll(async () => {
  await loadDistrict(db, district)
  for (const { accountId, name, role } of Object.values(callers))
    if (accountId)
      await owner
        .insertInto('account')
        .values({
          account_id: accountId,
          login_name: role,
          name: name!,
          disabled_at: null,
          disabled_by: null,
        })
        .execute()
})

const params = { communityId: MINE }
const optOut = { kind: 'opt-out', item: 'zj33-02' } as const

/** The code, and the field that is at fault, if one is. */
const refusal = async (call: Promise<unknown>) => {
  const { problem } = await call.then(
    () => ({ problem: { code: 'none', faults: [] } }),
    (error) => error,
  )
  return [problem.code, ...(problem.faults ?? []).map(({ field }: { field: string }) => field)].join(' ')
}

test('a preview says what a declaration gives, bit by bit, and stores nothing', async () => {
  for (const wanted of [optOut, { kind: 'signature', item: 'HE' } as const]) {
    const { before, after } = await town(choices.previewDeclaration, {
      params,
      query: { ...wanted, holds: true },
    })
    expect((await town(choices.communityDeclarations, { params })).holding).toEqual([])
    const body = { ...wanted, holds: true, reason: '居民议事会议定' }
    await town(choices.declareChoice, { params, body })
    const { summary, denominator, gates, candidates } = await town(contract.communityDiagnosis, { params })
    expect({
      score: summary.score,
      completeness: summary.completeness,
      class: summary.class,
      candidates,
    }).toEqual({
      ...{ score: after.score, completeness: after.completeness, class: after.class },
      candidates: after.candidates,
    })
    expect(denominator).toEqual({ fixed: after.denominator, optedOut: after.optedOut })
    expect(gates.map(({ id, state }) => [id, state])).toEqual(after.gates.map(({ id, state }) => [id, state]))
    expect(after).not.toEqual(before)
    await town(choices.declareChoice, { params, body: { ...body, holds: false } })
    const back = await town(contract.communityDiagnosis, { params })
    expect(back.summary.score).toEqual(before.score)
  }
}, 120_000)

test('an opt-out keeps the indicator in the denominator', async () => {
  const { before, after } = await town(choices.previewDeclaration, {
    params,
    query: { ...optOut, holds: true },
  })
  expect(after.denominator).toBe(before.denominator)
  expect(after.optedOut).toBeGreaterThan(before.optedOut)
})

test('who declared what, when and why stays, also once it is taken back; a visitor sees the role alone', async () => {
  const { history, holding, mayDeclare } = await town(choices.communityDeclarations, { params })
  expect(mayDeclare).toBe(true)
  expect(holding).toEqual([])
  expect(history.map(({ item, holds }) => [item, holds])).toEqual([
    ['HE', false],
    ['HE', true],
    ['zj33-02', false],
    ['zj33-02', true],
  ])
  expect(history[3]).toMatchObject({
    by: '王敏',
    role: { en: 'Town or street office' },
    reason: '居民议事会议定',
  })
  const seen = await visitor(choices.communityDeclarations, { params })
  expect(seen.mayDeclare).toBe(false)
  expect(seen.history[3]).toMatchObject({ by: null, role: { en: 'Town or street office' } })
  const audit = await inScope(db, wholeScope, (tx) =>
    auditEntries(tx, { subject: { kind: 'community', id: MINE } }),
  )
  expect(audit[0]).toMatchObject({ action: 'diagnosis.declare', accountId: 'town-1', areaId: MINE })
})

test.each([
  [
    'an unknown item',
    'town',
    { ...optOut, item: 'none', holds: true, reason: 'x' },
    'DECLARATION_UNFIT item',
  ],
  ['no reason', 'town', { ...optOut, holds: true, reason: ' ' }, 'DECLARATION_UNFIT reason'],
  ['what does not hold', 'town', { ...optOut, holds: false, reason: 'x' }, 'DECLARATION_UNCHANGED item'],
  ['a visitor', 'visitor', { ...optOut, holds: true, reason: 'x' }, 'SIGN_IN_NEEDED'],
] as const)('%s is refused at its field', async (_, caller, body, expected) => {
  expect(await refusal(as(caller)(choices.declareChoice, { params, body }))).toBe(expected)
})

test('a community of others is refused by the route, and its row by the store', async () => {
  const body = { ...optOut, holds: true, reason: 'x' }
  const other = { communityId: OTHERS }
  expect(await refusal(town(choices.declareChoice, { params: other, body }))).toBe('COMMUNITY_OF_OTHERS')
  const row = { community_id: OTHERS, kind: 'opt-out', item: 'zj33-02', holds: true, reason: 'x' } as const
  const insert = inScope(db, callers.town!.scope, (tx) =>
    tx
      .insertInto('declaration')
      .values({
        ...row,
        declaration_id: '00000000-0000-4000-8000-000000000001',
        declared_by: 'x',
        declared_role: null,
      })
      .execute(),
  )
  await expect(insert).rejects.toMatchObject({ code: '42501' })
})

test('of five signature scenarios declared at once, three are taken', async () => {
  const results = await Promise.all(
    ['NB', 'ED', 'HE', 'EN', 'BU'].map((item) =>
      refusal(
        force(choices.declareChoice, {
          params: { communityId: OTHERS },
          body: { kind: 'signature', item, holds: true, reason: '试' },
        }),
      ),
    ),
  )
  expect(results.sort()).toEqual([
    'SIGNATURES_TOO_MANY item',
    'SIGNATURES_TOO_MANY item',
    'none',
    'none',
    'none',
  ])
  const { holding } = await force(choices.communityDeclarations, { params: { communityId: OTHERS } })
  expect(holding).toHaveLength(3)
})

const lenient = {
  method: 'cutoffs' as const,
  scenarioFloor: 0,
  classes: [
    { id: 'mature', atLeast: 0.02, quota: null },
    { id: 'near-mature', atLeast: 0.01, quota: null },
    { id: 'to-be-created', atLeast: 0, quota: null },
  ],
}
const ranked = {
  ...lenient,
  method: 'rank' as const,
  classes: lenient.classes.map((row, i) => ({ ...row, quota: [2, 3, null][i]! })),
}
const pack = { pack: PACK }
const classesNow = async () => {
  const { communities } = await force(contract.districtDiagnosis, {})
  return new Map(
    communities.filter(({ pack: own }) => own === PACK).map((row) => [row.communityId, row.class]),
  )
}

test.each([
  ['other cut-offs', lenient],
  ['rank quotas', ranked],
  ["the pack's own figures", null],
])(
  'the preview of %s names just those who flip, and counts as choosing it does',
  async (_, choice) => {
    const before = await classesNow()
    const preview = await force(choices.previewMaturity, { params: pack, body: { choice } })
    expect(await classesNow()).toEqual(before)
    await force(choices.chooseMaturity, { params: pack, body: { choice, reason: '试算' } })
    const after = await classesNow()
    const flipped = [...before].filter(([id, found]) => after.get(id) !== found)
    expect(preview.flips.map((row) => [row.communityId, row.before, row.after])).toEqual(
      flipped.map(([id, found]) => [id, found, after.get(id)]),
    )
    const count = (classes: typeof before, id: string) =>
      [...classes.values()].filter((one) => one === id).length
    for (const row of preview.classes)
      expect([row.before, row.after]).toEqual([count(before, row.class), count(after, row.class)])
  },
  120_000,
)

test('everybody sees the figures in force, and every choice with who, when and why', async () => {
  const seen = await visitor(choices.maturityChoices, { params: pack })
  expect(seen).toMatchObject({ chosen: false, mayChoose: false })
  expect(seen.inForce).toEqual(seen.own)
  expect(seen.history.map(({ choice, by }) => [choice?.method ?? null, by])).toEqual([
    [null, null],
    ['rank', null],
    ['cutoffs', null],
  ])
  const { history, mayChoose } = await force(choices.maturityChoices, { params: pack })
  expect(mayChoose).toBe(true)
  expect(history[0]).toMatchObject({ by: '李强', role: { zh: '区专班' }, reason: '试算' })
})

test.each([
  ['without a reason', 'force', { choice: null, reason: ' ' }, 'REASON_MISSING reason'],
  [
    'with rising cut-offs',
    'force',
    {
      choice: { ...lenient, classes: [...lenient.classes].map((row) => ({ ...row, atLeast: 0.5 })) },
      reason: 'x',
    },
    'MATURITY_UNFIT choice.classes.1.atLeast choice.classes.2.atLeast',
  ],
  ['by a town', 'town', { choice: null, reason: 'x' }, 'RIGHT_MISSING'],
] as const)('a choice of classes %s is refused', async (_, caller, body, expected) => {
  expect(await refusal(as(caller)(choices.chooseMaturity, { params: pack, body: body as never }))).toBe(
    expected,
  )
})
