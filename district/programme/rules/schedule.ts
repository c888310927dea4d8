import { type Schedule, scheduleBackward } from '#core/schedule/backward.ts'
import { workingBefore } from '#core/schedule/calendar.ts'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import type { Plan } from '#core/schedule/plan.ts'
import { chinaCalendar as calendar, type Template, type TemplateStep } from './schedule-pack.ts'

/** What is to be scheduled: the open steps of a template, some with a duration of their own. */
export interface ScheduleAsk {
  readonly template: Template
  /** Nothing starts before this day. */
  readonly from: string
  /** The last day on which the last step may finish. */
  readonly deadline: string
  /** State of the procedure, 1 to 16: steps of earlier ones are done. */
  readonly stage: number
  /** What the deadline is about; the whole without it. Steps that it does not wait for are left out. */
  readonly until?: string | undefined
  /** By step, in the unit of its duration; of the others it is as in the template. */
  readonly counts: Counts
}
export type Counts = Readonly<Record<string, number>>

/** No step takes longer. */
export const COUNT_MAX = 999

export interface ScheduleRow {
  readonly step: TemplateStep
  /** How long it takes, in the unit of the step. */
  readonly count: number
  readonly earliestStart: string
  readonly earliestFinish: string
  readonly latestStart: string
  readonly latestFinish: string
  /** Working days that may pass idle before it starts; negative when too late. */
  readonly slack: number
  readonly isCritical: boolean
  /** It could not start, or not finish, early enough. */
  readonly isLate: boolean
  /** Its latest start or finish is in a year whose holidays are not announced yet. */
  readonly toBeConfirmed: boolean
}

export interface Change {
  readonly step: TemplateStep
  readonly from: number
  readonly to: number
}

export interface ProjectSchedule {
  readonly rows: readonly ScheduleRow[]
  /** The earliest day on which all is done; undefined without rows. */
  readonly finish: string | undefined
  readonly miss: Schedule['miss']
  /** What would make it fit; undefined where it does. */
  readonly proposal: { readonly changes: readonly Change[]; readonly fits: boolean } | undefined
  /** False: some day it is counted over is in a year without a notice, so any date may still move. */
  readonly confirmed: boolean
}

/**
 * Counts back from the deadline (`core/schedule`), and says what to shorten where that does not fit.
 *
 * @throws RangeError if it reaches beyond the calendar, 2021 to 2040.
 */
export function projectSchedule(ask: ScheduleAsk): ProjectSchedule {
  const steps = openSteps(ask)
  const schedule = scheduleBackward(calendar, planOf(ask))
  const critical = new Set(schedule.criticalPath)
  const rows = schedule.steps.map((dates, i): ScheduleRow => {
    const step = steps[i]!
    const { earliestFinish, latestFinish, slack } = dates
    // Steps are open: they have a start.
    const [earliestStart, latestStart] = [dates.earliestStart!, dates.latestStart!]
    return {
      ...{ step, count: countOf(step, ask.counts) },
      ...{ earliestStart, earliestFinish, latestStart, latestFinish, slack },
      isCritical: critical.has(step.id),
      isLate: earliestStart > latestStart || earliestFinish > latestFinish,
      toBeConfirmed: latestFinish > isoOf(calendar.confirmedTo),
    }
  })
  return {
    rows,
    finish: schedule.finish,
    miss: schedule.miss,
    proposal: schedule.miss && proposalOf(ask),
    confirmed: schedule.confirmed,
  }
}

/** What the engine is asked. */
export function planOf(ask: ScheduleAsk): Plan {
  const steps = openSteps(ask)
  const open = new Set(steps.map(({ id }) => id))
  return {
    from: ask.from,
    deadline: ask.deadline,
    steps: steps.map((step) => ({
      id: step.id,
      duration: { ...step.duration, count: countOf(step, ask.counts) },
      after: (step.after ?? []).filter((one) => open.has(one.step)),
    })),
  }
}

export const countOf = (step: TemplateStep, counts: Counts) => counts[step.id] ?? step.duration.count

