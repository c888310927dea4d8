import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { refusal, testClient } from '#platform/http/test-client.ts'
import { wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { listLibraries } from './contract/libraries.ts'
import {
  answerRound,
  decideNotice,
  listRounds,
  openRound,
  publishRules,
  readRules,
  replyToNotice,
  tryRules,
} from './contract/library-rounds.ts'
import { programmeRoutes } from './server.ts'

const { db, owner } = await testDb()
const district = generateDistrict({ towns: ['330212005', '330212011'] })
const taskForce: Caller = {
  ...STRANGER,
  ...{ accountId: 'a', role: 'task-force', scope: wholeScope },
  rights: new Set(['diagnosis.read', 'programme.record', 'library.decide']),
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
  await openDiagnosis(db).district()
})

const leadOf = (projectId: string) => district.projects.find((one) => one.projectId === projectId)!
const townOf = (projectId: string): Caller => {
  const { townId, communityIds } = leadOf(projectId)
  const areaIds = [townId, ...communityIds]
  return {
    ...{
      ...taskForce,
      role: 'town',
      accountId: 'b',
      rights: new Set(['diagnosis.read', 'programme.record']),
    },
    scope: { role: 'town', accountId: 'b', read: areaIds, write: areaIds },
  }
}
async function as<T>(who: Caller, body: () => Promise<T>): Promise<T> {
  caller = who
  try {
    return await body()
  } finally {
    caller = taskForce
  }
}
const libraryOn = async (projectId: string, asOf = today) =>
  (await call(listLibraries, { query: { asOf } })).rows.find((row) => row.projectId === projectId)!.library
const answer = (roundId: string, projectIds: string[], more: object = {}) =>
  call(answerRound, { params: { roundId }, body: { answer: 'confirmed', projectIds, reason: '', ...more } })
const latest = async () => (await call(listRounds)).rounds[0]!
const exitOf = async () => (await latest()).proposals.find(({ to }) => to === 'exited')!
const noticeOf = async (projectId: string) =>
  (await call(listRounds)).notices.find((one) => one.projectId === projectId && !one.generated)!

/** Rules by which something moves, whatever the demo scores. */
const LENIENT = [
  { ruleId: 'admit-implementation', item: 'stage', value: 1 },
  { ruleId: 'admit-implementation', item: 'score', value: 0 },
  { ruleId: 'admit-implementation', item: 'volunteers', value: 0 },
]

