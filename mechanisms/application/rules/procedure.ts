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
  /** What has to be so before it is decided, as `guard.ts` reads it; empty for nothing. */
  readonly guard: string
  /** Form that is filled in here; empty for none. */
  readonly form: string
  /** Expert review that is held here; empty for none. */
  readonly review: string
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
  readonly name: Sentence
  readonly ways: readonly { readonly to: string; readonly when: Condition | null; readonly name: Sentence }[]
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
  /** Kind of subject it is for; empty for any. */
  readonly subjectKind: string
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

/** The first task of a case with these facts; none where a procedure is nothing but its end. */
export function firstTask(procedure: Procedure, facts: Facts): Task | undefined {
  const first = follow(procedure, procedure.start, facts)
  return first.kind === 'task' ? first : undefined
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

/** A fact that a fork looks at, and the values it knows; any other value takes its default way. */
export interface Question {
  readonly fact: string
  readonly name: Sentence
  readonly otherwise: Sentence
  readonly values: readonly { readonly value: string; readonly name: Sentence }[]
}

/** What has to be known of a case for its forks, each fact once. */
export function questionsOf({ nodes }: Procedure): Question[] {
  const questions = new Map<string, Question>()
  for (const node of nodes.values()) {
    if (node.kind !== 'choice') continue
    for (const { when, name } of node.ways) {
      if (!when) continue
      const standard = node.ways.find((way) => way.when === null)!.name
      const { values = [], ...known } = questions.get(when.fact) ?? {}
      const asked = { fact: when.fact, name: node.name, otherwise: standard, ...known }
      // Of “is not” the named way is what is left, so the value itself has no name but itself.
      const value = { value: when.value, name: when.is ? name : { zh: when.value, en: when.value } }
      const isKnown = values.some((one) => one.value === when.value)
      questions.set(when.fact, { ...asked, values: isKnown ? values : [...values, value] })
    }
  }
  return [...questions.values()]
}

/** What a step or end is called. */
export function nodeNamed({ nodes }: Procedure, id: string): Sentence {
  const node = nodes.get(id)
  return node && 'name' in node ? node.name : { zh: id, en: id }
}
