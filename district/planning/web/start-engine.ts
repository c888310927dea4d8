import { connect } from '#platform/workers/calls.ts'
import { toWorker } from '#platform/workers/web.ts'
import type { EngineJobs } from './engine-jobs.ts'

/** The engine of the district in a worker of its own; `onDeath` is told when the worker ends by itself. */
export function startEngine(onDeath: (error: unknown) => void) {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })
  const engine = connect<EngineJobs>(
    toWorker(worker, (error) => {
      engine.fail(error)
      onDeath(error)
    }),
  )
  return { call: engine.call, close: () => worker.terminate() }
}
