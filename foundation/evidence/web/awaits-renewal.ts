import type { Fact } from '#foundation/evidence/contract.ts'
import { today } from '#platform/ui/today.ts'

/** Whether nobody has renewed a fact that still stands. */
export const awaitsRenewal = ({ overdueFrom, superseded, withdrawnAt }: Fact): boolean =>
  overdueFrom !== null && overdueFrom <= today() && !superseded && withdrawnAt === null
