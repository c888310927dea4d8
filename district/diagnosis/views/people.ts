import type { PopulationSource } from '#foundation/place/read.ts'
import type { CommunityPeople, Denominator } from '../contract/rows.ts'
import { tellApart } from '../rules/cells.ts'
import type { Diagnosis } from '../rules/engine.ts'
import { suppress } from '../rules/suppress.ts'
import type { Run } from '../runs.ts'
import { groupHomes } from './cells.ts'
import { peopleAt } from './walk.ts'

/** Where the residents of community number `c` live, by age, and where their count is from. */
export function peopleView(
  { diagnosis }: Run,
  c: number,
  sources: readonly PopulationSource[],
): CommunityPeople {
  const { people, households } = diagnosis.inputs[c]!
  const byAge = people?.byAge ? suppress([...people.byAge]).shown : null
  const shown = suppress(sources.map((source) => source.people)).shown
  return {
    people: people?.total ?? null,
    households,
    byAge: byAge && [...byAge],
    cells: byAge ? ageCells(diagnosis, c, byAge) : [],
    sources: sources.map((source, i) => ({
      ...source,
      recordedAt: source.recordedAt.toISOString(),
      people: shown[i]!,
    })),
  }
}

function ageCells(diagnosis: Diagnosis, c: number, shown: readonly (number | null)[]) {
  const parts = tellApart(shown)
  const sum = (homes: readonly number[], bands: readonly number[]) =>
    homes.reduce((all, home) => all + peopleAt(diagnosis, home, bands), 0)
  const pooled = shown.flatMap((count, band) => (count === null ? [band] : []))
  return groupHomes(diagnosis, c, (home) => parts.map((bands) => peopleAt(diagnosis, home, bands))).map(
    ({ homes, ...place }) => ({
      ...place,
      people: sum(homes, []),
      byAge: shown.map((count, band) => (count === null ? null : sum(homes, [band]))),
      together: pooled.length > 0 ? sum(homes, pooled) : 0,
    }),
  )
}

/** The denominator of community number `c`, with what was opted out of. */
export function denominatorView({ diagnosis, compiled, gathered }: Run, c: number): Denominator {
  const { denominator, optedOut, score, indicators } = diagnosis.scores[c]!
  const plan = diagnosis.plans[c]!
  const { communityId } = diagnosis.inputs[c]!
  const earned = (of: Float64Array) =>
    denominator > 0
      ? Math.min(1, plan.indicators.reduce((sum, { weight }, i) => sum + weight * of[i]!, 0) / denominator)
      : 0
  const optOuts = compiled.indicators.flatMap(({ id, name }, i) => {
    const { optOut, weight } = plan.indicators[i]!
    const declared = gathered.declarations
      .get(communityId)
      ?.find((row) => row.kind === 'opt-out' && row.item === id)
    if (optOut === null || !declared) return []
    const { declaredBy, declaredAt, generated } = declared
    return [
      {
        ...{ indicator: id, name, weight, reason: optOut, declaredBy, generated },
        declaredAt: declaredAt.toISOString(),
      },
    ]
  })
  return {
    ...{ fixed: denominator, optedOut, score: [...score], optOuts },
    withoutOptOuts: [earned(indicators.low), earned(indicators.high)],
  }
}
