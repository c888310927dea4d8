import { randomUUID } from 'node:crypto'
import type { Sentence } from '#core/language/language.ts'
import { levelOf } from '#foundation/place/read.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { Fault } from '#platform/http/errors.ts'
import { holdersOf } from '#platform/identity/read.ts'
import { roleOf } from '#platform/identity/rules.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Standing } from './access.ts'
import { refuse } from './contract.ts'
import { type Act, eventOf, refuseFor } from './deed.ts'
import type { KeptFacts } from './form-stand.ts'
import { type KeptDays, watch } from './guards.ts'
import { procedureOf } from './procedures.ts'
import * as queries from './queries/case.ts'
import { selectPackages } from './queries/form.ts'
import { selectPanels } from './queries/review.ts'
import type { Subject } from './read.ts'
import { CaseError, type DeedEvent, mayAct, openTurns, taskAt } from './rules/case.ts'
import { forms } from './rules/form-pack.ts'
import { isByLetter } from './rules/may.ts'
import { type Holder, type Procedure, questionsOf } from './rules/procedure.ts'
import { begin, step, type Traced, type Versions } from './rules/record.ts'
import { chinaDay, dueOn, type Story, storyOf } from './story.ts'

/** What is applied for, and how. */
export interface Opening {
  readonly procedureId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly facts?: Readonly<Record<string, string>>
}

/**
 * Opens a case, `generated` where it is invented 演示数据, held by the first step of the procedure in force.
 *
 * @throws DomainError PROCEDURE_UNKNOWN, SUBJECT_UNFIT, FACTS_UNFIT, NOT_YOURS_TO_OPEN, CASE_OPEN_ALREADY
 */
export async function open(
  tx: Tx,
  { caller, actor }: Standing,
  { communityId, title, areas }: Subject,
  { procedureId, subjectKind, subjectId, facts = {} }: Opening,
  at: Date,
  { generated = false } = {},
) {
  const { procedure, version } = await procedureOf(tx, procedureId)
  if (procedure.subjectKind !== '' && procedure.subjectKind !== subjectKind)
    throw refuse('SUBJECT_UNFIT', { subjectKind: procedure.subjectKind })
  refuseFacts(procedure, facts)
  const opened = begin(procedure, { areas, facts, at })
  if (!openTurns(opened.state).some(({ holder }) => mayAct(actor, holder))) throw refuse('NOT_YOURS_TO_OPEN')
  const key = { communityId, caseId: randomUUID() as string }
  const subject = { procedureId, subjectKind, subjectId }
  const isNew = await queries.insertCase(tx, {
    ...{ ...key, ...subject, version, title, facts, state: opened.state, by: caller, at, generated },
  })
  if (!isNew) {
    const caseId = await queries.selectOpenCase(tx, { communityId, ...subject })
    throw refuse('CASE_OPEN_ALREADY', { communityId, ...(caseId && { caseId }) })
  }
  await keepTurns(tx, key, opened)
  await recordAudit(tx, caller, {
    ...{ action: 'application.open', subject: { kind: 'application', id: key.caseId }, areaId: communityId },
    detail: { title: title.zh, procedureId, version, subjectKind, subjectId },
  })
  return key
}

/** Only answers to what the procedure asks are facts of a case. */
function refuseFacts(procedure: Procedure, facts: Readonly<Record<string, string>>): void {
  const asked = new Map(questionsOf(procedure).map((question) => [question.fact, question.values]))
  const faults = Object.entries(facts).flatMap(([fact, given]): Fault[] => {
    const values = asked.get(fact)
    if (values?.some(({ value }) => value === given)) return []
    const choices = values?.map(({ value }) => value).join('、')
    const reason = choices
      ? { zh: `应为 ${choices} 之一`, en: `it has to be one of ${choices}` }
      : { zh: '流程不问这一项', en: 'the procedure does not ask for it' }
    return [{ field: `facts.${fact}`, reason }]
  })
  if (faults.length > 0) throw refuse('FACTS_UNFIT', {}, faults)
}

