import type { Static } from 'typebox'
import type {
  CommunitySummary,
  Cutoffs,
  Deficit,
  DistrictDiagnosis,
  indicatorAcross,
  RunInfo,
} from '../contract.ts'
import { type Gap, gaps } from '../rules/gaps.ts'
import { isFor } from '../rules/pack.ts'
import type { Gate } from '../rules/score.ts'
import type { Run } from '../runs.ts'

/** Which run is shown. */
export function runInfo({ stored, compiled, diagnosis }: Run): Static<typeof RunInfo> {
  const { pack } = compiled
  return {
    runId: stored.runId,
    pack: pack.pack,
    packVersion: pack.version,
    packName: pack.name,
    packNote: pack.note,
    asOf: stored.asOf,
    computedAt: stored.computedAt.toISOString(),
    network: stored.network,
    streetNodes: diagnosis.district.network.lon.length,
    walkingSpeed: stored.walkingSpeed,
    demo: stored.generated,
  }
}

/** One community as lists and maps show it. */
export function communitySummary(run: Run, c: number): CommunitySummary {
  const { diagnosis, gathered, classes, compiled } = run
  const area = gathered.communities[c]!
  const { score, completeness, scenarios, gates, indicators } = diagnosis.scores[c]!
  const plan = diagnosis.plans[c]!
  return {
    communityId: area.areaId,
    name: area.name,
    townId: area.parentId!,
    settlement: area.settlement!,
    pack: compiled.pack.pack,
    profile: plan.profile.id,
    population: diagnosis.inputs[c]!.people?.total ?? null,
    centre: area.centre,
    score: [...score],
    completeness,
    class: classes[c]!.class as CommunitySummary['class'],
    scenarios: scenarios.map((scenario) => ({
      scenario: scenario.id,
      need: scenario.status,
      signature: scenario.signature,
      score: [...scenario.score],
      completeness: scenario.completeness,
      gate: gateOf(gates, scenario.id),
    })),
    failingRequired: gates
      .filter(({ kind, state }) => kind === 'scenario' && state === 'fails')
      .map(({ id }) => id),
    gapCount: plan.indicators.filter(({ weight }, i) => weight > 0 && indicators.high[i]! < 1).length,
  }
}

/** A scenario that is not required has no gate, so it passes. */
const gateOf = (gates: readonly Gate[], scenario: string) =>
  gates.find(({ kind, id }) => kind === 'scenario' && id === scenario)?.state ?? 'passes'

/** The pack's own figures, for drawing class boundaries. */
export function cutoffsOf({ compiled: { pack } }: Run): Static<typeof Cutoffs> {
  const { method, scenarioFloor, classes } = pack.maturity
  return {
    scenarioFloor: scenarioFloor.value,
    classes:
      method === 'rank'
        ? []
        : classes.map(({ id, atLeast }) => ({
            class: id as CommunitySummary['class'],
            atLeast: atLeast.value,
          })),
  }
}

/**
 * The whole district by one run; communities of another settlement are taken from `others`, whose packs are made for
 * them (villages have nine scenarios of their own).
 */
export function districtView(run: Run, others: readonly Run[] = []): DistrictDiagnosis {
  const communities = run.gathered.communities.map(({ settlement }, c) => {
    const own = [run, ...others].find(({ compiled }) => isFor(compiled.pack, settlement)) ?? run
    return communitySummary(own, c)
  })
  return {
    run: runInfo(run),
    cutoffs: cutoffsOf(run),
    scenarios: run.compiled.pack.scenarios.map(({ id, name }) => ({ id, name })),
    communities,
    deficits: deficitsOf(run, communities),
  }
}

/** What is missing most: indicators that count, by the residents whom their gaps concern. */
function deficitsOf(run: Run, shown: readonly CommunitySummary[]): Static<typeof Deficit>[] {
  const { diagnosis, compiled } = run
  const rows = compiled.indicators.map(({ id, scenario, name }) => ({
    ...{ indicator: id, scenario, name },
    ...{ communities: 0, unknown: 0, people: 0 },
  }))
  const rowOf = new Map(rows.map((row) => [row.indicator, row]))
  shown.forEach(({ pack }, c) => {
    if (pack !== compiled.pack.pack) return
    const plan = diagnosis.plans[c]!
    const score = diagnosis.scores[c]!
    for (const [indicator, people] of concerned(gaps(plan, diagnosis.inputs[c]!, score))) {
      const row = rowOf.get(indicator)!
      row.communities++
      row.people += people
    }
    plan.indicators.forEach(({ weight, optOut }, i) => {
      const { low, high } = score.indicators
      if (weight > 0 && optOut === null && low[i]! < 1 && high[i] === 1) rows[i]!.unknown++
    })
  })
  return rows
    .filter(({ communities }) => communities > 0)
    .sort((a, b) => b.people - a.people || compareText(a.indicator, b.indicator))
}

/** By indicator, the residents whom its widest gap concerns. */
function concerned(found: readonly Gap[]): Map<string, number> {
  const people = new Map<string, number>()
  for (const gap of found)
    people.set(gap.indicator, Math.max(people.get(gap.indicator) ?? 0, gap.people ?? 0))
  return people
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** One indicator in every community that is measured by the run's pack; undefined if the pack has no such indicator. */
export function acrossView(
  { compiled, diagnosis, gathered }: Run,
  indicatorId: string,
): Static<typeof indicatorAcross.reply> | undefined {
  const i = compiled.indicators.findIndex(({ id }) => id === indicatorId)
  if (i === -1) return undefined
  const { id, no, scenario, name } = compiled.indicators[i]!
  const rows = gathered.communities.flatMap(({ areaId, settlement }, c) => {
    if (!isFor(compiled.pack, settlement)) return []
    const score = diagnosis.scores[c]!
    const { low, high, known } = score.indicators
    const { weight, optOut } = diagnosis.plans[c]!.indicators[i]!
    const lacking = concerned(gaps(diagnosis.plans[c]!, diagnosis.inputs[c]!, score)).get(id)
    const met = low[i] === 1 ? true : high[i]! < 1 ? false : null
    return [
      {
        ...{ communityId: areaId, met, score: [low[i]!, high[i]!], completeness: known[i]! },
        ...{ optOut: optOut !== null, counts: weight > 0 && optOut === null, people: lacking ?? null },
      },
    ]
  })
  return { indicator: { indicator: id, no, scenario, name }, rows }
}
