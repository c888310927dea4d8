import { createHash, randomUUID } from 'node:crypto'
import { canonicalJson, type Json } from '#core/chain/canonical.ts'
import { recordAudit } from '#platform/audit/write.ts'
import { holdersOf } from '#platform/identity/read.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Standing } from '../access.ts'
import { refuse } from '../contract.ts'
import { type CaseKey, type CaseRecord, insertCopy, selectCase } from '../queries/case.ts'
import * as queries from '../queries/review.ts'
import { taskAt } from '../rules/case.ts'
import { mayNow } from '../rules/may.ts'
import { nodeNamed } from '../rules/procedure.ts'
import { type Review, resultOf, reviews, type Sheet, sheetObjections, totalOf } from '../rules/review.ts'
import { type Story, storyOf } from '../story.ts'

/** Role of the posts that experts hold. */
const EXPERT = 'expert'

/** Whether this caller has the step of a case in hand, or records it: they set up its panel and close it. */
export function chairs({ procedure, state }: Story, { actor }: Pick<Standing, 'actor'>): boolean {
  return state.status === 'open' && mayNow(procedure, state, actor, []).turn !== null
}

/**
 * Sets up the panel of the step that is held, and tells those who have an account.
 *
 * @throws DomainError REVIEW_UNKNOWN, NOT_YOUR_TURN, REVIEW_OPEN, HOLDER_UNFIT
 */
export async function openPanel(
  tx: Tx,
  standing: Standing,
  key: CaseKey,
  seats: readonly queries.NewSeat[],
  at: Date,
) {
  const { record, story } = await chaired(tx, standing, key)
  const review = reviews.get(taskAt(story.procedure, story.state.at).review)
  if (!review) throw refuse('REVIEW_UNKNOWN', { caseId: key.caseId })
  const panelNo = (await queries.selectPanels(tx, key)).length + 1
  const panel = { ...key, panelNo }
  const isNew = await queries.insertPanel(tx, panel, {
    node: story.state.at,
    review,
    by: standing.caller,
    at,
  })
  if (!isNew) throw refuse('REVIEW_OPEN', { caseId: key.caseId })
  await seat(tx, standing, { record, story }, panel, seats, at)
  return await audited(tx, standing, record, 'application.review', panelNo)
}

/** Asks more experts. @throws DomainError REVIEW_UNKNOWN, NOT_YOUR_TURN, REVIEW_CLOSED, HOLDER_UNFIT */
export async function addSeats(
  tx: Tx,
  standing: Standing,
  key: queries.PanelKey,
  seats: readonly queries.NewSeat[],
  at: Date,
) {
  const { record, story } = await chaired(tx, standing, key)
  await openOne(tx, key)
  await seat(tx, standing, { record, story }, key, seats, at)
  return await audited(tx, standing, record, 'application.review', key.panelNo)
}

async function chaired(tx: Tx, standing: Standing, key: CaseKey) {
  const record = await selectCase(tx, key)
  if (!record) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  const story = await storyOf(tx, record)
  if (!chairs(story, standing)) throw refuse('NOT_YOUR_TURN')
  return { record, story }
}

async function openOne(tx: Tx, { panelNo, ...key }: queries.PanelKey) {
  const panel = (await queries.selectPanels(tx, key)).find((one) => one.panelNo === panelNo)
  if (!panel) throw refuse('REVIEW_UNKNOWN', { caseId: key.caseId, panelNo })
  if (panel.closedAt !== null) throw refuse('REVIEW_CLOSED', { panelNo })
  return panel
}

