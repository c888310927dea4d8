import type { WorkingCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import { type Network, type Node, refuse } from './network.ts'
import { firstStart, lastDay, lastFinish, latestStart, type Span } from './span.ts'

/** Start and finish of a step; a step that is done may have no known start. */
export interface Dates {
  readonly start: Day | undefined
  readonly finish: Day
}

/** The earliest dates of a step, and the step that keeps it from an earlier start or finish, if a step does. */
export interface Earliest extends Dates {
  readonly startDriver?: Node | undefined
  readonly finishDriver?: Node | undefined // none where the step has to wait with its finish
}

/**
 * The earliest dates of every step, as if there were no deadline and steps might come too late for their fixed dates.
 * `shortened` takes the place of one step's duration.
 * @throws PlanError beyond-calendar
 */
export function earliestDates(
  calendar: WorkingCalendar,
  network: Network,
  shortened?: { readonly node: Node; readonly span: Span },
): Map<Node, Earliest> {
  const dates = new Map<Node, Earliest>()
  for (const node of network.nodes) {
    if (node.finished !== undefined) {
      dates.set(node, { start: node.started, finish: node.finished })
      continue
    }
    let start = node.started ?? node.low
    let startDriver: Node | undefined
    for (const link of node.started === undefined ? node.before : []) {
      const ready = lastDay(calendar, dates.get(link.node)!.finish + 1, link.lag) + 1
      const isDone = link.node.finished !== undefined // it cannot be late any more, so another just as late drives
      if (isDone ? ready <= start : ready < start) continue
      start = within(calendar, ready, node)
      startDriver = isDone ? undefined : link.node
    }
    start = node.started ?? within(calendar, firstStart(calendar, start, node.span), node)
    const span = node === shortened?.node ? shortened.span : node.span
    const finish = earliestFinish(calendar, network, node, start, span)
    const finishDriver = finish > lastDay(calendar, start, span) ? undefined : startDriver
    dates.set(node, { start, finish, startDriver, finishDriver })
  }
  return dates
}

/** When `node` finishes if it takes `span` from `start`: not before its fixed finish, nor before today. */
export function earliestFinish(
  calendar: WorkingCalendar,
  { from }: Network,
  node: Node,
  start: Day,
  span: Span,
): Day {
  const planned = lastDay(calendar, start, span)
  return within(calendar, Math.max(planned, firstStart(calendar, from, span), node.finishOn ?? 0), node)
}

/**
 * The latest dates of every step that is not done with which the deadline and all fixed dates are kept. A step of
 * months that starts at its latest start may finish before its latest finish: not every day ends a month.
 * @throws PlanError beyond-calendar
 */
export function latestDates(calendar: WorkingCalendar, network: Network): Map<Node, Dates> {
  const dates = new Map<Node, Dates>()
  for (const node of [...network.nodes].reverse()) {
    if (node.finished !== undefined) continue
    let finish = Math.min(network.deadline, node.finishOn ?? network.deadline)
    for (const { node: next, lag } of node.after) {
      if (next.started !== undefined || next.finished !== undefined) continue
      const ready = latestStart(calendar, dates.get(next)!.start! - 1, lag) - 1
      finish = Math.min(finish, within(calendar, ready, node))
    }
    finish = within(calendar, lastFinish(calendar, finish, node.span), node)
    const start = Math.min(latestStart(calendar, finish, node.span), node.startOn ?? finish)
    dates.set(node, { start: node.started ?? within(calendar, start, node), finish })
  }
  return dates
}

/** A day that comes after its limit, or will with so many days less to spare. */
export interface Overrun {
  readonly node: Node
  readonly at: 'fixed-start' | 'fixed-finish' | 'deadline'
  readonly day: Day
  readonly limit: Day
}

/** What misses by most, or comes nearest to it; the first of those alike. Undefined without steps. */
export function worstOverrun(network: Network, earliest: ReadonlyMap<Node, Earliest>): Overrun | undefined {
  let worst: Overrun | undefined
  const consider = (overrun: Overrun) => {
    if (!worst || overrun.day - overrun.limit > worst.day - worst.limit) worst = overrun
  }
  // What is done can only have come too late where nothing is left to do.
  const left = network.nodes.filter(({ finished }) => finished === undefined)
  for (const node of left.length > 0 ? left : network.nodes) {
    const { start, finish } = earliest.get(node)!
    const {
      startOn = Number.POSITIVE_INFINITY,
      finishOn = Number.POSITIVE_INFINITY,
      started,
      finished,
    } = node
    if (started === undefined && finished === undefined && start! > startOn) {
      consider({ node, at: 'fixed-start', day: start!, limit: startOn })
    }
    if (finished === undefined && finish > finishOn) {
      consider({ node, at: 'fixed-finish', day: finish, limit: finishOn })
    }
    consider({ node, at: 'deadline', day: finish, limit: network.deadline })
  }
  return worst
}

function within(calendar: WorkingCalendar, day: Day, node: Node): Day {
  if (day >= calendar.first && day <= calendar.last) return day
  return refuse('beyond-calendar', node.id, `the calendar has no day for ${node.id}`)
}
