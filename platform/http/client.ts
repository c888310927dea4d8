import type { Problem } from './errors.ts'
import { type Input, type Reply, type RouteContract, urlOf } from './route.ts'

type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: unknown },
) => Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>

/** The server refused; `problem.title` is a sentence for the user. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

export interface CallOptions {
  /** An AbortSignal, passed on to `fetch`. */
  readonly signal?: unknown
}

/**
 * A caller of operations by their contract. `fetch` is passed in, so this file needs neither DOM nor Node.
 *
 * @throws ProblemError if the server refuses.
 */
export function client(baseUrl: string, fetch: Fetch, headers: () => Record<string, string> = () => ({})) {
  return async <C extends RouteContract>(
    contract: C,
    input: Partial<Input<C>> = {},
    options: CallOptions = {},
  ): Promise<Reply<C>> => {
    const reply = await fetch(baseUrl + urlOf(contract, input), {
      method: contract.method,
      headers: { ...headers(), ...(input.body !== undefined && { 'content-type': 'application/json' }) },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      ...options,
    })
    if (!reply.ok) throw new ProblemError((await reply.json()) as Problem)
    return (await reply.json()) as Reply<C>
  }
}
