import type { CompiledPack, CompiledTest } from './compile.ts'
import type { Indicator, Profile, Status, Test, Threshold } from './pack-schema.ts'

/** A threshold as two numbers. For a choice and for “present” the value is 1 if it passes and 0 if not. */
export interface Bound {
  readonly op: 'atLeast' | 'moreThan' | 'atMost'
  readonly value: number
  /** Choices that pass; only for a choice. */
  readonly accepted?: readonly string[]
  /** Between threshold and nothing, credit is the part reached; false: all or nothing. */
  readonly proportional: boolean
}

/** One test as it applies to a profile. */
export interface PlanTest extends CompiledTest {
  readonly threshold: Threshold
  readonly bound: Bound
  /** Its part of its indicator's weight, 0 to 1; 0: shown, not counted. */
  readonly share: number
  /** false: its profile does not have this test. */
  readonly applies: boolean
}

interface PlanIndicator {
  readonly status: Status
  /** Opted out of, and why: its weight stays in the denominator and earns nothing. */
  readonly optOut: string | null
  /** Weight in the community's score, its status included; 0: shown, not counted. */
  readonly weight: number
  /** Weight in its scenario's score. */
  readonly weightInScenario: number
}

interface PlanScenario {
  readonly id: string
  readonly status: Status
  readonly signature: boolean
  /** Numbers of its indicators. */
  readonly indicators: readonly number[]
  readonly weight: number
}

/** How one community is scored: pack × profile × signature scenarios × opt-outs. Made once, used for many. */
export interface Plan {
  readonly compiled: CompiledPack
  readonly profile: Profile
  readonly tests: readonly PlanTest[]
  readonly indicators: readonly PlanIndicator[]
  readonly scenarios: readonly PlanScenario[]
  /** Sum of the weights of all indicators that count, those opted out of included: never depends on evidence. */
  readonly denominator: number
  readonly optedOut: number
}

export interface Choices {
  /** Scenario ids declared 特色场景: their guiding tests count, and they count even where optional. */
  readonly signature?: readonly string[]
  /** Reason by indicator id. */
  readonly optOuts?: ReadonlyMap<string, string>
}

/** @throws RangeError if the pack has no such profile */
export function planFor(compiled: CompiledPack, profileId: string, choices: Choices = {}): Plan {
  const { pack } = compiled
  const profile = pack.profiles.find(({ id }) => id === profileId)
  if (!profile) throw new RangeError(`pack ${pack.pack} has no profile ${profileId}`)
  const signature = new Set(choices.signature)
  const tests = compiled.indicators.flatMap((_, i) => testsOf(compiled, i, profile, signature))
  const indicators = compiled.indicators.map((indicator, i): PlanIndicator => {
    const { testFirst } = compiled
    const counts = tests.slice(testFirst[i], testFirst[i + 1]).some(({ share }) => share > 0)
    const status = counts ? statusOf(indicator, profile) : 'not-applicable'
    const weightInScenario = status === 'not-applicable' ? 0 : indicator.weight.value
    const factor = status === 'not-applicable' ? 0 : pack.statusWeights[status].value
    const raised = signature.has(indicator.scenario) ? pack.statusWeights.required.value : 0
    return {
      status,
      optOut: choices.optOuts?.get(indicator.id) ?? null,
      weight: weightInScenario * Math.max(factor, raised),
      weightInScenario,
    }
  })
  const scenarios = pack.scenarios.map(({ id }): PlanScenario => {
    const own = compiled.indicators.flatMap(({ scenario }, i) => (scenario === id ? [i] : []))
    const weight = own.reduce((sum, i) => sum + indicators[i]!.weight, 0)
    return { id, status: profile.scenarios[id]!, signature: signature.has(id), indicators: own, weight }
  })
  const total = (counted: readonly PlanIndicator[]) => counted.reduce((sum, { weight }) => sum + weight, 0)
  const optedOut = total(indicators.filter(({ optOut }) => optOut !== null))
  return { compiled, profile, tests, indicators, scenarios, denominator: total(indicators), optedOut }
}

const statusOf = ({ status, scenario }: Indicator, profile: Profile): Status =>
  status?.[profile.id]?.status ?? profile.scenarios[scenario]!

function testsOf(
  { pack, indicators, tests, testFirst }: CompiledPack,
  i: number,
  profile: Profile,
  signature: ReadonlySet<string>,
): PlanTest[] {
  const own = tests.slice(testFirst[i], testFirst[i + 1])
  const deep = signature.has(indicators[i]!.scenario)
  const applies = ({ onlyFor }: Test) => onlyFor === undefined || onlyFor.includes(profile.id)
  const counts = (test: Test) => applies(test) && (deep || test.part === 'binding')
  const weight = own.reduce((sum, { test }) => sum + (counts(test) ? test.weight.value : 0), 0)
  return own.map((compiled): PlanTest => {
    const { test } = compiled
    const threshold = test.thresholdFor?.[profile.id] ?? test.threshold
    const proportional = (test.credit ?? pack.credit) === 'proportional'
    return {
      ...compiled,
      threshold,
      bound: boundOf(threshold, proportional),
      share: counts(test) ? test.weight.value / weight : 0,
      applies: applies(test),
    }
  })
}

function boundOf(threshold: Threshold, proportional: boolean): Bound {
  if ('atLeast' in threshold) return { op: 'atLeast', value: threshold.atLeast, proportional }
  if ('atMost' in threshold) return { op: 'atMost', value: threshold.atMost, proportional }
  if ('moreThan' in threshold) return { op: 'moreThan', value: threshold.moreThan, proportional: false }
  const passes = { op: 'atLeast', value: 1, proportional: false } as const
  return 'oneOf' in threshold ? { ...passes, accepted: threshold.oneOf } : passes
}
