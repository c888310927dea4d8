import { loadNetwork } from '#core/reach/saved.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { ProblemError } from '#platform/http/client.ts'
import { urlOf } from '#platform/http/route.ts'
import { serve, type Task } from '#platform/workers/calls.ts'
import { toPage } from '#platform/workers/web.ts'
import { type Change, planningModel, planningStreets } from '../contract.ts'
import { type Engine, openEngine } from '../rules/engine.ts'
import { seekMix } from '../rules/mix/mix.ts'
import { decodeModel } from '../rules/model.ts'
import { chooseSites } from '../rules/siting/choose.ts'
import { needOf } from '../rules/siting/demand.ts'
import type { Applied, Ended, EngineJobs, OpeningStep } from './engine-jobs.ts'

/** The engine of the district, in a worker: the page stays free while it computes. */
let engine: Engine | undefined
/** Residents within the walk as the district is, by test. */
let servedBefore: ReadonlyMap<string, number> = new Map()

const TELL_EVERY_MS = 100

function opened(): Engine {
  if (!engine) throw new RangeError('the engine is not open')
  return engine
}

const jobs: EngineJobs = {
  open: async (_, { progress }) => {
    const tell = (step: OpeningStep) => progress(step)
    tell('model')
    const model = decodeModel(await (await ask(urlOf(planningModel))).text())
    tell('streets')
    const reply = await ask(urlOf(planningStreets, { params: { checksum: model.network } }))
    const streets = loadNetwork(new Uint8Array(await reply.arrayBuffer()))
    tell('engine')
    engine = openEngine({ ...model, streets })
    servedBefore = engine.served(new Set(facilityKinds.keys()))
    return {
      packs: model.parts.map(({ pack }) => pack),
      outcomes: engine.outcomes,
      facilities: model.facilities.map(({ facilityId, kind, capacity, areaM2 }, f) => ({
        ...{ facilityId, kind, capacity, areaM2 },
        ...model.names[f]!,
      })),
      streetNodes: streets.lon.length,
      demo: model.demo,
    }
  },
  site: (question, task) => toTheEnd(chooseSites(opened(), question), task),
  mix: (question, task) => toTheEnd(seekMix(opened(), question), task),
  needs: ({ tests }) => tests.map((test) => needOf(opened(), test)),
  apply: ({ changes }): Applied => {
    const engine = opened()
    const { outcomes } = engine
    const changed = engine.apply(changes).map((c) => [c, outcomes[c]!] as const)
    const served = [...engine.served(kindsOf(engine, changes))]
    return {
      changed,
      served: served.map(([test, now]) => [test, now, servedBefore.get(test) ?? 0] as const),
    }
  },
}

/** Goes through a search step by step, tells now and then how far it is, and stops when it is told to. */
async function toTheEnd<S>(search: Generator<S, void>, { progress, isCancelled }: Task): Promise<Ended<S>> {
  let step: S | undefined
  let told = 0
  for (step of search) {
    if (performance.now() - told < TELL_EVERY_MS) continue
    told = performance.now()
    progress(step)
    await new Promise((resolve) => setTimeout(resolve)) // lets a word to stop in, and changes
    if (isCancelled()) return { step, stopped: true }
  }
  if (step === undefined) throw new RangeError('a search has a step at least')
  return { step, stopped: false }
}

/** The kinds of facilities that changes are about. */
function kindsOf({ model: { facilities } }: Engine, changes: readonly Change[]): Set<string> {
  const ids = new Set(changes.map(({ facilityId }) => facilityId))
  const kinds = new Set(changes.flatMap((change) => (change.kind === 'add' ? [change.facilityKind] : [])))
  for (const { facilityId, kind } of facilities) if (ids.has(facilityId)) kinds.add(kind)
  return kinds
}

async function ask(url: string): Promise<Response> {
  const reply = await fetch(url)
  if (!reply.ok) throw new ProblemError(await reply.json())
  return reply
}

serve(toPage(), jobs)
