import type { Sentence } from '#core/language/language.ts'
import { dayOf, isoOf, monthsAfter } from '#core/schedule/day.ts'
import names from '#packs/procedures/names.json' with { type: 'json' }
import type { Tx } from '#platform/store/db.ts'
import type { SubjectDays } from './read.ts'
import { type Clock, clockOf, type Unmet } from './rules/clock.ts'
import { type DaysGuard, guardOf } from './rules/guard.ts'
import { pathOf, type Task } from './rules/procedure.ts'
import { chinaDay, type Story } from './story.ts'

/** The days that the subject of a case has of a kind; `undefined` where nobody keeps such days. */
export type KeptDays = (tx: Tx, of: SubjectOfCase, kind: string) => Promise<SubjectDays | undefined>
interface SubjectOfCase {
  readonly subjectKind: string
  readonly subjectId: string
}
type DaysOf = (kind: string) => Promise<SubjectDays | undefined>

/** The clock of a case: the guard it is of, the days it counts, and how far it is. */
export interface RunningClock extends Clock {
  readonly guard: DaysGuard
  readonly asOf: string
  readonly days: SubjectDays
  /** Why it is not full, in words. */
  readonly reasons: readonly Sentence[]
}

/** What the guards of a case say now. */
export interface Watch {
  /** Guards that are met. */
  readonly met: readonly string[]
  /** Why the step that is held cannot be decided yet, where there is more to say than that. */
  readonly reasons: readonly Sentence[]
  /** Of each guarded step of the path the first day on which it may be decided, where that is known. */
  readonly notBefore: ReadonlyMap<string, string>
  /** Of the first step not decided that counts days; null without one. */
  readonly clock: RunningClock | null
}

const OPEN: Watch = { met: [], reasons: [], notBefore: new Map(), clock: null }

/** What the guards of a case say at a moment. */
export async function watch(story: Story, daysOf: DaysOf, at: Date): Promise<Watch> {
  const { procedure, state } = story
  if (state.status !== 'open') return OPEN
  const today = chinaDay(at)
  const guarded = pathOf(procedure, state.facts).flatMap((id) => {
    const task = procedure.nodes.get(id)
    const isAhead = task?.kind === 'task' && task.guard !== '' && !state.decided.includes(id)
    return isAhead ? [task] : []
  })
  const notBefore = new Map<string, string>()
  let clock: RunningClock | null = null
  for (const task of guarded) {
    const guard = guardOf(task.guard)
    if (guard?.kind === 'since') {
      const from = monthsSince(story, guard.after, guard.months)
      if (from) notBefore.set(task.id, from)
    }
    if (guard?.kind === 'days') {
      clock ??= await running(guard, daysOf, today)
      if (clock.fullOn && clock.guard.of === guard.of) notBefore.set(task.id, clock.fullOn)
    }
  }
  const task = guarded.find(({ id }) => id === state.at)
  const isMet = task !== undefined && meets(task, { notBefore, clock, today })
  return { met: isMet ? [task.guard] : [], reasons: (task && reasonsOf(task, clock)) ?? [], notBefore, clock }
}

function meets(
  { id, guard }: Task,
  { notBefore, clock, today }: Pick<Watch, 'notBefore' | 'clock'> & { today: string },
): boolean {
  if (guardOf(guard)?.kind === 'days') return clock !== null && clock.unmet.length === 0
  const from = notBefore.get(id)
  return from !== undefined && from <= today
}

const reasonsOf = ({ guard }: Task, clock: RunningClock | null) =>
  guardOf(guard)?.kind === 'days' ? clock?.reasons : undefined

/** The day so many months after a step was decided; null while it is not. */
function monthsSince({ state, events }: Story, after: string, months: number): string | null {
  if (!state.decided.includes(after)) return null
  const decided = events.findLast(({ kind, node }) => kind === 'decide' && node === after)
  return decided ? isoOf(monthsAfter(dayOf(chinaDay(decided.at)), months)) : null
}

async function running(guard: DaysGuard, daysOf: DaysOf, today: string): Promise<RunningClock> {
  const days = (await daysOf(guard.of)) ?? { days: [], report: null }
  const had = days.days.map(({ day }) => day)
  const clock = clockOf(had, guard, today)
  return {
    ...clock,
    guard,
    asOf: today,
    days,
    reasons: clock.unmet.map((one) => SAY[one](clock, guard, today)),
  }
}

const dayNames: Readonly<Record<string, { readonly name: Sentence }>> = names.days
const nameOf = (of: string): Sentence => dayNames[of]?.name ?? { zh: of, en: of }

const SAY: Readonly<Record<Unmet, (clock: Clock, guard: DaysGuard, today: string) => Sentence>> = {
  'no-day': (_, { of, months }) => {
    const { zh, en } = nameOf(of)
    return {
      zh: `还没有${zh}；${months} 个月从第一个${zh}起算`,
      en: `there is no ${en} yet: the ${months} months count from the first one`,
    }
  },
  'not-full': ({ first, fullOn }, { months }, today) => {
    const left = dayOf(fullOn!) - dayOf(today)
    return {
      zh: `从 ${first} 起，${months} 个月到 ${fullOn} 才满，还有 ${left} 天`,
      en: `${months} months from ${first} are full on ${fullOn}, in ${left} ${left === 1 ? 'day' : 'days'}`,
    }
  },
  'too-few': ({ average }, { of, perWeek }) => {
    const { zh, en } = nameOf(of)
    const few = (Math.floor(average! * 100) / 100).toString()
    return {
      zh: `平均每周只有 ${few} 个${zh}，少于 ${perWeek} 个`,
      en: `the average week had ${few} × ${en}, fewer than ${perWeek}`,
    }
  },
}
