import type { FacilityEntry } from '#foundation/place/contract/facility.ts'
import type { RegisteredFacility } from '#foundation/place/contract.ts'
import { entryOf } from '#foundation/place/rules/facility-entry.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'

/** What is typed of a facility: an entry that may still lack its place, and its kind as ''. */
export type Draft = Omit<FacilityEntry, 'lon' | 'lat'> & {
  readonly lon: number | null
  readonly lat: number | null
}

export const EMPTY: Draft = {
  ...{ kind: '', name: { zh: '', en: '' }, lon: null, lat: null, areaM2: null, capacity: null },
  ...{ capacityUnit: null, hours: null, floor: null, ageBands: null, sharedWith: [], openedOn: null },
}

/** To 10⁻⁶ degree, a decimetre: as fine as anybody points. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
export const pointed = (lon: number, lat: number) => ({ lon: rounded(lon), lat: rounded(lat) })

/** What is on record, to be changed; a unit that is its kind's follows the kind. */
export function draftOf(facility: RegisteredFacility): Draft {
  const { kind, lon, lat, capacityUnit } = facility
  const isUsual = capacityUnit === (facilityKinds.get(kind)?.capacityUnit ?? null)
  return { ...entryOf(facility), ...pointed(lon, lat), ...(isUsual && { capacityUnit: null }) }
}

/** Whether a draft still stands where the facility does, but for the digits that are not shown. */
export function isMoved({ lon, lat }: Draft, before: RegisteredFacility | undefined): boolean {
  const at = before && pointed(before.lon, before.lat)
  return lon !== (at?.lon ?? null) || lat !== (at?.lat ?? null)
}

/** What is sent of a draft; `undefined` while its place is missing. */
export function entryFrom(draft: Draft, before: RegisteredFacility | undefined): FacilityEntry | undefined {
  const { lon, lat } = before && !isMoved(draft, before) ? before : draft
  return lon === null || lat === null ? undefined : { ...draft, lon, lat }
}
