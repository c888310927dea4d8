/** One end of a channel to or from a worker. Messages are copied. */
export interface Port {
  readonly post: (message: unknown) => void
  readonly listen: (take: (message: never) => void) => void
}

/** What a job is given beside its input. */
export interface Task {
  /** Tell the caller how far it is. */
  readonly progress: (state: unknown) => void
  /** Whether the caller has lost interest; true only after the job has let messages in, by awaiting a timer. */
  readonly isCancelled: () => boolean
}

/** What a worker can be asked, by name. */
// biome-ignore lint/suspicious/noExplicitAny: each job has an input of its own
export type Jobs = Readonly<Record<string, (input: any, task: Task) => unknown>>

type Asked =
  | { readonly call: number; readonly job: string; readonly input: unknown }
  | { readonly cancel: number }
type Told =
  | { readonly call: number; readonly progress: unknown }
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly error: unknown }

/** Answers calls of these jobs; one that throws fails its call and no other. */
export function serve(port: Port, jobs: Jobs): void {
  const cancelled = new Set<number>()
  const running = new Set<number>()
  port.listen(async (asked: Asked) => {
    if ('cancel' in asked) {
      if (running.has(asked.cancel)) cancelled.add(asked.cancel)
      return
    }
    const { call, job, input } = asked
    running.add(call)
    const task: Task = {
      progress: (progress) => port.post({ call, progress } satisfies Told),
      isCancelled: () => cancelled.has(call),
    }
    try {
      port.post({ call, result: await jobs[job]!(input, task) } satisfies Told)
    } catch (error) {
      port.post({ call, error } satisfies Told)
    }
    running.delete(call)
    cancelled.delete(call)
  })
}

type Input<J extends Jobs, K extends keyof J> = Parameters<J[K]>[0]
type Result<J extends Jobs, K extends keyof J> = Awaited<ReturnType<J[K]>>

export interface CallOptions {
  readonly onProgress?: (state: never) => void
}

/** A running call. */
export interface Calling<T> {
  readonly result: Promise<T>
  /** Ask the job to stop; it decides what it still returns. */
  readonly cancel: () => void
}

/** The other end of `serve`. `fail` rejects all that is under way, as when the worker has died. */
export function connect<J extends Jobs>(port: Port) {
  const open = new Map<
    number,
    { done: (value: never) => void; fail: (error: unknown) => void } & CallOptions
  >()
  let calls = 0
  port.listen((told: Told) => {
    const waiting = open.get(told.call)
    if (!waiting) return
    if ('progress' in told) return waiting.onProgress?.(told.progress as never)
    open.delete(told.call)
    if ('error' in told) waiting.fail(told.error)
    else waiting.done(told.result as never)
  })
  return {
    call<K extends keyof J & string>(
      job: K,
      input: Input<J, K>,
      options: CallOptions = {},
    ): Calling<Result<J, K>> {
      const call = calls++
      const result = new Promise<Result<J, K>>((done, fail) => {
        open.set(call, { done: done as never, fail, ...options })
      })
      port.post({ call, job, input } satisfies Asked)
      return { result, cancel: () => port.post({ cancel: call } satisfies Asked) }
    },
    fail(error: unknown) {
      for (const { fail } of open.values()) fail(error)
      open.clear()
    },
  }
}
