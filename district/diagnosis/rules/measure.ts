import type { CompiledPack } from './compile.ts'
import {
  amountOf,
  type CommunityInputs,
  type FacilitySums,
  type FactValue,
  facilityCount,
  NO_FACILITY,
  type People,
} from './inputs.ts'
import type { Term } from './pack.ts'
import type { Bound, PlanTest } from './plan.ts'

/** A value as far as it is known: it lies in [lo, hi]; ±Infinity where nothing bounds it. */
export interface Interval {
  lo: number
  hi: number
  /** Share of what the value is made of that is known, 0 to 1; 1 exactly where lo and hi are equal. */
  known: number
}

/**
 * The value of a test for a community, written to `out`. Missing is not zero: a kind never surveyed, a facility
 * without capacity, an unknown population or a fact nobody supplied widens the interval to all it could be.
 *
 * Units: reach, share of people (0 to 1); walk, minutes; presence, kinds; supply, as `per` says; a fact, its own.
 * Where nobody is of the ages asked for, nobody is out of reach or short of anything.
 */
export function measureTest(
  compiled: CompiledPack,
  { measure, bound }: PlanTest,
  inputs: CommunityInputs,
  out: Interval,
): Interval {
  if (measure.type === 'fact') return measureFact(measure.term, bound, inputs.facts.get(measure.term.id), out)
  if (measure.type === 'network') return measureNetwork(compiled, measure.question, inputs, out)
  if (measure.type === 'presence') return measurePresence(measure.kinds, inputs[measure.where], inputs, out)
  return measureSupply(measure, inputs, out)
}

const set = (out: Interval, lo: number, hi: number, known: number): Interval => {
  out.lo = lo
  out.hi = hi
  out.known = lo === hi ? 1 : known
  return out
}

/** Whether a recorded value says anything: a number for a number, an offered choice for a choice, anything for the rest. */
export function saysSomething(term: Term, fact: FactValue | undefined): boolean {
  if (term.type === 'number') return typeof fact === 'number' && !Number.isNaN(fact)
  if (term.type === 'choice') return (term.choices ?? []).some(({ id }) => id === fact)
  return fact !== undefined
}

function measureFact(term: Term, { accepted }: Bound, fact: FactValue | undefined, out: Interval): Interval {
  const known = saysSomething(term, fact)
  if (term.type === 'number') {
    const min = term.min ?? -Infinity
    const max = term.max ?? Infinity
    if (!known) return set(out, min, max, 0)
    const value = Math.min(Math.max(fact as number, min), max)
    return set(out, value, value, 1)
  }
  if (!known) return set(out, 0, 1, 0)
  const passes = accepted ? accepted.includes(fact as string) : fact !== null
  return set(out, Number(passes), Number(passes), 1)
}

/** Number of people of the ages, or null where their ages are not known; no ages: everybody. */
function peopleOf({ total, byAge }: People, ages: readonly number[]): number | null {
  if (ages.length === 0) return total
  if (byAge === null) return null
  let sum = 0
  for (const band of ages) sum += byAge[band]!
  return sum
}

function surveyedShare(kinds: readonly number[], surveyed: Uint8Array): number {
  let count = 0
  for (const kind of kinds) if (surveyed[kind]) count++
  return count / kinds.length
}

function measureNetwork(
  { questions, walkingSpeed }: CompiledPack,
  question: number,
  inputs: CommunityInputs,
  out: Interval,
): Interval {
  const { match, kinds, ages } = questions[question]!
  const { people, reach, surveyed } = inputs
  const known = surveyedShare(kinds, surveyed)
  const minutes = match === 'distance'
  const best = match === 'count' ? kinds.length : minutes ? 0 : 1
  const worst = minutes ? NO_FACILITY / 10 / walkingSpeed : 0
  if (!people || people.total <= 0) return set(out, Math.min(best, worst), Math.max(best, worst), 0)
  const counted = peopleOf(people, ages)
  const sure = reach[2 * question]!
  const possible = reach[2 * question + 1]!
  if (counted === null) {
    // Sums are over everybody. Whatever the ages, what holds for all holds for some.
    const all = !minutes && sure === people.total * best
    return set(out, all ? best : Math.min(best, worst), Math.max(best, worst), known / 2)
  }
  if (counted === 0) return set(out, best, best, 1)
  const unit = minutes ? counted * 10 * walkingSpeed : counted
  return minutes
    ? set(out, possible / unit, sure / unit, known)
    : set(out, sure / unit, possible / unit, known)
}

function measurePresence(
  kinds: readonly number[],
  sums: FacilitySums,
  { surveyed }: CommunityInputs,
  out: Interval,
): Interval {
  let lo = 0
  let hi = 0
  for (const kind of kinds) {
    const there = facilityCount(sums, kind) > 0
    if (there) lo++
    if (there || !surveyed[kind]) hi++
  }
  return set(out, lo, hi, surveyedShare(kinds, surveyed))
}

interface Supply {
  readonly kinds: readonly number[]
  readonly what: 'count' | 'capacity' | 'area'
  readonly where: 'inside' | 'serving'
  readonly per: 'community' | 'person' | '1000-people' | '100-households'
  readonly ages: readonly number[]
}

function measureSupply(
  { kinds, what, where, per, ages }: Supply,
  inputs: CommunityInputs,
  out: Interval,
): Interval {
  let recorded = 0
  let complete = true
  let known = 0
  for (const kind of kinds) {
    const { amount, lacking } = amountOf(inputs[where], kind, what)
    recorded += amount
    if (!inputs.surveyed[kind]) complete = false
    else if (lacking > 0) {
      complete = false
      known += 0.5
    } else known++
  }
  known /= kinds.length
  if (per === 'community') return set(out, recorded, complete ? recorded : Infinity, known)
  const households = per === '100-households'
  const heads = households ? inputs.households : inputs.people && peopleOf(inputs.people, ages)
  const unit = households ? 100 : per === 'person' ? 1 : 1000
  if (heads === null) {
    // Fewer heads than all residents can only raise the supply per head.
    const most = households ? 0 : (inputs.people?.total ?? 0)
    return set(out, most > 0 ? (recorded * unit) / most : 0, Infinity, known / 2)
  }
  if (heads <= 0) {
    // No child of that age lacks a seat; but a community without any residents or households is one not counted yet.
    const none = households || inputs.people!.total <= 0
    return none ? set(out, 0, Infinity, known / 2) : set(out, Infinity, Infinity, 1)
  }
  const value = (recorded * unit) / heads
  return set(out, value, complete ? value : Infinity, known)
}

/** Credit from 0 to 1 for a value; never falls as the value gets better. */
export function creditOf({ op, value: bound, proportional }: Bound, value: number): number {
  if (op === 'atMost') {
    if (value <= bound) return 1
    return proportional && bound > 0 ? bound / value : 0
  }
  if (op === 'moreThan') return value > bound ? 1 : 0
  if (value >= bound) return 1
  return proportional && bound > 0 ? Math.max(0, value / bound) : 0
}
