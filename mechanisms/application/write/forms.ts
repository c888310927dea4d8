import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '#core/chain/canonical.ts'
import { type Author, type NewFact, recordFacts } from '#foundation/evidence/write.ts'
import { recordAudit } from '#platform/audit/write.ts'
import { namesOf } from '#platform/identity/read.ts'
import { roleOf } from '#platform/identity/rules.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Standing } from '../access.ts'
import { refuse } from '../contract.ts'
import { type FormStand, type KeptFacts, rightOn, standOf } from '../form-stand.ts'
import { type CaseRecord, selectCase } from '../queries/case.ts'
import * as queries from '../queries/form.ts'
import { type Entries, fillIn, formObjections, statedBy } from '../rules/form.ts'
import { changesOf, type PackageContent, packedCounts, packedSections } from '../rules/package.ts'
import { nodeNamed } from '../rules/procedure.ts'
import { chinaDay } from '../story.ts'

/** The moment of what is done with a form, where its facts are, and how new ones are stated. */
export interface FormNow {
  readonly at: Date
  readonly factsOf: KeptFacts
  readonly record?: (tx: Tx, facts: readonly NewFact[], by: Author) => Promise<unknown>
}

/**
 * Keeps what is written into a form, and returns the revision of the draft.
 *
 * @throws DomainError CASE_UNKNOWN, FORM_UNKNOWN, FORM_NOT_YOURS, FORM_CHANGED
 */
export async function saveDraft(
  tx: Tx,
  standing: Standing,
  key: queries.FormKey,
  { revision, entries }: { readonly revision: number; readonly entries: Entries },
  now: FormNow,
): Promise<number> {
  await ownStand(tx, standing, key, now)
  const next = await queries.upsertDraft(tx, key, revision, { entries, by: standing.caller, at: now.at })
  if (next === undefined) throw refuse('FORM_CHANGED', { formId: key.formId })
  return next
}

/** What is handed in, as it was looked at. */
export interface HandingIn {
  readonly revision: number
  readonly packages: number
  readonly entries: Entries
  readonly reason?: string
}

/**
 * Hands in a form: what is new or corrected becomes facts of the subject, and the whole is frozen. All of it or nothing.
 *
 * @throws DomainError FORM_INCOMPLETE with every field that is in the way; FORM_CHANGED where somebody was faster
 */
export async function handIn(
  tx: Tx,
  standing: Standing,
  key: queries.FormKey,
  { revision, packages, entries, reason = '' }: HandingIn,
  now: FormNow,
): Promise<{ packageNo: number; sha256: string }> {
  const { stand, record, right } = await ownStand(tx, standing, key, now)
  const { caller } = standing
  const isAmendment = right.task === 'amend'
  if (isAmendment && reason.trim() === '') throw refuse('FORM_INCOMPLETE', {}, [REASON_MISSING])
  const isAsSeen = stand.packages.length === packages && (await queries.deleteDraft(tx, key, revision))
  if (!isAsSeen) throw refuse('FORM_CHANGED', { formId: key.formId })
  await state(tx, stand, entries, { accountId: caller.accountId, role: right.role }, record, now)
  const { told } = await standOf(tx, record, key, now)
  const packed = await pack(tx, stand, { entries, told }, record, {
    ...{ by: caller.accountId, role: right.role, reason: reason.trim(), at: now.at },
  })
  if (isAmendment && packed.changes.length === 0) throw refuse('FORM_UNCHANGED', { formId: key.formId })
  const content = canonicalJson(packed as unknown as Json)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const { packageNo, case: of } = packed
  const isFirst = await queries.insertPackage(tx, {
    ...{ ...key, packageNo, node: of.node, content, sha256, reason: packed.reason, at: now.at },
    by: { accountId: caller.accountId, role: right.role },
  })
  if (!isFirst) throw refuse('FORM_CHANGED', { formId: key.formId })
  await recordAudit(tx, caller, {
    ...{ action: isAmendment ? 'application.amend' : 'application.hand-in', areaId: key.communityId },
    subject: { kind: 'application', id: key.caseId },
    detail: { title: record.title_zh, form: stand.form.id, packageNo, sha256 },
  })
  return { packageNo, sha256 }
}

const REASON_MISSING = { field: 'reason', reason: { zh: '请写明更正的理由', en: 'say why it is amended' } }

async function ownStand(tx: Tx, { actor, caller }: Standing, key: queries.FormKey, now: FormNow) {
  const record = await selectCase(tx, key)
  if (!record) throw refuse('CASE_UNKNOWN', { caseId: key.caseId })
  const stand = await standOf(tx, record, key, now)
  const right = rightOn(stand, actor, caller.role)
  if (!right.may) throw refuse('FORM_NOT_YOURS', { formId: key.formId })
  return { stand, record, right }
}

/** States what is new or corrected. @throws DomainError FORM_INCOMPLETE */
async function state(
  tx: Tx,
  { form, facts, told }: FormStand,
  entries: Entries,
  by: Author,
  { title_zh }: CaseRecord,
  { at, record = recordFacts }: FormNow,
) {
  const { communityId, subjectKind, subjectId } = facts.about[0]
  const today = chinaDay(at)
  const objections = formObjections(form, told, entries, { subjectKind, subjectId, role: by.role, today })
  if (objections.length > 0) throw refuse('FORM_INCOMPLETE', { count: objections.length }, objections)
  const rows = statedBy(form, told, entries).map(({ field, value }) => ({
    ...{ communityId, subjectKind, subjectId, term: field.id, value, validFrom: today, validTo: null },
    ...{ source: `${form.name.zh} · ${title_zh}`, grade: 'O' as const },
  }))
  if (rows.length > 0) await record(tx, rows, by)
}

/** A form as it was looked at and filled in, with what is known since. It follows the package that was seen then. */
async function pack(
  tx: Tx,
  { form, task, story, packages, told: before }: FormStand,
  { entries, told }: { readonly entries: Entries; readonly told: FormStand['told'] },
  record: CaseRecord,
  about: { readonly by: string | null; readonly role: string; readonly reason: string; readonly at: Date },
): Promise<PackageContent> {
  const sections = packedSections(form, fillIn(form, before, entries), told)
  const last = packages.at(-1)
  const { id, name, document, source, grade } = form
  const { communityId, caseId, procedureId, version } = record
  const { procedure } = story
  return {
    format: 'jiujing-form-package/1',
    form: { id, name, document, source, grade },
    case: {
      ...{ communityId, caseId, procedureId, version, procedure: procedure.name, node: task.id },
      ...{ step: nodeNamed(procedure, task.id), title: { zh: record.title_zh, en: record.title_en } },
    },
    packageNo: (last?.packageNo ?? 0) + 1,
    amends: last?.packageNo ?? null,
    reason: about.reason,
    at: about.at.toISOString(),
    by: {
      name: about.by === null ? null : ((await namesOf(tx, [about.by])).get(about.by) ?? null),
      ...{ role: about.role, roleName: roleOf(about.role)?.name ?? { zh: about.role, en: about.role } },
    },
    counts: packedCounts(sections),
    sections,
    changes: last ? changesOf(last.packed.sections, sections) : [],
  }
}
