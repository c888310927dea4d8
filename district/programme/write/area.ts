import type { Caller } from '#platform/http/caller.ts'
import { refuse } from '../contract.ts'

/** Why a field of a form is refused that is empty. */
export const NEEDED = { zh: '请填写', en: 'needs to be filled in' }

export const mayWrite = ({ scope }: Caller, areaId: string): boolean =>
  scope.write === '*' || scope.write.includes(areaId)

/** The store refuses such rows too, but cannot say it to a person. @throws DomainError PROGRAMME_OUTSIDE */
export function refuseOutside(caller: Caller, areaId: string): void {
  if (!mayWrite(caller, areaId)) throw refuse('PROGRAMME_OUTSIDE', { areaId })
}
