import { type WorkingCalendar, workingBefore } from './calendar.ts'
import { type Day, isoOf } from './day.ts'
import { type Network, type Node, networkOf } from './network.ts'
import {
  type Dates,
  type Earliest,
  earliestDates,
  latestDates,
  type Overrun,
  worstOverrun,
} from './passes.ts'
import type { Plan } from './plan.ts'
import { type Shortening, shortenings } from './shorten.ts'

/** Everything a plan gives, counted back from its deadline. */
export interface Schedule {
  readonly steps: readonly StepDates[] // as in the plan
  readonly finish: string | undefined // earliest finish of the whole; undefined without steps
  /**
   * Ids, first to last: each starts as soon as the one before it lets it, and the last one decides when the plan is
   * finished. Where the plan does not fit, the path that misses by most.
   */
  readonly criticalPath: readonly string[]
  readonly miss: Miss | undefined // undefined: the plan fits
  readonly confirmed: boolean // false: a year without a notice is touched
}

/** Dates of a step. Of a step that is done they are all as it happened; its start may not be known. */
export interface StepDates {
  readonly id: string
  readonly state: 'open' | 'started' | 'done'
  readonly earliestStart: string | undefined
  readonly earliestFinish: string
  readonly latestStart: string | undefined
  readonly latestFinish: string
  /**
   * Working days that may pass idle before an open step starts, or after the earliest finish of a started one.
   * Negative when too late; 0 also when late by days off alone, so `miss` says whether a plan fits.
   */
  readonly slack: number
}

/** How a plan does not fit. */
export interface Miss {
  readonly at: Overrun['at'] // what the last step of the critical path comes too late for
  readonly days: number // days too late
  readonly workingDays: number // working days among them
  readonly shortenings: readonly Shortening[] // what would do, smallest change first; empty: no single step is enough
}

/**
 * Schedules a plan backward from its deadline and forward from today (critical path method; Kelley, Walker 1959), in
 * time proportional to steps and dependencies; if it does not fit, once more for each step of the critical path.
 *
 * @throws PlanError naming the step; RangeError if `from` or `deadline` is not in the calendar.
 */
export function scheduleBackward(calendar: WorkingCalendar, plan: Plan): Schedule {
  const network = networkOf(calendar, plan)
  const earliest = earliestDates(calendar, network)
  const latest = latestDates(calendar, network)
  const worst = worstOverrun(network, earliest)
  const path = worst ? pathTo(worst, earliest) : []
  const nodes = new Map(network.nodes.map((node) => [node.id, node]))
  const finish = Math.max(...[...earliest.values()].map((dates) => dates.finish))
  return {
    steps: plan.steps.map(({ id }) => {
      const node = nodes.get(id)!
      return stepDates(calendar, node, earliest.get(node)!, latest.get(node))
    }),
    finish: worst && isoOf(finish),
    criticalPath: path.map(({ id }) => id),
    miss: worst && worst.day > worst.limit ? missOf(calendar, network, worst, path) : undefined,
    confirmed: Math.max(network.from, network.deadline, finish) <= calendar.confirmedTo,
  }
}

/** The steps that drive the overrun, first to last. */
function pathTo({ node, at }: Overrun, earliest: ReadonlyMap<Node, Earliest>): Node[] {
  const path = [node]
  let driver = earliest.get(node)![at === 'fixed-start' ? 'startDriver' : 'finishDriver']
  for (; driver; driver = earliest.get(driver)!.finishDriver) path.push(driver)
  return path.reverse()
}

function stepDates(
  calendar: WorkingCalendar,
  { id, started, finished }: Node,
  earliest: Dates,
  latest: Dates = earliest,
): StepDates {
  const state = finished !== undefined ? 'done' : started !== undefined ? 'started' : 'open'
  return {
    id,
    state,
    earliestStart: earliest.start === undefined ? undefined : isoOf(earliest.start),
    earliestFinish: isoOf(earliest.finish),
    latestStart: latest.start === undefined ? undefined : isoOf(latest.start),
    latestFinish: isoOf(latest.finish),
    slack:
      state === 'open'
        ? workingFrom(calendar, earliest.start!, latest.start!)
        : workingFrom(calendar, earliest.finish + 1, latest.finish + 1),
  }
}

function missOf(
  calendar: WorkingCalendar,
  network: Network,
  { at, day, limit }: Overrun,
  path: readonly Node[],
): Miss {
  return {
    at,
    days: day - limit,
    workingDays: workingFrom(calendar, limit + 1, day + 1),
    shortenings: shortenings(calendar, network, path),
  }
}

const workingFrom = (calendar: WorkingCalendar, from: Day, until: Day) =>
  workingBefore(calendar, until) - workingBefore(calendar, from)
