import { type CaseState, hold, type MigrateEvent, object, taskAt } from './case.ts'
import { type Procedure, pathOf, type Task } from './procedure.ts'

/** Where a case would be on another version of its procedure, and what becomes of its decisions. Steps are by id. */
export interface Plan {
  /** Where it would be held. */
  readonly at: string
  /** `kept`: it stays with who has it; `anew`: the step is the same, its holders are not; `moved`: it is another step. */
  readonly holders: 'kept' | 'anew' | 'moved'
  /** Decisions that stand, in the order of the new path. */
  readonly carried: readonly string[]
  /** Decided before, and decided again on the new path. */
  readonly again: readonly string[]
  /** Decided before, and no step of the new path. */
  readonly dropped: readonly string[]
  /** Steps still to come that the old path did not have. */
  readonly added: readonly string[]
  /** Kinds of documents that steps still to come ask for, and the same step of the old version did not. */
  readonly documents: readonly { readonly node: string; readonly kind: string }[]
  /** Steps that get it straight back, the last one first to get it. */
  readonly comeBackTo: readonly string[]
  /** Whether a new step lies before others that are decided, so that `comesBack` makes a difference. */
  readonly isBetween: boolean
}

/**
 * What moving an open case to another version means. It stays at its step if the new path has it and all that comes
 * before is decided; else it goes to the first step that is not. From there it walks the new path, or, with `comesBack`,
 * is decided only where the new path asks for what was never decided, and then comes back to where it was.
 *
 * @throws CaseError `case-ended`; `nothing-left` where every step of the new path is decided, so that none could hold it
 */
export function planOf(
  from: Procedure,
  to: Procedure,
  state: CaseState,
  { comesBack }: Pick<MigrateEvent, 'comesBack'>,
): Plan {
  if (state.status !== 'open') return object('case-ended')
  const path = pathOf(to, state.facts)
  const stands = new Set(state.decided)
  const waiting = new Set([state.at, ...state.comeBackTo])
  // How far it has been: the last step of the new path that is decided or waited for; one on, if that is decided.
  const last = path.findLastIndex((id) => stands.has(id) || waiting.has(id))
  const next = path[last] !== undefined && stands.has(path[last]) ? last + 1 : Math.max(last, 0)
  const open = path.slice(0, next + 1).filter((id) => !stands.has(id))
  const [at, ...rest] = open
  if (at === undefined) return object('nothing-left')
  const isBetween = open.slice(0, -1).some((id) => !waiting.has(id))
  const goesOn = isBetween && !comesBack
  const end = path.indexOf(goesOn ? at : open.at(-1)!)
  const carried = path.slice(0, end).filter((id) => stands.has(id))
  const old = pathOf(from, state.facts)
  const toCome = path.filter((id) => !carried.includes(id))
  return {
    ...{ at, carried, comeBackTo: goesOn ? [] : rest, isBetween },
    holders: at !== state.at ? 'moved' : isHeldAlike(taskAt(from, at), taskAt(to, at)) ? 'kept' : 'anew',
    again: path.filter((id) => stands.has(id) && !carried.includes(id)),
    dropped: state.decided.filter((id) => !path.includes(id)),
    added: toCome.filter((id) => !old.includes(id)),
    documents: toCome.flatMap((node) => {
      const before = old.includes(node) ? taskAt(from, node).documents : []
      const kinds = taskAt(to, node).documents.filter((kind) => !before.includes(kind))
      return kinds.map((kind) => ({ node, kind }))
    }),
  }
}

const isHeldAlike = (one: Task, other: Task) =>
  one.level === other.level && one.roles.toSorted().join(' ') === other.roles.toSorted().join(' ')

/** A case moved to another version. @throws CaseError as `planOf` does, and `version-same` */
export function migrate(from: Procedure, to: Procedure, state: CaseState, event: MigrateEvent): CaseState {
  const { at, carried, comeBackTo, holders } = planOf(from, to, state, event)
  if (event.from === event.version) return object('version-same')
  const moved: CaseState = { ...state, decided: carried, comeBackTo, undo: null }
  return holders === 'kept' ? moved : hold(moved, taskAt(to, at))
}
