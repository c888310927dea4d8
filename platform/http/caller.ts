import { publicScope, type Scope } from '#platform/store/db.ts'

/** Who calls, and what they may do: worked out once per request, from the session. */
export interface Caller {
  /** `null` for somebody who has not signed in. */
  readonly accountId: string | null
  readonly name: string | null
  readonly role: string
  /** Area of the post acted in, where it has one. */
  readonly areaId?: string
  readonly postId?: string
  readonly rights: ReadonlySet<string>
  /** Which communities' rows the database shows this caller and lets them change. */
  readonly scope: Scope
}

/** What a request tells of its sender. */
export interface Credentials {
  /** The address it came from; that of the proxy's client where proxies are trusted. */
  readonly ip: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
}

export type Authenticate = (credentials: Credentials) => Promise<Caller>

/** Somebody who has not signed in: sees what is public. */
export const STRANGER: Caller = {
  accountId: null,
  name: null,
  role: 'public',
  rights: new Set(),
  scope: publicScope,
}
