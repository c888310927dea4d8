import china from '#packs/calendars/china.json' with { type: 'json' }
import { type WorkingCalendar, workingCalendar } from './calendar.ts'
import type { Day } from './day.ts'

/** The calendar that ships, and the slow and obvious way to ask it. */
export const calendar: WorkingCalendar = workingCalendar(china)

/** By what the pack says of the day and by its day of the week, without sums. */
export function works(day: Day): boolean {
  const kind = calendar.special.get(day)?.kind
  const dayOfWeek = new Date(day * 86_400_000).getUTCDay()
  return kind === 'make-up' || (kind === undefined && dayOfWeek > 0 && dayOfWeek < 6)
}
