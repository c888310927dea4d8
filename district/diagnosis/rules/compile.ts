import { AGE_BANDS } from '#foundation/place/contract.ts'
import type { Dictionary, Term } from './pack.ts'
import type { Indicator, Measure, Pack, Test } from './pack-schema.ts'

/**
 * What a pack asks of the street network, once for all tests that ask the same. `any` and `each` count people within
 * the walk, `count` people × kinds within it, `distance` people × decimetres to the nearest.
 */
export interface ReachQuestion {
  readonly match: 'any' | 'each' | 'count' | 'distance'
  /** Numbers of facility kinds. */
  readonly kinds: readonly number[]
  /** Decimetres on foot; not used by `distance`. */
  readonly within_dm: number
  /** Numbers of the age bands that count; empty: everybody. */
  readonly ages: readonly number[]
}

/** A measure with its names resolved to numbers. */
export type CompiledMeasure =
  | { readonly type: 'network'; readonly question: number; readonly ages: readonly number[] }
  | {
      readonly type: 'supply'
      readonly kinds: readonly number[]
      readonly what: 'count' | 'capacity' | 'area'
      readonly where: 'inside' | 'serving'
      readonly per: 'community' | 'person' | '1000-people' | '100-households'
      readonly ages: readonly number[]
    }
  | { readonly type: 'presence'; readonly kinds: readonly number[]; readonly where: 'inside' | 'serving' }
  | { readonly type: 'fact'; readonly term: Term }

export interface CompiledTest {
  readonly test: Test
  /** Number of its indicator. */
  readonly indicator: number
  readonly measure: CompiledMeasure
}

/** A pack made ready to score with: kinds, tests and questions to the network by number. */
export interface CompiledPack {
  readonly pack: Pack
  /** Facility kinds of the dictionary, in its order: kind number → id. */
  readonly kinds: readonly string[]
  /** Indicators in the order of the pack; `tests[testFirst[i]]` to `tests[testFirst[i + 1] - 1]` are those of `i`. */
  readonly indicators: readonly Indicator[]
  readonly testFirst: Uint32Array
  readonly tests: readonly CompiledTest[]
  readonly questions: readonly ReachQuestion[]
  /** By kind number: the questions whose answer can change when a facility of that kind does. */
  readonly questionsOfKind: readonly (readonly number[])[]
  /** m/min */
  readonly walkingSpeed: number
}

/** `pack` must come from `parsePack` with the same dictionary. Walking speed in m/min turns minutes into metres. */
export function compilePack(pack: Pack, dictionary: Dictionary, walkingSpeed = 75): CompiledPack {
  const kindNumber = new Map(dictionary.kinds.map((kind, i) => [kind, i]))
  const terms = new Map(dictionary.terms.map((term) => [term.id, term]))
  const questions: ReachQuestion[] = []
  const asked = new Map<string, number>()
  const ask = (question: ReachQuestion) => {
    const key = JSON.stringify(question)
    const known = asked.get(key)
    if (known !== undefined) return known
    asked.set(key, questions.length)
    return questions.push(question) - 1
  }
  const compile = (measure: Measure): CompiledMeasure => {
    if (measure.type === 'reported' || measure.type === 'operated') {
      return { type: 'fact', term: terms.get(measure.term)! }
    }
    const kinds = measure.kinds.map((kind) => kindNumber.get(kind)!)
    const ages = 'ages' in measure && measure.ages ? ageNumbers(measure.ages) : []
    if (measure.type === 'supply') {
      const { what, where, per } = measure
      return { type: 'supply', kinds, what, where, per, ages }
    }
    if (measure.type === 'presence' && !measure.within) {
      return { type: 'presence', kinds, where: measure.where! }
    }
    return { type: 'network', question: ask(questionOf(measure, kinds, ages, walkingSpeed)), ages }
  }
  const tests: CompiledTest[] = []
  const testFirst = new Uint32Array(pack.indicators.length + 1)
  pack.indicators.forEach((indicator, i) => {
    for (const test of indicator.tests) tests.push({ test, indicator: i, measure: compile(test.measure) })
    testFirst[i + 1] = tests.length
  })
  const questionsOfKind = dictionary.kinds.map((_, kind) =>
    questions.flatMap((question, q) => (question.kinds.includes(kind) ? [q] : [])),
  )
  const { indicators } = pack
  const { kinds } = dictionary
  return { pack, kinds, indicators, testFirst, tests, questions, questionsOfKind, walkingSpeed }
}

const ageNumbers = (ages: readonly string[]) =>
  ages.length === AGE_BANDS.length ? [] : AGE_BANDS.flatMap((band, i) => (ages.includes(band) ? [i] : []))

function questionOf(
  measure: Extract<Measure, { type: 'reach' | 'walk' | 'presence' }>,
  kinds: readonly number[],
  ages: readonly number[],
  walkingSpeed: number,
): ReachQuestion {
  if (measure.type === 'walk') return { match: 'distance', kinds, within_dm: 0, ages }
  const { value, unit } = measure.within!
  const within_dm = Math.round(10 * (unit === 'm' ? value : value * walkingSpeed))
  return { match: measure.type === 'reach' ? measure.match : 'count', kinds, within_dm, ages }
}
