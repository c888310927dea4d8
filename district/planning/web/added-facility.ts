import type { FacilityKind } from '#foundation/place/rules/kinds.ts'
import type { Candidate, Change } from '../contract.ts'
import { sharing } from '../rules/candidates.ts'
import type { OpenedFacility } from './engine-jobs.ts'
import { newId } from './new-id.ts'

type Added = Extract<Change, { kind: 'add' }>

/** A facility put on a candidate of the register. */
export const facilityAt = (
  { id, name, lon, lat, areaM2, kind }: Omit<Candidate, 'candidateId'> & { readonly id: string },
  facilityKind: string,
  interventionId: string,
): Added => ({
  ...{ kind: 'add', facilityId: newId(), facilityKind, name: name.slice(0, 80), lon, lat },
  capacity: null,
  // The whole of a plot is not the facility.
  areaM2: kind === 'plot' ? null : areaM2,
  ...{ interventionId, hostId: id },
})

/** An existing facility opened to be used as another one as well. */
export const sharedFacility = (host: OpenedFacility, kind: FacilityKind): Added => ({
  ...{ kind: 'add', facilityId: newId(), facilityKind: kind.id },
  name: `${host.name.zh}·${kind.name.zh}`.slice(0, 80),
  ...{ lon: host.lon, lat: host.lat, capacity: null, areaM2: null },
  ...{ interventionId: sharing.id, hostId: host.facilityId },
})
