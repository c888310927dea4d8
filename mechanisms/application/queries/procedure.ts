import { sql } from 'kysely'
import type { Db, Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'

/** The next version of a procedure; nothing where one of the same bytes is there. @returns whether it was added */
export async function insertVersion(
  db: Db | Tx,
  { procedureId, bpmn, sha256 }: { procedureId: string; bpmn: string; sha256: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('procedure_version')
    .columns(['procedure_id', 'version', 'bpmn', 'sha256'])
    .expression((eb) =>
      eb
        .selectFrom('procedure_version')
        .where('procedure_id', '=', procedureId)
        .select(({ fn, val, lit }) => [
          sql<string>`${val(procedureId)}::text`.as('procedure_id'),
          sql<number>`${fn.coalesce(fn.max('version'), lit(0))} + 1`.as('version'),
          sql<string>`${val(bpmn)}::text`.as('bpmn'),
          sql<string>`${val(sha256)}::text`.as('sha256'),
        ]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** All versions without their files, by procedure, the newest first. */
export const selectVersions = (tx: Tx) =>
  tx
    .selectFrom('procedure_version')
    .select(['procedure_id as procedureId', 'version', 'note', 'added_at as addedAt', 'added_by as addedBy'])
    .orderBy('procedure_id')
    .orderBy('version', 'desc')
    .execute()

/** A version's file, or that of the newest. */
export async function selectFile(tx: Tx, procedureId: string, version?: number) {
  let chosen = tx.selectFrom('procedure_version').where('procedure_id', '=', procedureId)
  if (version !== undefined) chosen = chosen.where('version', '=', version)
  return await chosen.select(['version', 'bpmn']).orderBy('version', 'desc').limit(1).executeTakeFirst()
}
