import type { Sentence } from '#core/language/language.ts'
import type { CalendarEntry, CalendarSource } from '#platform/calendar-feed/entry.ts'
import type { Tx } from '#platform/store/db.ts'
import { inScope } from '#platform/store/db.ts'
import { standingOf } from './access.ts'
import type { CaseRow } from './contract/shapes.ts'
import { selectCaseCount, selectCases } from './queries/list.ts'
import type { CaseState } from './rules/case.ts'
import { shownCases } from './view.ts'
import { casePath } from './web/parts/paths.ts'

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

/** More than this in one inbox are worked down in the list, not in a calendar. */
const ENTRIES_MAX = 500

/** The time limits of what waits for a caller: one entry a case, on the day by which its step has to be decided. */
export const turnsDue: CalendarSource = async (db, caller) => {
  if (!caller.rights.has('application.read')) return []
  const { actor, scope } = await standingOf(db, caller)
  const page = { sort: '-changed', limit: ENTRIES_MAX, offset: 0 } as const
  const cases = await inScope(
    db,
    scope,
    async (tx) => shownCases(tx, (await selectCases(tx, actor, { box: 'todo', status: 'open' }, page)).rows),
    { readOnly: true },
  )
  return cases.flatMap(entryOf)
}

function entryOf(row: CaseRow): CalendarEntry[] {
  const { caseId, at, atName, title, procedureName, turns } = row
  const [first] = turns.filter(({ dueOn }) => dueOn !== null).sort((a, b) => (a.dueOn! < b.dueOn! ? -1 : 1))
  if (!first) return []
  return [
    {
      ...{ id: `${caseId}-${at}-${first.turn}`, day: first.dueOn!, path: casePath(row) },
      title: { zh: `${atName.zh}：${title.zh}`, en: `${atName.en}: ${title.en}` },
      text: { zh: `${procedureName.zh}，办理期限`, en: `${procedureName.en}, time limit` },
    },
  ]
}
