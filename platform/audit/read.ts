import { EMPTY, type Head, type Verdict, verify } from '#core/chain/chain.ts'
import { type Db, inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { countUnsealed, type EntryFilter, selectEntries, selectHead, selectLinks } from './queries.ts'
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

/** Links verified at once; about a third of a second. */
const PART = 20_000

/**
 * As `verifyAudit`, a part of the log at a time: the links behind `from`, a head that an earlier part gave. `total` is
 * how many there are; the last part has been verified when the verdict's head has that number.
 */
export async function verifyAuditPart(db: Db, kept: readonly Head[], from: Head = EMPTY, length = PART) {
  return await inScope(
    db,
    wholeScope,
    async (tx) => {
      const { sequence: total } = await selectHead(tx)
      const to = from.sequence + length
      const isLast = to >= total
      const due = kept.filter(({ sequence }) => sequence > from.sequence && (sequence <= to || isLast))
      const span = {
        to: isLast ? Number.MAX_SAFE_INTEGER : to,
        ...(from.sequence > 0 && { after: from.sequence }),
      }
      const verdict = await verify(selectLinks(tx, span), sha256, due, from)
      const short = verdict.sound && verdict.head.sequence < Math.min(to, total)
      const found: Verdict = short
        ? { sound: false, sequence: verdict.head.sequence + 1, fault: 'missing' }
        : verdict
      return { ...found, total, unsealed: await countUnsealed(tx) }
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
}

/** The head of the chain as it is stored, and how many entries are not in it yet. */
export const chainState = async (tx: Tx) => ({
  head: await selectHead(tx),
  unsealed: await countUnsealed(tx),
})

/** Entries, newest first, 50 unless told; the next page is `before` the last `entryId`. */
export async function auditEntries(tx: Tx, filter: EntryFilter) {
  return await selectEntries(tx, filter)
}
