import { type KnownRun, resultsAfter, runsById } from '#district/diagnosis/read.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Forecast, ProgrammeSite, Work, WorkSummary } from './contract/works.ts'
import { refuse } from './contract.ts'
import { selectSites } from './queries/sites.ts'
import * as queries from './queries/works.ts'
import { errorOf, SCORE, shown } from './rules/works/forecast.ts'
import { digsBy } from './rules/works/kinds.ts'
import { costOfLines, moneyOfLines } from './rules/works/money.ts'
import { standOf } from './rules/works/steps.ts'

/** The list of works 项目清单 in the caller's scope, by planned start, with the programme sites there. */
export async function listOfWorks(tx: Tx): Promise<{ works: WorkSummary[]; sites: ProgrammeSite[] }> {
  return { works: await summaries(tx, await queries.selectWorks(tx)), sites: await selectSites(tx) }
}

/** Residents within the walk of each test, by the run that is current; undefined where nothing is asked of it. */
export type Served = (
  tests: readonly string[],
  day: string,
) => Promise<ReadonlyMap<string, number> | undefined>

/**
 * A works project with everything that is kept of it, and its forecast beside what was measured since.
 *
 * @throws DomainError WORK_UNKNOWN
 */
export async function storedWork(tx: Tx, key: queries.WorkKey, served?: Served): Promise<Work> {
  const row = await queries.selectWork(tx, key)
  if (!row) throw refuse('WORK_UNKNOWN', { workId: key.workId })
  const only = [key.workId]
  const [summary] = await summaries(tx, [row])
  const steps = (await queries.selectSteps(tx, only)).get(key.workId)!
  return {
    ...summary!,
    ...{ note: row.note, hostId: row.hostId, builtFacilityId: row.builtFacilityId },
    changes: (await queries.selectWorkChanges(tx, only)).get(key.workId) ?? [],
    costs: (await queries.selectCosts(tx, only)).get(key.workId) ?? [],
    funding: (await queries.selectFunding(tx, only)).get(key.workId) ?? [],
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
    forecast: await forecastOf(tx, key, summary!.builtOn, served),
  }
}

async function summaries(tx: Tx, rows: readonly queries.WorkRow[]): Promise<WorkSummary[]> {
  const only = rows.map(({ workId }) => workId)
  const costs = await queries.selectCosts(tx, only)
  const funding = await queries.selectFunding(tx, only)
  const sites = await queries.selectWorkSites(tx, only)
  const steps = await queries.selectSteps(tx, only)
  return rows.map((row) => {
    const { schemeAreaId, schemeId, schemeRevision, note: _, hostId: __, builtFacilityId: ___, ...work } = row
    const cost = costOfLines(costs.get(row.workId) ?? [])
    const money = moneyOfLines(funding.get(row.workId) ?? [])
    return {
      ...work,
      ...standOf(steps.get(row.workId)!),
      digs: digsBy(row.interventionId),
      ...{ costFen: cost.fen, costUnknown: cost.unknown, fundedFen: money.funded, soughtFen: money.sought },
      sites: sites.get(row.workId) ?? [],
      scheme: schemeId && { areaId: schemeAreaId!, schemeId, revision: schemeRevision! },
    } as WorkSummary
  })
}

async function forecastOf(
  tx: Tx,
  key: queries.WorkKey,
  builtOn: string | null,
  served: Served | undefined,
): Promise<Forecast> {
  const items = await queries.selectForecast(tx, key)
  const people = await queries.selectServed(tx, key)
  const runs = await runsById(tx, [...new Set([...items, ...people].map(({ runId }) => runId))])
  const runOf = new Map(runs.map((run) => [run.runId, run]))
  const measured = builtOn === null ? [] : await measuredSince(tx, runs, builtOn)
  const now =
    builtOn && people.length > 0
      ? await served?.(
          people.map(({ test }) => test),
          builtOn,
        )
      : undefined
  return {
    runs: runs.map(shownRun),
    measuredBy: measured.map(({ run }) => shownRun(run)),
    rows: items.map(({ runId, ...row }) => {
      const { pack } = runOf.get(runId)!
      const result = measured.find(({ run }) => run.pack.pack === pack.pack)?.results.get(row.affects)
      const value = (row.item === SCORE ? result?.score : result?.indicators.get(row.item)) ?? null
      return {
        ...row,
        ...{ name: nameOfItem(pack, row.item), pack: pack.pack },
        measured: value && [...value],
        error: errorOf(row.alone, value),
      }
    }),
    served: people.map(({ runId, ...row }) => ({
      ...row,
      name: nameOfTest(runOf.get(runId)!.pack, row.test),
      measured: measuredPeople(row, now?.get(row.test)),
    })),
  }
}

async function measuredSince(tx: Tx, runs: readonly KnownRun[], day: string) {
  const found = []
  for (const pack of new Set(runs.map((run) => run.pack.pack))) {
    const after = await resultsAfter(tx, pack, day)
    if (after) found.push(after)
  }
  return found
}

/** Beside numbers that are shown already, it must not tell of a few people by its difference to one of them. */
function measuredPeople(
  { before, alone, whole }: { before: number | null; alone: number | null; whole: number | null },
  people: number | undefined,
): number | null {
  if (people === undefined) return null
  return shown([...[before, alone, whole].filter((one) => one !== null), people]).at(-1)!
}

const shownRun = ({ runId, pack, asOf }: KnownRun) => ({
  ...{ runId, pack: pack.pack, packVersion: pack.version, asOf },
})

type Pack = KnownRun['pack']

const SCORE_NAME = { zh: '社区得分', en: 'Score of the community' }

const nameOfItem = ({ indicators }: Pack, item: string) =>
  item === SCORE ? SCORE_NAME : (indicators.find(({ id }) => id === item)?.name ?? { zh: item, en: item })

const nameOfTest = ({ indicators }: Pack, test: string) =>
  indicators.find(({ tests }) => tests.some(({ id }) => id === test))?.name ?? { zh: test, en: test }
