import type { CompiledPack, ReachQuestion } from './compile.ts'

/** A recorded value: a number, the id of a choice, a text or document, or null: confirmed that there is none. */
export type FactValue = number | string | null

/**
 * Everything a score is made of, for one community. Sums are whole numbers, so that they are the same in whatever
 * order they were added up, and one facility can be taken out again exactly.
 */
export interface CommunityInputs {
  readonly communityId: string
  /** null: nobody has supplied a population. */
  readonly people: People | null
  readonly households: number | null
  /** By kind number, 1 where the kind has been surveyed here: then what is not recorded does not exist. */
  readonly surveyed: Uint8Array
  /** Two sums per question of the pack, as `sumReach` writes them. */
  readonly reach: Float64Array
  /** Facilities located in the community, and the shares of those that serve it. */
  readonly inside: FacilitySums
  readonly serving: FacilitySums
  /** By term; a term without a fact is not in it. */
  readonly facts: ReadonlyMap<string, FactValue>
}

export interface People {
  readonly total: number
  /** In the order of AGE_BANDS; null where only the total is known. */
  readonly byAge: Float64Array | null
}

/** No facility of the kind within 6,553.5 m, as in `core/reach`. */
export const NO_FACILITY = 65_535

export interface Homes {
  /** By kind number: decimetres on foot from each home; undefined where no facility of the kind is recorded at all. */
  readonly distance: readonly (Uint16Array | undefined)[]
  /** `bands` whole numbers per home: by age band (7), or the total alone (1). */
  readonly people: Uint16Array | Uint32Array | Float64Array
  readonly bands: 7 | 1
}

/**
 * Answers one question for the homes `members`: writes the sum over the facilities recorded to `out[at]`, and what it
 * would be if every kind not surveyed had a facility at each door to `out[at + 1]`. With `bands` 1 everybody counts,
 * whatever ages are asked for; `measureTest` draws the bounds.
 */
export function sumReach(
  question: ReachQuestion,
  homes: Homes,
  members: ArrayLike<number>,
  surveyed: Uint8Array,
  out: Float64Array,
  at: number,
): void {
  const { match, kinds, within_dm, ages } = question
  const known: Uint16Array[] = []
  const knownSurveyed: Uint16Array[] = []
  let unsurveyed = 0
  for (const kind of kinds) {
    const distance = homes.distance[kind]
    if (distance) known.push(distance)
    if (!surveyed[kind]) unsurveyed++
    else if (distance) knownSurveyed.push(distance)
  }
  // What must lie within the walk for `each`: every kind for the sure sum, every surveyed one for the possible sum.
  const surveyedCount = kinds.length - unsurveyed
  const everyKnown = known.length === kinds.length
  const everySurveyedKnown = knownSurveyed.length === surveyedCount
  let sure = 0
  let possible = 0
  for (let i = 0; i < members.length; i++) {
    const home = members[i]!
    const people = peopleAt(homes, home, ages)
    if (people === 0) continue
    if (match === 'distance') {
      const nearest = nearestOf(known, home)
      sure += people * nearest
      possible += unsurveyed > 0 ? 0 : people * nearest
      continue
    }
    const within = countWithin(known, home, within_dm)
    if (match === 'count') {
      sure += people * within
      possible += people * (countWithin(knownSurveyed, home, within_dm) + unsurveyed)
    } else if (match === 'any') {
      if (within > 0) sure += people
      if (within > 0 || unsurveyed > 0) possible += people
    } else {
      if (everyKnown && within === kinds.length) sure += people
      if (everySurveyedKnown && countWithin(knownSurveyed, home, within_dm) === surveyedCount)
        possible += people
    }
  }
  out[at] = sure
  out[at + 1] = possible
}

function peopleAt({ people, bands }: Homes, home: number, ages: readonly number[]): number {
  if (bands === 1) return people[home]!
  const first = home * bands
  let sum = 0
  if (ages.length === 0) for (let band = 0; band < bands; band++) sum += people[first + band]!
  else for (const band of ages) sum += people[first + band]!
  return sum
}

function countWithin(distances: readonly Uint16Array[], home: number, within_dm: number): number {
  let count = 0
  for (const distance of distances) {
    const d = distance[home]!
    if (d <= within_dm && d !== NO_FACILITY) count++
  }
  return count
}

function nearestOf(distances: readonly Uint16Array[], home: number): number {
  let nearest = NO_FACILITY
  for (const distance of distances) if (distance[home]! < nearest) nearest = distance[home]!
  return nearest
}

/** Five whole numbers per kind number: facilities, capacity, how many lack it, area, how many lack it; in thousandths. */
export type FacilitySums = Float64Array
const FIELDS = 5
const THOUSANDTHS = 1000

export const emptySums = (kindCount: number): FacilitySums => new Float64Array(kindCount * FIELDS)

/** What counts of a facility: `capacity` in the unit of its kind, `areaM2` in m²; null where not known. */
export interface CountedFacility {
  /** Kind number. */
  readonly kind: number
  readonly capacity: number | null
  readonly areaM2: number | null
}

/**
 * Adds `share` of a facility to the sums; a negative share takes it out again. A shared facility counts once in the
 * district if its shares add up to 1. Presence counts it wholly wherever it has a share.
 */
export function addFacility(sums: FacilitySums, facility: CountedFacility, share = 1): void {
  const first = facility.kind * FIELDS
  const sign = Math.sign(share)
  // Math.round is not symmetric about 0; rounding the size alone makes taking out the exact opposite of adding.
  const part = (amount: number) => sign * Math.round(amount * Math.abs(share) * THOUSANDTHS)
  sums[first]! += part(1)
  if (facility.capacity === null) sums[first + 2]! += sign
  else sums[first + 1]! += part(facility.capacity)
  if (facility.areaM2 === null) sums[first + 4]! += sign
  else sums[first + 3]! += part(facility.areaM2)
}

/** Share of the facilities of `kind` that are recorded; more than 0 where there is one. */
export const facilityCount = (sums: FacilitySums, kind: number) => sums[kind * FIELDS]! / THOUSANDTHS

/** Recorded capacity or area (m²) of a kind, and how many of its facilities lack the figure. */
export function amountOf(sums: FacilitySums, kind: number, what: 'count' | 'capacity' | 'area') {
  const field = what === 'count' ? 0 : what === 'capacity' ? 1 : 3
  const first = kind * FIELDS
  return {
    amount: sums[first + field]! / THOUSANDTHS,
    lacking: what === 'count' ? 0 : sums[first + field + 1]!,
  }
}

/** Inputs in which nothing is known: the start for filling in, and the widest range there is. */
export const nothingKnown = ({ kinds, questions }: CompiledPack, communityId: string): CommunityInputs => ({
  communityId,
  people: null,
  households: null,
  surveyed: new Uint8Array(kinds.length),
  reach: new Float64Array(2 * questions.length),
  inside: emptySums(kinds.length),
  serving: emptySums(kinds.length),
  facts: new Map(),
})
