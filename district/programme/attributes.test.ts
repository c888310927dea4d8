import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadCases } from '#examples/yinzhou/load-cases.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import type { Grade } from '#foundation/evidence/rules.ts'
import { startProcedures } from '#mechanisms/application/server.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { refusal, testClient } from '#platform/http/test-client.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { recordAttribute, withdrawAttribute } from './contract/attributes.ts'
import { listQuotas } from './contract/quotas.ts'
import { ATTRIBUTES, type Attribute, listProjects, readProject, townMatrix } from './contract.ts'
import { ATTRIBUTE_VALUES, isValueOf, valueName } from './rules/names.ts'
import type { NewProject } from './rules.ts'
import { programmeRoutes } from './server.ts'
import { addProjects } from './write.ts'

const { db, owner } = await testDb()
const district = generateDistrict({ towns: ['330212104'] })
const taskForce: Caller = {
  ...STRANGER,
  ...{ accountId: 'a', role: 'task-force', rights: new Set(['diagnosis.read', 'programme.record']) },
  scope: wholeScope,
}
let caller = taskForce
let today = '2026-11-27'
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0, routes: programmeRoutes(() => today) },
  authenticate: async () => caller,
})
const call = testClient(app)
beforeAll(async () => {
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
  await startProcedures(db)
  await inScope(db, wholeScope, (tx) => loadCases(tx, today))
})

async function as<T>(who: Caller, body: () => Promise<T>): Promise<T> {
  caller = who
  try {
    return await body()
  } finally {
    caller = taskForce
  }
}
async function on<T>(day: string, body: () => Promise<T>): Promise<T> {
  today = day
  try {
    return await body()
  } finally {
    today = '2026-11-27'
  }
}

interface Body {
  readonly attribute: Attribute
  readonly value: string
  readonly holdsFrom: string
  readonly source: string
  readonly grade?: Grade
}
const LEVEL: Body = {
  ...{ attribute: 'level', value: 'city', holdsFrom: '2026-11-20', source: '甬未来社区〔2026〕1号' },
}
/** Which row it is, as it is withdrawn by. */
async function record(projectId: string, body: Partial<Body> = {}) {
  const { attribute, holdsFrom, ...rest } = { ...LEVEL, ...body }
  const sent = { attribute, holdsFrom, ...rest }
  const { entry } = await call(recordAttribute, { params: { projectId }, body: sent })
  return { attribute, holdsFrom, entry }
}
type Row = Awaited<ReturnType<typeof record>>
const withdraw = (projectId: string, { attribute, holdsFrom, entry }: Row, reason = '误填') =>
  call(withdrawAttribute, { params: { projectId }, body: { attribute, holdsFrom, entry, reason } })
const read = (projectId: string, asOf?: string) =>
  call(readProject, { params: { projectId }, query: asOf ? { asOf } : {} })
const level = async (projectId: string, asOf?: string) => (await read(projectId, asOf)).project.level

