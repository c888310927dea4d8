import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/store/db.ts'
import type { Account, OpenSession, Post } from './contract.ts'
import { roleOf, SIGN_IN } from './rules.ts'
import type {} from './tables.ts'

/** A post holds by the calendar of the district, wherever the server's clock thinks it is. */
const today = sql<string>`(now() at time zone ${sql.lit(SIGN_IN.zone)})::date`
const minutes = (count: number) => sql<string>`make_interval(mins => ${count})`

/** The condition that a post holds today. */
const holdsToday = (from: Expression<string>, to: Expression<string | null>) =>
  sql<SqlBool>`${from} <= ${today} and (${to} is null or ${today} < ${to})`

/** The condition that a session still counts. */
const isAlive = (startedAt: Expression<Date>, lastSeenAt: Expression<Date>) => sql<SqlBool>`
  ${lastSeenAt} > now() - ${minutes(SIGN_IN.session.idleMinutes)}
  and ${startedAt} > now() - ${minutes(SIGN_IN.session.longestMinutes)}`

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

/** Whose session a token is, and the post acted in, if it holds today. */
export async function selectVisit(db: Db, tokenHash: Buffer, demoMode: boolean) {
  return await db
    .selectFrom('session')
    .innerJoin('account', 'account.account_id', 'session.account_id')
    .leftJoin('password', 'password.account_id', 'session.account_id')
    .leftJoin('post', (join) =>
      join
        .onRef('post.post_id', '=', 'session.post_id')
        .onRef('post.account_id', '=', 'session.account_id')
        .on((eb) => holdsToday(eb.ref('post.from_day'), eb.ref('post.to_day'))),
    )
    .where('session.token_hash', '=', tokenHash)
    .where((eb) => isAlive(eb.ref('session.started_at'), eb.ref('session.last_seen_at')))
    .where('account.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('account.demo', '=', false), eb.val(demoMode)]))
    .select(({ fn, ref, val }) => [
      'session.session_id as sessionId',
      'account.account_id as accountId',
      'account.login_name as loginName',
      'account.name as name',
      'account.demo as demo',
      fn.coalesce('password.one_time', val(false)).as('passwordExpired'),
      'post.post_id as postId',
      'post.role as role',
      'post.area_id as areaId',
      sql<boolean>`${ref('session.last_seen_at')} < now() - ${minutes(SIGN_IN.session.touchMinutes)}`.as(
        'stale',
      ),
    ])
    .executeTakeFirst()
}

export async function touchSession(db: Db, sessionId: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: sql`now()` })
    .where('session_id', '=', sessionId)
    .execute()
}

/** The account of that name with its password's hash, as far as it may sign in with one. */
export async function selectCredential(db: Db | Tx, loginName: string) {
  return await db
    .selectFrom('account')
    .innerJoin('password', 'password.account_id', 'account.account_id')
    .where('account.login_name', '=', loginName)
    .where('account.demo', '=', false)
    .select([
      'account.account_id as accountId',
      'password.hash as hash',
      sql<boolean>`disabled_at is not null`.as('disabled'),
    ])
    .executeTakeFirst()
}

/** Holds the password as it is until the transaction ends; false if it is no longer the one of this hash. */
export async function holdPassword(tx: Tx, accountId: string, hash: string): Promise<boolean> {
  const row = await tx
    .selectFrom('password')
    .select('hash')
    .where('account_id', '=', accountId)
    .where('hash', '=', hash)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function putPassword(tx: Tx, accountId: string, hash: string, oneTime: boolean): Promise<void> {
  await tx
    .insertInto('password')
    .values({ account_id: accountId, hash, one_time: oneTime })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ hash, one_time: oneTime, changed_at: sql`now()` }),
    )
    .execute()
}

/** The same password by today's settings. */
export async function updateHash(tx: Tx, accountId: string, hash: string): Promise<void> {
  await tx.updateTable('password').set({ hash }).where('account_id', '=', accountId).execute()
}

export interface NewSession {
  readonly sessionId: string
  readonly accountId: string
  readonly tokenHash: Buffer
  readonly postId: string | null
  readonly address: string
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('session')
    .values({
      session_id: session.sessionId,
      account_id: session.accountId,
      token_hash: session.tokenHash,
      post_id: session.postId,
      address: session.address,
    })
    .execute()
}

