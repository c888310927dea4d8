import { useEffect, useState } from 'react'
import { dayOf } from '#core/schedule/day.ts'
import { schedulePack } from '#district/programme/rules/packs.ts'
import {
  CALENDAR_DAYS,
  type Counts,
  type ProjectSchedule,
  projectSchedule,
  readCounts,
  type ScheduleAsk,
} from '#district/programme/rules/schedule.ts'
import { today } from '#platform/ui/today.ts'
import { useUrlState } from '#platform/ui/url-state.ts'

const DEFAULTS = { template: '', deadline: '', from: '', stage: '', until: '', durations: '' }
export type Terms = { readonly [K in keyof typeof DEFAULTS]: string }

export interface Editing {
  /** One step to undo; edits one after the other with the same `of` are one step. */
  readonly edit: (patch: Partial<Terms>, of?: string) => void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

/** What the address asks, and its changes with undo and redo. */
export function useTerms(): readonly [Terms, Editing] {
  const [terms, change] = useUrlState(DEFAULTS)
  const [past, setPast] = useState<readonly Terms[]>([])
  const [future, setFuture] = useState<readonly Terms[]>([])
  const [lastOf, setLastOf] = useState<string>()
  const edit: Editing['edit'] = (patch, of) => {
    if (Object.entries(patch).every(([key, value]) => terms[key as keyof Terms] === value)) return
    if (of === undefined || of !== lastOf) setPast([...past, terms])
    setFuture([])
    setLastOf(of)
    change(patch)
  }
  const step = (from: readonly Terms[], move: (before: Terms) => void) => {
    const to = from.at(-1)
    if (!to) return undefined
    return () => {
      move(to)
      setLastOf(undefined)
      change(to)
    }
  }
  const undo = step(past, () => {
    setPast(past.slice(0, -1))
    setFuture([...future, terms])
  })
  const redo = step(future, () => {
    setFuture(future.slice(0, -1))
    setPast([...past, terms])
  })
  useUndoKeys(undo, redo)
  return [terms, { edit, undo, redo }]
}

/** Ctrl+Z and Ctrl+Shift+Z, or with the Command key; not while a text is being typed. */
function useUndoKeys(undo: Editing['undo'], redo: Editing['redo']): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea')
      if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo?.()
      else undo?.()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [undo, redo])
}

/** What is known of the project, for what the address does not say. */
export interface Known {
  readonly buildType: string
  readonly stage: number | null
  /** Due day of its next milestone. */
  readonly due: string | undefined
}

/** The question, with defaults for what the address leaves open or says wrongly. */
export function askOf(terms: Terms, known: Known): ScheduleAsk {
  const { templates } = schedulePack
  const template =
    templates.find(({ id }) => id === terms.template) ??
    templates.find(({ buildTypes }) => buildTypes.includes(known.buildType)) ??
    templates[0]!
  const from = isDay(terms.from) ? terms.from : today()
  const stage = /^([1-9]|1[0-6])$/.test(terms.stage) ? Number(terms.stage) : (known.stage ?? 1)
  const until = template.steps.some(({ id }) => id === terms.until) ? terms.until : undefined
  const ask = { template, from, stage, until, counts: readCounts(terms.durations, template) }
  if (isDay(terms.deadline)) return { ...ask, deadline: terms.deadline }
  // By the template's own durations, so that a longer step does not move the deadline along.
  const { finish } = projectSchedule({ ...ask, counts: {}, deadline: CALENDAR_DAYS.last })
  return { ...ask, deadline: known.due ?? finish ?? from }
}

/** `undefined` where the calendar does not reach so far. */
export function scheduleOf(ask: ScheduleAsk, counts: Counts): ProjectSchedule | undefined {
  try {
    return projectSchedule({ ...ask, counts })
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
