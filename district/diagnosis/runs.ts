import { createHash, randomUUID } from 'node:crypto'
import { loadNetwork } from '#core/reach/saved.ts'
import { streetNetwork } from '#foundation/place/read.ts'
import { insertRows } from '#platform/store/bulk.ts'
import { type Db, inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { changeMark, type Gathered, gather, inputsFor, type Placed, placeOnStreets } from './gather.ts'
import { checkedPack, packNames, readDictionary, readPack } from './packs.ts'
import {
  insertRun,
  type StoredRun,
  selectInput,
  selectLatestRun,
  selectMaturityChoices,
  selectRun,
} from './queries.ts'
import { type CompiledPack, compilePack } from './rules/compile.ts'
import { type Diagnosis, diagnose } from './rules/engine.ts'
import { classesOf, type MaturityResult } from './rules/maturity.ts'
import { type MaturityChoice, withChoice } from './rules/maturity-choice.ts'
import { isFor } from './rules/pack.ts'
import type { Pack } from './rules/pack-schema.ts'
import { decodeInputs, encodeInputs } from './snapshot.ts'

/** Product default, m/min. [domain.md §3.4: planning speeds of 60, 75 and 80 are in use] */
const WALKING_SPEED = 75

/** A computed run, kept in memory so that every number can be opened to its rows. */
export interface Run {
  readonly stored: StoredRun
  readonly compiled: CompiledPack
  readonly diagnosis: Diagnosis
  readonly gathered: Gathered
  /** In the order of the communities. */
  readonly classes: readonly MaturityResult[]
}

/** The current runs of all packs. */
export interface Runs {
  /** @returns undefined for an unknown pack, or before any street network was loaded. */
  readonly current: (pack: string) => Promise<Run | undefined>
  /** Look at the store again when next asked: call after a change of one's own, so that its maker sees it at once. */
  readonly lookAgain: () => void
  readonly names: readonly string[]
}

/** How long a run is taken to be current without looking at the store. */
const LOOK_AGAIN_MS = 2_000

/**
 * The diagnosis of the store's district by every pack, recomputed when places, facts or declarations have changed.
 * Computing is left to whoever asks first; all others wait for the same run.
 */
export function openRuns(db: Db, today: () => string = chinaToday): Runs {
  const names = packNames()
  const known = new Map<string, { run: Promise<Run | undefined>; lookedAt: number }>()
  const lookAgain = () => {
    for (const entry of known.values()) entry.lookedAt = -Infinity
  }
  const refresh = async (pack: string, previous: Run | undefined) =>
    await inScope(db, wholeScope, (tx) => currentRun(tx, pack, today(), previous))
  return {
    names,
    lookAgain,
    current: async (pack) => {
      if (!names.includes(pack)) return undefined
      const entry = known.get(pack)
      if (entry && performance.now() - entry.lookedAt < LOOK_AGAIN_MS) return await entry.run
      const run = (entry?.run ?? Promise.resolve(undefined))
        .catch(() => undefined)
        .then((run) => refresh(pack, run))
      known.set(pack, { run, lookedAt: performance.now() })
      // A run that could not be computed is tried again by the next to ask, not remembered.
      run.catch(() => known.delete(pack))
      return await run
    },
  }
}

/** The district's time zone is China's, whatever the server's is. */
const chinaToday = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

async function currentRun(
  tx: Tx,
  name: string,
  asOf: string,
  previous: Run | undefined,
): Promise<Run | undefined> {
  const mark = await changeMark(tx)
  if (previous?.stored.mark === mark && previous.stored.asOf === asOf) return previous
  const dictionary = readDictionary()
  const pack = await effectivePack(tx, name)
  const gathered = await gather(tx, asOf)
  const latest = await selectLatestRun(tx, name)
  const isCurrent = latest?.mark === mark && latest.asOf === asOf && latest.packVersion === pack.version
  if (isCurrent) return await reopen(tx, latest, gathered)
  const placed = await placeOnStreets(tx, gathered)
  if (!placed) return undefined
  const compiled = compilePack(pack, dictionary, WALKING_SPEED)
  return await computeRun(tx, compiled, gathered, placed, { mark, asOf })
}

/** A pack that ships with the product, with the district's own classes where it has chosen them. */
export async function effectivePack(tx: Tx, name: string): Promise<Pack> {
  const [latest] = await selectMaturityChoices(tx, name, 1)
  return packWith(name, latest?.content ?? null)
}

/** A pack that ships with the product, with other figures of its classes, or with its own. */
export function packWith(name: string, choice: MaturityChoice | null): Pack {
  const pack = readPack(name)
  return choice ? withChoice(pack, choice) : pack
}

/** Compute and store a run. */
async function computeRun(
  tx: Tx,
  compiled: CompiledPack,
  gathered: Gathered,
  placed: Placed,
  { mark, asOf }: { mark: string; asOf: string },
): Promise<Run> {
  const inputs = inputsFor(compiled.pack, gathered, placed)
  const diagnosis = diagnose(compiled, inputs)
  const content = encodeInputs(inputs)
  const run = {
    runId: randomUUID(),
    pack: compiled.pack.pack,
    packVersion: compiled.pack.version,
    packContent: compiled.pack,
    walkingSpeed: compiled.walkingSpeed,
    asOf,
    network: placed.checksum,
    mark,
    inputsSha256: sha256(content),
    resultsSha256: resultsSha256(diagnosis),
    generated: gathered.communities.some(({ generated }) => generated),
  }
  const { computedAt } = await insertRun(tx, run, content)
  const classes = classesIn(diagnosis, gathered)
  await insertRows(tx, 'community_result', RESULT_COLUMNS, resultRows(run.runId, diagnosis, classes))
  return { stored: { ...run, computedAt }, compiled, diagnosis, gathered, classes }
}

const RESULT_COLUMNS = [
  ...['community_id', 'run_id', 'profile', 'score_low', 'score_high'],
  ...['completeness', 'class', 'scenarios'],
]

const resultRows = (runId: string, { plans, scores }: Diagnosis, classes: readonly MaturityResult[]) =>
  scores.map(({ communityId, score, completeness, scenarios }, c) => [
    ...[communityId, runId, plans[c]!.profile.id, score[0], score[1]],
    ...[completeness, classes[c]!.class, scenarios],
  ])

/** Recompute a stored run in memory from its own pack and inputs. */
async function reopen(tx: Tx, stored: StoredRun, gathered: Gathered): Promise<Run> {
  const diagnosis = await recompute(tx, stored)
  return {
    stored,
    compiled: diagnosis.compiled,
    diagnosis,
    gathered,
    classes: classesIn(diagnosis, gathered),
  }
}

async function recompute(tx: Tx, stored: StoredRun): Promise<Diagnosis> {
  const dictionary = readDictionary()
  const compiled = compilePack(
    checkedPack(stored.packContent, stored.pack, dictionary),
    dictionary,
    stored.walkingSpeed,
  )
  const network = await streetNetwork(tx, stored.network)
  const content = await selectInput(tx, stored.runId)
  if (!network || !content) throw new Error(`run ${stored.runId} has lost its inputs`)
  return diagnose(compiled, decodeInputs(content, loadNetwork(network.bytes)))
}

/** Whether a stored run, recomputed from its inputs, gives the same bits. @returns undefined if there is no such run. */
export async function verifyRun(tx: Tx, runId: string): Promise<boolean | undefined> {
  const stored = await selectRun(tx, runId)
  return stored && resultsSha256(await recompute(tx, stored)) === stored.resultsSha256
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
