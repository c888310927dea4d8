import type { WorkingCalendar } from './calendar.ts'
import type { Network, Node } from './network.ts'
import { earliestDates, earliestFinish, latestDates, worstOverrun } from './passes.ts'
import type { Span } from './span.ts'

/** One step made as much shorter as it takes for the whole plan to fit, and no more. */
export interface Shortening {
  readonly step: string
  readonly to: Span
  readonly by: number // in the unit of `to`
  readonly days: number // by which the step then finishes earlier
}

/** For each step of `path` that alone can make the plan fit, how; the smallest change in days first. */
export function shortenings(
  calendar: WorkingCalendar,
  network: Network,
  path: readonly Node[],
): Shortening[] {
  const earliest = earliestDates(calendar, network)
  const latest = latestDates(calendar, network)
  const found: Shortening[] = []
  for (const node of path) {
    if (node.finished !== undefined) continue
    const { start, finish } = earliest.get(node)!
    const finishWith = (count: number) =>
      earliestFinish(calendar, network, node, start!, { ...node.span, count })
    // What comes before the step gives its start and what comes after it the latest finish, however long it takes.
    const count = largest(node.span.count, (count) => finishWith(count) <= latest.get(node)!.finish)
    if (count === 0) continue
    const to = { ...node.span, count }
    // Other paths may miss as well.
    const worst = worstOverrun(network, earliestDates(calendar, network, { node, span: to }))!
    if (worst.day > worst.limit) continue
    found.push({ step: node.id, to, by: node.span.count - count, days: finish - finishWith(count) })
  }
  return found.sort((a, b) => a.days - b.days)
}

/** The largest count up to `most` that fits, by halving: what fits, fits with less; 0 if nothing does. */
function largest(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}
