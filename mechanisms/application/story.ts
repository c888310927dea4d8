import { addWorkingDays, workingCalendar } from '#core/schedule/calendar.ts'
import china from '#packs/calendars/china.json' with { type: 'json' }
import type { Tx } from '#platform/store/db.ts'
import { procedureOf } from './procedures.ts'
import { type CaseKey, type CaseRecord, type EventRecord, selectEvents } from './queries/case.ts'
import type { Holder, Procedure } from './rules/procedure.ts'
import { begin, openedVersion, step, type Traced, type TracedTurn, type Versions } from './rules/record.ts'

/** A case as its events tell it. */
export interface Story extends Traced {
  readonly events: readonly EventRecord[]
  /** For each event whose turn it was; null where it was no one's. */
  readonly holders: readonly (Holder | null)[]
  /** For each event by which version it was done. */
  readonly ranBy: readonly Procedure[]
}

export async function storyOf(tx: Tx, record: CaseRecord & CaseKey): Promise<Story> {
  const events = await selectEvents(tx, record)
  const versions = await versionsOf(tx, record, events)
  const procedure = versions.get(openedVersion(record.version, events))!
  const ranBy: Procedure[] = []
  let traced = begin(procedure, { areas: record.areas, facts: record.facts, at: record.openedAt })
  const holders = events.map(({ event, at }) => {
    const turn = 'turn' in event ? event.turn : undefined
    const own = traced.state.turns.find((one) => one.turn === turn)
    ranBy.push(traced.procedure)
    traced = step(traced, { event, at }, versions)
    return own?.holder ?? null
  })
  return { ...traced, events, holders, ranBy }
}

/** The version by which a case was opened, and those it was migrated to. */
async function versionsOf(
  tx: Tx,
  { procedureId, version }: CaseRecord,
  events: readonly EventRecord[],
): Promise<Versions> {
  const later = events.flatMap(({ event }) => (event.kind === 'migrate' ? [event.version] : []))
  const versions = new Map<number, Procedure>()
  for (const one of new Set([openedVersion(version, events), ...later]))
    versions.set(one, (await procedureOf(tx, procedureId, one)).procedure)
  return versions
}

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
/** The day of a moment, by the calendar of the district. */
export const chinaDay = (moment: Date): string => day.format(moment)

const calendar = workingCalendar(china)

/** The last day for a turn by the limit of its step, counted in working days; null without one, or after the calendar. */
export function dueOn({ nodes }: Procedure, { kind, node, from }: TracedTurn): string | null {
  const task = nodes.get(node)
  if (kind !== 'main' || task?.kind !== 'task' || task.limitDays === null) return null
  try {
    return addWorkingDays(calendar, chinaDay(from), task.limitDays).day
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
