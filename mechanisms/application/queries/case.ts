import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { CaseEvent, CaseState } from '../rules/case.ts'
import type { Facts, Holder } from '../rules/procedure.ts'
import type { TracedTurn } from '../rules/record.ts'
import type {} from '../tables.ts'

export interface CaseKey {
  readonly communityId: string
  readonly caseId: string
}

export const CASE = [
  'c.community_id as communityId',
  'c.case_id as caseId',
  'c.procedure_id as procedureId',
  'c.version',
  'c.subject_kind as subjectKind',
  'c.subject_id as subjectId',
  'c.title_zh',
  'c.title_en',
  'c.areas',
  'c.town_id as townId',
  'c.facts',
  'c.status',
  'c.at_node as at',
  'c.event_count as events',
  'c.opened_at as openedAt',
  'c.opened_by as openedBy',
  'c.opened_role as openedRole',
  'c.changed_at as changedAt',
  'c.generated',
] as const

export async function selectCase(tx: Tx, { communityId, caseId }: CaseKey) {
  return await tx
    .selectFrom('application_case as c')
    .select(CASE)
    .where('c.community_id', '=', communityId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirst()
}
export type CaseRecord = NonNullable<Awaited<ReturnType<typeof selectCase>>>

export interface NewCase extends CaseKey {
  readonly procedureId: string
  readonly version: number
  readonly subjectKind: string
  readonly subjectId: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly facts: Facts
  readonly state: CaseState
  readonly by: { readonly accountId: string | null; readonly role: string }
  readonly at: Date
  readonly generated: boolean
}

/** @returns false where a case of this subject and procedure is open already */
export async function insertCase(tx: Tx, fresh: NewCase): Promise<boolean> {
  const { state, by, at } = fresh
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('application_case')
    .values({
      ...{ community_id: fresh.communityId, case_id: fresh.caseId },
      ...{ procedure_id: fresh.procedureId, version: fresh.version },
      ...{ subject_kind: fresh.subjectKind, subject_id: fresh.subjectId },
      ...{ title_zh: fresh.title.zh, title_en: fresh.title.en },
      ...{ areas: JSON.stringify(state.areas), town_id: state.areas.town },
      ...{ facts: JSON.stringify(fresh.facts), status: state.status, at_node: state.at },
      ...{ opened_at: at, opened_by: by.accountId, opened_role: by.role, changed_at: at },
      generated: fresh.generated,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The case of a subject that is open by a procedure. */
export async function selectOpenCase(
  tx: Tx,
  of: { communityId: string; procedureId: string; subjectKind: string; subjectId: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('application_case')
    .select('case_id')
    .where('community_id', '=', of.communityId)
    .where('procedure_id', '=', of.procedureId)
    .where('subject_kind', '=', of.subjectKind)
    .where('subject_id', '=', of.subjectId)
    .where('status', '=', 'open')
    .executeTakeFirst()
  return row?.case_id
}

export const selectEvents = (tx: Tx, { communityId, caseId }: CaseKey) =>
  tx
    .selectFrom('case_event')
    .select([
      'event_no as eventNo',
      'kind',
      'node',
      'event',
      'account_id as accountId',
      'role',
      'opinion',
      'letter_no as letterNo',
      'letter_on as letterOn',
      'at',
    ])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .orderBy('event_no')
    .execute()
export type EventRecord = Awaited<ReturnType<typeof selectEvents>>[number]

export interface NewEvent extends CaseKey {
  readonly eventNo: number
  readonly node: string
  readonly event: CaseEvent
  readonly role: string
  readonly opinion: string
  readonly letter: { readonly number: string; readonly day: string } | undefined
  readonly at: Date
}

/** @returns false where somebody else's event has this number by now */
export async function insertEvent(tx: Tx, fresh: NewEvent): Promise<boolean> {
  const { event, letter } = fresh
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('case_event')
    .values({
      ...{ community_id: fresh.communityId, case_id: fresh.caseId, event_no: fresh.eventNo },
      ...{ kind: event.kind, node: fresh.node, event: JSON.stringify(event) },
      ...{ account_id: event.by.accountId || null, role: fresh.role, opinion: fresh.opinion },
      ...{ letter_no: letter?.number ?? null, letter_on: letter?.day ?? null, at: fresh.at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What the events have made of a case. */
export async function updateCase(
  tx: Tx,
  { communityId, caseId }: CaseKey,
  { state, events, at, version }: { state: CaseState; events: number; at: Date; version?: number },
): Promise<void> {
  await tx
    .updateTable('application_case')
    .set({ status: state.status, at_node: state.at, event_count: events, changed_at: at })
    .$if(version !== undefined, (update) => update.set({ version: version! }))
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .execute()
}

const TURN = [
  ...['community_id', 'case_id', 'turn', 'node', 'kind', 'asked_by', 'role', 'area_id', 'account_id'],
  ...['recorded_by', 'state', 'since', 'until', 'due_on'],
]

/** A turn with what its step says of it. */
interface KeptTurn extends TracedTurn {
  readonly recordedBy: string
  readonly dueOn: string | null
}

/** Writes turns down; those that are there are brought up to date. */
export async function upsertTurns(
  tx: Tx,
  { communityId, caseId }: CaseKey,
  turns: readonly KeptTurn[],
): Promise<void> {
  const changing = ['role', 'area_id', 'account_id', 'state', 'since', 'until']
  // What is over keeps what the version said of its step by which it was done.
  const ofStep = ['recorded_by', 'due_on']
  const all = [...changing, ...ofStep]
  const set = [
    ...changing.map((c) => `${c} = excluded.${c}`),
    ...ofStep.map(
      (c) => `${c} = case when excluded.until is null then excluded.${c} else case_turn.${c} end`,
    ),
  ]
  const rows = turns.map(({ holder, ...turn }) => [
    ...[communityId, caseId, turn.turn, turn.node, turn.kind, turn.askedBy],
    ...[holder.role, holder.areaId, holder.accountId, turn.recordedBy],
    ...[turn.state, turn.since, turn.until, turn.dueOn],
  ])
  await insertRows(tx, 'case_turn', TURN, rows, {
    onConflict:
      `(community_id, case_id, turn) do update set ${set.join()} ` +
      `where (${all.map((c) => `case_turn.${c}`).join()}) is distinct from (${all.map((c) => `excluded.${c}`).join()})`,
  })
}

const TURN_READ = [
  'community_id as communityId',
  'case_id as caseId',
  'turn',
  'node',
  'kind',
  'asked_by as askedBy',
  'role',
  'area_id as areaId',
  'account_id as accountId',
  'state',
  'since',
  'until',
  'due_on as dueOn',
] as const

export const selectTurns = (tx: Tx, { communityId, caseId }: CaseKey) =>
  tx
    .selectFrom('case_turn')
    .select(TURN_READ)
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .orderBy('turn')
    .execute()
export type TurnRecord = Awaited<ReturnType<typeof selectTurns>>[number]

/** Turns that are held now, of several cases. */
export async function selectHeldTurns(tx: Tx, caseIds: readonly string[]): Promise<TurnRecord[]> {
  if (caseIds.length === 0) return []
  return await tx
    .selectFrom('case_turn')
    .select(TURN_READ)
    .where('case_id', 'in', caseIds)
    .where('state', 'in', ['open', 'waiting'])
    .orderBy('turn')
    .execute()
}

export async function insertDocuments(
  tx: Tx,
  { communityId, caseId }: CaseKey,
  eventNo: number,
  documents: readonly { readonly kind: string; readonly documentId: string }[],
): Promise<void> {
  const rows = documents.map(({ kind, documentId }) => [communityId, caseId, eventNo, kind, documentId])
  const columns = ['community_id', 'case_id', 'event_no', 'kind', 'document_id']
  await insertRows(tx, 'case_document', columns, rows, { onConflict: 'do nothing' })
}

/** Documents of a case, each with the step it was brought in at. */
export const selectDocuments = (tx: Tx, { communityId, caseId }: CaseKey) =>
  tx
    .selectFrom('case_document as d')
    .innerJoin('case_event as e', (join) =>
      join
        .onRef('e.community_id', '=', 'd.community_id')
        .onRef('e.case_id', '=', 'd.case_id')
        .onRef('e.event_no', '=', 'd.event_no'),
    )
    .select(['d.event_no as eventNo', 'd.kind', 'd.document_id as documentId', 'e.node'])
    .where('d.community_id', '=', communityId)
    .where('d.case_id', '=', caseId)
    .orderBy('d.event_no')
    .orderBy('d.kind')
    .execute()

export const selectCopies = (tx: Tx, { communityId, caseId }: CaseKey) =>
  tx
    .selectFrom('case_copy')
    .select([
      'copy_id as copyId',
      'role',
      'area_id as areaId',
      'account_id as accountId',
      'note',
      'node',
      'given_at as givenAt',
      'given_by as givenBy',
      'given_role as givenRole',
      'read_at as readAt',
    ])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .orderBy('given_at')
    .orderBy('copy_id')
    .execute()

export interface NewCopy extends CaseKey {
  readonly copyId: string
  readonly to: Holder
  readonly note: string
  readonly node: string
  readonly by: { readonly accountId: string | null; readonly role: string }
  readonly at: Date
}

export async function insertCopy(tx: Tx, { to, by, ...copy }: NewCopy): Promise<void> {
  await tx
    .insertInto('case_copy')
    .values({
      ...{ community_id: copy.communityId, case_id: copy.caseId, copy_id: copy.copyId },
      ...{ role: to.role, area_id: to.areaId, account_id: to.accountId, note: copy.note, node: copy.node },
      ...{ given_at: copy.at, given_by: by.accountId, given_role: by.role },
    })
    .execute()
}

/** Marks copies as read; those that were stay as they are. @returns how many were not */
export async function markCopiesRead(
  tx: Tx,
  { communityId, caseId }: CaseKey,
  copyIds: readonly string[],
  by: { readonly accountId: string | null; readonly at: Date },
): Promise<number> {
  if (copyIds.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('case_copy')
    .set({ read_at: by.at, read_by: by.accountId })
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .where('copy_id', 'in', copyIds)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
