import { within } from '#foundation/place/read.ts'
import type { Caller } from '#platform/http/caller.ts'
import { standsInFor } from '#platform/identity/read.ts'
import { roleOf, scopeOf } from '#platform/identity/rules.ts'
import { type Db, inScope, type Scope, type Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import { type CaseKey, selectCase } from './queries/case.ts'
import type { Actor } from './rules/case.ts'

/** As whom a caller acts here, and the rows they see: those of their post, and of the posts they stand in for. */
export interface Standing {
  readonly caller: Caller
  readonly actor: Actor
  readonly scope: Scope
}

export async function standingOf(db: Db, caller: Caller): Promise<Standing> {
  const { accountId, role, areaId } = caller
  const deputised = accountId === null ? [] : await standsInFor(db, accountId)
  const actor: Actor = {
    accountId: accountId ?? '',
    posts: areaId === undefined ? [] : [{ role, areaId }],
    standsInFor: deputised,
  }
  let { read } = caller.scope
  for (const post of deputised) {
    const its = roleOf(post.role)
    if (its && accountId) read = both(read, scopeOf(its, accountId, await within(db, post.areaId)).read)
  }
  return { caller, actor, scope: { ...caller.scope, read } }
}

const both = (one: Scope['read'], other: Scope['read']): Scope['read'] =>
  one === '*' || other === '*' ? '*' : [...one, ...other]

/** A scope that reads and writes the rows of one community too, and writes no other's. */
export const withCommunity = ({ scope }: Standing, communityId: string): Scope => ({
  ...scope,
  read: both(scope.read, [communityId]),
  write: [communityId],
})

/** What a handler does with a case that the caller may see, in a transaction that reaches all that belongs to it. */
export type Within<T> = (tx: Tx, standing: Standing) => Promise<T>

/**
 * Runs `body` on a case that the caller sees: by their area, or as who has a turn of it. What they may do to it is for
 * the rules to say, whose answer does not hang on the caller's own scope: a reviewer writes nothing but here.
 *
 * @throws DomainError CASE_UNKNOWN
 */
export async function inCase<T>(
  db: Db,
  caller: Caller,
  key: CaseKey,
  body: Within<T>,
  options: { readonly readOnly?: boolean } = {},
): Promise<T> {
  const standing = await standingOf(db, caller)
  const seen = await inScope(db, standing.scope, (tx) => selectCase(tx, key), { readOnly: true })
  if (!seen) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  return await inScope(db, withCommunity(standing, key.communityId), (tx) => body(tx, standing), options)
}
