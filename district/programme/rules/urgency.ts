import { dayOf } from '#core/schedule/day.ts'
import type { Stand } from './milestones.ts'

/** From the most pressing on. */
export const URGENCIES = ['red', 'near', 'ahead', 'met', 'none'] as const
export type Urgency = (typeof URGENCIES)[number]

interface Dated {
  readonly state: Stand
  /** ISO day. */
  readonly due: string
  readonly isRed: boolean
}

/**
 * How pressing a milestone is on a day: on the red list (red), due within so many days (near), due later (ahead), or met
 * in time.
 */
export function urgencyOf({ state, due, isRed }: Dated, asOf: string, soonDays: number): Urgency {
  if (isRed) return 'red'
  if (state === 'met') return 'met'
  return dayOf(due) - dayOf(asOf) <= soonDays ? 'near' : 'ahead'
}

/** The most pressing of some milestones: how what they are about is drawn. Without any, none. */
export function mostUrgent(rows: readonly Dated[], asOf: string, soonDays: number): Urgency {
  const found = new Set(rows.map((row) => urgencyOf(row, asOf, soonDays)))
  return URGENCIES.find((urgency) => found.has(urgency)) ?? 'none'
}
