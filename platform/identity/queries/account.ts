import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Db, Tx } from '#platform/store/db.ts'
import type { Account, AccountOrder, AccountState, Post } from '../contract.ts'
import type {} from '../tables.ts'
import { notEnded, selectPostsOf } from './post.ts'

export interface NewAccount {
  readonly accountId: string
  readonly loginName: string
  readonly name: string
  readonly demo: boolean
  readonly createdBy: string | null
}

/** False if the name to sign in with is taken, or the account exists. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const inserted = await tx
    .insertInto('account')
    .values({
      account_id: account.accountId,
      login_name: account.loginName,
      name: account.name,
      demo: account.demo,
      created_by: account.createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** Which accounts; `areaIds` and `role` ask for one post, that has not ended, with both. */
export interface AccountFilter {
  readonly accountId?: string
  readonly search?: string
  readonly role?: string
  readonly areaIds?: readonly string[]
  readonly state?: AccountState
}

export interface AccountPage {
  readonly sort?: AccountOrder
  readonly limit?: number
  readonly offset?: number
}

/** A page of accounts with all their posts, and how many there are on all pages. */
export async function selectAccounts(
  tx: Tx,
  filter: AccountFilter,
  { sort = 'loginName', limit = 50, offset = 0 }: AccountPage = {},
): Promise<{ total: number; accounts: Account[] }> {
  const chosen = tx
    .selectFrom('account')
    .leftJoin('password', 'password.account_id', 'account.account_id')
    .where((eb) => eb.and(conditionsOf(eb, filter)))
  const { total } = await chosen
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await chosen
    .select([...ACCOUNT, state.as('state')])
    .orderBy(COLUMN[sort.replace('-', '') as keyof typeof COLUMN], (by) =>
      sort.startsWith('-') ? by.desc().nullsLast() : by.asc().nullsFirst(),
    )
    .orderBy('account.login_name')
    .limit(limit)
    .offset(offset)
    .execute()
  const posts = await selectPostsOf(
    tx,
    rows.map((row) => row.account_id),
  )
  return { total, accounts: rows.map((row) => accountOf(row, posts.get(row.account_id) ?? [])) }
}

const ACCOUNT = [
  'account.account_id',
  'account.login_name',
  'account.name',
  'account.demo',
  'account.created_at',
  'account.disabled_at',
  'account.disabled_reason',
  'account.last_signed_in_at',
] as const

const COLUMN = {
  loginName: 'account.login_name',
  name: 'account.name',
  createdAt: 'account.created_at',
  lastSignedInAt: 'account.last_signed_in_at',
} as const

/** Of an account joined with its password, which demo accounts do not have. */
const state = sql<AccountState>`case when account.disabled_at is not null then 'disabled'
  when password.one_time then 'waiting' else 'active' end`

function conditionsOf(
  eb: ExpressionBuilder<Database, 'account'>,
  { accountId, search, role, areaIds, state: wanted }: AccountFilter,
): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = []
  if (accountId !== undefined) conditions.push(eb('account.account_id', '=', accountId))
  if (search !== undefined)
    conditions.push(
      sql`(position(lower(${search}) in account.login_name) > 0
        or position(lower(${search}) in lower(account.name)) > 0)`,
    )
  if (wanted !== undefined) conditions.push(sql`${state} = ${wanted}`)
  if (role !== undefined || areaIds !== undefined) {
    let posts = eb
      .selectFrom('post')
      .select('post_id')
      .whereRef('post.account_id', '=', 'account.account_id')
      .where((post) => notEnded(post.ref('post.to_day')))
    if (role !== undefined) posts = posts.where('role', '=', role)
    if (areaIds !== undefined) posts = posts.where(sql<SqlBool>`area_id = any (${areaIds})`)
    conditions.push(eb.exists(posts))
  }
  return conditions
}

interface AccountRow {
  account_id: string
  login_name: string
  name: string
  demo: boolean
  state: AccountState
  created_at: Date
  disabled_at: Date | null
  disabled_reason: string | null
  last_signed_in_at: Date | null
}

const accountOf = (row: AccountRow, posts: Post[]): Account => ({
  accountId: row.account_id,
  loginName: row.login_name,
  name: row.name,
  demo: row.demo,
  state: row.state,
  createdAt: row.created_at.toISOString(),
  disabledAt: row.disabled_at?.toISOString() ?? null,
  disabledReason: row.disabled_reason,
  lastSignedInAt: row.last_signed_in_at?.toISOString() ?? null,
  posts,
})

/** The names of these accounts by id; one that does not exist has none. */
export async function selectNames(tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('account')
    .select(['account_id', 'name'])
    .where(sql<SqlBool>`account_id = any (${accountIds})`)
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.name]))
}

/** The accounts with this text in a name. */
export async function selectAccountIds(tx: Tx, search: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('account')
    .select('account_id')
    .where((eb) => eb.and(conditionsOf(eb, { search })))
    .execute()
  return rows.map((row) => row.account_id)
}

/** The account of this name, if it can be used. */
export async function selectUsable(db: Db, loginName: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('account_id')
    .where('login_name', '=', loginName)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row?.account_id
}

/** Whether it is an account that people manage, which demo accounts are not. */
export async function isManaged(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('demo', '=', false)
    .executeTakeFirst()
  return row !== undefined
}

/** The id of the managed account of that name. */
export async function selectAccountId(db: Db, loginName: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('account_id')
    .where('login_name', '=', loginName)
    .where('demo', '=', false)
    .executeTakeFirst()
  return row?.account_id
}

/** Disabled by somebody for a reason, or, with `undefined`, able to sign in. */
export async function updateDisabled(
  tx: Tx,
  accountId: string,
  disabled: { readonly by: string; readonly reason: string } | undefined,
): Promise<void> {
  await tx
    .updateTable('account')
    .set({
      disabled_at: disabled ? sql`now()` : null,
      disabled_by: disabled?.by ?? null,
      disabled_reason: disabled?.reason ?? null,
    })
    .where('account_id', '=', accountId)
    .execute()
}

export async function markSignIn(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('account')
    .set({ last_signed_in_at: sql`now()` })
    .where('account_id', '=', accountId)
    .execute()
}
