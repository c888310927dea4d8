import {
  type Facts,
  follow,
  type Holder,
  type Level,
  type Procedure,
  pathOf,
  type Task,
} from './procedure.ts'

/** Who acts: an account, the posts it holds, and those it stands in for (代理). */
export interface Actor {
  readonly accountId: string
  readonly posts: readonly Post[]
  readonly standsInFor: readonly Post[]
}
export interface Post {
  readonly role: string
  readonly areaId: string
}

/** One who has to act before a step is done. */
export interface Turn {
  /** Counted from 1 over the whole case. */
  readonly turn: number
  readonly kind: 'main' | 'added'
  readonly holder: Holder
  /** Of an added one (加签): the turn that asked for it and waits for it. */
  readonly askedBy: number | null
  readonly isDone: boolean
}

/** Where a case is. */
export interface CaseState {
  /** For each level, the area of the case at it. */
  readonly areas: Readonly<Record<Level, string>>
  readonly facts: Facts
  readonly status: 'open' | 'ended' | 'exited'
  /** Task that is held; once ended, the end. */
  readonly at: string
  readonly turns: readonly Turn[]
  readonly nextTurn: number
  /** Tasks whose decision stands, as the path leads over them. */
  readonly decided: readonly string[]
  /** Tasks that returned it and get it straight back, the last one first to get it. */
  readonly comeBackTo: readonly string[]
  /** What the last decision can be taken back to; null once somebody has acted on it. */
  readonly undo: { readonly by: string; readonly state: CaseState } | null
}

/** What happens to a case. Stored as it is: a case is what its events make of it. */
export type CaseEvent = DeedEvent | MigrateEvent

/** What people do to a case. */
export type DeedEvent =
  | {
      readonly kind: 'decide'
      readonly turn: number
      readonly by: Actor
      /** Kinds of the documents that are there, and guards that are met, at this moment. */
      readonly documents: readonly string[]
      readonly guards: readonly string[]
    }
  | {
      readonly kind: 'return'
      readonly turn: number
      readonly by: Actor
      readonly to: string
      /** Once decided again it comes straight back here; else it walks the path again. */
      readonly comesBack: boolean
    }
  | { readonly kind: 'withdraw'; readonly by: Actor }
  | { readonly kind: 'transfer'; readonly turn: number; readonly by: Actor; readonly to: Holder }
  | { readonly kind: 'add-signer'; readonly turn: number; readonly by: Actor; readonly to: Holder }
  | { readonly kind: 'exit'; readonly by: Actor }

/** It goes on by another version of its procedure (`migrate.ts`): what is before is told by the old one, as it was. */
export interface MigrateEvent {
  readonly kind: 'migrate'
  readonly by: Actor
  readonly from: number
  readonly version: number
  /** Where steps are new before decided ones, it comes straight back once they are decided; else it walks from there. */
  readonly comesBack: boolean
}

/** Why something cannot be done to a case, as a code that the page has words for. */
export type Objection =
  | 'case-ended'
  | 'not-your-turn'
  | 'turn-done'
  | 'added-signers-open'
  | 'documents-missing'
  | 'guard-not-met'
  | 'never-decided'
  | 'only-main-returns'
  | 'nothing-to-withdraw'
  | 'not-yours-to-withdraw'
  | 'already-signing'
  | 'not-yours-to-end'
  | 'version-same'
  | 'nothing-left'

export class CaseError extends Error {
  readonly objection: Objection
  constructor(objection: Objection) {
    super(objection)
    this.objection = objection
  }
}
export const object = (objection: Objection): never => {
  throw new CaseError(objection)
}

/** A new case, held by the first step. */
export function openCase(procedure: Procedure, areas: CaseState['areas'], facts: Facts): CaseState {
  const first = follow(procedure, procedure.start, facts)
  const empty: CaseState = {
    ...{ areas, facts, status: 'open', at: first.id, turns: [], nextTurn: 1 },
    ...{ decided: [], comeBackTo: [], undo: null },
  }
  return first.kind === 'end' ? { ...empty, status: 'ended' } : hold(empty, first)
}

/**
 * The case after something was done to it.
 *
 * @throws CaseError saying why it cannot be done
 */
export function after(procedure: Procedure, state: CaseState, event: DeedEvent): CaseState {
  if (state.status !== 'open') return object('case-ended')
  switch (event.kind) {
    case 'decide':
      return decide(procedure, state, event)
    case 'return':
      return giveBack(procedure, state, event)
    case 'withdraw':
      return withdraw(state, event.by)
    case 'transfer':
      return { ...replaceTurn(state, { ...ownTurn(procedure, state, event), holder: event.to }), undo: null }
    case 'add-signer':
      return addSigner(procedure, state, event)
    case 'exit':
      return exit(procedure, state, event.by)
  }
}

const isAt = (post: Post, { role, areaId }: Post) => post.role === role && post.areaId === areaId

/** Whether this actor may act for the holder: by name, by post, or as who stands in for it. */
export function mayAct({ accountId, posts, standsInFor }: Actor, holder: Holder): boolean {
  if (holder.accountId !== null && holder.accountId === accountId) return true
  if (holder.accountId === null && posts.some((post) => isAt(post, holder))) return true
  return standsInFor.some((post) => isAt(post, holder))
}

/** Whether this actor may record by letter what the holder of a step decided on paper. */
export const mayRecord = ({ posts }: Actor, { recordedBy }: Task, { areas }: CaseState): boolean =>
  recordedBy !== '' && posts.some((post) => isAt(post, { role: recordedBy, areaId: areas.district }))

/** The task of that id, which a case that is open has. */
export const taskAt = ({ nodes }: Procedure, id: string): Task => nodes.get(id) as Task

