import { type Field, LANES } from '#core/reach/nearest.ts'
import { distanceOf, facilityOf } from '#core/reach/pairs.ts'
import { FAR } from '#core/reach/positions.ts'
import type { Diagnosis } from '../rules/engine.ts'

/** The walk from a home to the nearest facility of some kinds. */
export interface Walk {
  /** Decimetres; `FAR` where nothing is within 6,553.5 m. */
  readonly distance: number
  /** Facility number of the district; -1 for none. */
  readonly facility: number
  readonly kind: number
}

/** Engine and lane of a kind; undefined where the pack does not ask for it. */
export function fieldOf({ reach }: Diagnosis, kind: number): { field: Field; lane: number } | undefined {
  const slot = reach.slot[kind]!
  return slot === -1 ? undefined : { field: reach.fields[Math.floor(slot / LANES)]!, lane: slot % LANES }
}

/** The nearest of any of the kinds; of `each`, the farthest of the nearest ones: the one that decides. */
export function walkFrom(
  diagnosis: Diagnosis,
  home: number,
  kinds: readonly number[],
  match: 'any' | 'each' = 'any',
): Walk {
  let walk: Walk | undefined
  for (const kind of kinds) {
    const at = fieldOf(diagnosis, kind)
    if (!at) continue
    const pair = at.field.homePair[home * LANES + at.lane]!
    const distance = distanceOf(pair)
    const facility = diagnosis.reach.facilities[kind]![facilityOf(pair)] ?? -1
    const better =
      match === 'any' ? distance < (walk?.distance ?? Infinity) : distance > (walk?.distance ?? -1)
    if (better) walk = { distance, facility, kind }
  }
  return walk ?? { distance: FAR, facility: -1, kind: -1 }
}

/** How many of the kinds are within a walk of a home. */
export function kindsWithin(
  diagnosis: Diagnosis,
  home: number,
  kinds: readonly number[],
  within_dm: number,
): number {
  return kinds.filter((kind) => walkFrom(diagnosis, home, [kind]).distance <= within_dm).length
}

/** Residents of a home, all or of the given age bands. */
export function peopleAt({ district }: Diagnosis, home: number, ages: readonly number[] = []): number {
  const { people, bands } = district.homes
  if (bands === 1) return people[home]!
  let sum = 0
  for (let band = 0; band < bands; band++)
    if (ages.length === 0 || ages.includes(band)) sum += people[home * bands + band]!
  return sum
}

/** By facility number, -1 for none: residents of a community who have it nearest, and people × decimetres of their walks. */
export function usersOf(diagnosis: Diagnosis, community: number, kinds: readonly number[]) {
  const users = new Map<number, { people: number; decimetres: number }>()
  for (const home of diagnosis.members[community]!) {
    const people = peopleAt(diagnosis, home)
    if (people === 0) continue
    const { facility, distance } = walkFrom(diagnosis, home, kinds)
    const known = users.get(facility) ?? { people: 0, decimetres: 0 }
    users.set(facility, { people: known.people + people, decimetres: known.decimetres + people * distance })
  }
  return users
}

/** The facility of these kinds that most residents of a community have nearest, with the mean walk of those. */
export function usualFacility(diagnosis: Diagnosis, community: number, kinds: readonly number[]) {
  const users = usersOf(diagnosis, community, kinds)
  users.delete(-1)
  const [first] = [...users].sort(([f, a], [g, b]) => b.people - a.people || f - g)
  if (!first) return undefined
  const [facility, { people, decimetres }] = first
  return { facility, people, distanceM: Math.round(decimetres / people / 10) }
}
