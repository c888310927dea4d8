import type { MissingEvidence } from '#district/diagnosis/contract.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { words } from './words.ts'

/** A function that names a missing piece of evidence: the fact, or what is not known about a kind of facility. */
export function useNeedText(): (evidence: MissingEvidence) => string {
  const w = useWords(words)
  const name = useName()
  return ({ need, name: what }) => {
    const named = name(what)
    if (need === 'survey') return w.needSurvey(named)
    if (need === 'capacity') return w.needCapacity(named)
    if (need === 'area') return w.needArea(named)
    if (need === 'people') return w.needPeople
    if (need === 'ages') return w.needAges
    if (need === 'households') return w.needHouseholds
    return named
  }
}
