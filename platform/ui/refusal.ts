import { ProblemError } from '#platform/http/client.ts'

/** Why the server refused, to be shown in a form: at the field it names, or else for the whole. */
export interface Refusal {
  /** The server's own sentence; undefined where the fault is no refusal, e.g. a lost connection. */
  readonly sentence: string | undefined
  /** The reason given for a field, e.g. `body.reason` or `reason`. */
  readonly at: (field: string) => string | undefined
  /** Whether any field is named: then the sentence need not be said again. */
  readonly hasFields: boolean
}

export function refusalOf(error: unknown): Refusal | undefined {
  if (error === undefined || error === null) return undefined
  const problem = error instanceof ProblemError ? error.problem : undefined
  const faults = problem?.faults ?? []
  return {
    sentence: problem?.title,
    at: (field) => faults.find((fault) => fault.field === field)?.reason,
    hasFields: faults.some((fault) => fault.field !== undefined),
  }
}

/** The server's sentence for a refusal with its reasons, as one text; `undefined` for any other failure. */
export function refusalText(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { title, faults = [] } = error.problem
  return [title, ...faults.map(({ reason }) => reason)].join(' · ')
}
