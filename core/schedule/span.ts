import { type WorkingCalendar, workingBefore, workingDayAt } from './calendar.ts'
import { type Day, monthsAfter, monthsBefore } from './day.ts'

/**
 * How long something takes, its first day counted: three months from 1 March end on 31 May. Where the last month has
 * no such day they end with that month: one month from 30 January ends on 28 February.
 */
export interface Span {
  readonly count: number
  readonly unit: 'working-day' | 'calendar-day' | 'month'
}

/**
 * The last day of a span that starts on `start`, or on the first working day from there; the day before `start` for a
 * count of 0. Never earlier for a later start. Beyond the calendar if that is too short; `Infinity` in working days.
 */
export function lastDay(calendar: WorkingCalendar, start: Day, { count, unit }: Span): Day {
  if (unit === 'month') return monthsAfter(start, count) - 1
  if (unit === 'calendar-day' || count === 0) return start + count - 1
  return workingDayAt(calendar, workingBefore(calendar, start) + count - 1)
}

/** The last day on which a span may start to be over by `finish`: the largest start whose `lastDay` is not later. */
export function latestStart(calendar: WorkingCalendar, finish: Day, { count, unit }: Span): Day {
  if (unit === 'month') return monthsBefore(finish + 1, count)
  if (unit === 'calendar-day' || count === 0) return finish - count + 1
  return workingDayAt(calendar, workingBefore(calendar, finish + 1) - count)
}

/** The first day from `day` on which something that takes `span` can start: a working day, if it takes such. */
export function firstStart(calendar: WorkingCalendar, day: Day, { unit }: Span): Day {
  return unit === 'working-day' ? lastDay(calendar, day, { count: 1, unit }) : day
}

/** The last day up to `day` on which something that takes `span` can finish. */
export function lastFinish(calendar: WorkingCalendar, day: Day, { unit }: Span): Day {
  return unit === 'working-day' ? latestStart(calendar, day, { count: 1, unit }) : day
}
