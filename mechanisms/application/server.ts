import { documentFile } from '#foundation/evidence/read.ts'
import { keepDocument } from '#foundation/evidence/write.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { CalendarEntry, CalendarSource } from '#platform/calendar-feed/entry.ts'
import type { Caller } from '#platform/http/caller.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { holdersOf } from '#platform/identity/read.ts'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import { inCase, standingOf, withCommunity } from './access.ts'
import { formPackage, handInForm, readForm, saveForm } from './contract/forms.ts'
import {
  addExperts,
  closeReview,
  declareConflict,
  handInSheet,
  openReview,
  readReviews,
  reviewMinutes,
} from './contract/review.ts'
import type { CaseRow } from './contract/shapes.ts'
import {
  actOnCase,
  caseDocument,
  copyCase,
  listCases,
  listHolders,
  listProcedures,
  openCase,
  procedureFile,
  readCase,
  readCopies,
  refuse,
  uploadCaseDocument,
} from './contract.ts'
import { type KeptFacts, shownForm, standOf } from './form-stand.ts'
import type { KeptDays } from './guards.ts'
import { migrationRoutes } from './migration.ts'
import { keepProcedures, procedureOf, shownProcedures } from './procedures.ts'
import {
  type CaseKey,
  type CaseRecord,
  markCopiesRead,
  selectCase,
  selectCopies,
  selectDocuments,
} from './queries/case.ts'
import { selectPackages } from './queries/form.ts'
import { selectCases } from './queries/list.ts'
import { selectFile } from './queries/procedure.ts'
import { selectPanels } from './queries/review.ts'
import type { SubjectKind } from './read.ts'
import { shownReviews } from './review-view.ts'
import { mayNow } from './rules/may.ts'
import { nodeNamed } from './rules/procedure.ts'
import { chinaDay, storyOf } from './story.ts'
import { isTo, shownCase, shownCases } from './view.ts'
import { minutesFile } from './views/minutes-file.ts'
import { packageFile } from './views/package-file.ts'
import { casePath } from './web/parts/paths.ts'
import { type FormNow, handIn, saveDraft } from './write/forms.ts'
import { addSeats, closeOne, declare, handInOne, openPanel } from './write/review.ts'
import { act, copy, open } from './write.ts'

/** Brings the procedures that come with the product into force; once, before anybody is served. */
export const startProcedures = (db: Db): Promise<void> => keepProcedures(db)

const now = () => new Date()

/** Everything about applications that the server answers, for subjects of these kinds. */
export function applicationRoutes(kinds: readonly SubjectKind[], clock: () => Date = now): Routes {
  const kindOf = (kind: string) => kinds.find((one) => one.kind === kind)
  const daysOf: KeptDays = async (tx, of, kind) =>
    await kindOf(of.subjectKind)?.days?.(tx, of.subjectId, kind)
  const factsOf: KeptFacts = async (tx, of, asOf) =>
    await kindOf(of.subjectKind)?.facts?.(tx, of.subjectId, asOf)
  const tell = async (tx: Tx, record: CaseRecord, by: Caller) => {
    const { subjectKind, subjectId, procedureId, version, at: node } = record
    const { procedure } = await procedureOf(tx, procedureId, version)
    const at = { procedureId, node, name: nodeNamed(procedure, node), day: chinaDay(clock()), by }
    await kindOf(subjectKind)?.reached?.(tx, subjectId, at)
  }
  return [
    ...procedureRoutes,
    ...formRoutes(() => ({ at: clock(), factsOf })),
    ...reviewRoutes(clock),
    ...documentRoutes,
    ...copyRoutes(clock),
    ...migrationRoutes(clock),
    handleAlone(listCases, async ({ query }, { db, caller }) => {
      const { limit = 50, offset = 0, sort = '-changed', overdue, ...filter } = query
      const { actor, scope } = await standingOf(db, caller)
      return await inScope(
        db,
        scope,
        async (tx) => {
          const late = overdue ? { overdueOn: chinaDay(clock()) } : {}
          const { total, rows } = await selectCases(
            tx,
            actor,
            { ...filter, ...late },
            { sort, limit, offset },
          )
          return { total, rows: await shownCases(tx, rows) }
        },
        { readOnly: true },
      )
    }),
    handleAlone(openCase, async ({ body }, { db, caller }) => {
      const standing = await standingOf(db, caller)
      const { subjectKind, subjectId } = body
      const subject = await inScope(
        db,
        standing.scope,
        async (tx) => kindOf(subjectKind)?.find(tx, subjectId),
        { readOnly: true },
      )
      if (!subject) throw refuse('SUBJECT_UNKNOWN', { subjectKind, subjectId })
      return await inScope(db, withCommunity(standing, subject.communityId), async (tx) => {
        const key = await open(tx, standing, subject, body, clock())
        await tell(tx, await known(tx, key), caller)
        return key
      })
    }),
    handleAlone(readCase, ({ params }, { db, caller }) =>
      inCase(
        db,
        caller,
        params,
        async (tx, { actor }) => {
          const record = await known(tx, params)
          const subject = await kindOf(record.subjectKind)?.find(tx, record.subjectId)
          return await shownCase(tx, record, actor, {
            ...{ link: subject?.link ?? null, at: clock(), daysOf, factsOf },
          })
        },
        { readOnly: true },
      ),
    ),
    handleAlone(actOnCase, ({ params, body }, { db, caller }) =>
      inCase(db, caller, params, async (tx, standing) => {
        const before = await known(tx, params)
        const events = await act(tx, standing, params, body, { at: clock(), daysOf, factsOf })
        const record = await known(tx, params)
        if (record.at !== before.at) await tell(tx, record, caller)
        return { events }
      }),
    ),
  ]
}

