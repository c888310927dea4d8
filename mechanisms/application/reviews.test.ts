import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { urlOf } from '#platform/http/route.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import {
  addExperts,
  closeReview,
  declareConflict,
  handInSheet,
  openReview,
  readReviews,
  reviewMinutes,
} from './contract/review.ts'
import { actOnCase, openCase, readCase } from './contract.ts'
import { reviews } from './rules/review.ts'
import { startProcedures } from './server.ts'
import { DISTRICT, type Person, subjectsOf, TOWN, testOffice } from './test-people.ts'

const { db } = await testDb()
const { app, person } = await testOffice(db, [subjectsOf('project')])
await startProcedures(db)
const force = await person('force', 'task-force', DISTRICT)
const town = await person('town', 'town', TOWN)
const government = await person('government', 'government', DISTRICT)
const reviewer = await person('reviewer', 'reviewer', DISTRICT)
const experts = await Promise.all([1, 2, 3, 4, 5, 6].map((i) => person(`expert-${i}`, 'expert', DISTRICT)))
const [one, two, , , , six] = experts as [Person, Person, Person, Person, Person, Person]
const { criteria } = reviews.get('city-review')!

type Key = { communityId: string; caseId: string }
let cases = 0
/** An application that waits for the review of the city. */
async function inReview(): Promise<Key> {
  const subject = { procedureId: 'future-community', subjectKind: 'project', subjectId: `p${++cases}` }
  const key = await force.call(openCase, { body: subject })
  for (const who of [force, town, force, government]) await decides(who, key)
  return key
}
async function decides(who: Person, key: Key) {
  const { events, may, steps, at } = await who.call(readCase, { params: key })
  const needed = steps.find(({ node }) => node === at)!.documents.filter((kind) => !may.there.includes(kind))
  const documents = []
  for (const kind of needed)
    documents.push({ kind, documentId: await who.upload(key, `${kind} ${key.caseId}`) })
  return await who.call(actOnCase, {
    params: key,
    body: { events, deed: 'decide', turn: may.turn!, documents },
  })
}
const seatOf = ({ accountId }: Person, i: number) => ({
  name: `专家${i + 1}`,
  organisation: '设计院',
  accountId,
})
const convene = (key: Key, people: readonly Person[]) =>
  reviewer.call(openReview, { params: key, body: { seats: people.map(seatOf) } })
const look = async (who: Person, key: Key) => (await who.call(readReviews, { params: key })).panels.at(-1)!
const clears = (who: Person, key: Key, seatNo: number) =>
  who.call(declareConflict, { params: { ...key, panelNo: 1, seatNo }, body: { conflict: false } })
const sheet = (share: number) => ({
  scores: Object.fromEntries(criteria.map(({ id, max }) => [id, Math.round(max * share * 2) / 2])),
  ...{ reasons: `理由 ${share}`, verdict: 'pass' as const },
})
const scores = (who: Person, key: Key, seatNo: number, share: number) =>
  who.call(handInSheet, { params: { ...key, panelNo: 1, seatNo }, body: sheet(share) })
const refusal = (code: string, more: object = {}) =>
  expect.objectContaining({ problem: expect.objectContaining({ code, ...more }) })
const close = (who: Person, key: Key) => who.call(closeReview, { params: { ...key, panelNo: 1 } })

