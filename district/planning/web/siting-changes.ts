import type { Change } from '../contract.ts'
import { usualIntervention } from '../rules/candidates.ts'
import { withChange } from '../rules/changes.ts'
import type { SitingAnswer } from '../rules/siting/question.ts'
import { facilityAt } from './added-facility.ts'
import type { CostedCandidate } from './costed.ts'

/** The changes with what an answer adds and, from nothing, closes. */
export function changesOf(
  changes: readonly Change[],
  { chosen, spare }: SitingAnswer,
  candidates: readonly CostedCandidate[],
  facilityKind: string,
): readonly Change[] {
  const closed = spare.map((facilityId): Change => ({ kind: 'remove', facilityId }))
  const added = chosen.map((id) => {
    const candidate = candidates.find((one) => one.id === id)!
    return facilityAt(candidate, facilityKind, usualIntervention(candidate.kind).id)
  })
  return [...closed, ...added].reduce(withChange, changes)
}
