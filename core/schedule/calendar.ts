import type { Sentence } from '#core/language/language.ts'
import { type Day, dayOf, isoOf, isWeekend } from './day.ts'
import { type CalendarPack, type Document, type SpecialDay, specialDays } from './pack.ts'

/** Which days are worked, with sums and indexes by which any number of working days is one step. */
export interface WorkingCalendar {
  readonly first: Day
  readonly last: Day
  readonly confirmedTo: Day // last day of the last year with a notice
  readonly before: Int32Array // one entry a day and one more: working days from `first` until before it
  readonly workingDays: Int32Array // the working days, ascending
  readonly special: ReadonlyMap<Day, SpecialDay>
}

/** @throws RangeError naming what is wrong in the pack. */
export function workingCalendar(pack: CalendarPack): WorkingCalendar {
  const years = [...pack.years, ...pack.rule.years].map(({ year }) => year)
  const gap = years.findIndex((year, i) => year !== years[0]! + i)
  if (years.length === 0 || gap !== -1) throw new RangeError(`the years of the calendar are ${years}`)
  const special = specialDays(pack)
  const first = dayOf(`${years[0]}-01-01`)
  const last = dayOf(`${years.at(-1)}-12-31`)
  const before = new Int32Array(last - first + 2)
  const workingDays: Day[] = []
  for (let day = first; day <= last; day++) {
    const kind = special.get(day)?.kind
    if (kind === 'make-up' || (kind === undefined && !isWeekend(day))) workingDays.push(day)
    before[day - first + 1] = workingDays.length
  }
  const confirmedTo = pack.years.length === 0 ? first - 1 : dayOf(`${pack.years.at(-1)!.year}-12-31`)
  return { first, last, confirmedTo, before, workingDays: Int32Array.from(workingDays), special }
}

/** Working days from the first day of the calendar until before `day`, which may be the day after its last. */
export function workingBefore(calendar: WorkingCalendar, day: Day): number {
  return calendar.before[day - calendar.first]!
}

/** The working day before which there are `index` others; ∓`Infinity` where the calendar has none. */
export function workingDayAt(calendar: WorkingCalendar, index: number): Day {
  if (index < 0) return Number.NEGATIVE_INFINITY
  return calendar.workingDays[index] ?? Number.POSITIVE_INFINITY
}

/** What a day is. `festival` and `document` say why a day is off though no weekend, or worked though one. */
export interface DayDescription {
  readonly working: boolean
  readonly kind: 'working' | 'weekend' | SpecialDay['kind']
  readonly festival?: Sentence
  readonly document?: Document
  readonly confirmed: boolean // false: no notice for its year yet
}

/** @throws RangeError if the calendar does not have the day. */
export function describeDay(calendar: WorkingCalendar, iso: string): DayDescription {
  const day = dayIn(calendar, iso)
  const special = calendar.special.get(day)
  return {
    working: isWorking(calendar, day),
    kind: special?.kind ?? (isWeekend(day) ? 'weekend' : 'working'),
    ...(special && { festival: special.festival, document: special.document }),
    confirmed: day <= calendar.confirmedTo,
  }
}

export function isWorkingDay(calendar: WorkingCalendar, iso: string): boolean {
  return isWorking(calendar, dayIn(calendar, iso))
}

/**
 * The `count`-th working day after `iso`, or before it if `count` is negative; 0 gives `iso` itself, worked or not.
 * @throws RangeError if that is not in the calendar.
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  iso: string,
  count: number,
): { day: string; confirmed: boolean } {
  if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a number of days`)
  const from = dayIn(calendar, iso)
  const index = workingBefore(calendar, count > 0 ? from + 1 : from) + (count > 0 ? count - 1 : count)
  const day = count === 0 ? from : workingDayAt(calendar, index)
  if (!Number.isFinite(day))
    throw new RangeError(`the calendar ends before ${count} working days from ${iso}`)
  return { day: isoOf(day), confirmed: Math.max(from, day) <= calendar.confirmedTo }
}

/**
 * Working days from `from` until before `to`, negative if `to` is earlier: so a working day and the one that
 * `addWorkingDays` gives for n are n apart.
 * @throws RangeError if the calendar does not have both days.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: string,
  to: string,
): { days: number; confirmed: boolean } {
  const [a, b] = [dayIn(calendar, from), dayIn(calendar, to)]
  return {
    days: workingBefore(calendar, b) - workingBefore(calendar, a),
    confirmed: Math.max(a, b) <= calendar.confirmedTo,
  }
}

export function isWorking(calendar: WorkingCalendar, day: Day): boolean {
  return workingBefore(calendar, day + 1) > workingBefore(calendar, day)
}

/** @throws RangeError if the calendar does not have the day. */
export function dayIn(calendar: WorkingCalendar, iso: string): Day {
  const day = dayOf(iso)
  if (day < calendar.first || day > calendar.last) {
    throw new RangeError(
      `the calendar covers ${isoOf(calendar.first)} to ${isoOf(calendar.last)}, not ${iso}`,
    )
  }
  return day
}
