import { dayOf } from '#core/schedule/day.ts'
import { schedulePack } from './packs.ts'
import {
  CALENDAR_DAYS,
  type ProjectSchedule,
  projectSchedule,
  readCounts,
  type ScheduleAsk,
} from './schedule.ts'

/** What an address may say of a schedule; what it leaves open is by default. */
export const TERMS = { template: '', deadline: '', from: '', stage: '', until: '', durations: '' }
export type Terms = { readonly [K in keyof typeof TERMS]: string }

/** What is known of the project, for what the address does not say. */
export interface Known {
  readonly buildType: string
  readonly stage: number | null
  /** Due day of its next milestone. */
  readonly due: string | undefined
}

/** Of a project the milestone that is due next and not met yet. */
export function nextMilestone<M extends { subjectId: string; due: string; state: string }>(
  milestones: readonly M[],
  projectId: string,
  today: string,
): M | undefined {
  return milestones
    .filter(({ subjectId, due, state }) => subjectId === projectId && due >= today && state !== 'met')
    .reduce<M | undefined>((next, one) => (next && next.due <= one.due ? next : one), undefined)
}

/** The question, with defaults for what the address leaves open or says wrongly. */
export function askOf(terms: Terms, known: Known, today: string): ScheduleAsk {
  const { templates } = schedulePack
  const template =
    templates.find(({ id }) => id === terms.template) ??
    templates.find(({ buildTypes }) => buildTypes.includes(known.buildType)) ??
    templates[0]!
  const from = isDay(terms.from) ? terms.from : today
  const stage = /^([1-9]|1[0-6])$/.test(terms.stage) ? Number(terms.stage) : (known.stage ?? 1)
  const until = template.steps.some(({ id }) => id === terms.until) ? terms.until : undefined
  const ask = { template, from, stage, until, counts: readCounts(terms.durations, template) }
  if (isDay(terms.deadline)) return { ...ask, deadline: terms.deadline }
  // By the template's own durations, so that a longer step does not move the deadline along.
  const whole = scheduleOf({ ...ask, counts: {}, deadline: CALENDAR_DAYS.last })
  return { ...ask, deadline: known.due ?? whole?.finish ?? CALENDAR_DAYS.last }
}

/** `undefined` where the calendar does not reach so far. */
export function scheduleOf(ask: ScheduleAsk): ProjectSchedule | undefined {
  try {
    return projectSchedule(ask)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** A day of the calendar. */
function isDay(text: string): boolean {
  if (text < CALENDAR_DAYS.first || text > CALENDAR_DAYS.last) return false
  try {
    dayOf(text)
    return true
  } catch {
    return false
  }
}