/** Writes down who has to act, as the version says by which a case goes on. */
export const keepTurns = (tx: Tx, key: queries.CaseKey, { procedure, turns }: Traced) =>
  queries.upsertTurns(
    tx,
    key,
    turns.map((turn) => {
      const task = procedure.nodes.get(turn.node)
      const recordedBy = task?.kind === 'task' ? task.recordedBy : ''
      return { ...turn, recordedBy, dueOn: dueOn(procedure, turn) }
    }),
  )

const ACTIONS = {
  decide: 'application.decide',
  return: 'application.return',
  withdraw: 'application.withdraw',
  transfer: 'application.transfer',
  'add-signer': 'application.add-signer',
  exit: 'application.exit',
} as const

/** The moment of a deed, where the days come from that a guard counts, and the facts that forms are filled from. */
export interface Now {
  readonly at: Date
  readonly daysOf: KeptDays
  readonly factsOf: KeptFacts
}

/**
 * Does something to a case as it was looked at: where somebody has acted since, they have won and this one is told.
 *
 * @returns how many events there are now
 * @throws DomainError CASE_CHANGED, DEED_INCOMPLETE, HOLDER_UNFIT, CASE_DOCUMENT_UNKNOWN and what the rules object
 */
export async function act(
  tx: Tx,
  { caller, actor }: Standing,
  key: queries.CaseKey,
  deed: Act,
  { at, daysOf, factsOf }: Now,
): Promise<number> {
  const record = await queries.selectCase(tx, key)
  if (!record) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  const story = await storyOf(tx, record)
  if (story.events.length !== deed.events) throw await changed(tx, key)
  if (deed.to) await refuseUnfit(tx, deed.to, 'application.act')
  const brought = (deed.documents ?? []).map(({ kind }) => kind)
  await refuseForms(story, brought, async () => (await factsOf(tx, record, chinaDay(at))) !== undefined)
  const there = await documentsThere(tx, key, story.state.at)
  const watched = await watch(story, (kind) => daysOf(tx, record, kind), at)
  const event = eventOf(actor, deed, [...new Set([...there, ...brought])], watched.met)
  const next = followed(story, event, at, watched.reasons)
  const own = story.state.turns.find(({ turn }) => 'turn' in event && turn === event.turn)
  if (own && isByLetter(actor, own) && !deed.letter) throw refuse('DEED_INCOMPLETE', {}, [LETTER_MISSING])
  const eventNo = story.events.length + 1
  const isFirst = await queries.insertEvent(tx, {
    ...{ ...key, eventNo, event, node: story.state.at, role: caller.role, at },
    ...{ opinion: deed.opinion?.trim() ?? '', letter: deed.letter },
  })
  if (!isFirst) throw await changed(tx, key)
  await queries.insertDocuments(tx, key, eventNo, deed.documents ?? []).catch(refuseDocument)
  await keepTurns(tx, key, next)
  await queries.updateCase(tx, key, { state: next.state, events: eventNo, at })
  await recordAudit(tx, caller, {
    ...{ action: ACTIONS[deed.deed], areaId: key.communityId },
    subject: { kind: 'application', id: key.caseId },
    detail: { title: record.title_zh, node: story.state.at, eventNo },
  })
  return eventNo
}

/** Kinds of the documents that a step of a case has: brought in at it, or made by its form or review. */
export async function documentsThere(tx: Tx, key: queries.CaseKey, node: string): Promise<string[]> {
  const brought = await queries.selectDocuments(tx, key)
  const made = await selectPackages(tx, key)
  const reviewed = (await selectPanels(tx, key)).filter(({ closedAt }) => closedAt !== null)
  return [
    ...brought.flatMap((one) => (one.node === node ? [one.kind] : [])),
    ...made.flatMap((one) => (one.node === node ? [forms.get(one.formId)?.document ?? ''] : [])),
    ...reviewed.flatMap((one) => (one.node === node ? [one.review.document] : [])),
  ]
}

