import type { Sentence } from '#core/language/language.ts'
import { factsAsOf, type KnownFact } from '#foundation/evidence/read.ts'
import { isOverdue } from '#foundation/evidence/rules.ts'
import { namesOf } from '#platform/identity/read.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Origin } from './contract/forms.ts'
import { refuse } from './contract.ts'
import type { CaseRecord } from './queries/case.ts'
import { type FormKey, type PackageRecord, selectDraft, selectPackages } from './queries/form.ts'
import type { EvidenceSubject, KnownThing, SubjectFacts } from './read.ts'
import { type Actor, mayAct, mayRecord } from './rules/case.ts'
import type { Known } from './rules/form.ts'
import { type Field, type Form, fieldsOf, forms } from './rules/form-pack.ts'
import { mayNow } from './rules/may.ts'
import type { PackageContent } from './rules/package.ts'
import { nodeNamed, type Procedure, pathOf, type Task } from './rules/procedure.ts'
import { chinaDay, type Story, storyOf } from './story.ts'

/** A field as it is known, with where that is from. */
export interface Told extends Known {
  readonly words: Sentence | null
  readonly origin: Origin
}

/** Where the facts of a subject are, as of an ISO day; `undefined` where it has none. */
export type KeptFacts = (tx: Tx, of: CaseRecord, asOf: string) => Promise<SubjectFacts | undefined>

/** A form of a case as it stands at a moment. */
export interface FormStand {
  readonly form: Form
  readonly task: Task
  readonly story: Story
  readonly facts: SubjectFacts
  readonly told: ReadonlyMap<string, Told>
  readonly packages: readonly (PackageRecord & { readonly packed: PackageContent })[]
}

/** The step of a case at which a form is filled in. */
const taskOf = (procedure: Procedure, { state }: Story, formId: string): Task | undefined =>
  pathOf(procedure, state.facts)
    .map((node) => procedure.nodes.get(node) as Task)
    .find((one) => one.form === formId)

/**
 * The form and its step; of one that was handed in, by the version that had it, where the case was migrated since.
 *
 * @throws DomainError FORM_UNKNOWN
 */
function formOf(story: Story, formId: string, isHandedIn: boolean): { form: Form; task: Task } {
  const form = forms.get(formId)
  const versions = [story.procedure, ...(isHandedIn ? story.ranBy.toReversed() : [])]
  const task = versions.flatMap((one) => taskOf(one, story, formId) ?? [])[0]
  if (!form || !task) throw refuse('FORM_UNKNOWN', { formId })
  return { form, task }
}

/** @throws DomainError FORM_UNKNOWN where the case has no such form, or its subject no facts to fill it from */
export async function standOf(
  tx: Tx,
  record: CaseRecord,
  { formId, ...key }: FormKey,
  { factsOf, at }: { readonly factsOf: KeptFacts; readonly at: Date },
): Promise<FormStand> {
  const story = await storyOf(tx, record)
  const packages = (await selectPackages(tx, key, formId)).map((one) => ({
    ...one,
    packed: JSON.parse(one.content) as PackageContent,
  }))
  const { form, task } = formOf(story, formId, packages.length > 0)
  const facts = await factsOf(tx, record, chinaDay(at))
  if (!facts) throw refuse('FORM_UNKNOWN', { formId })
  const stated = new Map(packages.flatMap(({ packed }) => statedIn(packed)))
  return { form, task, story, facts, packages, told: await toldOf(tx, form, facts, { stated, at }) }
}

/** Facts that a package stated, by id. */
const statedIn = ({ sections }: PackageContent) =>
  sections.flatMap(({ fields }) =>
    fields.flatMap(({ state, origin }) =>
      origin?.factId && (state === 'new' || state === 'corrected') ? [[origin.factId, state] as const] : [],
    ),
  )

/** What is known of each field on a day: told of the subject itself, or a fact that nobody has to renew. */
async function toldOf(
  tx: Tx,
  form: Form,
  { about, known }: SubjectFacts,
  { stated, at }: { readonly stated: ReadonlyMap<string, 'new' | 'corrected'>; readonly at: Date },
): Promise<ReadonlyMap<string, Told>> {
  const day = chinaDay(at)
  const facts = new Map<string, { fact: KnownFact; of: EvidenceSubject }>()
  for (const of of about) {
    const { communityId, subjectKind, subjectId } = of
    for (const fact of await factsAsOf(tx, { holdsOn: day }, { communityId, subjectKind, subjectId }))
      if (!facts.has(fact.term) && !isOverdue(fact, day)) facts.set(fact.term, { fact, of })
  }
  const names = await namesOf(
    tx,
    [...facts.values()].flatMap(({ fact }) => (fact.enteredBy === null ? [] : [fact.enteredBy])),
  )
  const toldField = ({ id, term }: Field): Told | undefined => {
    if (!term) return known.has(id) ? ofSubject(known.get(id)!) : undefined
    const found = facts.get(id)
    return found && ofFact(found.fact, found.of.name, names, stated.get(found.fact.factId) ?? null)
  }
  return new Map(
    fieldsOf(form).flatMap((field) => {
      const told = toldField(field)
      return told ? [[field.id, told] as const] : []
    }),
  )
}

