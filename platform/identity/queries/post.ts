import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/store/db.ts'
import type { Post } from '../contract.ts'
import { roleOf, SIGN_IN } from '../rules.ts'
import type {} from '../tables.ts'

/** A post holds by the calendar of the district, wherever the server's clock thinks it is. */
export const today = sql<string>`(now() at time zone ${sql.lit(SIGN_IN.zone)})::date`

/** The condition that a post holds today. */
export const holdsToday = (from: Expression<string>, to: Expression<string | null>) =>
  sql<SqlBool>`${from} <= ${today} and (${to} is null or ${today} < ${to})`

/** The condition that a post holds today or will. */
export const notEnded = (to: Expression<string | null>) => sql<SqlBool>`(${to} is null or ${today} < ${to})`

interface PostRow {
  post_id: string
  role: string
  area_id: string | null
  from_day: string
  to_day: string | null
}

/** A role that the pack lost keeps its id as its name. */
const postOf = (row: PostRow): Post => ({
  postId: row.post_id,
  role: row.role,
  roleName: roleOf(row.role)?.name ?? { zh: row.role, en: row.role },
  areaId: row.area_id,
  from: row.from_day,
  to: row.to_day,
})

const POST = ['post_id', 'role', 'area_id', 'from_day', 'to_day'] as const

/** The posts of an account that hold today, the oldest first. */
export async function selectPostsToday(db: Db, accountId: string): Promise<Post[]> {
  const rows = await db
    .selectFrom('post')
    .where('account_id', '=', accountId)
    .where((eb) => holdsToday(eb.ref('from_day'), eb.ref('to_day')))
    .select(POST)
    .orderBy('given_at')
    .orderBy('post_id')
    .execute()
  return rows.map(postOf)
}

/** Whose post it is and what it is, if it holds today. */
export async function selectPostToday(db: Db, postId: string) {
  return await db
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .where('post.post_id', '=', postId)
    .where('account.disabled_at', 'is', null)
    .where((eb) => holdsToday(eb.ref('post.from_day'), eb.ref('post.to_day')))
    .select(['post.account_id as accountId', 'post.role', 'post.area_id as areaId'])
    .select(['account.name', 'account.demo'])
    .executeTakeFirst()
}

/** The accounts that hold this post today, by name. */
export async function selectHolders(db: Db, role: string, areaId: string) {
  return await db
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .where('post.role', '=', role)
    .where('post.area_id', '=', areaId)
    .where('account.disabled_at', 'is', null)
    .where((eb) => holdsToday(eb.ref('post.from_day'), eb.ref('post.to_day')))
    .select(['account.account_id as accountId', 'account.name'])
    .distinct()
    .orderBy('account.name')
    .execute()
}

/** All posts of these accounts, past and future ones too, by account. */
export async function selectPostsOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, Post[]>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('post')
    .where('account_id', 'in', accountIds)
    .select([...POST, 'account_id'])
    .orderBy('from_day')
    .orderBy('post_id')
    .execute()
  const byAccount = Map.groupBy(rows, (row) => row.account_id)
  return new Map([...byAccount].map(([accountId, posts]) => [accountId, posts.map(postOf)]))
}

export interface NewPost {
  readonly postId: string
  readonly accountId: string
  readonly role: string
  readonly areaId: string | null
  readonly from?: string
  readonly to?: string
  readonly givenBy: string | null
}

/** `undefined` if there is a post of that id already. */
export async function insertPost(tx: Tx, post: NewPost): Promise<Post | undefined> {
  const row = await tx
    .insertInto('post')
    .values({
      post_id: post.postId,
      account_id: post.accountId,
      role: post.role,
      area_id: post.areaId,
      from_day: post.from ?? today,
      to_day: post.to ?? null,
      given_by: post.givenBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(POST)
    .executeTakeFirst()
  return row && postOf(row)
}

/** Ends a post of a managed account that has not ended on `to`, at the earliest today; says whose it is. */
export async function updatePostEnd(tx: Tx, postId: string, to?: string) {
  return await tx
    .updateTable('post')
    .set({ to_day: sql<string>`greatest(${to ?? null}::date, ${today}, from_day)` })
    .where('post_id', '=', postId)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', today)]))
    .where('account_id', 'in', (eb) =>
      eb.selectFrom('account').select('account_id').where('demo', '=', false),
    )
    .returning(['account_id as accountId', 'role', 'area_id as areaId', 'to_day as to'])
    .executeTakeFirst()
}

/**
 * How many can manage accounts for good: they may sign in, and hold one of these roles today without a last day. They
 * and their posts are held until the transaction ends, so two changes at once cannot each rely on the other's.
 */
export async function holdAdministrators(tx: Tx, roles: readonly string[]): Promise<number> {
  const rows = await tx
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .where('account.demo', '=', false)
    .where('account.disabled_at', 'is', null)
    .where('post.role', 'in', roles)
    .where('post.to_day', 'is', null)
    .where('post.from_day', '<=', today)
    .select('post.post_id')
    .orderBy('post.post_id')
    .forUpdate()
    .execute()
  return rows.length
}
