import type { CommunityInputs } from './inputs.ts'
import { type Need, needsOf } from './needs.ts'
import type { Grade, Measure, Status, Test, Text, Threshold } from './pack-schema.ts'
import type { Plan, PlanTest } from './plan.ts'
import type { CommunityScore, Range } from './score.ts'

type Met = 'yes' | 'no' | 'unknown'

/** One test as a page shows it: numbers and ids, from which the page makes its sentence. */
export interface TestExplanation {
  readonly test: string
  readonly part: Test['part']
  readonly measure: Measure
  /** Counts in the score; guiding tests do so in signature scenarios alone. */
  readonly counts: boolean
  /** null where nothing bounds that end. */
  readonly value: { readonly low: number | null; readonly high: number | null }
  /**
   * `share` (0 to 1), `min`, `kinds`, `choice` (1 passes, 0 does not), the unit of the term, or for supply what and per:
   * `m2/person`, `capacity/1000-people`, `count/community` …
   */
  readonly unit: string
  readonly threshold: Threshold
  readonly source: string
  readonly grade: Grade
  readonly basis: Text | null
  readonly credit: Range
  readonly met: Met
  readonly completeness: number
  /** What is missing, and for facts the roles that may enter them. */
  readonly needs: readonly Need[]
  readonly suppliers: readonly string[]
}

export interface IndicatorExplanation {
  readonly indicator: string
  readonly no: number
  readonly scenario: string
  readonly name: Text
  readonly status: Status
  readonly optOut: string | null
  /** In the community's denominator; 0: shown, not counted. */
  readonly weight: number
  readonly score: Range
  readonly met: Met
  readonly completeness: number
  readonly tests: readonly TestExplanation[]
}

/** Every indicator of the pack with its tests, in the order of the pack; tests the profile does not have are left out. */
export function explainIndicators(
  plan: Plan,
  inputs: CommunityInputs,
  score: CommunityScore,
): IndicatorExplanation[] {
  const { indicators, testFirst } = plan.compiled
  return indicators.map((indicator, i): IndicatorExplanation => {
    const { status, optOut, weight } = plan.indicators[i]!
    const range: Range = [score.indicators.low[i]!, score.indicators.high[i]!]
    const tests: TestExplanation[] = []
    for (let t = testFirst[i]!; t < testFirst[i + 1]!; t++) {
      if (plan.tests[t]!.applies) tests.push(explainTest(plan, t, inputs, score))
    }
    const counted = tests.filter(({ counts }) => counts)
    return {
      indicator: indicator.id,
      no: indicator.no,
      scenario: indicator.scenario,
      name: indicator.name,
      status,
      optOut,
      weight,
      score: range,
      met: allMet(counted.map(({ met }) => met)),
      completeness: score.indicators.known[i]!,
      tests,
    }
  })
}

const allMet = (mets: readonly Met[]): Met =>
  mets.includes('no') ? 'no' : mets.includes('unknown') || mets.length === 0 ? 'unknown' : 'yes'

function explainTest(plan: Plan, t: number, inputs: CommunityInputs, score: CommunityScore): TestExplanation {
  const planned = plan.tests[t]!
  const { test, threshold, measure, share } = planned
  const { valueLow, valueHigh, creditLow, creditHigh, known } = score.tests
  const credit: Range = [creditLow[t]!, creditHigh[t]!]
  const needs = known[t]! < 1 ? needsOf(plan, t, inputs) : []
  return {
    test: test.id,
    part: test.part,
    measure: test.measure,
    counts: share > 0,
    value: { low: finite(valueLow[t]!), high: finite(valueHigh[t]!) },
    unit: unitOf(planned),
    threshold,
    source: threshold.source,
    grade: threshold.grade,
    basis: test.basis ?? null,
    credit,
    met: credit[0] === 1 ? 'yes' : credit[1] < 1 ? 'no' : 'unknown',
    completeness: known[t]!,
    needs,
    suppliers: needs.length > 0 && measure.type === 'fact' ? measure.term.enter : [],
  }
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

function unitOf({ measure, test }: PlanTest): string {
  if (measure.type === 'fact') return measure.term.type === 'number' ? (measure.term.unit ?? '') : 'choice'
  if (measure.type === 'supply') return `${measure.what === 'area' ? 'm2' : measure.what}/${measure.per}`
  return test.measure.type === 'reach' ? 'share' : test.measure.type === 'walk' ? 'min' : 'kinds'
}
