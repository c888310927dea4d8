import type { Json } from '#core/chain/canonical.ts'
import type { Tx } from '#platform/store/db.ts'
import { insertEntry } from './queries.ts'

/** Who acts: a `Caller` of platform/http, or the system itself. */
export interface Actor {
  readonly accountId: string | null
  readonly role: string
}

/** The system: loaders, jobs, commands. */
export const SYSTEM: Actor = { accountId: null, role: 'system' }

export interface AuditEntry {
  /** What was done, as `<subject>.<verb>`: `account.disable`, `evidence.confirm`. */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly areaId?: string
  readonly purpose?: string
  /** What a reader needs to understand the entry. Never a secret, and no personal data beyond ids. */
  readonly detail?: { readonly [name: string]: Json }
}

/**
 * Writes down who did what, in the caller's transaction: the entry exists exactly if the deed does. It joins the hash
 * chain within a second, so writers never wait for each other.
 */
export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertEntry(tx, {
    account_id: actor.accountId,
    role: actor.role,
    action: entry.action,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    area_id: entry.areaId ?? null,
    purpose: entry.purpose ?? null,
    detail: entry.detail ?? {},
  })
}

/**
 * Writes down who saw somebody's personal data, and what for. The transaction must be able to write: a GET route
 * that shows personal data is mounted with `handleAlone` and opens its own.
 */
export async function recordRead(
  tx: Tx,
  actor: Actor,
  read: Omit<AuditEntry, 'action'> & { readonly purpose: string },
): Promise<void> {
  await recordAudit(tx, actor, { ...read, action: `${read.subject.kind}.read` })
}
