import type { Change } from '../contract.ts'
import { usualIntervention } from '../rules/candidates.ts'
import { withChange } from '../rules/changes.ts'
import type { SitingAnswer } from '../rules/siting/question.ts'
import type { CostedCandidate } from './costed.ts'
import { newId } from './new-id.ts'

/** The changes with what an answer adds and, from nothing, closes. */
export function changesOf(
  changes: readonly Change[],
  { chosen, spare }: SitingAnswer,
  candidates: readonly CostedCandidate[],
  facilityKind: string,
): readonly Change[] {
  const closed = spare.map((facilityId): Change => ({ kind: 'remove', facilityId }))
  const added = chosen.map((id) => facilityAt(candidates.find((one) => one.id === id)!, facilityKind))
  return [...closed, ...added].reduce(withChange, changes)
}

function facilityAt({ id, name, lon, lat, areaM2, kind }: CostedCandidate, facilityKind: string): Change {
  return {
    ...{ kind: 'add', facilityId: newId(), facilityKind, name: name.slice(0, 80), lon, lat },
    capacity: null,
    // The whole of a plot is not the facility.
    areaM2: kind === 'plot' ? null : areaM2,
    ...{ interventionId: usualIntervention(kind).id, hostId: id },
  }
}
