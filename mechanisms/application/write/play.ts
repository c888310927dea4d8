import type { Sentence } from '#core/language/language.ts'
import { type Author, keepDocument, loadFacts, type NewFact } from '#foundation/evidence/write.ts'
import names from '#packs/procedures/names.json' with { type: 'json' }
import { STRANGER } from '#platform/http/caller.ts'
import { type Tx, wholeScope } from '#platform/store/db.ts'
import type { Standing } from '../access.ts'
import type { Act } from '../deed.ts'
import { standOf } from '../form-stand.ts'
import { type CaseRecord, selectCase } from '../queries/case.ts'
import type { Subject } from '../read.ts'
import { openTurns } from '../rules/case.ts'
import type { Entries } from '../rules/form.ts'
import { fieldsOf, forms } from '../rules/form-pack.ts'
import { nodeNamed, type Task } from '../rules/procedure.ts'
import { chinaDay, type Story, storyOf } from '../story.ts'
import { act, type Now, type Opening, open } from '../write.ts'
import { handIn } from './forms.ts'

/** A deed as a data set tells it: in which role, when, and what; a decision brings in what its step asks for. */
export interface ToldDeed extends Omit<Act, 'events' | 'turn' | 'documents'> {
  readonly role: string
  readonly at: Date
}

/** A case as a data set tells it. */
export interface ToldCase extends Opening {
  /** What is written into forms, by field, where it is not known already. */
  readonly answers?: Entries
  readonly subject: Subject
  readonly openedAt: Date
  readonly deeds: readonly ToldDeed[]
}

const documentNames: Readonly<Record<string, Sentence>> = names.documents
const system = { accountId: null, role: 'system' }

/** Where the days and facts of subjects come from. */
export type Kept = Omit<Now, 'at'>

/**
 * Opens an invented case and does what is told of it, by the same rules as people: whatever they object to is thrown.
 * The first to act opens it. Forms are handed in, documents that a step asks for are made, and say that they are demo data.
 */
export async function playCase(tx: Tx, told: ToldCase, kept: Kept) {
  const { subject, openedAt, deeds } = told
  const at = (role: string) => standingIn(role, areaOf(subject, role))
  const key = await open(tx, at(deeds[0]!.role), subject, told, openedAt, { generated: true })
  for (const { role, at: moment, ...deed } of deeds) {
    const record = (await selectCase(tx, key))!
    const story = await storyOf(tx, record)
    const held = openTurns(story.state)
    const turn = (held.find(({ holder }) => holder.role === role) ?? held[0])?.turn
    const isMade =
      deed.deed === 'decide' && (await fillForm(tx, at(role), record, told, { ...kept, at: moment }))
    const documents = deed.deed === 'decide' ? await documentsOf(tx, story, subject, isMade) : []
    const done = { ...deed, documents, events: story.events.length, ...(turn !== undefined && { turn }) }
    await act(tx, at(role), key, done, { ...kept, at: moment })
  }
  return key
}

const LEVEL: Readonly<Record<string, keyof Subject['areas']>> = { town: 'town', operator: 'community' }
const areaOf = ({ areas }: Subject, role: string) => areas[LEVEL[role] ?? 'district']

/** Somebody in a post whose name is not told. */
function standingIn(role: string, areaId: string): Standing {
  const caller = { ...STRANGER, role, areaId, scope: wholeScope }
  return { caller, actor: { accountId: '', posts: [{ role, areaId }], standsInFor: [] }, scope: wholeScope }
}

/** Hands in the form of the step that is held, if it has one; what is stated so says that it is invented. */
async function fillForm(
  tx: Tx,
  standing: Standing,
  record: CaseRecord,
  { answers = {} }: ToldCase,
  now: Now,
): Promise<boolean> {
  const { procedure, state } = await storyOf(tx, record)
  const form = forms.get((procedure.nodes.get(state.at) as Task).form)
  if (!form || !(await now.factsOf(tx, record, chinaDay(now.at)))) return false
  const key = { communityId: record.communityId, caseId: record.caseId, formId: form.id }
  const { told, packages } = await standOf(tx, record, key, now)
  const asked = fieldsOf(form).filter(({ id, term, isRequired }) => term && isRequired && !told.has(id))
  const entries = Object.fromEntries(asked.map(({ id }) => [id, answers[id]]))
  const at = now.at.toISOString()
  const invented = (within: Tx, facts: readonly NewFact[], { role }: Author) =>
    loadFacts(
      within,
      facts.map((fact) => ({ ...fact, grade: 'P', generated: true, recordedAt: at, enteredRole: role })),
    )
  await handIn(
    tx,
    standing,
    key,
    { revision: 0, packages: packages.length, entries },
    { ...now, record: invented },
  )
  return true
}

async function documentsOf(
  tx: Tx,
  { procedure, state }: Story,
  { communityId, title }: Subject,
  isFormMade: boolean,
) {
  const task = procedure.nodes.get(state.at) as Task
  const step = nodeNamed(procedure, state.at).zh
  const isLast = openTurns(state).length === 1
  const made = isFormMade ? forms.get(task.form)?.document : undefined
  return await Promise.all(
    (isLast ? task.documents.filter((kind) => kind !== made) : []).map(async (kind) => {
      const name = documentNames[kind]?.zh ?? kind
      const text = `演示数据 Demo data\n${title.zh} · ${step}\n${name}\n`
      const file = { filename: `${title.zh}${name}(演示数据).txt`, bytes: new TextEncoder().encode(text) }
      const { documentId } = await keepDocument(tx, communityId, file, system)
      return { kind, documentId }
    }),
  )
}
