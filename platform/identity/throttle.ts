import { createHash } from 'node:crypto'
import type { Db } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import { countAttempt, forgetAttempts, forgiveAttempt } from './queries/session.ts'
import { SIGN_IN } from './rules.ts'

/** An attempt that was counted before its password was looked at, so that many at once cannot slip through together. */
export interface Attempt {
  /** Takes the count back, once the password turned out right. */
  succeeded(): Promise<void>
}

/**
 * Counts an attempt to give a password for `loginName` from `address`.
 *
 * Three counts, each asked only if the one before lets the attempt pass: the address (many people may share one), the
 * name from this address, the name from anywhere. So somebody who guesses from one address is stopped there, and does
 * not lock out the owner of the account, who sits elsewhere.
 *
 * @throws DomainError SIGN_IN_THROTTLED with `waitSeconds`.
 */
export async function beginAttempt(db: Db, loginName: string, address: string): Promise<Attempt> {
  const { throttle } = SIGN_IN
  const counts = [
    { key: keyOf('address', address), limit: throttle.address },
    { key: keyOf('name and address', loginName, address), limit: throttle.accountFromAddress },
    { key: keyOf('name', loginName), limit: throttle.account },
  ] as const
  for (const { key, limit } of counts) {
    const { attempts, waitSeconds } = await countAttempt(db, key)
    if (attempts > limit) throw refuse('SIGN_IN_THROTTLED', { waitSeconds })
  }
  return {
    async succeeded() {
      const [ofAddress, ofBoth, ofName] = counts
      await forgiveAttempt(db, ofAddress.key)
      await forgetAttempts(db, ofBoth.key)
      await forgiveAttempt(db, ofName.key)
    },
  }
}

/** A digest, because people type their password into the wrong field. */
const keyOf = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
