import type { Sentence } from '#core/language/language.ts'

/** Whom a step waits for: a role, in the area of its level around the case. */
export interface Holder {
  readonly role: string
  readonly areaId: string
  /** A person that it was handed to; null for whoever holds the post. */
  readonly accountId: string | null
}

/** Levels at which steps are held; `outside` is above the district: city and province. */
export const LEVELS = ['community', 'town', 'district', 'outside'] as const
export type Level = (typeof LEVELS)[number]

/** A step in which somebody decides. */
export interface Task {
  readonly kind: 'task'
  readonly id: string
  readonly name: Sentence
  /** All of them have to agree: one, or several that sign together (会签). */
  readonly roles: readonly string[]
  readonly level: Level
  /** Working days; null: without limit. */
  readonly limitDays: number | null
  /** Kinds of documents without which it is not decided. */
  readonly documents: readonly string[]
  /** What has to be so before it is decided, such as months of trial operation; empty for nothing. */
  readonly guard: string
  /** Form that is filled in here; empty for none. */
  readonly form: string
  /** Role that may record a decision made outside the system by its letter; empty for none. */
  readonly recordedBy: string
  /** Who has just decided the step before and holds this post too need not decide again. */
  readonly isSkippable: boolean
  readonly next: string
}

/** A fork: the first way whose condition holds, else the last. */
export interface Choice {
  readonly kind: 'choice'
  readonly id: string
  readonly ways: readonly { readonly to: string; readonly when: Condition | null }[]
}

/** A fact of the case is, or is not, a value. */
export interface Condition {
  readonly fact: string
  readonly is: boolean
  readonly value: string
}

export interface End {
  readonly kind: 'end'
  readonly id: string
  readonly name: Sentence
}

/** A procedure as it is executed: what `readBpmn` makes of a BPMN 2.0 file. */
export interface Procedure {
  readonly id: string
  readonly name: Sentence
  /** What its first step is. */
  readonly start: string
  readonly nodes: ReadonlyMap<string, Task | Choice | End>
  /** Role, in the district, that may end a case before its end (退出). */
  readonly exitRole: string
}

/** Facts that the forks of a case look at. */
export type Facts = Readonly<Record<string, string>>

const holds = (condition: Condition | null, facts: Facts) =>
  condition === null || (facts[condition.fact] === condition.value) === condition.is

/**
 * The task or end that follows a node.
 *
 * @throws RangeError where a procedure was not checked: there is no such node, or forks without a way on
 */
export function follow({ nodes }: Procedure, from: string, facts: Facts): Task | End {
  let node = nodes.get(from)
  for (let hops = 0; node?.kind === 'choice'; hops++) {
    const way = node.ways.find(({ when }) => holds(when, facts))
    node = way && hops <= nodes.size ? nodes.get(way.to) : undefined
  }
  if (!node) throw new RangeError(`nothing follows at ${from}`)
  return node
}

/** Ids of the tasks from the start to the end, by the facts of a case. */
export function pathOf(procedure: Procedure, facts: Facts): string[] {
  const path: string[] = []
  for (let node = follow(procedure, procedure.start, facts); node.kind === 'task'; ) {
    if (path.includes(node.id)) break
    path.push(node.id)
    node = follow(procedure, node.next, facts)
  }
  return path
}
