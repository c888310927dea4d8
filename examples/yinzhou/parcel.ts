import type { Line } from './lines.ts'
import type { Neighbours } from './partition.ts'
import type { Point } from './plane.ts'
import type { Subdivision } from './subdivision.ts'
import type { Zone } from './zones.ts'

export type Use =
  | 'residential'
  | 'commercial'
  | 'office'
  | 'industrial'
  | 'school'
  | 'hospital'
  | 'park'
  | 'reserve'
  | 'farmland'
  | 'wood'
  | 'water'

/** One face of the ground: a block of the city, a field, a hillside or the lake. */
export interface Parcel {
  readonly face: number
  readonly ring: readonly Point[]
  readonly middle: Point
  readonly area_m2: number
  /** Index into TOWNS. */
  town: number
  readonly zone: Zone
  readonly terrain: 'city' | 'plain' | 'hill' | 'lake'
  use: Use
  /** Year in which the block was built up. */
  builtYear: number
  /** Index into COMMUNITIES; -1 for the lake. */
  community: number
}

export interface Ground {
  readonly s: Subdivision<Line>
  readonly net: Neighbours
  /** By face number; entry 0, the outside, is a hole. */
  readonly parcels: readonly Parcel[]
}
