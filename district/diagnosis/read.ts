import type { DiagnosisFacility, KnownArea } from '#foundation/place/read.ts'
import type { Tx } from '#platform/store/db.ts'
import { type StoredRun, selectLatestAfter, selectResults, selectRunsById } from './queries.ts'
import type { Diagnosis } from './rules/engine.ts'
import type { Pack } from './rules/pack-schema.ts'

/** One pack's part in the diagnosis of the district: towns and villages are measured by packs of their own. */
export interface DiagnosedPart {
  /** The stored run. */
  readonly runId: string
  /** ISO day its evidence is read as of. */
  readonly asOf: string
  /** SHA-256 of the street network it was computed on. */
  readonly network: string
  /** Shared with all who ask: score changes on a diagnosis of your own. */
  readonly diagnosis: Diagnosis
}

/** The district as it is diagnosed now. */
export interface DiagnosedDistrict {
  readonly parts: readonly DiagnosedPart[]
  /** In the order in which every part numbers them. */
  readonly communities: readonly KnownArea[]
  /** In the order in which every part numbers them. */
  readonly facilities: readonly DiagnosisFacility[]
}

/** Asked by domains that start from the diagnosis; undefined before any street network was loaded. */
export type ReadDistrict = () => Promise<DiagnosedDistrict | undefined>

/** A stored run with the pack as it was then. */
export interface KnownRun {
  readonly runId: string
  readonly pack: Pack
  /** ISO day. */
  readonly asOf: string
}

const knownRun = ({ runId, packContent, asOf }: StoredRun): KnownRun => ({
  ...{ runId, pack: packContent as Pack, asOf },
})

/** These stored runs, in no order; one that is not there is left out. */
export const runsById = async (tx: Tx, runIds: readonly string[]): Promise<KnownRun[]> =>
  (await selectRunsById(tx, runIds)).map(knownRun)

/** What a run says of one community, as shares from 0 to 1. */
export interface KnownResult {
  readonly score: readonly [low: number, high: number]
  /** By indicator id; without those that are opted out of. */
  readonly indicators: ReadonlyMap<string, readonly [low: number, high: number]>
}

/**
 * The results of the latest run of a pack whose evidence is of after a day, by community; undefined where there is no
 * such run.
 */
export async function resultsAfter(
  tx: Tx,
  pack: string,
  day: string,
): Promise<{ readonly run: KnownRun; readonly results: ReadonlyMap<string, KnownResult> } | undefined> {
  const stored = await selectLatestAfter(tx, pack, day)
  if (!stored) return undefined
  const run = knownRun(stored)
  const rows = await selectResults(tx, [stored.runId])
  const results = rows.map(({ communityId, score, indicators }) => {
    const earned = run.pack.indicators.flatMap(({ id }, i) => {
      const [low, high] = [indicators?.low[i] ?? null, indicators?.high[i] ?? null]
      return low === null || high === null ? [] : [[id, [low, high]] as const]
    })
    return [communityId, { score, indicators: new Map(earned) }] as const
  })
  return { run, results: new Map(results) }
}