/** Steps that are not done yet and that `until` waits for, itself included. */
function openSteps({ template, stage, until }: ScheduleAsk): TemplateStep[] {
  const steps = new Map(template.steps.map((step) => [step.id, step]))
  const meant = new Set<string>()
  const add = (id: string) => {
    if (meant.has(id)) return
    meant.add(id)
    for (const { step } of steps.get(id)!.after ?? []) add(step)
  }
  for (const id of until && steps.has(until) ? [until] : steps.keys()) add(id)
  return template.steps.filter((step) => meant.has(step.id) && step.stage >= stage)
}

/**
 * The single step that has to change least, if one is enough without going below its shortest. Otherwise steps of the
 * critical path one after the other, the one with most to give first, until it fits or nothing is left to give.
 */
function proposalOf(ask: ScheduleAsk): NonNullable<ProjectSchedule['proposal']> {
  const steps = openSteps(ask)
  let counts = ask.counts
  const changes = () =>
    steps.flatMap((step) => {
      const [from, to] = [countOf(step, ask.counts), countOf(step, counts)]
      return from === to ? [] : [{ step, from, to }]
    })
  for (;;) {
    const { miss, criticalPath } = scheduleBackward(calendar, planOf({ ...ask, counts }))
    if (!miss) return { changes: changes(), fits: true }
    const one = miss.shortenings.find(
      ({ step, to }) => to.count >= steps.find(({ id }) => id === step)!.shortest,
    )
    if (one) {
      counts = { ...counts, [one.step]: one.to.count }
      continue
    }
    const [most] = steps
      .filter((step) => criticalPath.includes(step.id) && countOf(step, counts) > step.shortest)
      .sort((a, b) => reserve(b, counts) - reserve(a, counts))
    if (!most) return { changes: changes(), fits: false }
    counts = { ...counts, [most.id]: most.shortest }
  }
}

const reserve = (step: TemplateStep, counts: Counts) => countOf(step, counts) - step.shortest

/** How long a step takes that starts and finishes on these days, in its unit and at least 1. */
export function countBetween(unit: TemplateStep['duration']['unit'], start: string, finish: string): number {
  const [first, last] = [dayOf(start), dayOf(finish)]
  const days = last - first + 1
  const count =
    unit === 'working-day'
      ? workingBefore(calendar, last + 1) - workingBefore(calendar, first)
      : unit === 'month'
        ? Math.round(days / MONTH_DAYS)
        : days
  return Math.min(Math.max(count, 1), COUNT_MAX)
}

/** Mean days of a month of the Gregorian calendar. */
const MONTH_DAYS = 365.2425 / 12

/** Changed durations as text of an address, `design:20,construction:300`. */
export const writeCounts = (counts: Counts, { steps }: Template): string =>
  steps
    .filter((step) => countOf(step, counts) !== step.duration.count)
    .map(({ id }) => `${id}:${counts[id]}`)
    .join()

/** Reads them back; what no step of the template can take is left out. */
export function readCounts(text: string, { steps }: Template): Counts {
  const said = new Map(
    text.split(',').map((one) => {
      const [id, count] = one.split(':')
      return [id, count] as const
    }),
  )
  return Object.fromEntries(
    steps.flatMap(({ id }) => {
      const count = Number(said.get(id))
      return Number.isInteger(count) && count >= 1 && count <= COUNT_MAX ? [[id, count]] : []
    }),
  )
}

/** The days of the calendar that schedules can be counted over. */
export const CALENDAR_DAYS = {
  first: isoOf(calendar.first),
  last: isoOf(calendar.last),
  confirmedTo: isoOf(calendar.confirmedTo),
}

/** Holidays, as runs of days off that the calendar names, within two days. */
export function holidaysIn(from: string, to: string) {
  const runs: { first: string; last: string; festival: { zh: string; en: string } }[] = []
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const special = calendar.special.get(day)
    if (!special || special.kind === 'make-up') continue
    const before = runs.at(-1)
    if (before && before.last === isoOf(day - 1)) before.last = isoOf(day)
    else runs.push({ first: isoOf(day), last: isoOf(day), festival: special.festival })
  }
  return runs
}
