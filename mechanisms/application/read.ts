import type { Sentence } from '#core/language/language.ts'
import type { Tx } from '#platform/store/db.ts'
import type { CaseState } from './rules/case.ts'

/** What can be applied for, as the domain tells of it that has it. */
export interface SubjectKind {
  /** As procedures name it, e.g. `project`. */
  readonly kind: string
  find(tx: Tx, subjectId: string): Promise<Subject | undefined>
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
