import type { CompiledMeasure, CompiledPack } from './compile.ts'
import type { CommunityInputs } from './inputs.ts'
import type { Plan } from './plan.ts'
import type { CommunityScore } from './score.ts'

/** A test that is certainly not met, whatever the missing evidence says. */
export interface Gap {
  readonly communityId: string
  readonly indicator: string
  readonly test: string
  readonly scenario: string
  /** Residents it concerns: those out of reach, or all of the ages meant; null where their number is not known. */
  readonly people: number | null
  /** How far below the threshold at best, 0 to 1. */
  readonly severity: number
  /** Cost class id of the pack and its factor: the cheaper, the higher. */
  readonly cost: string
  readonly costFactor: number
  /** people × severity × costFactor: the order of the list. */
  readonly priority: number
  /** Facility kinds that would help: look here for the nearest existing one; empty for a reported or operated test. */
  readonly kinds: readonly string[]
}

/** What a community certainly lacks among what counts for it, the most pressing first; lists may be joined and sorted by `byPriority`. */
export function gaps(plan: Plan, inputs: CommunityInputs, score: CommunityScore): Gap[] {
  const { compiled } = plan
  const found: Gap[] = []
  plan.tests.forEach(({ test, indicator: i, share, measure }, t) => {
    const { weight, optOut } = plan.indicators[i]!
    const severity = 1 - score.tests.creditHigh[t]!
    if (optOut !== null || weight * share === 0 || severity === 0) return
    const people = peopleConcerned(compiled, measure, inputs, score.tests.valueHigh[t]!)
    const costFactor = compiled.pack.costClasses.find(({ id }) => id === test.cost)!.factor.value
    const { id: indicator, scenario } = compiled.indicators[i]!
    found.push({
      communityId: inputs.communityId,
      indicator,
      test: test.id,
      scenario,
      people,
      severity,
      cost: test.cost,
      costFactor,
      priority: (people ?? 0) * severity * costFactor,
      kinds: 'kinds' in test.measure ? test.measure.kinds : [],
    })
  })
  return found.sort(byPriority)
}

/** Order of a gap list: priority, then severity, then ids, so that equal gaps always stand alike. */
export const byPriority = (a: Gap, b: Gap): number =>
  b.priority - a.priority ||
  b.severity - a.severity ||
  compareText(a.test, b.test) ||
  compareText(a.communityId, b.communityId)

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function peopleConcerned(
  { questions }: CompiledPack,
  measure: CompiledMeasure,
  { people }: CommunityInputs,
  valueHigh: number,
): number | null {
  if (!people) return null
  const ages = 'ages' in measure ? measure.ages : []
  if (ages.length > 0 && !people.byAge) return null
  const counted = ages.length === 0 ? people.total : ages.reduce((sum, band) => sum + people.byAge![band]!, 0)
  const match = measure.type === 'network' ? questions[measure.question]!.match : undefined
  return match === 'any' || match === 'each' ? Math.round(counted * (1 - valueHigh)) : counted
}
