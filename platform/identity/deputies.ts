import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuseDays } from './accounts.ts'
import { type Deputy, refuse } from './contract.ts'
import { selectUsable } from './queries/account.ts'
import { insertDeputy, selectDeputies, updateDeputyEnd } from './queries/deputy.ts'
import { selectPostToday } from './queries/post.ts'
import { normalLoginName } from './rules.ts'
import { newId } from './secrets.ts'

/** Whoever manages accounts may do it for everybody. */
const manages = ({ rights }: Caller) => rights.has('account.manage')

/**
 * Lets somebody stand in for a post of the caller's, or for any if they manage accounts.
 *
 * @throws DomainError POST_UNKNOWN, DEPUTY_UNFIT, DAYS_INVALID
 */
export async function appoint(
  tx: Tx,
  by: Caller & { readonly accountId: string },
  postId: string,
  { loginName, ...days }: { readonly loginName: string; readonly from?: string; readonly to: string },
): Promise<Deputy> {
  const post = await selectPostToday(tx, postId)
  if (!post || (post.accountId !== by.accountId && !manages(by))) throw refuse('POST_UNKNOWN', { postId })
  const accountId = await selectUsable(tx, normalLoginName(loginName))
  if (!accountId || accountId === post.accountId) throw refuse('DEPUTY_UNFIT', {}, [DEPUTY_FAULT])
  const deputyId = newId()
  await insertDeputy(tx, { deputyId, postId, accountId, ...days, givenBy: by.accountId }).catch(refuseDays)
  const [deputy] = await selectDeputies(tx, { deputyId })
  // Days that have passed already would make a deputy who never was one.
  if (!deputy) throw refuse('DAYS_INVALID')
  await recordAudit(tx, by, {
    ...{ action: 'deputy.appoint', subject: { kind: 'account', id: accountId } },
    ...(post.areaId && { areaId: post.areaId }),
    detail: { deputyId, role: post.role, from: deputy.from, to: deputy.to },
  })
  return deputy
}

const DEPUTY_FAULT = {
  field: 'loginName',
  reason: { zh: '应是另一个可用的账号', en: 'it has to be another account that can be used' },
}

/** @throws DomainError DEPUTY_UNKNOWN where it is none of the caller's, or has ended */
export async function endStandingIn(
  tx: Tx,
  by: Caller & { readonly accountId: string },
  deputyId: string,
): Promise<void> {
  const [deputy] = await selectDeputies(tx, { deputyId })
  const isTheirs = deputy && [deputy.accountId, deputy.holderId].includes(by.accountId)
  if (!deputy || !(isTheirs || manages(by))) throw refuse('DEPUTY_UNKNOWN', { deputyId })
  await updateDeputyEnd(tx, deputyId)
  await recordAudit(tx, by, {
    ...{ action: 'deputy.end', subject: { kind: 'account', id: deputy.accountId } },
    ...(deputy.areaId && { areaId: deputy.areaId }),
    detail: { deputyId, role: deputy.role },
  })
}
