import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { EMPTY, type Head, type Link } from '#core/chain/chain.ts'
import type { Database, Tx } from '#platform/store/db.ts'
import type { AuditEntryTable } from './tables.ts'

/** What is sealed: everything about an entry that is not its place in the chain. */
const CONTENT = [
  'entry_id',
  'at',
  'account_id',
  'role',
  'action',
  'subject_kind',
  'subject_id',
  'area_id',
  'purpose',
  'detail',
] as const

type Content = Pick<Selectable<AuditEntryTable>, (typeof CONTENT)[number]>

/** The columns by name, with the moment as text: what the hash of an entry covers. */
const contentOf = ({ at, ...rest }: Content): Link['content'] => ({ ...rest, at: at.toISOString() })

export type NewEntry = Pick<
  Selectable<AuditEntryTable>,
  'account_id' | 'role' | 'action' | 'subject_kind' | 'subject_id' | 'area_id' | 'purpose' | 'detail'
>

export async function insertEntry(tx: Tx, { detail, ...entry }: NewEntry): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({ ...entry, detail: JSON.stringify(detail) })
    .execute()
}

/** Everybody who seals takes this lock; a number of our own among the database's advisory locks. */
const SEALING = 20_819

/** Whether this transaction may seal: one at a time does, the others leave it to that one. */
export async function takeSealing(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`select pg_try_advisory_xact_lock(${SEALING}) as taken`.execute(tx)
  return rows[0]!.taken
}

export async function selectHead(tx: Tx): Promise<Head> {
  const last = await tx
    .selectFrom('audit_entry')
    .select(['sequence', 'hash'])
    .where('sequence', 'is not', null)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { sequence: last.sequence!, hash: last.hash! } : EMPTY
}

export async function selectUnsealed(tx: Tx, limit: number) {
  const rows = await tx
    .selectFrom('audit_entry')
    .select(CONTENT)
    .where('sequence', 'is', null)
    .orderBy('entry_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ entryId: row.entry_id, content: contentOf(row) }))
}

export async function countUnsealed(tx: Tx): Promise<number> {
  const { unsealed } = await tx
    .selectFrom('audit_entry')
    .select((eb) => eb.fn.countAll<number>().as('unsealed'))
    .where('sequence', 'is', null)
    .executeTakeFirstOrThrow()
  return unsealed
}

export async function seal(tx: Tx, entryIds: readonly number[], links: readonly Link[]): Promise<void> {
  await sql`
    update audit_entry as entry set sequence = link.sequence, previous = link.previous, hash = link.hash
    from unnest(${entryIds}::bigint[], ${links.map((l) => l.sequence)}::bigint[],
      ${links.map((l) => l.previous)}::text[], ${links.map((l) => l.hash)}::text[])
      as link (entry_id, sequence, previous, hash)
    where entry.entry_id = link.entry_id`.execute(tx)
}

/** Sealed entries as links, in the order of the chain, read a page at a time: all, or those beyond a place up to another. */
export async function* selectLinks(
  tx: Tx,
  { after = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = {},
  pageLength = 2000,
): AsyncGenerator<Link> {
  for (;;) {
    const rows = await tx
      .selectFrom('audit_entry')
      .select([...CONTENT, 'sequence', 'previous', 'hash'])
      .where('sequence', '>', after)
      .where('sequence', '<=', to)
      .orderBy('sequence')
      .limit(pageLength)
      .execute()
    for (const { sequence, previous, hash, ...content } of rows) {
      yield { sequence: sequence!, previous: previous!, hash: hash!, content: contentOf(content) }
    }
    if (rows.length < pageLength) return
    after = rows.at(-1)!.sequence!
  }
}

/** Which entries, newest first; days are those of the district, `to` the last one shown. */
export interface EntryFilter {
  readonly subject?: { readonly kind: string; readonly id: string }
  readonly accountIds?: readonly string[]
  readonly action?: string
  /** An area or everything within it: codes begin with that of the area around. */
  readonly areaId?: string
  readonly from?: string
  readonly to?: string
  /** A part of the action, the subject, the purpose or the detail. */
  readonly text?: string
  readonly before?: number
  readonly limit?: number
}

export async function selectEntries(tx: Tx, filter: EntryFilter) {
  const entries = await tx
    .selectFrom('audit_entry')
    .select(({ ref }) => [
      'entry_id as entryId',
      'at',
      'account_id as accountId',
      'role',
      'action',
      'area_id as areaId',
      'purpose',
      'detail',
      'sequence',
      sql<{ kind: string; id: string }>`jsonb_build_object(
        'kind', ${ref('subject_kind')}, 'id', ${ref('subject_id')})`.as('subject'),
    ])
    .where((eb) => eb.and(conditionsOf(eb, filter)))
    .orderBy('entry_id', 'desc')
    .limit(filter.limit ?? 50)
    .execute()
  return entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }))
}

const startOf = (day: string) => sql<Date>`${day}::date::timestamp at time zone 'Asia/Shanghai'`

function conditionsOf(
  eb: ExpressionBuilder<Database, 'audit_entry'>,
  { subject, accountIds, action, areaId, from, to, text, before }: EntryFilter,
): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = []
  if (subject) conditions.push(eb('subject_kind', '=', subject.kind), eb('subject_id', '=', subject.id))
  if (accountIds !== undefined) conditions.push(sql`account_id = any (${accountIds})`)
  if (action !== undefined) conditions.push(eb('action', '=', action))
  if (areaId !== undefined) conditions.push(eb('area_id', 'like', `${areaId}%`))
  if (from !== undefined) conditions.push(sql`at >= ${startOf(from)}`)
  if (to !== undefined) conditions.push(sql`at < ${startOf(to)} + interval '1 day'`)
  if (before !== undefined) conditions.push(eb('entry_id', '<', before))
  if (text !== undefined)
    conditions.push(
      sql`position(lower(${text}) in lower(concat_ws(' ', action, subject_kind, subject_id, purpose, detail::text))) > 0`,
    )
  return conditions
}
