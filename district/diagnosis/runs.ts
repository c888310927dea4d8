import { createHash, randomUUID } from 'node:crypto'
import { loadNetwork } from '#core/reach/saved.ts'
import { facilitiesForDiagnosis, streetNetwork } from '#foundation/place/read.ts'
import keep from '#packs/runs/keep.json' with { type: 'json' }
import { recordAudit, SYSTEM } from '#platform/audit/write.ts'
import { insertRows } from '#platform/store/bulk.ts'
import { type Db, inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { changeMark, dayInChina, type Gathered, gather, inputsFor, placeOnStreets } from './gather.ts'
import { checkedPack, packNames, readDictionary, readPack } from './packs.ts'
import { selectMaturityChoices } from './queries/choices.ts'
import {
  dropInputs,
  insertRun,
  type StoredRun,
  selectInput,
  selectLatestRun,
  selectRun,
  selectRunOfDay,
  selectRunsWithInputs,
} from './queries.ts'
import { type CompiledPack, compilePack } from './rules/compile.ts'
import { type Diagnosis, diagnose } from './rules/engine.ts'
import { classesOf, type MaturityResult } from './rules/maturity.ts'
import { type MaturityChoice, withChoice } from './rules/maturity-choice.ts'
import { isFor } from './rules/pack.ts'
import type { Pack } from './rules/pack-schema.ts'
import { runsToDrop } from './rules/retention.ts'
import { decodeInputs, encodeInputs } from './snapshot.ts'

/** Product default, m/min. [domain.md §3.4: planning speeds of 60, 75 and 80 are in use] */
const WALKING_SPEED = 75

/** A computed run, kept in memory so that every number can be opened to its rows. */
export interface Run {
  /** Its id is empty where it was computed for a question and not stored. */
  readonly stored: StoredRun
  readonly compiled: CompiledPack
  readonly diagnosis: Diagnosis
  readonly gathered: Gathered
  /** In the order of the communities. */
  readonly classes: readonly MaturityResult[]
}

/** The runs of all packs. */
export interface Runs {
  /** @returns undefined for an unknown pack, or before any street network was loaded. */
  readonly current: (pack: string) => Promise<Run | undefined>
  /** The run of a past day if it can still be opened, else one computed from the evidence as of it and not stored. */
  readonly asOf: (pack: string, day: string) => Promise<Run | undefined>
  /** Compute and store anew, whether anything has changed or not. */
  readonly recompute: (pack: string) => Promise<Run | undefined>
  /** Look at the store again when next asked: call after a change of one's own, so that its maker sees it at once. */
  readonly lookAgain: () => void
  readonly names: readonly string[]
  /** ISO day in China. */
  readonly today: () => string
}

/** How long a run is taken to be current without looking at the store. */
const LOOK_AGAIN_MS = 2_000

/** Runs of past days that are kept in memory: one of the whole district holds some 50 MB. */
const PAST_RUNS = 4

/**
 * The diagnosis of the store's district by every pack, recomputed when places, facts or declarations have changed.
 * Computing is left to whoever asks first; all others wait for the same run.
 */
export function openRuns(db: Db, today: () => string = () => dayInChina(new Date())): Runs {
  const names = packNames()
  const known = new Map<string, { run: Promise<Run | undefined>; lookedAt: number }>()
  const past = new Map<string, Promise<Run | undefined>>()
  /** The next run of a pack, once the one that is being computed is there. */
  const next = (pack: string, compute: (tx: Tx, previous: Run | undefined) => Promise<Run | undefined>) => {
    const run = (known.get(pack)?.run ?? Promise.resolve(undefined))
      .catch(() => undefined)
      .then((previous) => inScope(db, wholeScope, (tx) => compute(tx, previous)))
    known.set(pack, { run, lookedAt: performance.now() })
    // A run that could not be computed is tried again by the next to ask, not remembered.
    run.catch(() => known.delete(pack))
    return run
  }
  return {
    names,
    today,
    lookAgain: () => {
      for (const entry of known.values()) entry.lookedAt = -Infinity
    },
    current: async (pack) => {
      if (!names.includes(pack)) return undefined
      const entry = known.get(pack)
      if (entry && performance.now() - entry.lookedAt < LOOK_AGAIN_MS) return await entry.run
      return await next(pack, (tx, previous) => currentRun(tx, pack, today(), previous))
    },
    recompute: async (pack) => await next(pack, (tx) => storeRun(tx, pack, today())),
    asOf: async (pack, day) => {
      // Places have hardly any history: what was computed from them is good until they change.
      const key = `${pack} ${day} ${await inScope(db, wholeScope, changeMark)}`
      const run = past.get(key) ?? inScope(db, wholeScope, (tx) => pastRun(tx, pack, day))
      // Asked for last, kept longest.
      past.delete(key)
      past.set(key, run)
      run.catch(() => past.delete(key))
      if (past.size > PAST_RUNS) past.delete(past.keys().next().value!)
      return await run
    },
  }
}

async function currentRun(
  tx: Tx,
  name: string,
  asOf: string,
  previous: Run | undefined,
): Promise<Run | undefined> {
  const mark = await changeMark(tx)
  if (previous?.stored.mark === mark && previous.stored.asOf === asOf) return previous
  const latest = await selectLatestRun(tx, name)
  const { version } = await effectivePack(tx, name)
  const isCurrent = latest?.mark === mark && latest.asOf === asOf && latest.packVersion === version
  if (isCurrent) return await reopen(tx, latest, await gather(tx, asOf))
  return await storeRun(tx, name, asOf)
}

/** Compute and store a run. @returns undefined before any street network was loaded. */
async function storeRun(tx: Tx, name: string, asOf: string): Promise<Run | undefined> {
  const mark = await changeMark(tx)
  const computed = await compute(tx, await effectivePack(tx, name), asOf, await gather(tx, asOf))
  if (!computed) return undefined
  const { run, content } = computed
  const stored = { ...run.stored, runId: randomUUID(), mark, inputsSha256: sha256(content) }
  const { computedAt } = await insertRun(tx, stored, content)
  await insertRows(tx, 'community_result', RESULT_COLUMNS, resultRows(stored.runId, run))
  await dropOldInputs(tx, name, asOf)
  return { ...run, stored: { ...stored, computedAt } }
}

async function pastRun(tx: Tx, name: string, asOf: string): Promise<Run | undefined> {
  const gathered = await gather(tx, asOf, { past: true })
  const stored = await selectRunOfDay(tx, name, asOf)
  const reopened = stored && (await reopen(tx, stored, gathered))
  if (reopened) return reopened
  return (await compute(tx, await effectivePack(tx, name, asOf), asOf, gathered))?.run
}

/** Inputs are most of a run's size; packs/runs says how long they are kept. */
async function dropOldInputs(tx: Tx, pack: string, today: string): Promise<void> {
  const dropped = await dropInputs(tx, runsToDrop(await selectRunsWithInputs(tx, pack), today, keep.inputs))
  if (dropped.length === 0) return
  const subject = { kind: 'pack', id: pack }
  await recordAudit(tx, SYSTEM, { action: 'diagnosis.drop-inputs', subject, detail: { runs: dropped } })
}

/** A pack that ships with the product, with the district's own classes where it has chosen them, by the end of a day. */
export async function effectivePack(tx: Tx, name: string, by?: string): Promise<Pack> {
  const choices = await selectMaturityChoices(tx, name)
  const inForce = choices.find(({ chosenAt }) => !by || dayInChina(chosenAt) <= by)
  return packWith(name, inForce?.content ?? null)
}

/** A pack that ships with the product, with other figures of its classes, or with its own. */
export function packWith(name: string, choice: MaturityChoice | null): Pack {
  const pack = readPack(name)
  return choice ? withChoice(pack, choice) : pack
}

/** Compute a run in memory. @returns undefined before any street network was loaded. */
async function compute(tx: Tx, pack: Pack, asOf: string, gathered: Gathered) {
  const placed = await placeOnStreets(tx, gathered)
  if (!placed) return undefined
  const compiled = compilePack(pack, readDictionary(), WALKING_SPEED)
  const inputs = inputsFor(pack, gathered, placed)
  const diagnosis = diagnose(compiled, inputs)
  const stored: StoredRun = {
    runId: '',
    pack: pack.pack,
    packVersion: pack.version,
    packContent: pack,
    walkingSpeed: compiled.walkingSpeed,
    asOf,
    computedAt: new Date(),
    network: placed.checksum,
    mark: '',
    inputsSha256: '',
    resultsSha256: resultsSha256(diagnosis),
    generated: gathered.communities.some(({ generated }) => generated),
  }
  const run: Run = { stored, compiled, diagnosis, gathered, classes: classesIn(diagnosis, gathered) }
  return { run, content: encodeInputs(inputs) }
}

const RESULT_COLUMNS = [
  ...['community_id', 'run_id', 'profile', 'score_low', 'score_high'],
  ...['completeness', 'class', 'scenarios', 'indicator_low', 'indicator_high'],
]

const resultRows = (runId: string, { diagnosis: { plans, scores }, classes }: Run) =>
  scores.map(({ communityId, score, completeness, scenarios, indicators }, c) => {
    const earned = (values: Float64Array) =>
      Array.from(values, (value, i) => (plans[c]!.indicators[i]!.optOut === null ? value : null))
    return [
      ...[communityId, runId, plans[c]!.profile.id, score[0], score[1]],
      ...[completeness, classes[c]!.class, scenarios, earned(indicators.low), earned(indicators.high)],
    ]
  })

/**
 * Recompute a stored run in memory from its own pack and inputs, to be shown with the names in `gathered`. Undefined if
 * something it was computed from is no longer known by name.
 */
async function reopen(tx: Tx, stored: StoredRun, gathered: Gathered): Promise<Run | undefined> {
  const diagnosis = await recompute(tx, stored)
  const { compiled, district } = diagnosis
  const communityById = new Map(gathered.communities.map((community) => [community.areaId, community]))
  // Also those that were open when it was computed and are known by now to have been closed.
  const onRecord = await facilitiesForDiagnosis(tx)
  const facilityById = new Map(onRecord.map((facility) => [facility.facilityId, facility]))
  const communities = district.communities.map(({ communityId }) => communityById.get(communityId))
  const facilities = district.facilities.map(({ facilityId }) => facilityById.get(facilityId))
  if (!communities.every(isKnown) || !facilities.every(isKnown)) return undefined
  const named = { ...gathered, communities, facilities }
  return { stored, compiled, diagnosis, gathered: named, classes: classesIn(diagnosis, named) }
}

const isKnown = <T>(entry: T | undefined): entry is T => entry !== undefined

async function recompute(tx: Tx, stored: StoredRun): Promise<Diagnosis> {
  const network = await streetNetwork(tx, stored.network)
  const content = await selectInput(tx, stored.runId)
  if (!network || !content) throw new Error(`run ${stored.runId} has lost its inputs`)
  const dictionary = readDictionary()
  const compiled = compilePack(
    checkedPack(stored.packContent, stored.pack, dictionary),
    dictionary,
    stored.walkingSpeed,
  )
  return diagnose(compiled, decodeInputs(content, loadNetwork(network.bytes)))
}

/**
 * Whether a stored run, recomputed from its inputs, gives the same bits, or that its inputs have been dropped.
 *
 * @returns undefined if there is no such run.
 */
export async function verifyRun(
  tx: Tx,
  runId: string,
): Promise<'identical' | 'different' | 'inputs-dropped' | undefined> {
  const stored = await selectRun(tx, runId)
  if (!stored) return undefined
  if (!(await selectInput(tx, runId))) return 'inputs-dropped'
  return resultsSha256(await recompute(tx, stored)) === stored.resultsSha256 ? 'identical' : 'different'
}

/** Class of every community; a rank quota is shared by those whom the pack is made for. */
export const classesIn = (
  { compiled: { pack }, scores }: Pick<Diagnosis, 'compiled' | 'scores'>,
  { communities }: Gathered,
): MaturityResult[] => classesOf(pack.maturity, scores, (c) => isFor(pack, communities[c]!.settlement))

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** Every bit of every score; typed arrays are written as lists of shortest round-trip numbers. */
const resultsSha256 = ({ scores }: Diagnosis) =>
  sha256(
    JSON.stringify(scores, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String) : value,
    ),
  )