/** Who is told of a case (抄送), and that they have looked. */
const copyRoutes = (clock: () => Date): Routes => [
  handleAlone(copyCase, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => copy(tx, standing, params, body, clock())),
  ),
  handleAlone(readCopies, ({ params }, { db, caller }) =>
    inCase(db, caller, params, async (tx, { actor }) => {
      const mine = (await selectCopies(tx, params)).filter((one) => isTo(actor, one))
      const copyIds = mine.map(({ copyId }) => copyId)
      const by = { accountId: actor.accountId, at: clock() }
      return { count: await markCopiesRead(tx, params, copyIds, by) }
    }),
  ),
]

/** @throws DomainError CASE_UNKNOWN */
async function known(tx: Tx, key: CaseKey) {
  const record = await selectCase(tx, key)
  if (!record) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  return record
}

/** Forms of a case: filled from facts, kept as drafts, handed in as packages. */
const formRoutes = (now: () => FormNow): Routes => [
  handleAlone(readForm, ({ params }, { db, caller }) =>
    inCase(
      db,
      caller,
      params,
      async (tx, { actor }) => {
        const record = await known(tx, params)
        const stand = await standOf(tx, record, params, now())
        const subject = { zh: record.title_zh, en: record.title_en }
        return await shownForm(tx, stand, params, { actor, role: caller.role, subject, at: now().at })
      },
      { readOnly: true },
    ),
  ),
  handleAlone(saveForm, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, async (tx, standing) => ({
      revision: await saveDraft(tx, standing, params, body, now()),
    })),
  ),
  handleAlone(handInForm, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => handIn(tx, standing, params, body, now())),
  ),
  handleAlone(formPackage, async ({ params, query }, { db, caller }) => {
    const found = await inCase(db, caller, params, (tx) => selectPackages(tx, params, params.formId), {
      readOnly: true,
    })
    const one = found.find(({ packageNo }) => packageNo === params.packageNo)
    if (!one) throw refuse('FORM_UNKNOWN', { formId: params.formId, packageNo: params.packageNo })
    return await packageFile(one, query.format ?? 'json')
  }),
]

/** Expert reviews of a case: set up, declared, scored blind, closed with minutes. */
const reviewRoutes = (clock: () => Date): Routes => [
  handleAlone(readReviews, ({ params }, { db, caller }) =>
    inCase(
      db,
      caller,
      params,
      async (tx, standing) => await shownReviews(tx, await known(tx, params), standing),
      { readOnly: true },
    ),
  ),
  handleAlone(openReview, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => openPanel(tx, standing, params, body.seats, clock())),
  ),
  handleAlone(addExperts, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => addSeats(tx, standing, params, body.seats, clock())),
  ),
  handleAlone(declareConflict, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => declare(tx, standing, params, body, clock())),
  ),
  handleAlone(handInSheet, ({ params, body }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => handInOne(tx, standing, params, body, clock())),
  ),
  handleAlone(closeReview, ({ params }, { db, caller }) =>
    inCase(db, caller, params, (tx, standing) => closeOne(tx, standing, params, clock())),
  ),
  handleAlone(reviewMinutes, async ({ params, query }, { db, caller }) => {
    const panels = await inCase(db, caller, params, (tx) => selectPanels(tx, params), { readOnly: true })
    const { minutes, sha256, closedAt } = panels.find(({ panelNo }) => panelNo === params.panelNo) ?? {}
    if (!minutes || !sha256 || !closedAt) throw refuse('REVIEW_UNKNOWN', { panelNo: params.panelNo })
    return await minutesFile({ minutes, sha256, closedAt }, query.format ?? 'json')
  }),
]

const procedureRoutes: Routes = [
  handle(listProcedures, (_, { tx }) => shownProcedures(tx)),
  handle(procedureFile, async ({ params: { procedureId, version } }, { tx }) => {
    const file = await selectFile(tx, procedureId, version)
    if (!file) throw refuse('PROCEDURE_UNKNOWN', { procedureId, version })
    return { bytes: file.bpmn, type: 'application/xml; charset=utf-8', keepSeconds: 31_536_000 }
  }),
  handle(listHolders, ({ query: { role, areaId } }, { tx }) => holdersOf(tx, role, areaId)),
]

const documentRoutes: Routes = [
  handleAlone(uploadCaseDocument, ({ body }, { db, caller, upload }) =>
    inCase(db, caller, body, async (tx, { actor }) => {
      const { procedure, state } = await storyOf(tx, await known(tx, body))
      const { turn, objections } = mayNow(procedure, state, actor, [])
      if (turn === null && objections.exit !== null) throw refuse('NOT_YOUR_TURN')
      const { documentId, filename, size } = await keepDocument(tx, body.communityId, upload!, caller)
      await recordDocument(tx, caller, body.communityId, documentId)
      return { documentId, filename, size }
    }),
  ),
  handleAlone(caseDocument, ({ params }, { db, caller }) =>
    inCase(
      db,
      caller,
      params,
      async (tx) => {
        const { communityId, documentId } = params
        const isOfCase = (await selectDocuments(tx, params)).some((one) => one.documentId === documentId)
        const file = isOfCase ? await documentFile(tx, communityId, documentId) : undefined
        if (!file) throw refuse('CASE_DOCUMENT_UNKNOWN', { documentId })
        return { bytes: file.bytes, type: file.mediaType, filename: file.filename }
      },
      { readOnly: true },
    ),
  ),
]

const recordDocument = (tx: Tx, caller: Caller, areaId: string, id: string) =>
  recordAudit(tx, caller, { action: 'evidence.document', subject: { kind: 'document', id }, areaId })

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
