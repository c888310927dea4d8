import { type Day, dayOf, isoOf, monthsAfter } from '#core/schedule/day.ts'
import type { DaysGuard } from './guard.ts'

/** Why months are not full yet: there is no day to count from, they are not over, or there were too few days a week. */
export type Unmet = 'no-day' | 'not-full' | 'too-few'

/** How far the months of a guard are, as of a day. Days are ISO dates. */
export interface Clock {
  /** First day, from which the months count. */
  readonly first: string | null
  /** First day after the months: from it on they are full. */
  readonly fullOn: string | null
  /** Days a week on average, over the days that are over since the first; null in the first week. */
  readonly average: number | null
  /** Most days in a row without, among those that are over; the first such row of several, null without any. */
  readonly longestGap: { readonly from: string; readonly to: string; readonly days: number } | null
  /** What keeps it from being full; empty once it is. */
  readonly unmet: readonly Unmet[]
}

/**
 * The clock of a guard: it runs from the first day, and is full once its months are over and there were enough days a
 * week on average. Who has had too few goes on until there are enough. Days after `today` are not counted; `today` itself
 * is not over, and counts for nothing but as the first.
 */
export function clockOf(days: readonly string[], { months, perWeek }: DaysGuard, today: string): Clock {
  const now = dayOf(today)
  const had = [...new Set(days)].map(dayOf).filter((day) => day <= now)
  if (had.length === 0)
    return { first: null, fullOn: null, average: null, longestGap: null, unmet: ['no-day'] }
  had.sort((a, b) => a - b)
  const first = had[0]!
  const fullOn = monthsAfter(first, months)
  const over = now - first
  const count = had.filter((day) => day < now).length
  const isTooFew = over >= 7 && count * 7 < perWeek * over
  return {
    ...{ first: isoOf(first), fullOn: isoOf(fullOn) },
    average: over < 7 ? null : (count * 7) / over,
    longestGap: longestGap(had, now),
    unmet: [...(now < fullOn ? (['not-full'] as const) : []), ...(isTooFew ? (['too-few'] as const) : [])],
  }
}

function longestGap(had: readonly Day[], now: Day): Clock['longestGap'] {
  let longest = { from: 0, days: 0 }
  for (const [i, day] of had.entries()) {
    const days = (had[i + 1] ?? now) - day - 1
    if (days > longest.days) longest = { from: day + 1, days }
  }
  const { from, days } = longest
  return days === 0 ? null : { from: isoOf(from), to: isoOf(from + days - 1), days }
}
