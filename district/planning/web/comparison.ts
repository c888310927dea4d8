import { useEffect, useMemo, useRef, useState } from 'react'
import type { Change, Outcome } from '../contract.ts'
import type { Applied, Opened, OpeningStep } from './engine-jobs.ts'
import { startEngine } from './start-engine.ts'

/** How the district fares on one side. */
export interface SideResult {
  /** By community number. */
  readonly outcomes: readonly Outcome[]
  /** Residents within the walk, by test; tests that the side leaves alone are not in it. */
  readonly served: ReadonlyMap<string, number>
}

export interface Comparison {
  readonly step: OpeningStep
  readonly opened: Opened | undefined
  readonly failed: unknown
  /** Undefined until both sides are computed. */
  readonly sides: { readonly a: SideResult; readonly b: SideResult } | undefined
  /** Residents within the walk as the district is, of the tests that a side is about. */
  readonly servedNow: ReadonlyMap<string, number>
}

const NOTHING: Comparison = {
  ...{ step: 'model', opened: undefined, failed: undefined, sides: undefined, servedNow: new Map() },
}

/** Two lists of changes applied one after the other by one engine; `undefined` while a list is not known. */
export function useComparison(
  a: readonly Change[] | undefined,
  b: readonly Change[] | undefined,
): Comparison {
  const [state, setState] = useState(NOTHING)
  const running = useRef<ReturnType<typeof startComparing>>(undefined)
  useEffect(() => {
    const comparing = startComparing((patch) => setState((before) => ({ ...before, ...patch })))
    running.current = comparing
    return comparing.close
  }, [])
  const { opened } = state
  useEffect(() => {
    if (!opened || !a || !b) return
    let isWanted = true
    setState((before) => ({ ...before, sides: undefined }))
    void running.current?.compare(a, b).then((result) => {
      if (isWanted && result) setState((before) => ({ ...before, ...result }))
    })
    return () => {
      isWanted = false
    }
  }, [opened, a, b])
  return useMemo(() => (a && b ? state : { ...state, sides: undefined }), [state, a, b])
}

function startComparing(set: (patch: Partial<Comparison>) => void) {
  const fail = (failed: unknown) => set({ failed })
  const engine = startEngine(fail)
  /** As the engine has them now; its replies come in the order of the calls. */
  let now: readonly Outcome[] = []
  engine
    .call('open', undefined, { onProgress: (step: OpeningStep) => set({ step }) })
    .result.then((opened) => {
      now = opened.outcomes
      set({ opened })
    }, fail)

  async function side(changes: readonly Change[]): Promise<SideResult & { before: Map<string, number> }> {
    const { changed, served }: Applied = await engine.call('apply', { changes }).result
    const outcomes = [...now]
    for (const [community, outcome] of changed) outcomes[community] = outcome
    now = outcomes
    return {
      outcomes,
      served: new Map(served.map(([test, count]) => [test, count])),
      before: new Map(served.map(([test, , count]) => [test, count])),
    }
  }
  return {
    compare: async (a: readonly Change[], b: readonly Change[]) => {
      try {
        const both = await Promise.all([side(a), side(b)])
        const servedNow = new Map([...both[0].before, ...both[1].before])
        return { sides: { a: both[0], b: both[1] }, servedNow }
      } catch (error) {
        fail(error)
        return undefined
      }
    },
    close: engine.close,
  }
}
