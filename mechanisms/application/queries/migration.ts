import { type SqlBool, sql } from 'kysely'
import type { Scope, Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'
import { CASE } from './case.ts'

/** How many open cases of the caller's scope go by which version. */
export const selectOpenCounts = (tx: Tx) =>
  tx
    .selectFrom('application_case')
    .select(['procedure_id as procedureId', 'version'])
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('status', '=', 'open')
    .groupBy(['procedure_id', 'version'])
    .orderBy('procedure_id')
    .orderBy('version')
    .execute()

/** Open cases of these communities that go by another version, those of a town together, and how many there are. */
export async function selectOthers(
  tx: Tx,
  procedureId: string,
  version: number,
  communityIds: Scope['write'],
  limit: number,
) {
  const others = tx
    .selectFrom('application_case as c')
    .where('c.status', '=', 'open')
    .where('c.procedure_id', '=', procedureId)
    .where('c.version', '<>', version)
    .$if(communityIds !== '*', (of) => of.where(sql<SqlBool>`c.community_id = any(${communityIds}::text[])`))
  const { total } = await others
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await others
    .select(CASE)
    .orderBy('c.town_id')
    .orderBy('c.title_zh')
    .orderBy('c.case_id')
    .limit(limit)
    .execute()
  return { total, rows }
}
