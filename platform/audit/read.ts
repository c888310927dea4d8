import { type Head, type Verdict, verify } from '#core/chain/chain.ts'
import { type Db, inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { countUnsealed, type EntryFilter, selectEntries, selectLinks } from './queries.ts'
import { sha256 } from './seal.ts'

/** A chain's verdict, and how many entries are not in it yet: those of the last second, while a server runs. */
export type AuditVerdict = Verdict & { readonly unsealed: number }

/**
 * Whether the log is as it was written and contains every head of `kept`; if not, the first place that is wrong.
 * Reads every entry, about 70,000 a second, in one snapshot.
 */
export async function verifyAudit(db: Db, kept: Iterable<Head> = []): Promise<AuditVerdict> {
  return await inScope(
    db,
    wholeScope,
    async (tx) => ({
      ...(await verify(selectLinks(tx), sha256, kept)),
      unsealed: await countUnsealed(tx),
    }),
    { readOnly: true, isolation: 'repeatable read' },
  )
}

/** Entries, newest first, 50 unless told; the next page is `before` the last `entryId`. */
export async function auditEntries(tx: Tx, filter: EntryFilter) {
  return await selectEntries(tx, filter)
}
