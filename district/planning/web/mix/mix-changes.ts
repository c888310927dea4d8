import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { Change } from '../../contract.ts'
import type { MixPoint } from '../../rules/mix/question.ts'
import { facilityAt, sharedFacility } from '../added-facility.ts'
import type { CostedCandidate } from '../costed.ts'
import type { OpenedFacility } from '../engine-jobs.ts'

/** What a point of the curve adds to a scheme. */
export const changesOf = (
  { measures }: MixPoint,
  candidates: readonly CostedCandidate[],
  facilities: readonly OpenedFacility[],
): Change[] =>
  measures.map(({ hostIs, hostId, facilityKind, interventionId }) =>
    hostIs === 'facility'
      ? sharedFacility(facilities.find((one) => one.facilityId === hostId)!, facilityKinds.get(facilityKind)!)
      : facilityAt(candidates.find((one) => one.id === hostId)!, facilityKind, interventionId),
  )
