import type { WorkState } from '../../contract/works.ts'

/** Which states may follow each: on, back where a step was recorded in error, or dropped and taken up again. */
const NEXT: Readonly<Record<WorkState, readonly WorkState[]>> = {
  planned: ['approved', 'dropped'],
  approved: ['building', 'planned', 'dropped'],
  building: ['built', 'approved', 'dropped'],
  built: ['building'],
  dropped: ['planned'],
}

/** The states that may follow. */
export const nextStates = (state: WorkState): readonly WorkState[] => NEXT[state]

interface Step {
  readonly state: WorkState
  readonly on: string
}

/** The days that count: since when it is in its state, and when building began and ended, as it stands now. */
export function standOf(steps: readonly Step[]) {
  const { state, on } = steps.at(-1)!
  const isUnder = state === 'building' || state === 'built'
  const since = (wanted: WorkState) => steps.findLast((step) => step.state === wanted)?.on ?? null
  return {
    state,
    stateOn: on,
    startedOn: isUnder ? since('building') : null,
    builtOn: state === 'built' ? since('built') : null,
  }
}
