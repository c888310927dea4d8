/// <reference lib="webworker" />
import type { Port } from './calls.ts'

/** From a page to its worker. `onDeath` is told when the worker cannot be loaded or ends by an error of its own. */
export function toWorker(worker: Worker, onDeath: (error: unknown) => void): Port {
  worker.addEventListener('error', (event) =>
    onDeath(new Error(event.message || 'the worker could not be loaded')),
  )
  return {
    post: (message) => worker.postMessage(message),
    listen: (take) => worker.addEventListener('message', ({ data }) => take(data as never)),
  }
}

/** Within a worker, to the page that started it. */
export function toPage(): Port {
  return {
    post: (message) => self.postMessage(message),
    listen: (take) => self.addEventListener('message', ({ data }) => take(data as never)),
  }
}
