import { recordAudit } from '#platform/audit/write.ts'
import { type Db, inScope, publicScope, type Tx } from '#platform/store/db.ts'
import type { Visit, Visitor } from './authenticate.ts'
import { refuse } from './contract.ts'
import { insertAccount, markSignIn } from './queries/account.ts'
import { insertPost, selectPostsToday } from './queries/post.ts'
import {
  deleteSessions,
  holdPassword,
  insertSession,
  putPassword,
  selectCredential,
  sweep,
  updateHash,
} from './queries/session.ts'
import { normalLoginName, normalPassword, passwordFaults, type Role } from './rules.ts'
import { hashPassword, isOutdated, newId, newToken, tokenHash, verifyPassword } from './secrets.ts'
import { beginAttempt } from './throttle.ts'

/** A session that has just begun; `token` goes into the cookie and is kept nowhere else. */
export interface Started {
  readonly token: string
}

const scopeFor = (accountId: string) => ({ ...publicScope, accountId })

/**
 * A session for whoever knows the password.
 *
 * @throws DomainError SIGN_IN_FAILED, in the same words and after the same work whatever was wrong; SIGN_IN_THROTTLED.
 */
export async function signInByPassword(
  db: Db,
  visitor: Visitor,
  typed: { readonly loginName: string; readonly password: string },
): Promise<Started> {
  const loginName = normalLoginName(typed.loginName)
  const attempt = await beginAttempt(db, loginName, visitor.address)
  const credential = await selectCredential(db, loginName)
  const matches = await verifyPassword(credential?.hash, typed.password)
  if (!credential || !matches || credential.disabled) {
    await recordFailure(db, visitor, credential?.accountId)
    throw refuse('SIGN_IN_FAILED')
  }
  const { accountId, hash } = credential
  const newHash = isOutdated(hash) ? await hashPassword(typed.password) : undefined
  const started = await inScope(db, scopeFor(accountId), async (tx) => {
    // A reset that was committed since the password was read has the last word.
    if (!(await holdPassword(tx, accountId, hash))) throw refuse('SIGN_IN_FAILED')
    if (newHash) await updateHash(tx, accountId, newHash)
    return await startSession(tx, visitor, accountId)
  })
  await attempt.succeeded()
  await sweep(db)
  return started
}

/**
 * Replaces the password of the visitor's account, ends all its sessions and begins a new one here.
 *
 * @throws DomainError PASSWORD_WEAK with the reasons; PASSWORD_WRONG; SIGN_IN_THROTTLED, so that a stolen session
 * does not serve to guess the password.
 */
export async function replacePassword(
  db: Db,
  visitor: Visitor,
  { accountId, loginName, postId }: Visit,
  typed: { readonly current: string; readonly password: string },
): Promise<Started> {
  const faults = passwordFaults(typed.password, { loginName })
  if (normalPassword(typed.password) === normalPassword(typed.current))
    faults.push({ field: 'password', reason: { zh: '与当前密码相同', en: 'it is the current password' } })
  if (faults.length > 0) throw refuse('PASSWORD_WEAK', {}, faults)
  const attempt = await beginAttempt(db, loginName, visitor.address)
  const credential = await selectCredential(db, loginName)
  if (!credential || !(await verifyPassword(credential.hash, typed.current))) {
    await recordFailure(db, visitor, accountId)
    throw refuse('PASSWORD_WRONG')
  }
  const hash = await hashPassword(typed.password)
  const started = await inScope(db, scopeFor(accountId), async (tx) => {
    if (!(await holdPassword(tx, accountId, credential.hash))) throw refuse('PASSWORD_WRONG')
    await putPassword(tx, accountId, hash, false)
    await deleteSessions(tx, accountId)
    const subject = { kind: 'account', id: accountId }
    await recordAudit(tx, visitor, { action: 'account.change-password', subject })
    return await startSession(tx, visitor, accountId, postId)
  })
  await attempt.succeeded()
  return started
}

/** A session in a demo role, whose account and post are made the first time. */
export async function signInByDemo(
  db: Db,
  visitor: Visitor,
  role: Role,
  areaId: string | null,
): Promise<Started> {
  const accountId = `demo-${role.id}`
  const postId = `${accountId}-${areaId ?? 'all'}`
  const started = await inScope(db, scopeFor(accountId), async (tx) => {
    // A colon is in no name that can be given to an account, so nobody can take this one first.
    const account = { accountId, loginName: `demo:${role.id}`, name: `演示 ${role.name.zh}` }
    await insertAccount(tx, { ...account, demo: true, createdBy: null })
    await insertPost(tx, { postId, accountId, role: role.id, areaId, givenBy: null })
    return await startSession(tx, visitor, accountId, postId)
  })
  await sweep(db)
  return started
}

/**
 * Begins a session with a token of its own – one that came from outside is never adopted – and ends the one that this
 * browser had. Acts in `postId`, or else in the oldest post of today.
 */
async function startSession(
  tx: Tx,
  { visit, address }: Visitor,
  accountId: string,
  postId?: string | null,
): Promise<Started> {
  if (visit) await deleteSessions(tx, visit.accountId, visit.sessionId)
  const [first] = await selectPostsToday(tx, accountId)
  const token = newToken()
  const session = { sessionId: newId(), accountId, tokenHash: tokenHash(token), address }
  await insertSession(tx, { ...session, postId: postId ?? first?.postId ?? null })
  await markSignIn(tx, accountId)
  await recordAudit(
    tx,
    { accountId, role: 'account' },
    { action: 'session.start', subject: { kind: 'account', id: accountId }, detail: { address } },
  )
  return { token }
}

/** In a transaction of its own, since there is no other. A name that no account has is not written down. */
async function recordFailure(db: Db, visitor: Visitor, accountId?: string): Promise<void> {
  const { address } = visitor
  const subject = accountId ? { kind: 'account', id: accountId } : { kind: 'address', id: address }
  await inScope(db, publicScope, (tx) =>
    recordAudit(tx, visitor, { action: 'session.refuse', subject, detail: { address } }),
  )
}
