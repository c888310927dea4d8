import { type SqlBool, sql } from 'kysely'
import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { FactState, Grade, SubjectKind, Value } from './rules.ts'
import type {} from './tables.ts'

/** A fact on its way into the table. */
export interface FactRow {
  readonly communityId: string
  readonly factId: string
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly term: string
  readonly value: Value
  readonly validFrom: string
  readonly validTo: string | null
  /** `null` is the present moment. */
  readonly recordedAt: string | null
  readonly source: string
  readonly grade: Grade
  readonly documentId: string | null
  readonly enteredBy: string | null
  readonly enteredRole: string
  readonly generated: boolean
}

const VALUE_COLUMNS = [
  'number_value',
  'text_value',
  'date_value',
  'choice_value',
  'document_value',
  'geometry_value',
  'table_value',
] as const

const COLUMNS = [
  ...['community_id', 'fact_id', 'subject_kind', 'subject_id', 'term', ...VALUE_COLUMNS, 'unit'],
  ...[
    'valid_from',
    'valid_to',
    'recorded_at',
    'source',
    'grade',
    'document_id',
    'entered_by',
    'entered_role',
  ],
  'generated',
]

/** Adds facts; one whose id is already there is left as it is. Returns how many were added. */
export async function insertFacts(tx: Tx, facts: readonly FactRow[]): Promise<number> {
  const now = new Date().toISOString()
  const rows = facts.map((f) => [
    ...[f.communityId, f.factId, f.subjectKind, f.subjectId, f.term],
    ...VALUE_COLUMNS.map((column) => (column === `${f.value.type}_value` ? f.value.value : null)),
    ...[
      f.value.type === 'number' ? f.value.unit : null,
      f.validFrom,
      f.validTo,
      f.recordedAt ?? now,
      f.source,
    ],
    ...[f.grade, f.documentId, f.enteredBy, f.enteredRole, f.generated],
  ])
  return await insertRows(tx, 'fact', COLUMNS, rows, { onConflict: '(community_id, fact_id) do nothing' })
}

const FACT = [
  'f.community_id as communityId',
  'f.fact_id as factId',
  'f.subject_kind as subjectKind',
  'f.subject_id as subjectId',
  'f.term',
  'f.number_value',
  'f.unit',
  'f.text_value',
  'f.date_value',
  'f.choice_value',
  'f.document_value',
  'f.geometry_value',
  'f.table_value',
  'f.valid_from as validFrom',
  'f.valid_to as validTo',
  'f.recorded_at as recordedAt',
  'f.source',
  'f.grade',
  'f.document_id as documentId',
  'f.entered_by as enteredBy',
  'f.entered_role as enteredRole',
  'f.generated',
] as const

/** Whether a later statement of the same subject and term stands and begins no earlier, nor after this one has ended. */
const SUPERSEDED = sql<boolean>`exists (
    select from fact later
    where later.community_id = f.community_id and later.subject_kind = f.subject_kind
      and later.subject_id = f.subject_id and later.term = f.term
      and later.recorded_at > f.recorded_at and later.valid_from >= f.valid_from
      and (f.valid_to is null or later.valid_from < f.valid_to)
      and not exists (select from fact_withdrawal gone
        where gone.community_id = later.community_id and gone.fact_id = later.fact_id)
  )`

const JUDGEMENT = [
  'c.confirmed_at as confirmedAt',
  'c.confirmed_by as confirmedBy',
  'c.confirmed_role as confirmedRole',
  'w.withdrawn_at as withdrawnAt',
  'w.withdrawn_by as withdrawnBy',
  'w.reason as withdrawnReason',
  SUPERSEDED.as('superseded'),
] as const

/** Facts with who confirmed and who withdrew them. */
const factsJudged = (tx: Tx) =>
  tx
    .selectFrom('fact as f')
    .leftJoin('fact_confirmation as c', (join) =>
      join.onRef('c.community_id', '=', 'f.community_id').onRef('c.fact_id', '=', 'f.fact_id'),
    )
    .leftJoin('fact_withdrawal as w', (join) =>
      join.onRef('w.community_id', '=', 'f.community_id').onRef('w.fact_id', '=', 'f.fact_id'),
    )

export interface FactFilter {
  readonly communityId?: string | undefined
  readonly subjectKind?: SubjectKind | undefined
  readonly subjectId?: string | undefined
  readonly term?: string | undefined
  readonly communityIds?: readonly string[] | undefined
  readonly state?: FactState | undefined
  readonly words?: Words | undefined
  /** ISO day on which they hold. */
  readonly holdsOn?: string | undefined
  readonly overdue?: { readonly day: string; readonly aging: readonly Aging[] } | undefined
}

/** Terms whose statements are overdue so many months after their first day, unless they have an end. */
interface Aging {
  readonly months: number
  readonly terms: readonly string[]
}