describe('an expert review', () => {
  test('from the panel to the minutes: declared, scored blind, trimmed, frozen, and the step goes on by it', async () => {
    const key = await inReview()
    await expect(one.call(readReviews, { params: key })).rejects.toThrow(refusal('CASE_UNKNOWN'))
    await expect(force.call(openReview, { params: key, body: { seats: [{ name: '某' }] } })).resolves.toEqual(
      { panelNo: 1 },
    ) // who records what the city decides may convene the experts too
    await force.call(addExperts, {
      params: { ...key, panelNo: 1 },
      body: { seats: experts.slice(0, 5).map(seatOf) },
    })
    for (const [i, who] of experts.slice(0, 4).entries()) await clears(who, key, i + 2)
    await experts[4]!.call(declareConflict, {
      params: { ...key, panelNo: 1, seatNo: 6 },
      body: { conflict: true, note: '参与过该方案编制' },
    })
    for (const [i, share] of [0.2, 0.8, 0.9, 1].entries()) await scores(experts[i]!, key, i + 2, share)
    expect(await look(force, key)).toMatchObject({ closedAt: null, result: null, why: null, sha256: null })
    // The expert without an account hands in on paper, which whoever convened them writes down.
    await clears(force, key, 1)
    await expect(close(reviewer, key)).rejects.toThrow(
      refusal('REVIEW_UNFINISHED', { faults: [{ reason: expect.stringContaining('某') }] }),
    )
    await scores(force, key, 1, 0.7)
    const { sha256 } = await close(reviewer, key)
    const { result, seats } = await look(two, key)
    expect(result).toMatchObject({ leftOut: 2, verdicts: { pass: 5 }, max: 100 })
    expect(result!.mean).toBeCloseTo((70 + 80 + 90) / 3, 9)
    expect(result!.sheets.map(({ total }) => total)).toEqual([100, 90, 80, 70, 20])
    expect(JSON.stringify(result)).not.toContain('专家')
    expect(seats[5]).toMatchObject({ conflict: true, conflictNote: '参与过该方案编制', handedIn: false })

    const minutes = (format: 'json' | 'pdf') =>
      app.inject({
        url: urlOf(reviewMinutes, { params: { ...key, panelNo: 1 }, query: { format } }),
        headers: { 'x-who': 'force' },
      })
    const { rawPayload } = await minutes('json')
    expect(createHash('sha256').update(rawPayload).digest('hex')).toBe(sha256)
    const pdf = await extractText(await getDocumentProxy(new Uint8Array((await minutes('pdf')).rawPayload)))
    const printed = pdf.text.join('').replace(/\s+/g, '')
    for (const text of [
      '专家评审意见',
      '平均80分',
      '去掉最高、最低各1份后平均',
      '参与过该方案编制',
      '理由0.9',
      sha256,
    ])
      expect(printed).toContain(text)

    // The minutes are the opinions of the experts that the step waits for.
    await decides(reviewer, key)
    expect((await reviewer.call(readCase, { params: key })).at).toBe('announce')
  })

  test('nobody sees a sheet of others before it is closed, by whatever way they ask', async () => {
    const key = await inReview()
    await convene(key, [one, two, six])
    for (const [i, who] of [one, two, six].entries()) await clears(who, key, i + 1)
    await scores(one, key, 1, 0.5)
    for (const who of [reviewer, two, force]) expect((await look(who, key)).result).toBeNull()
    const seen = async (who: Person) =>
      await inScope(db, { ...wholeScope, accountId: who.accountId, role: who.caller.role }, (tx) =>
        tx.selectFrom('review_sheet').select('seat_no').where('case_id', '=', key.caseId).execute(),
      )
    expect(await seen(one)).toEqual([{ seat_no: 1 }])
    for (const who of [reviewer, two, force, town]) expect(await seen(who)).toEqual([])
    const asked = inScope(db, wholeScope, (tx) => sql`update review_sheet set reasons = 'x'`.execute(tx))
    await expect(asked).rejects.toThrow(/permission denied/)
  })

  test('what does not hold is refused, with the reason', async () => {
    const key = await inReview()
    await expect(town.call(openReview, { params: key, body: { seats: [{ name: '甲' }] } })).rejects.toThrow(
      refusal('NOT_YOUR_TURN'),
    )
    await expect(convene(key, [one, one])).rejects.toThrow(
      refusal('HOLDER_UNFIT', { faults: [expect.objectContaining({ field: 'seats.1.accountId' })] }),
    )
    await expect(convene(key, [town])).rejects.toThrow(refusal('HOLDER_UNFIT'))
    await convene(key, [one, two, six])
    await expect(convene(key, [one])).rejects.toThrow(refusal('REVIEW_OPEN'))
    await expect(scores(one, key, 1, 0.5)).rejects.toThrow(refusal('SEAT_UNDECLARED'))
    await expect(clears(two, key, 1)).rejects.toThrow(refusal('SEAT_OF_OTHERS'))
    await expect(clears(reviewer, key, 1)).rejects.toThrow(refusal('SEAT_OF_OTHERS'))
    const silent = one.call(declareConflict, {
      params: { ...key, panelNo: 1, seatNo: 1 },
      body: { conflict: true },
    })
    await expect(silent).rejects.toThrow(
      refusal('SHEET_INCOMPLETE', { faults: [expect.objectContaining({ field: 'note' })] }),
    )
    await clears(one, key, 1)
    await expect(clears(one, key, 1)).rejects.toThrow(refusal('SEAT_DECLARED'))
    const params = { ...key, panelNo: 1, seatNo: 1 }
    const body = { ...sheet(1), scores: { basis: 99 } }
    await expect(one.call(handInSheet, { params, body })).rejects.toThrow(
      refusal('SHEET_INCOMPLETE', {
        faults: expect.arrayContaining([expect.objectContaining({ field: 'scores.basis' })]),
      }),
    )
    const both = await Promise.allSettled([scores(one, key, 1, 0.5), scores(one, key, 1, 0.6)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(close(reviewer, key)).rejects.toThrow(refusal('REVIEW_UNFINISHED'))
    await expect(close(one, key)).rejects.toThrow(/403|not|right/i)
  })
})
