import { type Actor, recordAudit } from '#platform/audit/write.ts'
import type { Tx } from '#platform/store/db.ts'
import { type Post, refuse } from './contract.ts'
import {
  deleteSessions,
  insertAccount,
  insertPost,
  isManaged,
  putPassword,
  updateDisabled,
  updatePostEnd,
} from './queries.ts'
import { type AreaLevel, roleOf } from './rules.ts'
import { hashPassword, newId, newOneTimePassword } from './secrets.ts'

const account = (id: string) => ({ kind: 'account', id })

/**
 * A new account that can sign in with the password returned, once, and has no post.
 *
 * @throws DomainError LOGIN_NAME_TAKEN
 */
export async function createAccount(
  tx: Tx,
  actor: Actor,
  { loginName, name }: { loginName: string; name: string },
) {
  const accountId = newId()
  const fresh = { accountId, loginName, name, demo: false, createdBy: actor.accountId }
  if (!(await insertAccount(tx, fresh))) throw refuse('LOGIN_NAME_TAKEN', { loginName })
  const oneTimePassword = newOneTimePassword()
  await putPassword(tx, accountId, await hashPassword(oneTimePassword), true)
  await recordAudit(tx, actor, {
    action: 'account.create',
    subject: account(accountId),
    detail: { loginName },
  })
  return { accountId, oneTimePassword }
}

/**
 * A one-time password in place of the one there was; the account is signed out everywhere.
 *
 * @throws DomainError ACCOUNT_UNKNOWN, ACCOUNT_OWN
 */
export async function resetPassword(tx: Tx, actor: Actor, accountId: string) {
  await refuseUnmanaged(tx, actor, accountId)
  const oneTimePassword = newOneTimePassword()
  await putPassword(tx, accountId, await hashPassword(oneTimePassword), true)
  await deleteSessions(tx, accountId)
  await recordAudit(tx, actor, { action: 'account.reset-password', subject: account(accountId) })
  return { accountId, oneTimePassword }
}

/** @throws DomainError ACCOUNT_UNKNOWN, ACCOUNT_OWN */
export async function setDisabled(tx: Tx, actor: Actor, accountId: string, disabled: boolean): Promise<void> {
  await refuseUnmanaged(tx, actor, accountId)
  await updateDisabled(tx, accountId, disabled ? (actor.accountId ?? actor.role) : null)
  if (disabled) await deleteSessions(tx, accountId)
  const action = disabled ? 'account.disable' : 'account.enable'
  await recordAudit(tx, actor, { action, subject: account(accountId) })
}

/** Nobody locks themselves out, and a demo account is not managed: it has no password to reset. */
async function refuseUnmanaged(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  if (accountId === actor.accountId) throw refuse('ACCOUNT_OWN')
  if (!(await isManaged(tx, accountId))) throw refuse('ACCOUNT_UNKNOWN', { accountId })
}

export interface PostToGive {
  readonly accountId: string
  readonly role: string
  readonly areaId?: string
  readonly from?: string
  readonly to?: string
}

/**
 * The post, given to an account.
 *
 * @param level that of the post's area: `null` without an area, `undefined` for one that does not exist.
 * @throws DomainError ACCOUNT_UNKNOWN, ROLE_UNKNOWN, AREA_UNFIT, DAYS_INVALID
 */
export async function givePost(
  tx: Tx,
  actor: Actor,
  { accountId, role: roleId, areaId, ...days }: PostToGive,
  level: AreaLevel | null | undefined,
): Promise<Post> {
  const role = roleOf(roleId)
  if (!role) throw refuse('ROLE_UNKNOWN', { role: roleId })
  if (level !== role.level) throw refuse('AREA_UNFIT', { areaId, level: role.level })
  if (!(await isManaged(tx, accountId))) throw refuse('ACCOUNT_UNKNOWN', { accountId })
  const given = {
    postId: newId(),
    accountId,
    role: role.id,
    areaId: areaId ?? null,
    givenBy: actor.accountId,
  }
  const post = await insertPost(tx, { ...given, ...days }).catch(refuseDays)
  const { postId, from, to } = post!
  await recordAudit(tx, actor, {
    action: 'post.give',
    subject: account(accountId),
    ...(areaId && { areaId }),
    detail: { postId, role: role.id, from, to },
  })
  return post!
}

/** @throws DomainError POST_UNKNOWN if there is none or it has ended, DAYS_INVALID */
export async function endPost(tx: Tx, actor: Actor, postId: string, to?: string): Promise<void> {
  const ended = await updatePostEnd(tx, postId, to).catch(refuseDays)
  if (!ended) throw refuse('POST_UNKNOWN', { postId })
  await recordAudit(tx, actor, {
    action: 'post.end',
    subject: account(ended.accountId),
    ...(ended.areaId && { areaId: ended.areaId }),
    detail: { postId, role: ended.role, to: ended.to },
  })
}

/** What the database says of days: 22008 there is no such day, 23514 the last is before the first. */
function refuseDays(error: unknown): never {
  if (['22008', '23514'].includes((error as { code?: string }).code ?? '')) throw refuse('DAYS_INVALID')
  throw error
}