/** @throws DomainError FORM_INSTEAD where a document is brought in that the form of its step makes */
async function refuseForms(
  { procedure, state }: Story,
  brought: readonly string[],
  hasFacts: () => Promise<boolean>,
): Promise<void> {
  const form = state.status === 'open' ? forms.get(taskAt(procedure, state.at).form) : undefined
  if (form && brought.includes(form.document) && (await hasFacts()))
    throw refuse('FORM_INSTEAD', { formId: form.id })
}

const LETTER_MISSING = {
  field: 'letter',
  reason: {
    zh: '代为登记系统外的决定时，应写明来文文号和日期',
    en: 'who records a decision made outside the system names its letter',
  },
}

/** What people do never leaves the version. */
const NONE: Versions = new Map()

function followed(story: Story, event: DeedEvent, at: Date, reasons: readonly Sentence[]): Traced {
  try {
    return step(story, { event, at }, NONE)
  } catch (error) {
    if (error instanceof CaseError) throw refuseFor(error.objection, story, event, reasons)
    throw error
  }
}

/** 23503: there is no such row to refer to. */
function refuseDocument(error: unknown): never {
  if ((error as { code?: string }).code === '23503') throw refuse('CASE_DOCUMENT_UNKNOWN')
  throw error
}

/** Somebody has acted on a case since it was looked at: who, in which role, when. */
export async function changed(tx: Tx, key: queries.CaseKey, faults: readonly Fault[] = []) {
  const last = (await queries.selectEvents(tx, key)).at(-1)
  return refuse(
    'CASE_CHANGED',
    {
      caseId: key.caseId,
      ...(last && { events: last.eventNo, deed: last.kind, role: last.role, at: last.at.toISOString() }),
    },
    faults,
  )
}

/** @throws DomainError HOLDER_UNFIT naming what is wrong with whom something is handed to */
async function refuseUnfit(tx: Tx, { role: id, areaId, accountId }: Holder, right: string): Promise<void> {
  const fault = (field: string, zh: string, en: string) =>
    refuse('HOLDER_UNFIT', {}, [{ field: `to.${field}`, reason: { zh, en } }])
  const role = roleOf(id)
  if (!role?.rights.includes(right))
    throw fault('role', '这个角色不办理申报', 'this role has no part in applications')
  if ((await levelOf(tx, areaId)) !== role.level)
    throw fault('areaId', '区域不是该角色的层级', 'the area is not of the level this role is for')
  if (accountId === null) return
  const holders = await holdersOf(tx, id, areaId)
  if (!holders.some((one) => one.accountId === accountId))
    throw fault('accountId', '此人不在这个岗位', 'this person does not hold that post')
}

/**
 * Tells somebody of a case (抄送), as who holds a turn of it.
 *
 * @throws DomainError NOT_YOUR_TURN, HOLDER_UNFIT
 */
export async function copy(
  tx: Tx,
  { caller, actor }: Standing,
  key: queries.CaseKey,
  { to, note = '' }: { readonly to: Holder; readonly note?: string },
  at: Date,
) {
  const record = await queries.selectCase(tx, key)
  if (!record) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  const { state } = await storyOf(tx, record)
  if (!state.turns.some(({ holder, isDone }) => !isDone && mayAct(actor, holder)))
    throw refuse('NOT_YOUR_TURN')
  await refuseUnfit(tx, to, 'application.read')
  const copyId = randomUUID() as string
  await queries.insertCopy(tx, { ...key, copyId, to, note: note.trim(), node: state.at, by: caller, at })
  await recordAudit(tx, caller, {
    ...{ action: 'application.copy', areaId: key.communityId },
    subject: { kind: 'application', id: key.caseId },
    detail: { title: record.title_zh, role: to.role },
  })
  return { copyId }
}