function ownTurn(
  procedure: Procedure,
  state: CaseState,
  { turn, by, kind }: Extract<DeedEvent, { readonly turn: number }>,
): Turn {
  const own = state.turns.find((one) => one.turn === turn) ?? object('turn-done')
  if (own.isDone) return object('turn-done')
  // What came by letter is recorded: to whom the holder hands it is not.
  const isRecord = kind === 'decide' || kind === 'return'
  const isTheirs = mayAct(by, own.holder) || (isRecord && mayRecord(by, taskAt(procedure, state.at), state))
  return isTheirs ? own : object('not-your-turn')
}

const replaceTurn = (state: CaseState, turn: Turn): CaseState => ({
  ...state,
  turns: state.turns.map((one) => (one.turn === turn.turn ? turn : one)),
})

/** Those whom a task waits for, at the start of it. */
export function hold(state: CaseState, task: Task): CaseState {
  const turns = task.roles.map((role, i): Turn => {
    const holder = { role, areaId: state.areas[task.level], accountId: null }
    return { turn: state.nextTurn + i, kind: 'main', holder, askedBy: null, isDone: false }
  })
  return { ...state, at: task.id, turns, nextTurn: state.nextTurn + turns.length }
}

function decide(
  procedure: Procedure,
  before: CaseState,
  event: Extract<DeedEvent, { kind: 'decide' }>,
): CaseState {
  const own = ownTurn(procedure, before, event)
  if (before.turns.some(({ askedBy, isDone }) => askedBy === own.turn && !isDone))
    return object('added-signers-open')
  const undo = { by: event.by.accountId, state: { ...before, undo: null } }
  const state = { ...replaceTurn(before, { ...own, isDone: true }), undo }
  if (state.turns.some(({ isDone }) => !isDone)) return state
  const task = taskAt(procedure, state.at)
  // Who signs last sees to it that nothing is missing.
  if (!task.documents.every((document) => event.documents.includes(document)))
    return object('documents-missing')
  if (task.guard !== '' && !event.guards.includes(task.guard)) return object('guard-not-met')
  return moveOn(procedure, state, event.by)
}

/** Onwards from a task that is decided, over the steps that whoever decided it need not decide again. */
function moveOn(procedure: Procedure, state: CaseState, by: Actor): CaseState {
  const { at, facts } = state
  const [back, ...comeBackTo] = state.comeBackTo
  const decided = pathOf(procedure, facts).filter((id) => id === at || state.decided.includes(id))
  const moved = { ...state, decided, comeBackTo }
  if (back) return hold(moved, taskAt(procedure, back))
  const next = follow(procedure, taskAt(procedure, at).next, facts)
  if (next.kind === 'end') return { ...moved, at: next.id, status: 'ended', turns: [], undo: null }
  const held = hold(moved, next)
  return maySkip(next, held, by) ? moveOn(procedure, held, by) : held
}

/** Where nothing is asked for but the word of one who has just given it. */
const maySkip = (task: Task, { turns }: CaseState, { posts }: Actor) =>
  task.isSkippable &&
  task.documents.length === 0 &&
  task.guard === '' &&
  turns.length === 1 &&
  posts.some((post) => isAt(post, turns[0]!.holder))

/** Decided steps before the one that is held. Returned to a later one, a case could go on without what is held now. */
export function returnTo(procedure: Procedure, { facts, at, decided }: CaseState): string[] {
  const path = pathOf(procedure, facts)
  return path.slice(0, path.indexOf(at)).filter((id) => decided.includes(id))
}

function giveBack(
  procedure: Procedure,
  state: CaseState,
  event: Extract<DeedEvent, { kind: 'return' }>,
): CaseState {
  const own = ownTurn(procedure, state, event)
  if (own.kind === 'added') return object('only-main-returns')
  const from = returnTo(procedure, state).indexOf(event.to)
  if (from === -1) return object('never-decided')
  const kept = state.decided.filter((_, i) => (event.comesBack ? i !== from : i < from))
  const comeBackTo = event.comesBack ? [state.at, ...state.comeBackTo] : []
  return hold({ ...state, decided: kept, comeBackTo, undo: null }, taskAt(procedure, event.to))
}

function withdraw({ undo, nextTurn }: CaseState, { accountId }: Actor): CaseState {
  if (!undo) return object('nothing-to-withdraw')
  if (undo.by !== accountId) return object('not-yours-to-withdraw')
  // Turns that were handed out since are gone: their numbers are not used again.
  return { ...undo.state, nextTurn }
}

function addSigner(
  procedure: Procedure,
  state: CaseState,
  event: Extract<DeedEvent, { kind: 'add-signer' }>,
): CaseState {
  const own = ownTurn(procedure, state, event)
  const isSigning = state.turns.some(
    ({ holder, isDone }) => !isDone && isAt(holder, event.to) && holder.accountId === event.to.accountId,
  )
  if (isSigning) return object('already-signing')
  const { nextTurn: turn } = state
  const added: Turn = { turn, kind: 'added', holder: event.to, askedBy: own.turn, isDone: false }
  return { ...state, turns: [...state.turns, added], nextTurn: turn + 1, undo: null }
}

function exit({ exitRole }: Procedure, state: CaseState, { posts }: Actor): CaseState {
  const mayEnd = posts.some((post) => isAt(post, { role: exitRole, areaId: state.areas.district! }))
  return mayEnd ? { ...state, status: 'exited', turns: [], undo: null } : object('not-yours-to-end')
}

/** Who holds the case now. */
export const openTurns = ({ turns }: CaseState): readonly Turn[] =>
  turns.filter(({ isDone, turn }) => !isDone && !turns.some((one) => one.askedBy === turn && !one.isDone))