/** A search: the text as typed, and which terms and areas are called so. */
export interface Words {
  readonly text: string
  readonly terms: readonly string[]
  readonly communityIds: readonly string[]
}

function filtered(tx: Tx, filter: FactFilter) {
  const { communityId, subjectKind, subjectId, term, communityIds, state, words, overdue, holdsOn } = filter
  return factsJudged(tx)
    .$if(communityIds !== undefined, (query) =>
      query.where('f.community_id', '=', (any) => any.fn.any(any.val(communityIds!))),
    )
    .$if(state !== undefined, (query) =>
      query
        .where('w.fact_id', state === 'withdrawn' ? 'is not' : 'is', null)
        .$if(state !== 'withdrawn', (standing) =>
          standing.where('c.fact_id', state === 'confirmed' ? 'is not' : 'is', null),
        ),
    )
    .$if(holdsOn !== undefined, (query) =>
      query
        .where('f.valid_from', '<=', holdsOn!)
        .where((where) => where.or([where('f.valid_to', 'is', null), where('f.valid_to', '>', holdsOn!)])),
    )
    .$if(overdue !== undefined, (query) =>
      query
        .where('w.fact_id', 'is', null)
        .where('f.valid_to', 'is', null)
        .where(sql<SqlBool>`not ${SUPERSEDED}`)
        .where((where) =>
          where.or(
            overdue!.aging.map(({ months, terms }) =>
              where.and([
                where('f.term', '=', where.fn.any(where.val(terms))),
                sql<SqlBool>`f.valid_from + make_interval(months => ${months}) <= ${overdue!.day}::date`,
              ]),
            ),
          ),
        ),
    )
    .$if(words !== undefined, (query) => {
      const part = `%${words!.text.replace(/[\\%_]/g, '\\$&')}%`
      return query.where((where) =>
        where.or([
          where('f.source', 'ilike', part),
          where('f.text_value', 'ilike', part),
          where('f.term', '=', where.fn.any(where.val(words!.terms))),
          where('f.community_id', '=', where.fn.any(where.val(words!.communityIds))),
        ]),
      )
    })
    .$if(communityId !== undefined, (query) => query.where('f.community_id', '=', communityId!))
    .$if(subjectKind !== undefined, (query) => query.where('f.subject_kind', '=', subjectKind!))
    .$if(subjectId !== undefined, (query) => query.where('f.subject_id', '=', subjectId!))
    .$if(term !== undefined, (query) => query.where('f.term', '=', term!))
}

