import type { Caller } from '#platform/http/caller.ts'
import { refuse } from '../contract.ts'

/** The store refuses such rows too, but cannot say it to a person. @throws DomainError SCHEME_OUTSIDE */
export function refuseOutside({ scope }: Caller, areaId: string): void {
  if (scope.write !== '*' && !scope.write.includes(areaId)) throw refuse('SCHEME_OUTSIDE', { areaId })
}
