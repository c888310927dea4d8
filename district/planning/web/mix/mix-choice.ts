import { useEffect, useState } from 'react'
import { useUrlState } from '#platform/ui/url-state.ts'
import { interventions } from '../../rules/candidates.ts'
import type { Need } from '../../rules/siting/demand.ts'
import type { Gap } from '../use-gaps.ts'
import type { WhatIf, WhatIfState } from '../what-if.ts'

/** In the address: tests whose gaps are to be closed (empty: the largest), and interventions not to be used. */
const DEFAULTS = { mend: '', not: '' }
/** So many gaps are chosen at first. */
const FIRST = 3

const listOf = (text: string) => text.split(',').filter((one) => one !== '')

/** Ways that make something one can walk to. */
export const usableMeans = interventions.filter(
  ({ provides }) => provides === undefined || provides.length > 0,
)

/** How large each gap is, as the district is with the changes of the scheme; undefined while it is counted. */
export function useNeeds(whatIf: WhatIf, { opened, settled }: WhatIfState, gaps: readonly Gap[]) {
  const [needs, setNeeds] = useState<ReadonlyMap<string, Need>>()
  const tests = gaps.map(({ test }) => test).join()
  useEffect(() => {
    if (!opened || tests === '') return
    let isOld = false
    void whatIf
      .scored()
      .then(() => whatIf.needs(tests.split(',')))
      .then((found) => isOld || setNeeds(new Map(found.map((need) => [need.test, need]))))
    return () => {
      isOld = true
    }
  }, [whatIf, opened, settled, tests])
  return needs
}

/** What is to be closed by what, kept in the address. */
export function useMixChoice(gaps: readonly Gap[], needs: ReadonlyMap<string, Need> | undefined) {
  const [choice, change] = useUrlState(DEFAULTS)
  const size = (gap: Gap) => needs?.get(gap.test)?.unserved ?? 0
  const largestFirst = [...gaps].sort((a, b) => size(b) - size(a))
  const not = listOf(choice.not)
  const chosen = listOf(choice.mend).filter((test) => gaps.some((gap) => gap.test === test))
  return {
    gaps: largestFirst,
    tests:
      chosen.length > 0 || choice.mend !== '' ? chosen : largestFirst.slice(0, FIRST).map(({ test }) => test),
    means: usableMeans.filter(({ id }) => !not.includes(id)).map(({ id }) => id),
    setTests: (tests: readonly string[]) => change({ mend: tests.join() || 'none' }),
    setMeans: (means: readonly string[]) =>
      change({ not: usableMeans.flatMap(({ id }) => (means.includes(id) ? [] : [id])).join() }),
  }
}
