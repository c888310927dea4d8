import { ProblemError } from '#platform/http/client.ts'

/** The server's sentence for a refusal with its reasons; `undefined` for any other failure. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { title, faults = [] } = error.problem
  return [title, ...faults.map(({ reason }) => reason)].join(' · ')
}
