import {
  type Actor,
  after,
  CaseError,
  type CaseState,
  type DeedEvent,
  mayAct,
  mayRecord,
  type Objection,
  openTurns,
  type Turn,
  taskAt,
} from './case.ts'
import type { Procedure } from './procedure.ts'

/** What can be done to a case, beside copying it to somebody. */
export const DEEDS = ['decide', 'return', 'withdraw', 'transfer', 'add-signer', 'exit'] as const
export type Deed = (typeof DEEDS)[number]

/** What an actor may do to a case now. */
export interface Allowed {
  /** The turn they would act on: one that is theirs, open rather than waiting; null where none is. */
  readonly turn: number | null
  /** Not their own turn: they would record by letter what its holder decided. */
  readonly byLetter: boolean
  /** Of each deed why not, or null where they may. */
  readonly objections: Readonly<Record<Deed, Objection | null>>
}

/** Whether the actor does not hold this turn but may record its decision by letter. */
export const isByLetter = (by: Actor, { holder }: Pick<Turn, 'holder'>): boolean => !mayAct(by, holder)

/**
 * What somebody may do now, and why not the rest: tried out, so that it cannot differ from what happens then. Documents
 * are taken as brought in; `guards` are those that are met.
 */
export function mayNow(
  procedure: Procedure,
  state: CaseState,
  by: Actor,
  guards: readonly string[],
): Allowed {
  const isOpen = state.status === 'open'
  const records = isOpen && mayRecord(by, taskAt(procedure, state.at), state)
  const waitedFor = [...openTurns(state), ...state.turns.filter(({ isDone }) => !isDone)]
  const own =
    waitedFor.find(({ holder }) => mayAct(by, holder)) ?? (records ? waitedFor[0] : undefined) ?? null
  const turn = own?.turn ?? state.turns.find(({ isDone }) => !isDone)?.turn ?? 0
  const documents = isOpen ? taskAt(procedure, state.at).documents : []
  const nobody = { role: '', areaId: '', accountId: null }
  const tries: Readonly<Record<Deed, DeedEvent>> = {
    decide: { kind: 'decide', turn, by, documents, guards },
    return: { kind: 'return', turn, by, to: state.decided[0] ?? '', comesBack: true },
    withdraw: { kind: 'withdraw', by },
    transfer: { kind: 'transfer', turn, by, to: nobody },
    'add-signer': { kind: 'add-signer', turn, by, to: nobody },
    exit: { kind: 'exit', by },
  }
  const objections = Object.fromEntries(
    DEEDS.map((deed) => [deed, objectionTo(() => after(procedure, state, tries[deed]))]),
  ) as Allowed['objections']
  return { turn: own?.turn ?? null, byLetter: own !== null && isByLetter(by, own), objections }
}

function objectionTo(attempt: () => unknown): Objection | null {
  try {
    attempt()
    return null
  } catch (error) {
    if (error instanceof CaseError) return error.objection
    throw error
  }
}
