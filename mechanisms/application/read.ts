import type { Sentence } from '#core/language/language.ts'
import type { Tx } from '#platform/store/db.ts'
import { selectCaseCount } from './queries/list.ts'
import type { CaseState } from './rules/case.ts'

/** How many applications there are, as far as the caller's scope shows them. */
export const countCases = (tx: Tx): Promise<number> => selectCaseCount(tx)

/** What can be applied for, as the domain tells of it that has it. */
export interface SubjectKind {
  /** As procedures name it, e.g. `project`. */
  readonly kind: string
  find(tx: Tx, subjectId: string): Promise<Subject | undefined>
  /** The days that a subject has of a kind, for guards that count them; `undefined` for a kind that nobody keeps. */
  days?(tx: Tx, subjectId: string, kind: string): Promise<SubjectDays | undefined>
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
