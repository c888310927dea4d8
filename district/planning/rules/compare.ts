import type { Change } from '../contract.ts'
import { type Wish, wishesOf } from './changes.ts'

/** A facility in one of two schemes. */
export interface ComparedWish {
  readonly facilityId: string
  readonly wish: Wish
}

/** What two schemes do to a facility: alike, otherwise, or only one of them anything. */
export interface ComparedFacility {
  readonly is: 'only-a' | 'only-b' | 'alike' | 'otherwise'
  readonly a: ComparedWish | undefined
  readonly b: ComparedWish | undefined
}

/**
 * The facilities that two schemes are about, in the order of a and then of b. Added facilities are the same one where
 * they are of one kind and stand in one place, whatever their ids: schemes made apart give ids of their own.
 */
export function compareChanges(a: readonly Change[], b: readonly Change[]): ComparedFacility[] {
  const ofB = keyed(b)
  const ofA = keyed(a)
  return [
    ...[...ofA].map(([key, one]): ComparedFacility => {
      const other = ofB.get(key)
      if (!other) return { is: 'only-a', a: one, b: undefined }
      return { is: isAlike(one.wish, other.wish) ? 'alike' : 'otherwise', a: one, b: other }
    }),
    ...[...ofB].flatMap(([key, b]): ComparedFacility[] =>
      ofA.has(key) ? [] : [{ is: 'only-b', a: undefined, b }],
    ),
  ]
}

/** By what makes a facility the same one in another scheme; of several in one place each stays by itself. */
function keyed(changes: readonly Change[]): Map<string, ComparedWish> {
  const found = new Map<string, ComparedWish>()
  for (const [facilityId, wish] of wishesOf(changes)) {
    const { add } = wish
    const place = add ? JSON.stringify([add.facilityKind, add.lon, add.lat]) : facilityId
    let key = place
    for (let n = 1; found.has(key); n++) key = `${place} ${n}`
    found.set(key, { facilityId, wish })
  }
  return found
}

/** Names and ids of added facilities do not matter. */
function isAlike(a: Wish, b: Wish): boolean {
  const said = ({ add, move, resize, remove }: Wish) =>
    JSON.stringify([
      add && [add.capacity, add.areaM2, add.interventionId, add.hostId],
      move && [move.lon, move.lat, move.interventionId, move.hostId],
      resize && [resize.capacity, resize.areaM2],
      remove !== undefined,
    ])
  return said(a) === said(b)
}
