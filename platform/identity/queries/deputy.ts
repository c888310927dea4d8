import { sql } from 'kysely'
import type { Db, Tx } from '#platform/store/db.ts'
import type { Deputy } from '../contract.ts'
import { roleOf } from '../rules.ts'
import type {} from '../tables.ts'
import { holdsToday, notEnded, today } from './post.ts'

/** Role and area of each post with an area that this account stands in for today, while the post itself holds. */
export async function selectDeputisedPosts(db: Db, accountId: string) {
  const rows = await db
    .selectFrom('deputy')
    .innerJoin('post', 'post.post_id', 'deputy.post_id')
    .where('deputy.account_id', '=', accountId)
    .where('post.area_id', 'is not', null)
    .where((eb) => holdsToday(eb.ref('deputy.from_day'), eb.ref('deputy.to_day')))
    .where((eb) => holdsToday(eb.ref('post.from_day'), eb.ref('post.to_day')))
    .select(['post.role', 'post.area_id'])
    .distinct()
    .execute()
  return rows.map(({ role, area_id }) => ({ role, areaId: area_id! }))
}

/** Deputies that have not ended: of one id, or those that an account is or has. */
export async function selectDeputies(
  tx: Tx,
  { deputyId, accountId }: { readonly deputyId?: string; readonly accountId?: string },
): Promise<Deputy[]> {
  let chosen = tx
    .selectFrom('deputy')
    .innerJoin('post', 'post.post_id', 'deputy.post_id')
    .innerJoin('account as holder', 'holder.account_id', 'post.account_id')
    .innerJoin('account as other', 'other.account_id', 'deputy.account_id')
    .where((eb) => notEnded(eb.ref('deputy.to_day')))
  if (deputyId !== undefined) chosen = chosen.where('deputy.deputy_id', '=', deputyId)
  if (accountId !== undefined)
    chosen = chosen.where((eb) =>
      eb.or([eb('deputy.account_id', '=', accountId), eb('post.account_id', '=', accountId)]),
    )
  const rows = await chosen
    .select([
      'deputy.deputy_id as deputyId',
      'deputy.account_id as accountId',
      'other.name',
      'post.post_id as postId',
      'post.role',
      'post.area_id as areaId',
      'holder.account_id as holderId',
      'holder.name as holderName',
      'deputy.from_day as from',
      'deputy.to_day as to',
    ])
    .orderBy('deputy.from_day')
    .orderBy('deputy.deputy_id')
    .execute()
  return rows.map((row) => ({ ...row, roleName: roleOf(row.role)?.name ?? { zh: row.role, en: row.role } }))
}

interface NewDeputy {
  readonly deputyId: string
  readonly postId: string
  readonly accountId: string
  readonly from?: string
  readonly to: string
  readonly givenBy: string
}

export async function insertDeputy(tx: Tx, deputy: NewDeputy): Promise<void> {
  await tx
    .insertInto('deputy')
    .values({
      deputy_id: deputy.deputyId,
      post_id: deputy.postId,
      account_id: deputy.accountId,
      from_day: deputy.from ?? today,
      to_day: deputy.to,
      given_by: deputy.givenBy,
    })
    .execute()
}

export async function updateDeputyEnd(tx: Tx, deputyId: string): Promise<void> {
  await tx
    .updateTable('deputy')
    .set({ to_day: sql<string>`greatest(${today}, from_day)` })
    .where('deputy_id', '=', deputyId)
    .execute()
}
