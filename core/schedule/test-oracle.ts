import { type Day, dayOf, isoOf } from './day.ts'
import type { Plan, Step } from './plan.ts'
import type { Span } from './span.ts'
import { works } from './test-calendar.ts'

/** Schedules by walking from day to day, for plans that are not refused. */

/** The last day of a span: walks until it is over. */
export function walkLastDay(start: Day, { count, unit }: Span): Day {
  if (unit === 'month') return walkMonths(start, count)
  let day = start - 1
  for (let left = count; left > 0; ) {
    day++
    if (unit === 'calendar-day' || works(day)) left--
  }
  return day
}

function walkMonths(start: Day, count: number): Day {
  const first = new Date(start * 86_400_000)
  let day = start
  for (const at = new Date(first); ; at.setUTCDate(at.getUTCDate() + 1), day++) {
    const years = at.getUTCFullYear() - first.getUTCFullYear()
    const months = years * 12 + at.getUTCMonth() - first.getUTCMonth()
    if (months > count || (months === count && at.getUTCDate() >= first.getUTCDate())) return day - 1
  }
}

interface Walked {
  readonly start: Day | undefined
  readonly finish: Day
}

const day = (iso: string | undefined) => (iso === undefined ? undefined : dayOf(iso))
const fits = (step: Step, at: Day) => step.duration.unit !== 'working-day' || works(at)
const ready = (finish: Day, lag: Span = { count: 0, unit: 'calendar-day' }) =>
  walkLastDay(finish + 1, lag) + 1

export function walkEarliest({ steps, from }: Plan): Map<string, Walked> {
  const walked = new Map<string, Walked>()
  const walk = (id: string): Walked => {
    const step = steps.find((other) => other.id === id)!
    const known = walked.get(id) ?? earliest(step)
    walked.set(id, known)
    return known
  }
  const earliest = (step: Step): Walked => {
    if (step.finished !== undefined) return { start: day(step.started), finish: dayOf(step.finished) }
    const after = (step.after ?? []).map((link) => ready(walk(link.step).finish, link.lag))
    let start = Math.max(dayOf(from), day(step.notBefore) ?? 0, day(step.startOn) ?? 0, ...after)
    while (!fits(step, start)) start++
    start = day(step.started) ?? start
    let finish = walkLastDay(start, step.duration)
    while (finish < dayOf(from) || finish < (day(step.finishOn) ?? finish) || !fits(step, finish)) finish++
    return { start, finish }
  }
  for (const { id } of steps) walk(id)
  return walked
}

export function walkLatest({ steps, deadline }: Plan): Map<string, Walked> {
  const walked = new Map<string, Walked>()
  const walk = (step: Step): Walked => {
    const known = walked.get(step.id) ?? latest(step)
    walked.set(step.id, known)
    return known
  }
  const latest = (step: Step): Walked => {
    const next = steps
      .filter(({ started, finished }) => started === undefined && finished === undefined)
      .flatMap((other) => (other.after ?? []).map((link) => ({ other, link })))
      .filter(({ link }) => link.step === step.id)
      .map(({ other, link }) => ({ lag: link.lag, start: walk(other).start! }))
    let finish = Math.min(dayOf(deadline), dayOf(step.finishOn ?? deadline))
    while (!fits(step, finish) || next.some(({ lag, start }) => ready(finish, lag) > start)) finish--
    let start = finish
    const fixed = day(step.startOn)
    while (!fits(step, start) || walkLastDay(start, step.duration) > finish || start > (fixed ?? start))
      start--
    return { start: day(step.started) ?? start, finish }
  }
  for (const step of steps) if (step.finished === undefined) walk(step)
  return walked
}

/** Days by which a plan misses its deadline or a fixed date; 0 if it fits. */
export function walkMiss(plan: Plan): number {
  const earliest = walkEarliest(plan)
  const misses = plan.steps.map((step) => {
    const { start, finish } = earliest.get(step.id)!
    const overrun = finish - dayOf(plan.deadline)
    if (step.finished !== undefined) return overrun
    const tooLate = finish - dayOf(step.finishOn ?? isoOf(finish))
    return Math.max(overrun, tooLate, step.started ? 0 : start! - dayOf(step.startOn ?? isoOf(start!)))
  })
  return Math.max(0, ...misses)
}

/** Working days from a day until before another, negative the other way round. */
export function walkSlack(from: Day, until: Day): number {
  if (until < from) return 0 - walkSlack(until, from)
  let days = 0
  for (let at = from; at < until; at++) if (works(at)) days++
  return days
}
