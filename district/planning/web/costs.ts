import { useMemo } from 'react'
import { useReadIf } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { type Candidate, type Change, listCandidates } from '../contract.ts'
import { hostIdOf } from '../rules/candidates.ts'
import { type ChangeCost, costsOf } from '../rules/costs.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'
import type { OpenedFacility } from './engine-jobs.ts'
import { meansWords } from './means-words.ts'

/** The register of vacant space by the id by which changes name a host; undefined while it is on its way. */
export function useHosts(): ReadonlyMap<string, Candidate> | undefined {
  const { data, error } = useReadIf(true, listCandidates)
  if (error) throw error
  return useMemo(() => data && new Map(data.map((candidate) => [hostIdOf(candidate), candidate])), [data])
}

/** What each change costs, in their order; undefined until the register is here. */
export function useCosts(
  changes: readonly Change[],
  facilities: ReadonlyMap<string, OpenedFacility>,
): readonly ChangeCost[] | undefined {
  const candidates = useHosts()
  return useMemo(
    () => candidates && costsOf(changes, { candidates, facilities }),
    [changes, candidates, facilities],
  )
}

/** A cost as it is read: as recorded, about so much by the catalogue, or not known and why. */
export function useCostText(): (cost: Pick<ChangeCost, 'fen' | 'stated' | 'why'>) => string {
  const w = useWords(meansWords)
  const n = useNumbers()
  return ({ fen, stated, why }) => {
    if (fen === null) return why ? w.unknownFor(w.why[why]) : w.costUnknown
    const wan = n.value(fen / FEN_PER_WAN)
    return stated ? w.wan(wan) : w.aboutWan(wan)
  }
}