/** Everything ever stated, newest first, with the number of all that match. */
export async function selectHistory(tx: Tx, filter: FactFilter, page: { limit: number; offset: number }) {
  const { total } = await filtered(tx, filter)
    .select((from) => from.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered(tx, filter)
    .select([...FACT, ...JUDGEMENT])
    .orderBy('f.recorded_at', 'desc')
    .orderBy('f.fact_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total, rows }
}

/** The moment at which a day in China is over. */
const dayEnd = (day: string) => sql<Date>`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`

/**
 * Of each subject and term the fact recorded last, among those that hold on `holdsOn` and were recorded and not yet
 * withdrawn by the end of `recordedBy`.
 */
export async function selectAsOf(tx: Tx, filter: FactFilter, asOf: { holdsOn: string; recordedBy: string }) {
  const end = dayEnd(asOf.recordedBy)
  return await filtered(tx, { ...filter, holdsOn: asOf.holdsOn })
    .select([...FACT, ...JUDGEMENT])
    .distinctOn(['f.community_id', 'f.subject_kind', 'f.subject_id', 'f.term'])
    .where(sql<SqlBool>`f.recorded_at < ${end}`)
    .where(sql<SqlBool>`(w.withdrawn_at is null or w.withdrawn_at >= ${end})`)
    .orderBy('f.community_id')
    .orderBy('f.subject_kind')
    .orderBy('f.subject_id')
    .orderBy('f.term')
    .orderBy('f.recorded_at', 'desc')
    .orderBy('f.fact_id', 'desc')
    .execute()
}

/** Every fact about these communities that has not been withdrawn. */
export async function selectStanding(tx: Tx, communityIds: readonly string[]) {
  return await filtered(tx, { subjectKind: 'community' })
    .select([...FACT, ...JUDGEMENT])
    .where('f.community_id', '=', (any) => any.fn.any(any.val(communityIds)))
    .where('w.fact_id', 'is', null)
    .execute()
}

/** Of a term and each day, subject by subject, the statement recorded last among those that stand. */
export async function selectDays(tx: Tx, communityId: string, term: string) {
  return await filtered(tx, { communityId, term })
    .select([...FACT, ...JUDGEMENT])
    .distinctOn(['f.valid_from', 'f.subject_kind', 'f.subject_id'])
    .where('w.fact_id', 'is', null)
    .orderBy('f.valid_from')
    .orderBy('f.subject_kind')
    .orderBy('f.subject_id')
    .orderBy('f.recorded_at', 'desc')
    .orderBy('f.fact_id', 'desc')
    .execute()
}

export type StoredFact = Awaited<ReturnType<typeof selectAsOf>>[number]

export async function selectFact(
  tx: Tx,
  communityId: string,
  factId: string,
): Promise<StoredFact | undefined> {
  return await filtered(tx, { communityId })
    .select([...FACT, ...JUDGEMENT])
    .where('f.fact_id', '=', factId)
    .executeTakeFirst()
}

interface Judge {
  readonly accountId: string | null
  readonly role: string
}

/** False if it was confirmed before. */
export async function insertConfirmation(
  tx: Tx,
  communityId: string,
  factId: string,
  by: Judge,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('fact_confirmation')
    .values({
      community_id: communityId,
      fact_id: factId,
      confirmed_by: by.accountId,
      confirmed_role: by.role,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** False if it was withdrawn before. */
export async function insertWithdrawal(
  tx: Tx,
  communityId: string,
  factId: string,
  by: Judge & { reason: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('fact_withdrawal')
    .values({
      community_id: communityId,
      fact_id: factId,
      withdrawn_by: by.accountId,
      withdrawn_role: by.role,
      reason: by.reason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Rows are only ever added, so their numbers tell whether anything has changed. */
export async function selectMark(tx: Tx): Promise<string> {
  const { facts, confirmations, withdrawals } = await tx
    .selectNoFrom((from) => [
      from.selectFrom('fact').select(from.fn.countAll<number>().as('n')).as('facts'),
      from.selectFrom('fact_confirmation').select(from.fn.countAll<number>().as('n')).as('confirmations'),
      from.selectFrom('fact_withdrawal').select(from.fn.countAll<number>().as('n')).as('withdrawals'),
    ])
    .executeTakeFirstOrThrow()
  return [facts, confirmations, withdrawals].join('.')
}

export interface NewDocument {
  readonly communityId: string
  readonly documentId: string
  readonly filename: string
  readonly mediaType: string
  readonly sha256: string
  readonly bytes: Uint8Array
  readonly uploadedBy: string | null
}

/** Keeps a document, and returns the id under which its bytes are kept. */
export async function insertDocument(tx: Tx, document: NewDocument): Promise<string> {
  const { communityId, sha256, bytes } = document
  await tx
    .insertInto('document')
    .values({
      community_id: communityId,
      document_id: document.documentId,
      filename: document.filename,
      media_type: document.mediaType,
      sha256,
      size: bytes.length,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      uploaded_by: document.uploadedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { document_id } = await tx
    .selectFrom('document')
    .select('document_id')
    .where('community_id', '=', communityId)
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return document_id
}

export async function selectDocument(tx: Tx, communityId: string, documentId: string) {
  return await tx
    .selectFrom('document')
    .select(['filename', 'media_type as mediaType', 'bytes'])
    .where('community_id', '=', communityId)
    .where('document_id', '=', documentId)
    .executeTakeFirst()
}

/** What documents are called and how large they are, by id. */
export async function selectDocumentNames(tx: Tx, communityId: string, documentIds: readonly string[]) {
  if (documentIds.length === 0) return []
  return await tx
    .selectFrom('document')
    .select(['document_id as documentId', 'filename', 'size'])
    .where('community_id', '=', communityId)
    .where('document_id', 'in', documentIds)
    .execute()
}

/** Which of the documents there are, as `community document`; what is no UUID is none. */
export async function knownDocuments(tx: Tx, documentIds: readonly string[]): Promise<Set<string>> {
  if (documentIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('document')
    .select(['community_id', 'document_id'])
    .where(sql<string>`document_id::text`, '=', (any) => any.fn.any(any.val(documentIds)))
    .execute()
  return new Set(rows.map((row) => `${row.community_id} ${row.document_id}`))
}

/** Makes projects known as subjects; those that are known stay as they are. */
export async function insertProjectSubjects(
  tx: Tx,
  projects: readonly { readonly communityId: string; readonly projectId: string }[],
): Promise<void> {
  const rows = projects.map(({ communityId, projectId }) => [communityId, projectId])
  await insertRows(tx, 'project_subject', ['community_id', 'project_id'], rows, {
    onConflict: 'do nothing',
  })
}

/** The communities that these projects belong to. */
export async function projectHomes(tx: Tx, projectIds: readonly string[]) {
  return await tx
    .selectFrom('project_subject')
    .select(['project_id as id', 'community_id as communityId'])
    .where('project_id', '=', (any) => any.fn.any(any.val(projectIds)))
    .execute()
}
