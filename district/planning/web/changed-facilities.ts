import { useMemo, useRef } from 'react'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { Both } from '#platform/ui/language.ts'
import type { Change } from '../contract.ts'
import { type Wish, wishesOf } from '../rules/changes.ts'
import type { OpenedFacility } from './engine-jobs.ts'

/** A facility that is changed: what it is with the change, and what is done to it. */
export interface ChangedFacility {
  readonly facilityId: string
  readonly kind: string
  readonly name: Both
  /** What is done to it, the weightiest first. */
  readonly look: Change['kind']
  readonly wish: Wish
  /** Undefined where it is gone from the register. */
  readonly at: { readonly lon: number; readonly lat: number } | undefined
  readonly capacity: number | null
  readonly areaM2: number | null
  readonly capacityUnit: string | null
}

/**
 * The facilities that changes are about, in the order in which they were first changed. Those of `earlier` that nothing
 * else is asked of are the same objects again, so that pages draw anew only what is on its way.
 */
export function changedFacilities(
  changes: readonly Change[],
  known: ReadonlyMap<string, OpenedFacility>,
  earlier: readonly ChangedFacility[] = [],
): ChangedFacility[] {
  const before = new Map(earlier.map((facility) => [facility.facilityId, facility]))
  return [...wishesOf(changes)].map(([facilityId, wish]) => {
    const same = before.get(facilityId)
    return same && isSame(same.wish, wish) ? same : changedFacility(facilityId, wish, known.get(facilityId))
  })
}

const isSame = (a: Wish, b: Wish) =>
  a.add === b.add && a.move === b.move && a.resize === b.resize && a.remove === b.remove

/** `changedFacilities`, those of the last time taken over. */
export function useChangedFacilities(
  changes: readonly Change[],
  known: ReadonlyMap<string, OpenedFacility>,
): readonly ChangedFacility[] {
  const last = useRef<{ known: typeof known; changed: readonly ChangedFacility[] }>(undefined)
  return useMemo(() => {
    const changed = changedFacilities(
      changes,
      known,
      last.current?.known === known ? last.current.changed : [],
    )
    last.current = { known, changed }
    return changed
  }, [changes, known])
}

/** The facility of this id, as it is wished. */
export function changedFacility(
  facilityId: string,
  wish: Wish,
  known: OpenedFacility | undefined,
): ChangedFacility {
  const { add, move, resize, remove } = wish
  if (add) {
    const { facilityKind: kind, lon, lat, capacity, areaM2 } = add
    const name = { zh: add.name, en: add.name }
    const capacityUnit = facilityKinds.get(kind)?.capacityUnit ?? null
    return { facilityId, kind, name, wish, look: 'add', at: { lon, lat }, capacity, areaM2, capacityUnit }
  }
  return {
    ...{ facilityId, wish, kind: known?.kind ?? '', name: known?.name ?? { zh: facilityId, en: facilityId } },
    look: remove ? 'remove' : move ? 'move' : 'resize',
    at: known && { lon: move?.lon ?? known.lon, lat: move?.lat ?? known.lat },
    capacity: resize ? resize.capacity : (known?.capacity ?? null),
    areaM2: resize ? resize.areaM2 : (known?.areaM2 ?? null),
    capacityUnit: known?.capacityUnit ?? null,
  }
}
