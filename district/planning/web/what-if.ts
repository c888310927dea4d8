import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Calling } from '#platform/workers/calls.ts'
import type { Change, Outcome } from '../contract.ts'
import type { MixQuestion, MixStep } from '../rules/mix/question.ts'
import type { Need } from '../rules/siting/demand.ts'
import type { SitingQuestion, SitingStep } from '../rules/siting/question.ts'
import type { Applied, Ended, Opened, OpeningStep } from './engine-jobs.ts'
import { startEngine } from './start-engine.ts'

/** What is tried out, and how the district fares with it. */
export interface WhatIfState {
  readonly step: OpeningStep
  /** Undefined until the engine is open. */
  readonly opened: Opened | undefined
  readonly failed: unknown
  readonly changes: readonly Change[]
  /** The changes without what is on its way by a pin that is still held: for lists that need not follow each move. */
  readonly settled: readonly Change[]
  /** By community number: as it is with the changes that the engine has applied. */
  readonly now: readonly Outcome[]
  readonly served: Applied['served']
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** The engine in its worker, and the changes that are made to it. */
export interface WhatIf {
  readonly subscribe: (listener: () => void) => () => void
  readonly state: () => WhatIfState
  /**
   * Try these changes instead. `event` is the moment of the pointer or key behind it: nothing is drawn anew for it
   * until its scores are there. A step that is not recorded (a pin on its way) is not undone on its own.
   */
  readonly change: (changes: readonly Change[], options?: { event?: number; record?: boolean }) => void
  /** Once the scores of all changes so far are in the state; at once where the engine is not open yet. */
  readonly scored: () => Promise<void>
  readonly undo: () => void
  readonly redo: () => void
  /** Seek sites for a gap, over the facilities as they are with the changes. */
  readonly site: (
    question: SitingQuestion,
    onProgress: (step: SitingStep) => void,
  ) => Calling<Ended<SitingStep>>
  /** Seek what can be had for how much money, over several gaps. */
  readonly mix: (question: MixQuestion, onProgress: (step: MixStep) => void) => Calling<Ended<MixStep>>
  /** How large these gaps are, with the changes. */
  readonly needs: (tests: readonly string[]) => Promise<readonly Need[]>
  /** Start from these changes, with nothing to undo. */
  readonly load: (changes: readonly Change[]) => void
  readonly close: () => void
}

const NOTHING: WhatIfState = {
  ...{ step: 'model', opened: undefined, failed: undefined },
  ...{ changes: [], settled: [], now: [], served: [] },
  ...{ canUndo: false, canRedo: false },
}

/** Undone at most so many steps. */
const STEPS_MAX = 200

export function createWhatIf(): WhatIf {
  const engine = startEngine((error) => fail(error))
  const listeners = new Set<() => void>()
  let state = NOTHING
  let past: (readonly Change[])[] = []
  let future: (readonly Change[])[] = []
  /** The list before a pin was taken up. */
  let recorded: readonly Change[] = []

  const set = (patch: Partial<WhatIfState>) => {
    state = { ...state, ...patch, settled: recorded, canUndo: past.length > 0, canRedo: future.length > 0 }
    for (const listener of listeners) listener()
  }
  const fail = (failed: unknown) => set({ failed })
  // While a pin is on its way scores come faster than they can be drawn.
  const draw = oncePerFrame(() => set({}))

  const opening = engine.call('open', undefined, { onProgress: (step: OpeningStep) => set({ step }) })
  opening.result.then((opened) => {
    set({ opened, now: opened.outcomes })
    apply(state.changes)
  }, fail)

  /** While one list is being computed only the latest of those that come in waits for its turn. */
  let isBusy = false
  const awaiting: (() => void)[] = []
  let wanted: { readonly changes: readonly Change[]; readonly event: number | undefined } | undefined
  function apply(changes: readonly Change[], event?: number): void {
    wanted = { changes, event }
    if (isBusy || !state.opened) return
    isBusy = true
    const asked = wanted
    wanted = undefined
    engine.call('apply', { changes: asked.changes }).result.then(({ changed, served }) => {
      const now = [...state.now]
      for (const [community, outcome] of changed) now[community] = outcome
      state = { ...state, now, served }
      // From the pointer to the new scores in the state of the page, for whoever measures; painting comes after.
      if (asked.event !== undefined) performance.measure('what-if', { start: asked.event })
      isBusy = false
      if (wanted) apply(wanted.changes, wanted.event)
      else for (const tell of awaiting.splice(0)) tell()
      if (asked.event === undefined) set({})
      else draw()
    }, fail)
  }

  function step(from: (readonly Change[])[], to: (readonly Change[])[]): void {
    const changes = from.pop()
    if (!changes) return
    to.push(recorded)
    recorded = changes
    set({ changes })
    apply(changes)
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    change: (changes, { event, record = true } = {}) => {
      if (record && changes !== recorded) {
        past = [...past, recorded].slice(-STEPS_MAX)
        future = []
        recorded = changes
      }
      state = { ...state, changes }
      apply(changes, event)
      if (event === undefined || !state.opened) set({})
    },
    scored: () => (isBusy ? new Promise((tell) => void awaiting.push(tell)) : Promise.resolve()),
    undo: () => step(past, future),
    redo: () => step(future, past),
    load: (changes) => {
      past = []
      future = []
      recorded = changes
      set({ changes })
      apply(changes)
    },
    mix: (question, onProgress) => engine.call('mix', question, { onProgress }),
    needs: (tests) => engine.call('needs', { tests }).result,
    site: (question, onProgress) => engine.call('site', question, { onProgress }),
    close: engine.close,
  }
}

function oncePerFrame(draw: () => void): () => void {
  let isAsked = false
  return () => {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(() => {
      isAsked = false
      draw()
    })
  }
}

/** An engine for as long as the component is on the page. */
export function useWhatIf(): readonly [WhatIf, WhatIfState] {
  const [whatIf] = useState(createWhatIf)
  useEffect(() => () => whatIf.close(), [whatIf])
  return [whatIf, useSyncExternalStore(whatIf.subscribe, whatIf.state)]
}