describe('rules', () => {
  test('are those of the pack until others are published, and a dry run of them changes nothing', async () => {
    const { version, rules, versions } = await call(readRules)
    expect([version, rules.length, versions.length]).toEqual([1, 3, 1])
    const { rows } = await call(tryRules, { body: { edits: [] } })
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(({ now, drafted }) => now !== drafted)).toEqual([])
    expect(rows.some(({ drafted }) => drafted === 'unknown')).toBe(true)
  })

  test('are published once as the next version: of two at once one is told', async () => {
    const body = { basedOn: 1, edits: LENIENT, note: '放宽试行' }
    await expect(call(publishRules, { body: { ...body, note: ' ' } })).rejects.toEqual(
      refusal('RULES_UNFIT', 'note'),
    )
    const unfit = { ruleId: 'exit', item: 'replyDays', value: 21 }
    await expect(call(publishRules, { body: { ...body, edits: [unfit] } })).rejects.toEqual(
      refusal('RULES_UNFIT', '/rules/2/replyDays'),
    )
    const both = await Promise.allSettled([call(publishRules, { body }), call(publishRules, { body })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { version, versions } = await call(readRules)
    expect([version, versions.map((one) => one.note)]).toEqual([2, ['放宽试行', '鄞政办发〔2021〕95号']])
    await expect(call(publishRules, { body })).rejects.toEqual(refusal('RULES_MOVED'))
  })
})

describe('a round', () => {
  test('proposes what the dry run said, and nothing that is unknown', async () => {
    const { rows } = await call(tryRules, { body: { edits: [] } })
    const said = new Map(
      rows
        .filter(({ drafted }) => drafted === 'met')
        // An exit goes before.
        .sort((a, b) => Number(a.ruleId === 'exit') - Number(b.ruleId === 'exit'))
        .map(({ projectId, ruleId }) => [projectId, ruleId]),
    )
    const both = await Promise.allSettled([call(openRound), call(openRound)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { proposals, ruleVersion, quarter } = await latest()
    expect([ruleVersion, quarter]).toEqual([2, '2026Q4'])
    expect(new Map(proposals.map(({ projectId, ruleId }) => [projectId, ruleId]))).toEqual(said)
    expect(proposals.some(({ to }) => to === 'implementation')).toBe(true)
    expect(proposals.some(({ to }) => to === 'exited')).toBe(true)
    for (const { findings } of proposals)
      expect(findings.every(({ outcome }) => outcome === 'met')).toBe(true)
  })

  test('is confirmed in a batch, wholly or not at all; of two at once one is told', async () => {
    const { roundId, proposals } = await latest()
    const admitted = proposals.filter(({ to }) => to === 'implementation').map(({ projectId }) => projectId)
    expect(admitted.length).toBeGreaterThan(2)
    const [left, ...taken] = admitted as [string, ...string[]]
    await expect(answer(roundId, [])).rejects.toEqual(refusal('ROUND_UNFIT', 'projectIds'))
    await expect(answer(roundId, [left], { answer: 'left-out' })).rejects.toEqual(
      refusal('ROUND_UNFIT', 'reason'),
    )
    await answer(roundId, [left], { answer: 'left-out', reason: '资金未落实' })
    await expect(answer(roundId, admitted)).rejects.toEqual(refusal('ROUND_ANSWERED'))
    expect(await libraryOn(taken[0]!)).toBe('reserve')

    const both = await Promise.allSettled([answer(roundId, taken), answer(roundId, taken)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('ROUND_ANSWERED'),
    })
    expect(await libraryOn(left)).toBe('reserve')
    for (const projectId of taken) {
      expect(await libraryOn(projectId)).toBe('implementation')
      expect(await libraryOn(projectId, '2026-11-26')).toBe('reserve')
    }
    const { rows } = await sql<{ rule_version: number; findings: { input: { runId?: string } }[] }>`
      select rule_version, findings from library_decision where project_id = ${taken[0]!}`.execute(owner)
    expect(rows[0]!.rule_version).toBe(2)
    expect(rows[0]!.findings.some(({ input }) => input.runId)).toBe(true)
  })
})

describe('an exit', () => {
  test('gives notice first, takes a reply of the town alone, and is decided when its days are over', async () => {
    const { roundId } = await latest()
    const { projectId, from } = await exitOf()
    const params = { roundId, projectId }
    await answer(roundId, [projectId])
    expect(await libraryOn(projectId)).toBe(from)
    // 15 and 20 working days: no holiday until 25 December.
    expect(await noticeOf(projectId)).toMatchObject({
      ...{ noticedOn: '2026-11-27', replyUntil: '2026-12-18', decideFrom: '2026-12-25', daysLeft: 15 },
      ...{ mayReply: false, mayDecide: false, outcome: null },
    })
    const decide = (outcome: 'exits' | 'stays', reason = '未按期推进') =>
      call(decideNotice, { params, body: { outcome, reason } })
    const reply = (text: string) => call(replyToNotice, { params, body: { text } })
    await expect(decide('exits')).rejects.toEqual(refusal('NOTICE_RUNNING'))
    await expect(reply('专班代答')).rejects.toEqual(refusal('PROGRAMME_OUTSIDE'))
    const other = townOf(
      district.projects.find(({ townId }) => townId !== leadOf(projectId).townId)!.projectId,
    )
    await expect(as(other, () => reply('他镇'))).rejects.toEqual(refusal('NOTICE_UNKNOWN'))
    expect((await as(other, () => call(listRounds))).notices.map((one) => one.projectId)).not.toContain(
      projectId,
    )

    const town = townOf(projectId)
    expect((await as(town, () => noticeOf(projectId))).mayReply).toBe(true)
    await expect(as(town, () => reply(' '))).rejects.toEqual(refusal('ROUND_UNFIT', 'text'))
    await expect(as(town, () => decide('stays'))).rejects.toEqual(refusal('RIGHT_MISSING'))
    today = '2026-12-18'
    await as(town, () => reply('安置房下月开工'))
    await expect(as(town, () => reply('再答'))).rejects.toEqual(refusal('NOTICE_CLOSED'))
    today = '2026-12-24'
    await expect(decide('exits')).rejects.toEqual(refusal('NOTICE_RUNNING'))
    today = '2026-12-25'
    await expect(decide('exits', ' ')).rejects.toEqual(refusal('ROUND_UNFIT', 'reason'))
    const both = await Promise.allSettled([decide('exits'), decide('stays')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('NOTICE_CLOSED'),
    })
    const { outcome, reply: said } = await noticeOf(projectId)
    expect(said).toBe('安置房下月开工')
    expect(await libraryOn(projectId)).toBe(outcome === 'exits' ? 'exited' : from)
    expect(await libraryOn(projectId, '2026-12-24')).toBe(from)
  })

  test('and every project is in exactly one state, before and after', async () => {
    for (const asOf of ['2026-11-26', '2026-11-27', '2026-12-25']) {
      const { rows, total, libraries } = await call(listLibraries, { query: { asOf, since: '2026-11-26' } })
      expect(rows.length).toBe(total)
      expect(new Set(rows.map(({ projectId }) => projectId)).size).toBe(total)
      for (const { library } of rows) expect(libraries.filter(({ id }) => id === library)).toHaveLength(1)
    }
  })

  test('once only while a notice is open, also by the store', async () => {
    const { roundId } = await latest()
    const { rows } = await sql<{ community_id: string; project_id: string }>`
      select community_id, project_id from library_proposal where round_id = ${roundId} limit 1`.execute(
      owner,
    )
    const { community_id, project_id } = rows[0]!
    const second = '00000000-0000-4000-8000-000000000002'
    const insert = (
      round: string,
    ) => sql`insert into library_notice (community_id, round_id, project_id, noticed_on,
        reply_until, decide_from, noticed_by, generated)
      values (${community_id}, ${round}, ${project_id}, '2027-01-04', '2027-01-25', '2027-02-01', 'a', false)`
    await sql`insert into library_round values (${second}, '2027Q1', 2, '2027-01-04', 'a', 'task-force', false)`.execute(
      owner,
    )
    await sql`insert into library_proposal (community_id, round_id, project_id, rule_id, from_state, to_state, findings)
      values (${community_id}, ${second}, ${project_id}, 'exit', 'reserve', 'exited', '[]')`.execute(owner)
    await sql`delete from library_notice where community_id = ${community_id} and project_id = ${project_id}`.execute(
      owner,
    )
    await insert(roundId).execute(owner)
    await expect(insert(second).execute(owner)).rejects.toThrow('library_notice_open')
  })

  test.each([
    'update library_decision set reason = reason',
    'delete from library_decision',
    'update library_rule_set set note = note',
    'delete from library_notice',
  ])('leaves what was decided as it was: %s is refused', async (statement) => {
    await expect(db.transaction().execute((tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
      'permission denied',
    )
  })
})