/** The sessions of an account that still count, the last used first. */
export async function selectSessions(tx: Tx, accountId: string, current: string): Promise<OpenSession[]> {
  const rows = await tx
    .selectFrom('session')
    .where('account_id', '=', accountId)
    .where((eb) => isAlive(eb.ref('started_at'), eb.ref('last_seen_at')))
    .select(['session_id', 'started_at', 'last_seen_at', 'address'])
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map((row) => ({
    sessionId: row.session_id,
    current: row.session_id === current,
    startedAt: row.started_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    address: row.address,
  }))
}

/** Ends one session of an account, or all; says how many there were. */
export async function deleteSessions(tx: Tx, accountId: string, sessionId?: string): Promise<number> {
  let query = tx.deleteFrom('session').where('account_id', '=', accountId)
  if (sessionId !== undefined) query = query.where('session_id', '=', sessionId)
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}

/** Removes sessions and counts of attempts that have run out. */
export async function sweep(db: Db): Promise<void> {
  await db
    .deleteFrom('session')
    .where((eb) => eb.not(isAlive(eb.ref('started_at'), eb.ref('last_seen_at'))))
    .execute()
  await db
    .deleteFrom('sign_in_attempt')
    .where('window_started_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
}

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

export async function updateActing(tx: Tx, sessionId: string, postId: string): Promise<void> {
  await tx.updateTable('session').set({ post_id: postId }).where('session_id', '=', sessionId).execute()
}

/** Counts an attempt against `key`; says which attempt of its window it is, and the seconds until the next window. */
export async function countAttempt(db: Db, key: string) {
  const window = minutes(SIGN_IN.throttle.windowMinutes)
  const { rows } = await sql<{ attempts: number; waitSeconds: number }>`
    insert into sign_in_attempt as seen (key) values (${key})
    on conflict (key) do update set
      attempts = case when seen.window_started_at < now() - ${window} then 1 else seen.attempts + 1 end,
      window_started_at =
        case when seen.window_started_at < now() - ${window} then now() else seen.window_started_at end
    returning attempts, ceil(extract(epoch from window_started_at + ${window} - now()))::int as "waitSeconds"`.execute(
    db,
  )
  return rows[0]!
}

/** Takes back one attempt against `key`. */
export async function forgiveAttempt(db: Db, key: string): Promise<void> {
  await db
    .updateTable('sign_in_attempt')
    .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
    .where('key', '=', key)
    .where('attempts', '>', 0)
    .execute()
}

export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('key', '=', key).execute()
}

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

/** A page of accounts with all their posts, or the one of that id. */
export async function selectAccounts(
  tx: Tx,
  filter: { accountId?: string; search?: string; after?: string; limit?: number },
): Promise<Account[]> {
  let query = tx
    .selectFrom('account')
    .select(['account_id', 'login_name', 'name', 'demo', 'created_at', 'disabled_at'])
  if (filter.accountId !== undefined) query = query.where('account_id', '=', filter.accountId)
  if (filter.after !== undefined) query = query.where('login_name', '>', filter.after)
  if (filter.search !== undefined) {
    const { search } = filter
    query = query.where(
      sql<SqlBool>`position(lower(${search}) in login_name) > 0 or position(${search} in name) > 0`,
    )
  }
  const rows = await query
    .orderBy('login_name')
    .limit(filter.limit ?? 50)
    .execute()
  const posts = await selectPostsOf(
    tx,
    rows.map((row) => row.account_id),
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    loginName: row.login_name,
    name: row.name,
    demo: row.demo,
    createdAt: row.created_at.toISOString(),
    disabledAt: row.disabled_at?.toISOString() ?? null,
    posts: posts.get(row.account_id) ?? [],
  }))
}

async function selectPostsOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, Post[]>> {
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

export async function updateDisabled(tx: Tx, accountId: string, by: string | null): Promise<void> {
  await tx
    .updateTable('account')
    .set(
      by === null ? { disabled_at: null, disabled_by: null } : { disabled_at: sql`now()`, disabled_by: by },
    )
    .where('account_id', '=', accountId)
    .execute()
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