describe('an attribute that is recorded', () => {
  test('counts from the day it is known, in page, list, filter and export, and past days stay', async () => {
    expect(await level('longhui')).toBe('provincial')
    const row = await record('longhui')
    expect(await level('longhui')).toBe('city')
    // It holds from the 20th, but on the 26th nobody knew.
    expect(await level('longhui', '2026-11-26')).toBe('provincial')
    const ids = async (query: object) =>
      (await call(listProjects, { query: { size: 100, ...query } })).projects.map((one) => one.projectId)
    expect(await ids({ level: 'city' })).toContain('longhui')
    expect(await ids({ level: 'city', asOf: '2026-11-26' })).not.toContain('longhui')
    const csv = await app.inject('/api/projects.xlsx?format=csv&language=en&q=龙汇')
    expect(csv.body).toContain('City')
    const of = ({ attribute, holdsFrom, entry }: Row) => `${attribute} ${holdsFrom} ${entry}`
    const isRow = (one: Row) => of(one) === of(row)
    expect((await read('longhui')).history.find(isRow)).toMatchObject({
      ...LEVEL,
      ...{ grade: 'D', generated: false, isFuture: false, withdrawn: null },
      recorded: { on: '2026-11-27', role: 'task-force' },
    })

    await on('2026-11-28', () => withdraw('longhui', row))
    expect(await level('longhui', '2026-11-28')).toBe('provincial')
    expect(await level('longhui', '2026-11-27')).toBe('city')
    const after = (await read('longhui', '2026-11-28')).history
    expect(after.find(isRow)?.withdrawn).toEqual({
      on: '2026-11-28',
      why: '误填',
    })
    // Its day is free again.
    const again = await on('2026-11-28', () => record('longhui', { value: 'provincial' }))
    expect(again.entry).toBe(2)
    await expect(withdraw('longhui', row)).rejects.toEqual(refusal('ATTRIBUTE_WITHDRAWN'))
  })

  test('may be to come, and counts from its day', async () => {
    await record('hefeng', { attribute: 'stage', value: '16', holdsFrom: '2026-12-31' })
    const { project, history } = await read('hefeng')
    expect(project.stage).toBe(15)
    expect(history.at(-1)).toMatchObject({ value: '16', isFuture: true })
    expect((await read('hefeng', '2026-12-31')).project.stage).toBe(16)
  })

  test('moves quotas and the towns by year from the day it is known', async () => {
    const best = async (asOf: string) =>
      (await call(listQuotas, { query: { asOf } })).rows.find(({ quotaId }) => quotaId === 'best-practice')!
        .numerator
    const before = await best('2026-11-27')
    await record('junliu', { attribute: 'best-practice', value: 'provincial' })
    expect([await best('2026-11-26'), await best('2026-11-27')]).toEqual([before, before + 1])
    const matrix = async (asOf: string) =>
      (await call(townMatrix, { query: { asOf } })).towns.find(({ name }) => name.zh === '姜山镇')!.cells
    const row = await record('jiangshan', {
      ...{ attribute: 'list', value: 'provincial-2019', holdsFrom: '2019-01-01' },
    })
    expect((await matrix('2026-11-27'))[0]).toMatchObject({ year: '2019' })
    expect(await matrix('2026-11-26')).not.toEqual(await matrix('2026-11-27'))
    await withdraw('jiangshan', row)
    expect(await matrix('2026-11-27')).toEqual(await matrix('2026-11-26'))
  })

  test('is written down in the log with its sentence', async () => {
    const row = await record('huachuan', { attribute: 'batch', value: '2' })
    await withdraw('huachuan', row)
    const { rows } = await sql<{ action: string; entry: number }>`
      select action, (detail->>'entry')::int as entry from audit_entry where subject_id = 'huachuan' order by 1`.execute(
      owner,
    )
    expect(rows).toEqual([
      { action: 'project.attribute', entry: row.entry },
      { action: 'project.attribute-withdraw', entry: row.entry },
    ])
  })

  test('two at once for one day: one is in, the other is told', async () => {
    const both = await Promise.allSettled([
      record('baihe', { value: 'city' }),
      record('baihe', { value: 'provincial' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('ATTRIBUTE_TAKEN'),
    })
  })

  test('is not changed or deleted even by a statement of the server', async () => {
    for (const statement of [
      sql`update project_attribute set value = 'x'`,
      sql`delete from project_attribute`,
    ])
      await expect(inScope(db, wholeScope, (tx) => statement.execute(tx))).rejects.toThrow(
        /permission denied/,
      )
  })

  test('stays withdrawn when the district is loaded anew', async () => {
    const { project, history } = await read('junliu')
    const seeded = history.find(({ attribute }) => attribute === 'build-type')!
    await withdraw('junliu', seeded)
    const { communityId, townId, part, settlement, name } = project
    const of = { source: 'test', grade: 'P', generated: true }
    const again: NewProject = {
      ...{ communityId, projectId: 'junliu', townId, part, settlement, name, shape: null, covers: [] },
      ...{ attributes: [{ ...seeded, ...of }], ...of },
    }
    await inScope(db, wholeScope, (tx) => addProjects(tx, [again]))
    expect((await read('junliu')).project.buildType).toBe('')
  })
})

describe('is refused', () => {
  const town = (id: string): Caller => ({
    ...taskForce,
    role: 'town',
    scope: { role: 'town', accountId: 'b', read: [id], write: [id] },
  })
  test.each([
    ['to a stranger', STRANGER, 'hefeng', {}, 'SIGN_IN_NEEDED', []],
    [
      'to who may only read',
      { ...taskForce, rights: new Set(['diagnosis.read']) },
      ...(['hefeng', {}, 'RIGHT_MISSING', []] as const),
    ],
    ['outside', town('330212104'), 'hefeng', {}, 'PROGRAMME_OUTSIDE', []],
    ['of no project', taskForce, 'nowhere', {}, 'PROJECT_UNKNOWN', []],
    ['with a value of another', taskForce, 'hefeng', { value: 'rebuild' }, 'ATTRIBUTE_UNFIT', ['value']],
    ['without a document', taskForce, 'hefeng', { source: '  ' }, 'ATTRIBUTE_UNFIT', ['source']],
    ['on no day', taskForce, 'hefeng', { holdsFrom: '2026-02-30' }, 'INPUT_INVALID', []],
    [
      'for a stage that the procedure sets',
      taskForce,
      ...(['mature-04', { attribute: 'stage', value: '12' }, 'STAGE_BY_PROCEDURE', []] as const),
    ],
  ] as const)('%s', async (_, who, projectId, body, code, fields) => {
    await expect(as(who, () => record(projectId, body))).rejects.toEqual(refusal(code, ...fields))
  })

  test('a row of nobody, of another project, or without a reason is not withdrawn', async () => {
    const row = await record('longhui', { attribute: 'applied', value: 'provincial' })
    await expect(withdraw('hefeng', row)).rejects.toEqual(refusal('ATTRIBUTE_UNKNOWN'))
    await expect(withdraw('longhui', row, ' ')).rejects.toEqual(refusal('ATTRIBUTE_UNFIT', 'reason'))
    await expect(as(town('330212104'), () => withdraw('longhui', row))).rejects.toEqual(
      refusal('PROGRAMME_OUTSIDE'),
    )
  })

  test('in the words in which the page says it beforehand', async () => {
    const said = async (who: Caller, projectId: string) => {
      const { barred, stageBarred } = await as(who, () => read(projectId))
      return [barred?.zh, stageBarred?.zh]
    }
    expect(await said(taskForce, 'hefeng')).toEqual([undefined, undefined])
    expect(await said(taskForce, 'mature-04')).toEqual([undefined, expect.stringContaining('正在系统中办理')])
    expect(await said(STRANGER, 'hefeng')).toEqual(['请先登录', '请先登录'])
    expect((await said(town('330212104'), 'hefeng'))[0]).toBe('不在您的管辖范围内')
  })
})

/** The slow way: of all rows known on the day and not withdrawn by it, the one that holds latest. */
test('whatever is recorded and withdrawn, on every day the latest row counts that was known on it', async () => {
  const day = (n: number) => isoOf(dayOf('2026-12-01') + n)
  const deed = fc.record({
    at: fc.nat(20),
    holds: fc.integer({ min: -10, max: 30 }),
    value: fc.constantFrom('3', '4', '5'),
    withdrawnAfter: fc.option(fc.nat(10), { nil: null }),
  })
  let project = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(deed, { selector: ({ holds }) => holds, maxLength: 5 }),
      async (deeds) => {
        const projectId = `later-${String(++project).padStart(2, '0')}`
        const seeded = (await read(projectId)).project.batch
        for (const { at, holds, value, withdrawnAfter } of deeds) {
          const body = { attribute: 'batch', value, holdsFrom: day(holds) } as const
          const row = await on(day(at), () => record(projectId, body))
          if (withdrawnAfter !== null) await on(day(at + withdrawnAfter), () => withdraw(projectId, row))
        }
        for (let n = -12; n <= 42; n += 3) {
          const counting = deeds.filter(
            ({ at, holds, withdrawnAfter }) =>
              at <= n && holds <= n && (withdrawnAfter === null || at + withdrawnAfter > n),
          )
          const latest = counting.sort((a, b) => b.holds - a.holds)[0]
          expect((await read(projectId, day(n))).project.batch).toBe(latest?.value ?? seeded)
        }
      },
    ),
    { numRuns: 20 },
  )
})

test('every value an attribute may have has a name in both languages', () => {
  for (const attribute of ATTRIBUTES)
    for (const value of attribute === 'list' ? ['city-2026'] : ATTRIBUTE_VALUES[attribute]) {
      expect(isValueOf(attribute, value)).toBe(true)
      const { zh, en } = valueName(attribute, value)
      expect([zh, en]).not.toContain(value)
    }
  for (const list of ['city-2018', 'town-2026', 'city-26', 'city-2026 '])
    expect(isValueOf('list', list)).toBe(false)
})
