import { type Actor, recordAudit } from '#platform/audit/write.ts'
import type { Tx } from '#platform/store/db.ts'
import { type Post, refuse } from './contract.ts'
import { insertAccount, isManaged, updateDisabled } from './queries/account.ts'
import { holdAdministrators, insertPost, updatePostEnd } from './queries/post.ts'
import { deleteSessions, putPassword } from './queries/session.ts'
import { type AreaLevel, passwordFaults, ROLES, roleOf } from './rules.ts'
import { hashPassword, newId, newOneTimePassword } from './secrets.ts'

const account = (id: string) => ({ kind: 'account', id })

/** Roles that may manage accounts. */
const ADMINISTRATORS = ROLES.filter(({ rights }) => rights.includes('account.manage')).map(({ id }) => id)

export interface AccountToCreate {
  readonly loginName: string
  readonly name: string
  /** Chosen by whoever creates the account; without it one is made. */
  readonly password?: string
  readonly post?: Omit<PostToGive, 'accountId'>
}

/**
 * A new account, with its first post if one is given. Whoever creates it knows its password, so it has to be replaced
 * at the first sign-in. The password made is returned this once; `null` where one was chosen.
 *
 * @param level as for `givePost`.
 * @throws DomainError LOGIN_NAME_TAKEN, PASSWORD_WEAK with the reasons, and what `givePost` throws.
 */
export async function createAccount(
  tx: Tx,
  actor: Actor,
  { loginName, name, password, post }: AccountToCreate,
  level: AreaLevel | null | undefined,
) {
  const faults = password === undefined ? [] : passwordFaults(password, { loginName })
  if (faults.length > 0) throw refuse('PASSWORD_WEAK', {}, faults)
  const accountId = newId()
  const fresh = { accountId, loginName, name, demo: false, createdBy: actor.accountId }
  if (!(await insertAccount(tx, fresh))) throw refuse('LOGIN_NAME_TAKEN', { loginName })
  const oneTimePassword = password === undefined ? newOneTimePassword() : null
  await putPassword(tx, accountId, await hashPassword(password ?? oneTimePassword!), true)
  await recordAudit(tx, actor, {
    action: 'account.create',
    subject: account(accountId),
    detail: { loginName },
  })
  if (post) await givePost(tx, actor, { accountId, ...post }, level)
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

/** @throws DomainError ACCOUNT_UNKNOWN, ACCOUNT_OWN, LAST_ADMINISTRATOR */
export async function setDisabled(
  tx: Tx,
  actor: Actor,
  accountId: string,
  { disabled, reason }: { readonly disabled: boolean; readonly reason: string },
): Promise<void> {
  await refuseUnmanaged(tx, actor, accountId)
  const by = actor.accountId ?? actor.role
  await keepAnAdministrator(tx, () => updateDisabled(tx, accountId, disabled ? { by, reason } : undefined))
  if (disabled) await deleteSessions(tx, accountId)
  const action = disabled ? 'account.disable' : 'account.enable'
  await recordAudit(tx, actor, { action, subject: account(accountId), detail: { reason } })
}

/**
 * Signs an account out everywhere; says of how many sessions.
 *
 * @throws DomainError ACCOUNT_UNKNOWN, ACCOUNT_OWN
 */
export async function endSessions(tx: Tx, actor: Actor, accountId: string): Promise<number> {
  await refuseUnmanaged(tx, actor, accountId)
  const count = await deleteSessions(tx, accountId)
  await recordAudit(tx, actor, { action: 'session.end', subject: account(accountId), detail: { count } })
  return count
}

/**
 * What `change` gives, unless nobody could manage accounts after it.
 *
 * @throws DomainError LAST_ADMINISTRATOR
 */
async function keepAnAdministrator<T>(tx: Tx, change: () => Promise<T>): Promise<T> {
  const before = await holdAdministrators(tx, ADMINISTRATORS)
  const result = await change()
  if (before > 0 && (await holdAdministrators(tx, ADMINISTRATORS)) === 0) throw refuse('LAST_ADMINISTRATOR')
  return result
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

/** @throws DomainError POST_UNKNOWN if there is none or it has ended, DAYS_INVALID, LAST_ADMINISTRATOR */
export async function endPost(tx: Tx, actor: Actor, postId: string, to?: string): Promise<void> {
  const ended = await keepAnAdministrator(tx, () => updatePostEnd(tx, postId, to).catch(refuseDays))
  if (!ended) throw refuse('POST_UNKNOWN', { postId })
  await recordAudit(tx, actor, {
    action: 'post.end',
    subject: account(ended.accountId),
    ...(ended.areaId && { areaId: ended.areaId }),
    detail: { postId, role: ended.role, to: ended.to },
  })
}

/** What the database says of days: 22008 there is no such day, 23514 the last is before the first. */
export function refuseDays(error: unknown): never {
  if (['22008', '23514'].includes((error as { code?: string }).code ?? '')) throw refuse('DAYS_INVALID')
  throw error
}
