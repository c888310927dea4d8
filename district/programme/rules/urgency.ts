import type { Sentence } from '#core/language/language.ts'
import { dayOf } from '#core/schedule/day.ts'
import type { Stand } from './milestones.ts'

/** From the most pressing on. */
export const URGENCIES = ['red', 'near', 'ahead', 'met', 'none'] as const
export type Urgency = (typeof URGENCIES)[number]

export const URGENCY_NAMES: Readonly<Record<Urgency, Sentence>> = {
  red: { zh: '红名单', en: 'Red list' },
  near: { zh: '临近', en: 'Near' },
  ahead: { zh: '未到期', en: 'Not due yet' },
  met: { zh: '按期完成', en: 'Met in time' },
  none: { zh: '无里程碑', en: 'No milestone' },
}
/** Told apart by lightness too, for whoever sees no colours, and on paper without. */
export const URGENCY_COLOURS: Readonly<Record<Urgency, string>> = {
  ...{ red: '#b3301c', near: '#e0a33a', ahead: '#7fc4c0', met: '#0b5f66', none: '#d4dade' },
}

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

/** What is on the red list now and was not before; what was not known before has not turned. */
export const turnedRed = (
  before: ReadonlyMap<string, Urgency>,
  after: ReadonlyMap<string, Urgency>,
): ReadonlySet<string> =>
  new Set(
    [...after].flatMap(([id, urgency]) =>
      urgency === 'red' && (before.get(id) ?? 'red') !== 'red' ? [id] : [],
    ),
  )

/** The most pressing of some milestones: how what they are about is drawn. Without any, none. */
export function mostUrgent(rows: readonly Dated[], asOf: string, soonDays: number): Urgency {
  const found = new Set(rows.map((row) => urgencyOf(row, asOf, soonDays)))
  return URGENCIES.find((urgency) => found.has(urgency)) ?? 'none'
}