/** Seats experts; those with an account are told of the case (抄送), so that they see it. */
async function seat(
  tx: Tx,
  { caller }: Standing,
  { record, story }: { readonly record: CaseRecord; readonly story: Story },
  key: queries.PanelKey,
  seats: readonly queries.NewSeat[],
  at: Date,
): Promise<void> {
  const areaId = record.areas.district
  const experts = new Set((await holdersOf(tx, EXPERT, areaId)).map(({ accountId }) => accountId))
  const there = await queries.selectSeats(tx, key, key.panelNo)
  const faults = seats.flatMap(({ accountId }, i) => {
    if (!accountId) return []
    const isTwice =
      there.some((one) => one.accountId === accountId) ||
      seats.findIndex((one) => one.accountId === accountId) < i
    if (experts.has(accountId) && !isTwice) return []
    const reason = isTwice
      ? { zh: '此人已在评审组', en: 'this person is on the panel already' }
      : { zh: '此人不是专家', en: 'this person does not hold the post of an expert' }
    return [{ field: `seats.${i}.accountId`, reason }]
  })
  if (faults.length > 0) throw refuse('HOLDER_UNFIT', {}, faults)
  await queries.insertSeats(tx, key, there.length + 1, seats)
  for (const { accountId } of seats)
    if (accountId)
      await insertCopy(tx, {
        ...{ ...key, copyId: randomUUID() as string, to: { role: EXPERT, areaId, accountId } },
        ...{ note: '', node: story.state.at, by: caller, at },
      })
}

/** The seat that a caller writes for: their own, or, as who has the step in hand, one whose sheet comes on paper. */
async function ownSeat(tx: Tx, standing: Standing, key: queries.SeatKey) {
  const record = await selectCase(tx, key)
  if (!record) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  const panel = await openOne(tx, key)
  const own = (await queries.selectSeats(tx, key, key.panelNo)).find(({ seatNo }) => seatNo === key.seatNo)
  if (!own) throw refuse('REVIEW_UNKNOWN', { panelNo: key.panelNo, seatNo: key.seatNo })
  const { accountId } = standing.caller
  const isOwn =
    own.accountId === null ? chairs(await storyOf(tx, record), standing) : own.accountId === accountId
  if (!isOwn) throw refuse('SEAT_OF_OTHERS', { seatNo: key.seatNo })
  return { record, panel, own }
}

/** @throws DomainError REVIEW_UNKNOWN, REVIEW_CLOSED, SEAT_OF_OTHERS, SEAT_DECLARED, SHEET_INCOMPLETE */
export async function declare(
  tx: Tx,
  standing: Standing,
  key: queries.SeatKey,
  { conflict, note = '' }: { readonly conflict: boolean; readonly note?: string },
  at: Date,
) {
  const { record } = await ownSeat(tx, standing, key)
  if (conflict && note.trim() === '')
    throw refuse('SHEET_INCOMPLETE', {}, [
      { field: 'note', reason: { zh: '请写明是什么关系', en: 'say which it is' } },
    ])
  if (!(await queries.declareSeat(tx, key, { conflict, note: note.trim(), at })))
    throw refuse('SEAT_DECLARED')
  return await audited(tx, standing, record, 'application.declare-conflict', key.panelNo)
}

/** @throws DomainError REVIEW_UNKNOWN, REVIEW_CLOSED, SEAT_OF_OTHERS, SEAT_UNDECLARED, SHEET_INCOMPLETE, SHEET_THERE */
export async function handInOne(tx: Tx, standing: Standing, key: queries.SeatKey, sheet: Sheet, at: Date) {
  const { record, panel, own } = await ownSeat(tx, standing, key)
  if (own.conflict !== false) throw refuse('SEAT_UNDECLARED')
  const faults = sheetObjections(panel.review, sheet)
  if (faults.length > 0) throw refuse('SHEET_INCOMPLETE', {}, faults)
  const by = standing.caller.accountId
  if (!(await queries.insertSheet(tx, key, sheet, { by, at }))) throw refuse('SHEET_THERE')
  return await audited(tx, standing, record, 'application.score', key.panelNo)
}

/**
 * Closes a panel and freezes its minutes; from then on its sheets are seen, without names.
 *
 * @throws DomainError NOT_YOUR_TURN, REVIEW_CLOSED, REVIEW_UNFINISHED
 */
