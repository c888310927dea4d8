import type { CommunityInputs } from './inputs.ts'
import { creditOf, type Interval, measureTest } from './measure.ts'
import type { Status } from './pack-schema.ts'
import type { Plan } from './plan.ts'

/** Lowest, as if everything missing failed, and highest, as if it passed; equal once nothing is missing. */
export type Range = readonly [low: number, high: number]

interface ScenarioScore {
  readonly id: string
  readonly status: Status
  readonly signature: boolean
  /** Realisation 场景实现度, 0 to 1, over all indicators of the scenario that apply; [0, 0] if none does. */
  readonly score: Range
  readonly completeness: number
  /** Its part of the community's denominator; 0: shown, not counted. */
  readonly weight: number
}

/** A condition beside the score. */
export interface Gate {
  /** Scenario, indicator or gate id, as `kind` says. */
  readonly id: string
  readonly kind: 'scenario' | 'floor' | 'test'
  readonly state: 'passes' | 'fails' | 'unknown'
  readonly score: Range
  /** Lowest score that passes. */
  readonly floor: number
}

export interface CommunityScore {
  readonly communityId: string
  /** 0 to 1 over the whole denominator: what was opted out of stays in it and earns nothing. */
  readonly score: Range
  /** 0 to 1 over the denominator without what was opted out of; shown beside the score, never instead of it. */
  readonly applicable: Range
  /** Share of the denominator that is decided by evidence. */
  readonly completeness: number
  readonly denominator: number
  readonly optedOut: number
  readonly scenarios: readonly ScenarioScore[]
  readonly gates: readonly Gate[]
  readonly tests: TestScores
  readonly indicators: {
    readonly low: Float64Array
    readonly high: Float64Array
    readonly known: Float64Array
  }
}

/** By test number of the plan. */
interface TestScores {
  readonly valueLow: Float64Array
  readonly valueHigh: Float64Array
  readonly creditLow: Float64Array
  readonly creditHigh: Float64Array
  /** Share of the evidence that is there, 0 to 1; 1 where the credit is decided. */
  readonly known: Float64Array
}

/**
 * Scores one community. Depends on nothing but its arguments: the same inputs give the same bits. Taking evidence away
 * only widens every range; evidence of something better never lowers either end.
 */
export function scoreCommunity(plan: Plan, inputs: CommunityInputs): CommunityScore {
  const tests = scoreTests(plan, inputs)
  const indicators = scoreIndicators(plan, tests)
  let low = 0
  let high = 0
  let known = 0
  plan.indicators.forEach(({ weight, optOut }, i) => {
    known += weight * (optOut === null ? indicators.known[i]! : 1)
    if (optOut !== null) return
    low += weight * indicators.low[i]!
    high += weight * indicators.high[i]!
  })
  const { denominator, optedOut } = plan
  const scenarios = scoreScenarios(plan, indicators)
  return {
    communityId: inputs.communityId,
    score: share(low, high, denominator),
    applicable: share(low, high, denominator - optedOut),
    completeness: denominator > 0 ? Math.min(1, known / denominator) : 1,
    denominator,
    optedOut,
    scenarios,
    gates: gatesOf(plan, scenarios, indicators, tests),
    tests,
    indicators,
  }
}

const share = (low: number, high: number, of: number): Range =>
  of > 0 ? [Math.min(1, low / of), Math.min(1, high / of)] : [0, 0]

function scoreTests(plan: Plan, inputs: CommunityInputs): TestScores {
  const count = plan.tests.length
  const valueLow = new Float64Array(count)
  const valueHigh = new Float64Array(count)
  const creditLow = new Float64Array(count)
  const creditHigh = new Float64Array(count)
  const known = new Float64Array(count)
  const value: Interval = { lo: 0, hi: 0, known: 0 }
  plan.tests.forEach((test, t) => {
    if (!test.applies) return
    measureTest(plan.compiled, test, inputs, value)
    const fromLow = creditOf(test.bound, value.lo)
    const fromHigh = creditOf(test.bound, value.hi)
    valueLow[t] = value.lo
    valueHigh[t] = value.hi
    creditLow[t] = Math.min(fromLow, fromHigh)
    creditHigh[t] = Math.max(fromLow, fromHigh)
    known[t] = fromLow === fromHigh ? 1 : value.known
  })
  return { valueLow, valueHigh, creditLow, creditHigh, known }
}

function scoreIndicators(
  { compiled, tests: planTests }: Plan,
  tests: TestScores,
): CommunityScore['indicators'] {
  const { testFirst, indicators } = compiled
  const low = new Float64Array(indicators.length)
  const high = new Float64Array(indicators.length)
  const known = new Float64Array(indicators.length)
  for (let i = 0; i < indicators.length; i++) {
    for (let t = testFirst[i]!; t < testFirst[i + 1]!; t++) {
      const { share: part } = planTests[t]!
      low[i]! += part * tests.creditLow[t]!
      high[i]! += part * tests.creditHigh[t]!
      known[i]! += part * tests.known[t]!
    }
    // Shares add up to 1 but for the last bit.
    low[i] = Math.min(1, low[i]!)
    high[i] = Math.min(1, high[i]!)
    known[i] = Math.min(1, known[i]!)
  }
  return { low, high, known }
}

function scoreScenarios(plan: Plan, scores: CommunityScore['indicators']): ScenarioScore[] {
  return plan.scenarios.map(({ id, status, signature, indicators, weight }) => {
    let low = 0
    let high = 0
    let known = 0
    let of = 0
    for (const i of indicators) {
      const { weightInScenario, optOut } = plan.indicators[i]!
      of += weightInScenario
      known += weightInScenario * (optOut === null ? scores.known[i]! : 1)
      if (optOut !== null) continue
      low += weightInScenario * scores.low[i]!
      high += weightInScenario * scores.high[i]!
    }
    const completeness = of > 0 ? Math.min(1, known / of) : 1
    return { id, status, signature, score: share(low, high, of), completeness, weight }
  })
}

function gatesOf(
  plan: Plan,
  scenarios: readonly ScenarioScore[],
  indicators: CommunityScore['indicators'],
  tests: TestScores,
): Gate[] {
  const { compiled, profile } = plan
  const floor = compiled.pack.maturity.scenarioFloor.value
  const gate = (kind: Gate['kind'], id: string, score: Range, least: number): Gate => {
    const state = score[0] >= least ? 'passes' : score[1] < least ? 'fails' : 'unknown'
    return { id, kind, state, score, floor: least }
  }
  const required = scenarios.filter(({ status }) => status === 'required')
  return [
    ...required.map(({ id, score }) => gate('scenario', id, score, floor)),
    ...(profile.floor ?? []).map((id) => {
      const i = compiled.indicators.findIndex((indicator) => indicator.id === id)
      const out = plan.indicators[i]!.optOut !== null
      return gate('floor', id, out ? [0, 0] : [indicators.low[i]!, indicators.high[i]!], floor)
    }),
    ...compiled.pack.gates.flatMap(({ id, test }) => {
      const t = plan.tests.findIndex((planned) => planned.test.id === test)
      return plan.tests[t]!.applies ? [gate('test', id, [tests.creditLow[t]!, tests.creditHigh[t]!], 1)] : []
    }),
  ]
}
