import type { Sentence } from '#core/language/language.ts'
import type { SubjectKind as FactSubject, Grade } from '#foundation/evidence/rules.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Tx } from '#platform/store/db.ts'
import { selectCaseCount, selectIsOpen } from './queries/list.ts'
import type { CaseState } from './rules/case.ts'

/** How many applications there are, as far as the caller's scope shows them. */
export const countCases = (tx: Tx): Promise<number> => selectCaseCount(tx)

/** Whether an application about a subject is being taken through a procedure, as far as the caller's scope shows it. */
export const hasOpenCase = (
  tx: Tx,
  communityId: string,
  subjectKind: string,
  subjectId: string,
): Promise<boolean> => selectIsOpen(tx, { communityId, subjectKind, subjectId })

/** What can be applied for, as the domain tells of it that has it. */
export interface SubjectKind {
  /** As procedures name it, e.g. `project`. */
  readonly kind: string
  find(tx: Tx, subjectId: string): Promise<Subject | undefined>
  /** The days that a subject has of a kind, for guards that count them; `undefined` for a kind that nobody keeps. */
  days?(tx: Tx, subjectId: string, kind: string): Promise<SubjectDays | undefined>
  /** Where its facts are, for forms, as of an ISO day; without it, what a step's form would make is uploaded. */
  facts?(tx: Tx, subjectId: string, asOf: string): Promise<SubjectFacts | undefined>
  /** Told in the transaction of the deed: a case about the subject was opened, or is at another step now. */
  reached?(tx: Tx, subjectId: string, at: Reached): Promise<void>
}

/** Where a case about a subject is, after a deed that led it there. */
export interface Reached {
  readonly procedureId: string
  /** Step that is held, or the end it came to. */
  readonly node: string
  readonly name: Sentence
  /** ISO day. */
  readonly day: string
  readonly by: Caller
}

/** What forms are filled from. */
export interface SubjectFacts {
  /** Subjects of evidence: what a form states is about the first; what that lacks is read from the next. */
  readonly about: readonly [EvidenceSubject, ...EvidenceSubject[]]
  /** What its domain knows of it, by the name that forms call it by. */
  readonly known: ReadonlyMap<string, KnownThing>
}

export interface EvidenceSubject {
  readonly communityId: string
  readonly subjectKind: FactSubject
  readonly subjectId: string
  readonly name: Sentence
}

/** Something that a domain tells of a subject. */
export interface KnownThing {
  readonly value: Sentence | number
  readonly source: string
  readonly grade: Grade
  /** ISO day since when it is so; null where that is not kept. */
  readonly since: string | null
  /** Invented 演示数据. */
  readonly generated: boolean
}

/** Days on which something was so for a subject; each once, as ISO dates. */
export interface SubjectDays {
  readonly days: readonly {
    readonly day: string
    /** Page with the rows that say so. */
    readonly rows: string
    /** Invented 演示数据. */
    readonly generated: boolean
  }[]
  /** Page where a day is told, and the roles that may; null where nobody tells one by hand. */
  readonly report: { readonly path: string; readonly roles: readonly string[] } | null
}

export interface Subject {
  /** Whose it is: cases about it are rows of this community or area. */
  readonly communityId: string
  readonly title: Sentence
  /** For each level of a procedure, the area around it whose posts act. */
  readonly areas: CaseState['areas']
  /** Page of it; null for none. */
  readonly link: string | null
}
