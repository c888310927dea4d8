import type { Static } from 'typebox'
import type { KnownFact } from '#foundation/evidence/read.ts'
import { overdueFrom } from '#foundation/evidence/rules.ts'
import type { CommunityDiagnosis, Gap, IndicatorResult, TestResult } from '../contract.ts'
import { explainIndicators, type IndicatorExplanation, type TestExplanation } from '../rules/explain.ts'
import { type Gap as FoundGap, gaps } from '../rules/gaps.ts'
import { type Closing, missingEvidence as closingEvidence, type Need } from '../rules/needs.ts'
import type { Gate } from '../rules/score.ts'
import { suppress } from '../rules/suppress.ts'
import type { Run } from '../runs.ts'
import { missingEvidence, termName } from './names.ts'
import { communitySummary, cutoffsOf, runInfo } from './summary.ts'
import { usualFacility } from './walk.ts'

/** Everything the page of one community shows; `c` is its number. */
export function communityView(run: Run, c: number): CommunityDiagnosis {
  const { diagnosis, gathered, classes, compiled } = run
  const plan = diagnosis.plans[c]!
  const inputs = diagnosis.inputs[c]!
  const score = diagnosis.scores[c]!
  const { id, name, source, grade } = plan.profile
  const { next, candidates } = classes[c]!
  const byAge = inputs.people?.byAge
  return {
    run: runInfo(run),
    summary: communitySummary(run, c),
    box: gathered.communities[c]!.box,
    profile: { id, name, source, grade },
    people: byAge ? [...suppress([...byAge]).shown] : null,
    households: inputs.households,
    cutoffs: cutoffsOf(run),
    scenarioNames: compiled.pack.scenarios.map((scenario) => ({ id: scenario.id, name: scenario.name })),
    indicators: indicatorResults(run, c),
    gaps: gaps(plan, inputs, score).map((gap, i) => gapRow(run, c, gap, i + 1)),
    undecided: closingEvidence(plan, inputs, score).map((closing) => closingRow(run, closing)),
    candidates: candidates as CommunityDiagnosis['candidates'],
    applicable: [...score.applicable],
    denominator: { fixed: score.denominator, optedOut: score.optedOut },
    gates: score.gates.map((gate) => ({ ...gate, score: [...gate.score], name: gateName(run, gate) })),
    nextClass: next && {
      ...next,
      class: next.class as CommunityDiagnosis['candidates'][number],
      gates: [...next.gates],
    },
  }
}

/** A gate is called by its scenario, its indicator, or a name of its own. */
export function gateName({ compiled: { pack } }: Pick<Run, 'compiled'>, { kind, id }: Gate) {
  const named = { scenario: pack.scenarios, floor: pack.indicators, test: pack.gates }[kind]
  return (named as readonly { id: string; name: { zh: string; en: string } }[]).find(
    (entry) => entry.id === id,
  )!.name
}

/** Every indicator of a community with its tests. */
export function indicatorResults(run: Run, c: number): IndicatorResult[] {
  const { plans, inputs, scores } = run.diagnosis
  const { communityId } = inputs[c]!
  const facts = {
    holding: run.gathered.facts.get(communityId),
    overdue: run.gathered.overdue.get(communityId),
  }
  return explainIndicators(plans[c]!, inputs[c]!, scores[c]!).map((indicator) =>
    indicatorResult(indicator, facts),
  )
}

/** Facts of one community by term. */
interface Facts {
  readonly holding: ReadonlyMap<string, KnownFact> | undefined
  readonly overdue: ReadonlyMap<string, KnownFact> | undefined
}

function indicatorResult(
  { status, score, met, tests, ...rest }: IndicatorExplanation,
  facts: Facts,
): IndicatorResult {
  return {
    ...rest,
    need: status,
    score: [...score],
    met: decided(met),
    tests: tests.map((test) => testResult(test, facts)),
  }
}

function testResult(
  { value, met, needs, suppliers: _, credit, ...rest }: TestExplanation,
  facts: Facts,
): TestResult {
  const term = 'term' in rest.measure ? rest.measure.term : undefined
  const recorded = term === undefined ? undefined : facts.holding?.get(term)?.value
  return {
    ...rest,
    term: term === undefined ? null : { id: term, name: termName(term) },
    value: [value.low, value.high],
    choice: typeof recorded === 'string' ? recorded : null,
    credit: [...credit],
    met: decided(met),
    missing: needs.map((need) => ({ ...missingEvidence(need), ...overdueSince(need, facts) })),
  }
}

/** Since when a missing fact waits to be renewed, where there was one. */
function overdueSince(need: Need, { overdue }: Facts) {
  const fact = need.need === 'fact' ? overdue?.get(need.term) : undefined
  return fact && { overdueSince: overdueFrom(fact)! }
}

const decided = (met: 'yes' | 'no' | 'unknown') => (met === 'unknown' ? null : met === 'yes')

function gapRow(run: Run, c: number, gap: FoundGap, rank: number): Static<typeof Gap> {
  const { compiled, diagnosis, gathered } = run
  const kinds = gap.kinds.map((kind) => compiled.kinds.indexOf(kind))
  const usual = kinds.length > 0 ? usualFacility(diagnosis, c, kinds) : undefined
  const nearest = usual && gathered.facilities[usual.facility]!
  const cost = compiled.pack.costClasses.find(({ id }) => id === gap.cost)!
  return {
    rank,
    indicator: gap.indicator,
    test: gap.test,
    scenario: gap.scenario,
    name: compiled.indicators.find(({ id }) => id === gap.indicator)!.name,
    people: gap.people,
    severity: gap.severity,
    cost: { id: gap.cost, name: cost.name, factor: gap.costFactor, grade: cost.factor.grade },
    priority: gap.priority,
    kinds: [...gap.kinds],
    nearest: nearest
      ? {
          facilityId: nearest.facilityId,
          kind: nearest.kind,
          name: nearest.name,
          distanceM: usual.distanceM,
          lon: nearest.lon,
          lat: nearest.lat,
        }
      : null,
  }
}

function closingRow({ compiled }: Run, { need, closes, tests }: Closing) {
  const indicatorOf = (id: string) =>
    compiled.indicators[compiled.tests.find(({ test }) => test.id === id)!.indicator]!.id
  return { evidence: missingEvidence(need), closes, indicators: [...new Set(tests.map(indicatorOf))] }
}
