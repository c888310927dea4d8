import { useMemo } from 'react'
import { useReadIf } from '#platform/ui/api.ts'
import { type Candidate, listCandidates } from '../contract.ts'
import { costOf, hostIdOf, usualIntervention } from '../rules/candidates.ts'

/** A candidate with what a facility there costs. */
export interface CostedCandidate extends Candidate {
  readonly id: string
  readonly fen: number
  /** As recorded; else by the catalogue. */
  readonly stated: boolean
}

/** The register of vacant space with costs; one whose cost cannot be told is left out. */
export function useCosted(): CostedCandidate[] | undefined {
  const { data } = useReadIf(true, listCandidates)
  return useMemo(
    () =>
      data?.flatMap((candidate) => {
        const cost = costOf(candidate, usualIntervention(candidate.kind))
        return cost ? [{ ...candidate, ...cost, id: hostIdOf(candidate) }] : []
      }),
    [data],
  )
}
