import type { Authenticate, Caller, Credentials } from '#platform/http/caller.ts'
import { STRANGER } from '#platform/http/caller.ts'
import { type Db, publicScope } from '#platform/store/db.ts'
import { selectPostToday } from './queries/post.ts'
import { selectVisit, touchSession } from './queries/session.ts'
import { type AreaLevel, roleOf, scopeOf } from './rules.ts'
import { tokenHash } from './secrets.ts'

/** What identity must know of areas; the domain that has them answers. */
export interface Areas {
  levelOf(db: Db, areaId: string): Promise<AreaLevel | undefined>
  /** The area's own id and the ids of all areas within it. */
  within(db: Db, areaId: string): Promise<readonly string[]>
}

export interface IdentityOptions {
  readonly areas: Areas
  /** Given, the server is in demo mode: one click signs in to a role in the area of its level. */
  readonly demo?: { readonly areas: Readonly<Record<AreaLevel, string>> }
}

/** A caller as this part of the platform knows them, beyond what every handler needs. */
export interface Visitor extends Caller {
  /** Network address; empty where the server does not tell. */
  readonly address: string
  readonly visit?: Visit
}

export type Visit = NonNullable<Awaited<ReturnType<typeof selectVisit>>>

/** Name of the cookie that carries the token of a session. */
export const COOKIE = 'jiujing_session'

/**
 * Tells a request's caller from its session cookie. Nothing is cached: who signs out, loses a post or is disabled
 * loses it with the next request.
 */
export function authenticate(db: Db, { areas, demo }: IdentityOptions): Authenticate {
  return async ({ cookies, ip: address }: Credentials): Promise<Visitor> => {
    const token = cookies[COOKIE]
    const visit = token ? await selectVisit(db, tokenHash(token), demo !== undefined) : undefined
    if (!visit) return { ...STRANGER, address }
    if (visit.stale) await touchSession(db, visit.sessionId)
    return { ...(await actingCaller(db, areas, visit)), address, visit }
  }
}

/** Whoever holds this post today, as if they were there: for what is sent to them. In demo mode demo accounts too. */
export async function callerInPost(
  db: Db,
  areas: Areas,
  postId: string,
  demo: boolean,
): Promise<Caller | undefined> {
  const post = await selectPostToday(db, postId)
  if (!post || (post.demo && !demo)) return undefined
  return await actingCaller(db, areas, { ...post, postId, passwordExpired: false })
}

type Acting = Pick<Visit, 'accountId' | 'name' | 'role' | 'areaId' | 'postId' | 'passwordExpired'>

/** Without a post, and until a one-time password is replaced, an account may do no more than a stranger. */
async function actingCaller(db: Db, areas: Areas, visit: Acting): Promise<Caller> {
  const { accountId, name } = visit
  const role = visit.role && !visit.passwordExpired ? roleOf(visit.role) : undefined
  if (!role) {
    const scope = { ...publicScope, role: 'account', accountId }
    return { accountId, name, role: 'account', rights: new Set(), scope }
  }
  const isWithinArea = visit.areaId !== null && (role.read === 'own' || role.write === 'own')
  const areaIds = isWithinArea ? await areas.within(db, visit.areaId!) : []
  return {
    accountId,
    name,
    role: role.id,
    ...(visit.areaId !== null && { areaId: visit.areaId }),
    ...(visit.postId !== null && { postId: visit.postId }),
    rights: new Set(role.rights),
    scope: scopeOf(role, accountId, areaIds),
  }
}
