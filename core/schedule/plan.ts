import type { Span } from './span.ts'

/** What is to be done by when. Dates are ISO days, a start and a finish both count as days of the step. */
export interface Plan {
  readonly steps: readonly Step[]
  readonly from: string // today, or the first day of a project ahead: nothing open starts before it
  readonly deadline: string // last day on which a step may finish
}

/** One step; a milestone is a step of one day. */
export interface Step {
  readonly id: string
  readonly duration: Span // at least 1; a step of working days starts and finishes on working days
  readonly after?: readonly Dependency[]
  readonly notBefore?: string // earliest start
  readonly startOn?: string // fixed start: no other day will do
  readonly finishOn?: string // fixed finish; the step may start earlier than its duration needs
  /** What has happened stays: a step that is started no longer waits for others or for its start, a done one for nothing. */
  readonly started?: string
  readonly finished?: string
}

/** Finish to start: the step may start on the day after `step` has finished and `lag`, if any, has passed. */
export interface Dependency {
  readonly step: string
  readonly lag?: Span
}

/** Why a plan cannot be calculated at all, and the step that is to blame. */
export class PlanError extends RangeError {
  readonly code: PlanFault
  readonly step: string

  constructor(code: PlanFault, step: string, message: string) {
    super(message)
    this.code = code
    this.step = step
  }
}

/**
 *   date             not a day of the calendar
 *   span             a duration below 1, a lag below 0, or not a whole number
 *   repeated-step    two steps have one id
 *   unknown-step     a dependency on a step that is not there
 *   cycle            a step waits for itself, directly or through others
 *   fixed-date       a fixed start or finish on a day off, before `notBefore`, or the finish before the start
 *   history          started or finished after today, or finished before it started
 *   beyond-calendar  the calendar ends before the step does, or begins after its latest start
 */
export type PlanFault =
  | 'date'
  | 'span'
  | 'repeated-step'
  | 'unknown-step'
  | 'cycle'
  | 'fixed-date'
  | 'history'
  | 'beyond-calendar'
