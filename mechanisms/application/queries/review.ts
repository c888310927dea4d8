import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Review, Sheet } from '../rules/review.ts'
import type {} from '../tables.ts'
import type { CaseKey } from './case.ts'

export interface PanelKey extends CaseKey {
  readonly panelNo: number
}
export interface SeatKey extends PanelKey {
  readonly seatNo: number
}

/** An expert as they are named when they are asked. */
export interface NewSeat {
  readonly name: string
  readonly organisation?: string
  /** Somebody with an account; without one, their sheet comes on paper. */
  readonly accountId?: string | null
}

export async function selectPanels(tx: Tx, { communityId, caseId }: CaseKey) {
  return await tx
    .selectFrom('review_panel')
    .select(['panel_no as panelNo', 'node', 'review', 'opened_at as openedAt', 'opened_by as openedBy'])
    .select([
      'opened_role as openedRole',
      'closed_at as closedAt',
      'closed_by as closedBy',
      'minutes',
      'sha256',
    ])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .orderBy('panel_no')
    .execute()
}
export type PanelRecord = Awaited<ReturnType<typeof selectPanels>>[number]

export async function selectSeats(tx: Tx, { communityId, caseId }: CaseKey, panelNo?: number) {
  return await tx
    .selectFrom('review_seat')
    .select(['panel_no as panelNo', 'seat_no as seatNo', 'name', 'organisation', 'account_id as accountId'])
    .select(['conflict', 'conflict_note as conflictNote', 'declared_at as declaredAt'])
    .select('handed_in_at as handedInAt')
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .$if(panelNo !== undefined, (query) => query.where('panel_no', '=', panelNo!))
    .orderBy('panel_no')
    .orderBy('seat_no')
    .execute()
}
export type SeatRecord = Awaited<ReturnType<typeof selectSeats>>[number]

/** The sheets of a panel that the caller may see: their own, and all once it is closed. */
export async function selectSheets(tx: Tx, { communityId, caseId }: CaseKey) {
  return await tx
    .selectFrom('review_sheet')
    .select(['panel_no as panelNo', 'seat_no as seatNo', 'scores', 'reasons', 'verdict', 'at'])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .orderBy('panel_no')
    .orderBy('seat_no')
    .execute()
}

/** @returns false where the case has a panel that is open */
export async function insertPanel(
  tx: Tx,
  { communityId, caseId, panelNo }: PanelKey,
  {
    node,
    review,
    by,
    at,
  }: { readonly node: string; readonly review: Review; readonly by: By; readonly at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('review_panel')
    .values({
      ...{
        community_id: communityId,
        case_id: caseId,
        panel_no: panelNo,
        node,
        review: JSON.stringify(review),
      },
      ...{ opened_at: at, opened_by: by.accountId, opened_role: by.role },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
interface By {
  readonly accountId: string | null
  readonly role: string
}

export async function insertSeats(
  tx: Tx,
  key: PanelKey,
  first: number,
  seats: readonly NewSeat[],
): Promise<void> {
  const columns = ['community_id', 'case_id', 'panel_no', 'seat_no', 'name', 'organisation', 'account_id']
  const rows = seats.map(({ name, organisation = '', accountId = null }, i) => [
    ...[key.communityId, key.caseId, key.panelNo, first + i, name.trim(), organisation.trim(), accountId],
  ])
  await insertRows(tx, 'review_seat', columns, rows)
}

/** @returns false where it was declared before */
export async function declareSeat(
  tx: Tx,
  key: SeatKey,
  { conflict, note, at }: { readonly conflict: boolean; readonly note: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await atSeat(tx, key)
    .set({ conflict, conflict_note: note, declared_at: at })
    .where('declared_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const atSeat = (tx: Tx, { communityId, caseId, panelNo, seatNo }: SeatKey) =>
  tx
    .updateTable('review_seat')
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .where('panel_no', '=', panelNo)
    .where('seat_no', '=', seatNo)

/** @returns false where there is one already */
export async function insertSheet(
  tx: Tx,
  key: SeatKey,
  { scores, reasons, verdict }: Sheet,
  { by, at }: { readonly by: string | null; readonly at: Date },
): Promise<boolean> {
  const marked = await atSeat(tx, key)
    .set({ handed_in_at: at })
    .where('handed_in_at', 'is', null)
    .where('conflict', '=', false)
    .executeTakeFirst()
  if (marked.numUpdatedRows === 0n) return false
  await tx
    .insertInto('review_sheet')
    .values({
      ...{ community_id: key.communityId, case_id: key.caseId, panel_no: key.panelNo, seat_no: key.seatNo },
      ...{ scores: JSON.stringify(scores), reasons: reasons.trim(), verdict, entered_by: by, at },
    })
    .execute()
  return true
}

/** Closes a panel: from now on its sheets are seen. @returns false where it is closed already */
export async function closePanel(tx: Tx, key: PanelKey, by: string | null, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await atPanel(tx, key)
    .set({ closed_at: at, closed_by: by })
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const keepMinutes = (tx: Tx, key: PanelKey, minutes: string, sha256: string) =>
  atPanel(tx, key).set({ minutes, sha256 }).where('minutes', 'is', null).execute()

const atPanel = (tx: Tx, { communityId, caseId, panelNo }: PanelKey) =>
  tx
    .updateTable('review_panel')
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .where('panel_no', '=', panelNo)