export async function closeOne(tx: Tx, standing: Standing, key: queries.PanelKey, at: Date) {
  const { record, story } = await chaired(tx, standing, key)
  const panel = await openOne(tx, key)
  const seats = await queries.selectSeats(tx, key, key.panelNo)
  const why = unfinished(panel.review, seats)
  if (why) throw refuse('REVIEW_UNFINISHED', {}, [{ reason: why }])
  if (!(await queries.closePanel(tx, key, standing.caller.accountId, at))) throw refuse('REVIEW_CLOSED')
  const sheets = (await queries.selectSheets(tx, key)).filter(({ panelNo }) => panelNo === key.panelNo)
  const minutes = canonicalJson(minutesOf(record, story, panel, seats, sheets, at) as unknown as Json)
  const sha256 = createHash('sha256').update(minutes).digest('hex')
  await queries.keepMinutes(tx, key, minutes, sha256)
  await audited(tx, standing, record, 'application.close-review', key.panelNo)
  return { panelNo: key.panelNo, sha256 }
}

/** Why a panel cannot be closed yet: too few sheets, or somebody who has said there is no conflict has not handed in. */
export function unfinished(
  { minimum }: Review,
  seats: readonly Pick<queries.SeatRecord, 'conflict' | 'handedInAt' | 'name'>[],
) {
  const handedIn = seats.filter(({ handedInAt }) => handedInAt !== null).length
  if (handedIn < minimum)
    return {
      zh: `已交 ${handedIn} 份评分，至少须有 ${minimum} 份`,
      en: `${handedIn} sheets are handed in, there have to be ${minimum}`,
    }
  const waiting = seats.filter(({ conflict, handedInAt }) => conflict === false && handedInAt === null)
  if (waiting.length === 0) return null
  const names = (comma: string) => waiting.map(({ name }) => name).join(comma)
  return { zh: `${names('、')} 还没有交评分`, en: `${names(', ')} has not handed in yet` }
}

/** What the minutes of a panel say: complete in themselves. Sheets stand by total, not by seat. */
export interface Minutes {
  readonly format: 'jiujing-review-minutes/1'
  readonly case: {
    readonly communityId: string
    readonly caseId: string
    readonly title: { zh: string; en: string }
  }
  readonly step: { readonly zh: string; readonly en: string }
  readonly panelNo: number
  readonly review: Review
  readonly openedAt: string
  readonly closedAt: string
  readonly experts: readonly {
    readonly name: string
    readonly organisation: string
    readonly onPaper: boolean
    readonly conflict: boolean | null
    readonly conflictNote: string
    readonly handedIn: boolean
  }[]
  readonly sheets: readonly (Sheet & { readonly total: number })[]
  readonly result: ReturnType<typeof resultOf>
}

function minutesOf(
  record: CaseRecord,
  { procedure }: Story,
  { panelNo, review, node, openedAt }: queries.PanelRecord,
  seats: readonly queries.SeatRecord[],
  sheets: readonly Sheet[],
  at: Date,
): Minutes {
  const told = sheets.map(({ scores, reasons, verdict }) => ({
    ...{ scores, reasons, verdict, total: totalOf(review, { scores }) },
  }))
  return {
    format: 'jiujing-review-minutes/1',
    case: {
      ...{ communityId: record.communityId, caseId: record.caseId },
      title: { zh: record.title_zh, en: record.title_en },
    },
    ...{ step: nodeNamed(procedure, node), panelNo, review },
    ...{ openedAt: openedAt.toISOString(), closedAt: at.toISOString() },
    experts: seats.map(({ name, organisation, accountId, conflict, conflictNote, handedInAt }) => ({
      ...{
        name,
        organisation,
        onPaper: accountId === null,
        conflict,
        conflictNote,
        handedIn: handedInAt !== null,
      },
    })),
    sheets: told.sort((a, b) => b.total - a.total || (a.reasons < b.reasons ? -1 : 1)),
    result: resultOf(review, sheets),
  }
}

async function audited(tx: Tx, { caller }: Standing, record: CaseRecord, action: string, panelNo: number) {
  await recordAudit(tx, caller, {
    ...{ action, areaId: record.communityId, subject: { kind: 'application', id: record.caseId } },
    detail: { title: record.title_zh, panelNo },
  })
  return { panelNo }
}
