import { after, type CaseEvent, type CaseState, openCase, openTurns, type Turn } from './case.ts'
import { migrate } from './migrate.ts'
import { type Facts, type Procedure, pathOf } from './procedure.ts'

/** How a case began. */
export interface Opening {
  readonly areas: CaseState['areas']
  readonly facts: Facts
  readonly at: Date
}

/** An event with the moment it happened. */
export interface Dated {
  readonly event: CaseEvent
  readonly at: Date
}

/** A turn over the whole life of a case: at which step, who holds it, since when, what became of it. */
export interface TracedTurn extends Omit<Turn, 'isDone'> {
  readonly node: string
  /** `waiting` for the signers it added. */
  readonly state: 'open' | 'waiting' | 'done' | 'cancelled'
  /** Since when it is there: a time limit runs from then, whoever it is handed to. */
  readonly from: Date
  /** Since when its holder has it. */
  readonly since: Date
  /** When it was done or cancelled. */
  readonly until: Date | null
}

export interface Traced {
  /** By which version it goes on. */
  readonly procedure: Procedure
  readonly state: CaseState
  /** Every turn there ever was, by number. */
  readonly turns: readonly TracedTurn[]
}

/** Versions of the procedure of a case, by their number. */
export type Versions = ReadonlyMap<number, Procedure>

/** By which version a case was opened that goes on by `version` now. */
export function openedVersion(version: number, events: readonly Pick<Dated, 'event'>[]): number {
  const first = events.find(({ event }) => event.kind === 'migrate')?.event
  return first?.kind === 'migrate' ? first.from : version
}

/** What the events of a case make of it. @throws CaseError where they do not follow from each other */
export const fold = (opened: Traced, events: readonly Dated[], versions: Versions): Traced =>
  events.reduce((traced, dated) => step(traced, dated, versions), opened)

/** A case as it is opened. */
export function begin(procedure: Procedure, { areas, facts, at }: Opening): Traced {
  const state = openCase(procedure, areas, facts)
  return { procedure, state, turns: trace([], state, at) }
}

/**
 * A case after one event more.
 *
 * @param versions those it is migrated to
 * @throws CaseError saying why it cannot be done
 * @throws RangeError without the version that it is migrated to
 */
export function step(before: Traced, { event, at }: Dated, versions: Versions): Traced {
  const { procedure: from, turns } = before
  if (event.kind !== 'migrate') {
    const state = after(from, before.state, event)
    const acted = event.kind === 'decide' || event.kind === 'return' ? event.turn : undefined
    return { procedure: from, state, turns: trace(turns, state, at, acted) }
  }
  const procedure = versions.get(event.version)
  if (!procedure) throw new RangeError(`version ${event.version} was not given`)
  const state = migrate(from, procedure, before.state, event)
  return { procedure, state, turns: trace(turns, state, at) }
}

const isHeld = ({ state }: TracedTurn) => state === 'open' || state === 'waiting'

function trace(known: readonly TracedTurn[], now: CaseState, at: Date, acted?: number): TracedTurn[] {
  const turns = new Map(known.map((turn) => [turn.turn, turn]))
  const open = new Set(openTurns(now).map(({ turn }) => turn))
  const there = new Set(now.turns.map(({ turn }) => turn))
  for (const turn of known)
    if (isHeld(turn) && !there.has(turn.turn))
      turns.set(turn.turn, { ...turn, state: turn.turn === acted ? 'done' : 'cancelled', until: at })
  for (const { isDone, ...turn } of now.turns) {
    const before = turns.get(turn.turn)
    const state = isDone ? 'done' : open.has(turn.turn) ? 'open' : 'waiting'
    const isSame = before && isHeld(before) && isSameHolder(before.holder, turn.holder)
    turns.set(turn.turn, {
      ...{ ...turn, state, node: before?.node ?? now.at, from: before?.from ?? at },
      since: isSame || (before && isDone) ? before.since : at,
      until: isDone ? (before?.until ?? at) : null,
    })
  }
  return [...turns.values()].sort((a, b) => a.turn - b.turn)
}

const isSameHolder = (a: Turn['holder'], b: Turn['holder']) =>
  a.role === b.role && a.areaId === b.areaId && a.accountId === b.accountId

/** How far a step of the path is. */
export type StepState = 'done' | 'skipped' | 'current' | 'coming-back' | 'to-come'

/** The steps of a case in their order, each with how far it is. */
export function stepsOf(
  procedure: Procedure,
  state: CaseState,
  turns: readonly TracedTurn[],
): { readonly node: string; readonly state: StepState }[] {
  const acted = new Set(turns.filter((turn) => turn.state === 'done').map(({ node }) => node))
  return pathOf(procedure, state.facts).map((node) => {
    if (state.status === 'open' && node === state.at) return { node, state: 'current' }
    if (state.comeBackTo.includes(node)) return { node, state: 'coming-back' }
    if (!state.decided.includes(node)) return { node, state: 'to-come' }
    return { node, state: acted.has(node) ? 'done' : 'skipped' }
  })
}
