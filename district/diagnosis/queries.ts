import { sql } from 'kysely'
import type { Tx } from '#platform/store/db.ts'
import type { DatedRun } from './rules/retention.ts'
import type {} from './tables.ts'

export interface StoredRun {
  readonly runId: string
  readonly pack: string
  readonly packVersion: string
  readonly packContent: unknown
  readonly walkingSpeed: number
  readonly asOf: string
  readonly computedAt: Date
  readonly network: string
  readonly mark: string
  readonly inputsSha256: string
  readonly resultsSha256: string
  readonly generated: boolean
}

const RUN = [
  'run_id as runId',
  'pack',
  'pack_version as packVersion',
  'pack_content as packContent',
  'walking_speed as walkingSpeed',
  'as_of as asOf',
  'computed_at as computedAt',
  'network',
  'mark',
  'inputs_sha256 as inputsSha256',
  'results_sha256 as resultsSha256',
  'generated',
] as const

export async function selectLatestRun(tx: Tx, pack: string): Promise<StoredRun | undefined> {
  return await tx
    .selectFrom('diagnosis_run')
    .select(RUN)
    .where('pack', '=', pack)
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The latest run of a pack whose evidence is of after a day. */
export async function selectLatestAfter(tx: Tx, pack: string, day: string): Promise<StoredRun | undefined> {
  return await tx
    .selectFrom('diagnosis_run')
    .select(RUN)
    .where('pack', '=', pack)
    .where('as_of', '>', day)
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export const selectRunsById = (tx: Tx, runIds: readonly string[]): Promise<StoredRun[]> =>
  tx
    .selectFrom('diagnosis_run')
    .select(RUN)
    .where('run_id', '=', (any) => any.fn.any(any.val(runIds)))
    .execute()

/** A stored run, and whether it still has its inputs, as far as the caller may read them. */
export interface ListedRun extends StoredRun {
  readonly hasInputs: boolean
}

export async function selectRun(tx: Tx, runId: string): Promise<ListedRun | undefined> {
  return await tx
    .selectFrom('diagnosis_run')
    .select([...RUN, hasInputs.as('hasInputs')])
    .where('run_id', '=', runId)
    .executeTakeFirst()
}

const hasInputs = sql<boolean>`exists (
  select from diagnosis_input where diagnosis_input.run_id = diagnosis_run.run_id)`

export async function selectInput(tx: Tx, runId: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('diagnosis_input')
    .select('content')
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return row?.content
}

export async function insertRun(
  tx: Tx,
  run: Omit<StoredRun, 'computedAt'>,
  content: Uint8Array,
): Promise<{ computedAt: Date }> {
  const { computed_at } = await tx
    .insertInto('diagnosis_run')
    .values({
      run_id: run.runId,
      pack: run.pack,
      pack_version: run.packVersion,
      pack_content: JSON.stringify(run.packContent),
      walking_speed: run.walkingSpeed,
      as_of: run.asOf,
      network: run.network,
      mark: run.mark,
      inputs_sha256: run.inputsSha256,
      results_sha256: run.resultsSha256,
      generated: run.generated,
    })
    .returning('computed_at')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('diagnosis_input')
    .values({ run_id: run.runId, content: Buffer.from(content) })
    .execute()
  return { computedAt: computed_at }
}

/** The latest run of a pack as of a day that still has its inputs. */
export async function selectRunOfDay(tx: Tx, pack: string, asOf: string): Promise<StoredRun | undefined> {
  return await tx
    .selectFrom('diagnosis_run')
    .select(RUN)
    .where('pack', '=', pack)
    .where('as_of', '=', asOf)
    .where(hasInputs)
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Runs of a pack that still have their inputs, newest first. */
export async function selectRunsWithInputs(tx: Tx, pack: string): Promise<DatedRun[]> {
  return await tx
    .selectFrom('diagnosis_run')
    .select(['run_id as runId', 'as_of as asOf'])
    .where('pack', '=', pack)
    .where(hasInputs)
    .orderBy('computed_at', 'desc')
    .execute()
}

/** Drops the inputs of these runs, but for those that the store holds on to; returns the runs that lost theirs. */
export async function dropInputs(tx: Tx, runIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ runId: string }>`
    select run as "runId" from unnest(${runIds}::uuid[]) as run where drop_diagnosis_input(run)`.execute(tx)
  return rows.map(({ runId }) => runId)
}

/** Runs of all packs or of one, newest first, and whether each still has its inputs; `total` counts all pages. */
export async function selectRuns(
  tx: Tx,
  pack: string | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: ListedRun[] }> {
  const runs = tx
    .selectFrom('diagnosis_run')
    .$if(pack !== undefined, (query) => query.where('pack', '=', pack!))
  const { total } = await runs
    .select((from) => from.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await runs
    .select([...RUN, hasInputs.as('hasInputs')])
    .orderBy('computed_at', 'desc')
    .orderBy('run_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total, rows }
}

/** A community's result in one run, as it was stored. */
export interface StoredResult {
  readonly communityId: string
  readonly runId: string
  readonly profile: string
  readonly score: readonly [number, number]
  readonly completeness: number
  readonly class: string
  /** In the order of the run's pack; null where opted out; undefined in runs that did not keep them. */
  readonly indicators:
    | { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] }
    | undefined
}

/** Results of these runs, by community. */
export async function selectResults(tx: Tx, runIds: readonly string[]): Promise<StoredResult[]> {
  const rows = await tx
    .selectFrom('community_result')
    .select([
      'community_id as communityId',
      'run_id as runId',
      'profile',
      'score_low',
      'score_high',
      'completeness',
      'class',
      'indicator_low',
      'indicator_high',
    ])
    .where('run_id', 'in', [...runIds])
    .orderBy('community_id')
    .execute()
  return rows.map(({ score_low, score_high, indicator_low, indicator_high, ...row }) => ({
    ...row,
    score: [score_low, score_high] as const,
    indicators: indicator_low && indicator_high ? { low: indicator_low, high: indicator_high } : undefined,
  }))
}

export type HistoryDay = Awaited<ReturnType<typeof selectHistory>>[number]

/** A community's result in the last run of each day by a pack, newest first. */
export async function selectHistory(tx: Tx, communityId: string, pack: string, limit: number) {
  const lastOfDays = tx
    .selectFrom('community_result as result')
    .innerJoin('diagnosis_run as run', 'run.run_id', 'result.run_id')
    .distinctOn('run.as_of')
    .select([
      'run.run_id as runId',
      'run.as_of as asOf',
      'run.computed_at as computedAt',
      'run.pack_version as packVersion',
      'result.score_low as low',
      'result.score_high as high',
      'result.completeness',
      'result.class',
    ])
    .where('result.community_id', '=', communityId)
    .where('run.pack', '=', pack)
    .orderBy('run.as_of', 'desc')
    .orderBy('run.computed_at', 'desc')
    .limit(limit)
  return await lastOfDays.execute()
}
