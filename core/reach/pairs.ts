import { FAR } from './positions.ts'

/**
 * A pair is a distance in decimetres and the number of the facility that far away, in one integer below 2^31: bits 15
 * to 30 hold the distance, bits 0 to 14 the number plus one. So the lesser of two pairs is the nearer facility, and
 * among equally near ones the one with the lower number; and a walk of so many decimetres is added to both at once.
 */

/** What one decimetre adds to a pair. */
export const DECIMETRE = 2 ** 15

/** The pair of a place from which no facility is nearer than 6,553.5 m; no pair is greater. */
export const NONE = FAR * DECIMETRE

/** A category has at most so many facilities: their numbers plus one fill 15 bits. */
export const MAX_FACILITIES = DECIMETRE - 1

/** The pair of a facility this far away. */
export function pairOf(distance: number, facility: number): number {
  return farther(facility + 1, distance)
}

/** The pair as seen from so many decimetres farther away. */
export function farther(pair: number, walk: number): number {
  return Math.min(pair + walk * DECIMETRE, NONE)
}

/** Decimetres to the facility of a pair; `FAR` for 6,553.5 m or farther. */
export function distanceOf(pair: number): number {
  return pair >>> 15
}

/** The number of the facility of a pair: its index in the category's positions; -1 where the distance is `FAR`. */
export function facilityOf(pair: number): number {
  return (pair & MAX_FACILITIES) - 1
}