const ofSubject = ({ value, source, grade, since, generated }: KnownThing): Told => ({
  ...(typeof value === 'number' ? { value, words: null } : { value: value.zh, words: value }),
  stated: null,
  origin: {
    ...{ factId: null, communityId: null, about: IN_SYSTEM, source, grade, since, generated },
    ...{ role: null, by: null, confirmed: false },
  },
})
const IN_SYSTEM = { zh: '系统', en: 'the system' }

const ofFact = (
  fact: KnownFact,
  about: Sentence,
  names: ReadonlyMap<string, string>,
  stated: Told['stated'],
): Told => ({
  ...{ value: fact.value as number | string, words: null, stated },
  origin: {
    ...{ factId: fact.factId, communityId: fact.communityId, about, source: fact.source, grade: fact.grade },
    ...{ since: fact.validFrom, role: fact.enteredRole, generated: fact.generated },
    by: fact.enteredBy === null ? null : (names.get(fact.enteredBy) ?? null),
    confirmed: fact.confirmedAt !== null,
  },
})

/** What somebody may do with a form, in which role, and why not. */
export interface FormRight {
  readonly task: 'fill-in' | 'amend'
  readonly may: boolean
  readonly why: Sentence | null
  readonly role: string
}

/** Whoever has the step in hand, or records it, fills in its form; once that is decided, they amend it. */
export function rightOn(
  { form, task, story, packages }: FormStand,
  actor: Actor,
  callerRole: string,
): FormRight {
  const { procedure, state } = story
  if (!taskOf(procedure, story, form.id)) return { task: 'amend', may: false, why: GONE, role: callerRole }
  const holders = task.roles.map((role) => ({ role, areaId: state.areas[task.level], accountId: null }))
  if (state.status === 'open' && state.at === task.id) {
    const { turn } = mayNow(procedure, state, actor, [])
    const own = state.turns.find((one) => one.turn === turn)
    const role = own && mayAct(actor, own.holder) ? own.holder.role : callerRole
    return { task: 'fill-in', may: turn !== null, why: turn === null ? WAITS : null, role }
  }
  if (packages.length === 0)
    return { task: 'fill-in', may: false, why: notYet(story, task), role: callerRole }
  const own = holders.find((holder) => mayAct(actor, holder))
  const may = state.status !== 'exited' && (own !== undefined || mayRecord(actor, task, state))
  return { task: 'amend', may, why: may ? null : WAITS, role: own?.role ?? callerRole }
}

const WAITS = { zh: '由这一步的办理人填写', en: 'It is filled in by whoever has this step in hand' }
const GONE = {
  zh: '申报已转到不用这份表单的流程版本',
  en: 'The application goes by a version of its procedure now that does not ask for it',
}
const notYet = ({ procedure, state }: Story, task: Task): Sentence => {
  const { zh, en } = nodeNamed(procedure, task.id)
  return state.decided.includes(task.id) || state.status !== 'open'
    ? { zh: '这一步未用表单办理', en: 'this step was decided without the form' }
    : { zh: `办到“${zh}”时填写`, en: `it is filled in at the step “${en}”` }
}

/** Who looks at a form, and when. */
interface Looking {
  readonly actor: Actor
  readonly role: string
  /** What is applied for. */
  readonly subject: Sentence
  readonly at: Date
}

/** A form of a case for whoever looks at it. */
export async function shownForm(
  tx: Tx,
  stand: FormStand,
  key: FormKey,
  { actor, role, subject, at }: Looking,
) {
  const { form, task, told, packages } = stand
  const draft = await selectDraft(tx, key)
  const right = rightOn(stand, actor, role)
  const { subjectKind, subjectId } = stand.facts.about[0]
  const names = await namesOf(
    tx,
    [draft?.savedBy ?? null, ...packages.map(({ byAccount }) => byAccount)].filter((id) => id !== null),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return {
    ...{ formId: form.id, node: task.id, title: form.name, subject },
    ...{ task: right.task, may: right.may, why: right.why },
    stating: { subjectKind, subjectId, role: right.role, today: chinaDay(at) },
    revision: draft?.revision ?? 0,
    entries: { ...draft?.entries } as Record<string, number | string | null>,
    savedAt: draft?.savedAt.toISOString() ?? null,
    savedBy: nameOf(draft?.savedBy ?? null),
    known: [...told].map(([field, one]) => ({ field, ...one })),
    packages: packages.map(
      ({ packed, at, byAccount, packageNo, node, sha256, amends, reason, role: in_ }) => ({
        ...{
          packageNo,
          node,
          sha256,
          amends,
          reason,
          role: in_,
          at: at.toISOString(),
          by: nameOf(byAccount),
        },
        counts: { ...packed.counts },
        changes: packed.changes.map((change) => ({ ...change })),
      }),
    ),
  }
}
