import { recordAudit } from '#platform/audit/write.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Standing } from '../access.ts'
import { refuse } from '../contract.ts'
import { CODES } from '../deed.ts'
import { procedureOf } from '../procedures.ts'
import * as queries from '../queries/case.ts'
import { CaseError, type MigrateEvent, type Objection } from '../rules/case.ts'
import type { Procedure } from '../rules/procedure.ts'
import { step } from '../rules/record.ts'
import { storyOf } from '../story.ts'
import { changed, keepTurns } from '../write.ts'

/** Which cases go on by which version, and why. */
export interface Migration {
  readonly procedureId: string
  readonly version: number
  readonly comesBack?: boolean
  readonly note: string
  /** Each with the events there were when it was looked at. */
  readonly cases: readonly (queries.CaseKey & { readonly events: number })[]
}

/**
 * Lets open cases go on by another version: all of them, or none. Unlike what people do to a case, it is for the caller's
 * own scope to say whose.
 *
 * @throws DomainError PROCEDURE_UNKNOWN, and naming the case CASE_UNKNOWN, CASE_CHANGED, SUBJECT_UNFIT and what the rules object
 */
export async function migrate(tx: Tx, standing: Standing, migration: Migration, at: Date) {
  const { procedure } = await procedureOf(tx, migration.procedureId, migration.version)
  // Each once, and in one order, so that two who migrate the same cases do not wait for each other.
  const chosen = new Map(migration.cases.map((one) => [one.caseId, one]))
  const inOrder = [...chosen.values()].sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
  for (const one of inOrder) await migrateOne(tx, standing, { ...migration, ...one, procedure }, at)
  return { migrated: inOrder.length }
}

type One = Omit<Migration, 'cases'> &
  queries.CaseKey & { readonly events: number; readonly procedure: Procedure }

async function migrateOne(tx: Tx, { caller, actor }: Standing, one: One, at: Date): Promise<void> {
  const { communityId, caseId, procedure, procedureId, version, comesBack = false } = one
  const key = { communityId, caseId }
  const record = await queries.selectCase(tx, key)
  if (record?.procedureId !== procedureId) throw refuse('CASE_UNKNOWN', { caseId })
  const story = await storyOf(tx, record)
  const which = [{ field: 'cases', reason: { zh: record.title_zh, en: record.title_en } }]
  if (story.events.length !== one.events) throw await changed(tx, key, which)
  if (!fits(record, procedure))
    throw refuse('SUBJECT_UNFIT', { caseId, subjectKind: procedure.subjectKind }, which)
  const event: MigrateEvent = { kind: 'migrate', by: actor, from: record.version, version, comesBack }
  const next = followed(
    () => step(story, { event, at }, new Map([[version, procedure]])),
    (objection) => refuse(CODES[objection], { caseId }, which),
  )
  const eventNo = story.events.length + 1
  const isFirst = await queries.insertEvent(tx, {
    ...{ ...key, eventNo, event, node: story.state.at, role: caller.role, at },
    ...{ opinion: one.note.trim(), letter: undefined },
  })
  if (!isFirst) throw await changed(tx, key, which)
  await keepTurns(tx, key, next)
  await queries.updateCase(tx, key, { state: next.state, events: eventNo, at, version })
  await recordAudit(tx, caller, {
    ...{ action: 'application.migrate', areaId: communityId, subject: { kind: 'application', id: caseId } },
    detail: { title: record.title_zh, from: record.version, version, eventNo },
  })
}

/** Whether a procedure is for what the case is about. */
export const fits = ({ subjectKind }: queries.CaseRecord, procedure: Procedure): boolean =>
  procedure.subjectKind === '' || procedure.subjectKind === subjectKind

function followed<T>(attempt: () => T, refused: (objection: Objection) => Error): T {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof CaseError) throw refused(error.objection)
    throw error
  }
}
