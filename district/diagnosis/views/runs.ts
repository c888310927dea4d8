import type { Static } from 'typebox'
import type { KnownArea } from '#foundation/place/read.ts'
import type { CommunityHistory, compareRuns, RunChange, RunRow } from '../contract/runs.ts'
import type { CommunitySummary } from '../contract.ts'
import type { HistoryDay, ListedRun, StoredResult } from '../queries.ts'
import { isFor } from '../rules/pack.ts'
import type { Pack } from '../rules/pack-schema.ts'

type Class = CommunitySummary['class']

/** A pack was checked when its run was stored. */
const packOf = ({ packContent }: ListedRun) => packContent as Pack

/** A run with the classes of the communities that its pack is made for. */
export function runRow(
  run: ListedRun,
  results: readonly StoredResult[],
  areas: readonly KnownArea[],
): RunRow {
  const pack = packOf(run)
  const meant = new Set(areas.filter((area) => isFor(pack, area.settlement)).map(({ areaId }) => areaId))
  const counts = Map.groupBy(
    results.filter(({ communityId }) => meant.has(communityId)),
    (row) => row.class,
  )
  const ids = [...pack.maturity.classes.map(({ id }) => id), 'undetermined']
  return {
    runId: run.runId,
    pack: run.pack,
    packName: pack.name,
    packVersion: run.packVersion,
    asOf: run.asOf,
    computedAt: run.computedAt.toISOString(),
    network: run.network,
    results: run.resultsSha256,
    demo: run.generated,
    hasInputs: run.hasInputs,
    classes: ids.map((id) => ({ class: id as Class, communities: counts.get(id)?.length ?? 0 })),
  }
}

interface OfRun {
  readonly run: ListedRun
  readonly results: readonly StoredResult[]
}

/** What differs between two runs of a pack, for the communities that it is made for. */
export function changesView(
  before: OfRun,
  after: OfRun,
  areas: readonly KnownArea[],
): Static<typeof compareRuns.reply> {
  const earlier = new Map(before.results.map((row) => [row.communityId, row]))
  const later = new Map(after.results.map((row) => [row.communityId, row]))
  const pairs = areas.flatMap((area) => {
    const pair = [earlier.get(area.areaId), later.get(area.areaId)] as const
    return isFor(packOf(after.run), area.settlement) && pair[0] && pair[1]
      ? [changeOf(area, pair[0], pair[1], before, after)]
      : []
  })
  const changes = pairs.filter(isChange)
  return {
    before: runRow(before.run, before.results, areas),
    after: runRow(after.run, after.results, areas),
    explained: [...before.results, ...after.results].every(({ indicators }) => indicators !== undefined),
    unchanged: pairs.length - changes.length,
    changes: changes.sort((a, b) => weightOf(b) - weightOf(a) || (a.communityId < b.communityId ? -1 : 1)),
  }
}

function changeOf(
  { areaId, name, parentId }: KnownArea,
  before: StoredResult,
  after: StoredResult,
  { run: earlierRun }: OfRun,
  { run: laterRun }: OfRun,
): RunChange {
  return {
    ...{ communityId: areaId, name, townId: parentId! },
    class: { before: before.class as Class, after: after.class as Class },
    score: { before: [...before.score], after: [...after.score] },
    completeness: { before: before.completeness, after: after.completeness },
    profile: { before: before.profile, after: after.profile },
    moved: movedBetween(
      earnedIn(packOf(earlierRun), before),
      earnedIn(packOf(laterRun), after),
      packOf(laterRun),
    ),
  }
}

type Earned = ReadonlyMap<string, [number, number] | null>

/** What each indicator earned, by id; null where opted out. */
function earnedIn(pack: Pack, { indicators }: StoredResult): Earned | undefined {
  return (
    indicators &&
    new Map(
      pack.indicators.map(({ id }, i) => {
        const [low, high] = [indicators.low[i] ?? null, indicators.high[i] ?? null]
        return [id, low === null || high === null ? null : [low, high]]
      }),
    )
  )
}

function movedBetween(before: Earned | undefined, after: Earned | undefined, pack: Pack): RunChange['moved'] {
  if (!before || !after) return []
  return pack.indicators.flatMap(({ id, name }) => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null]
    const isSame = was?.[0] === is?.[0] && was?.[1] === is?.[1]
    return isSame ? [] : [{ indicator: id, name, before: was, after: is }]
  })
}

const isChange = ({ class: found, score, completeness, profile, moved }: RunChange) =>
  found.before !== found.after ||
  profile.before !== profile.after ||
  score.before.some((end, i) => end !== score.after[i]) ||
  completeness.before !== completeness.after ||
  moved.length > 0

/** Changes of class stand before all others; a score cannot move by more than 1 at either end. */
const weightOf = ({ class: found, score: { before, after } }: RunChange) =>
  (found.before === found.after ? 0 : 10) + Math.max(...before.map((end, i) => Math.abs(after[i]! - end)))

/** A community in the last run of a day. */
export const historyRow = ({ low, high, computedAt, ...row }: HistoryDay): CommunityHistory[number] => ({
  ...row,
  computedAt: computedAt.toISOString(),
  score: [low, high],
  class: row.class as Class,
})
