import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#platform/store/db.ts'
import type { Attribute } from '../contract.ts'
import type {} from '../tables.ts'

/** A row of an attribute counts on a day if it holds, was recorded by then, and had not been withdrawn. */
export const countsOn = (day: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`holds_from <= ${day} and ${isRecordedOn(day)}`

/** Whether a row stood in the record on a day, also one that holds from a later one. */
export const isRecordedOn = (day: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`(recorded_on is null or recorded_on <= ${day}) and (withdrawn_on is null or withdrawn_on > ${day})`

interface ProjectKey {
  readonly communityId: string
  readonly projectId: string
}

/**
 * Every row of a project's attributes, the oldest first, with those withdrawn by the day. What was recorded after the day
 * is to come, unless it has been withdrawn since.
 */
export const selectHistory = (
  tx: Tx,
  { communityId, projectId }: ProjectKey,
  { asOf, withGenerated }: { readonly asOf: string; readonly withGenerated: boolean },
) =>
  tx
    .selectFrom('project_attribute')
    .select(['attribute', 'value', 'holds_from as holdsFrom', 'entry'])
    .select(['source', 'grade', 'generated', 'recorded_on as recordedOn', 'recorded_role as recordedRole'])
    .select(['withdrawn_on as withdrawnOn', 'withdrawn_why as withdrawnWhy'])
    .where('community_id', '=', communityId)
    .where('project_id', '=', projectId)
    .where((eb) =>
      eb.or([
        ...[eb('recorded_on', 'is', null), eb('recorded_on', '<=', asOf)],
        eb('withdrawn_on', 'is', null),
      ]),
    )
    .$if(!withGenerated, (query) => query.where('generated', '=', false))
    .orderBy('holds_from')
    .orderBy('attribute')
    .orderBy('entry')
    .execute()

/** Every row of these projects' attributes that counts on the day, in the order in which they hold. */
export const selectCounting = (
  tx: Tx,
  ids: readonly string[],
  { asOf, withGenerated }: { readonly asOf: string; readonly withGenerated: boolean },
) =>
  tx
    .selectFrom('project_attribute')
    .select(['project_id as projectId', 'attribute', 'value', 'holds_from as holdsFrom'])
    .select(['source', 'grade', 'generated'])
    .where(sql<SqlBool>`project_id = any(${ids as string[]})`)
    .where(countsOn(asOf))
    .$if(!withGenerated, (query) => query.where('generated', '=', false))
    .orderBy('holds_from')
    .orderBy('attribute')
    .execute()

export interface NewRow extends ProjectKey {
  readonly attribute: Attribute
  readonly value: string
  readonly holdsFrom: string
  readonly source: string
  readonly grade: string
  readonly recordedOn: string
  readonly recordedBy: string
  readonly recordedRole: string
}

/**
 * The number of the new row among those of its day; `undefined` where one of them counts already. Of two at once the
 * primary key lets one in.
 */
export async function insertAttribute(tx: Tx, row: NewRow): Promise<number | undefined> {
  const { communityId, projectId, attribute, holdsFrom } = row
  const { rows } = await sql<{ entry: number }>`
    insert into project_attribute (community_id, project_id, attribute, value, holds_from, source, grade, generated,
      recorded_on, recorded_by, recorded_role, entry)
    select ${communityId}, ${projectId}, ${attribute}, ${row.value}, ${holdsFrom}::date, ${row.source}, ${row.grade},
      false, ${row.recordedOn}::date, ${row.recordedBy}, ${row.recordedRole}, count(*) + 1
    from project_attribute
    where community_id = ${communityId} and project_id = ${projectId}
      and attribute = ${attribute} and holds_from = ${holdsFrom}
    having count(*) = count(withdrawn_on)
    on conflict do nothing returning entry`.execute(tx)
  return rows[0]?.entry
}

interface RowKey {
  readonly projectId: string
  readonly attribute: Attribute
  readonly holdsFrom: string
  readonly entry: number
}

export const selectAttribute = (tx: Tx, { projectId, attribute, holdsFrom, entry }: RowKey) =>
  tx
    .selectFrom('project_attribute as a')
    .innerJoin('project as p', (join) =>
      join.onRef('p.community_id', '=', 'a.community_id').onRef('p.project_id', '=', 'a.project_id'),
    )
    .select(['a.community_id as communityId', 'a.value'])
    .where('p.project_id', '=', projectId)
    .where('a.attribute', '=', attribute)
    .where('a.holds_from', '=', holdsFrom)
    .where('a.entry', '=', entry)
    .executeTakeFirst()

/** False where it had been withdrawn before. */
export async function withdrawAttribute(
  tx: Tx,
  key: RowKey & ProjectKey,
  { on, by, why }: { readonly on: string; readonly by: string; readonly why: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('project_attribute')
    .set({ withdrawn_on: on, withdrawn_by: by, withdrawn_why: why })
    .where('community_id', '=', key.communityId)
    .where('project_id', '=', key.projectId)
    .where('attribute', '=', key.attribute)
    .where('holds_from', '=', key.holdsFrom)
    .where('entry', '=', key.entry)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
