import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/store/db.ts'
import type { OpenSession } from '../contract.ts'
import { SIGN_IN } from '../rules.ts'
import type {} from '../tables.ts'
import { holdsToday } from './post.ts'

const minutes = (count: number) => sql<string>`make_interval(mins => ${count})`

/** The condition that a session still counts. */
export const isAlive = (startedAt: Expression<Date>, lastSeenAt: Expression<Date>) => sql<SqlBool>`
  ${lastSeenAt} > now() - ${minutes(SIGN_IN.session.idleMinutes)}
  and ${startedAt} > now() - ${minutes(SIGN_IN.session.longestMinutes)}`

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

/** The sessions of an account that still count, the last used first; `current` is the one that asks. */
export async function selectSessions(tx: Tx, accountId: string, current?: string): Promise<OpenSession[]> {
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
