import type { Sentence } from '#core/language/language.ts'
import { keepDocument } from '#foundation/evidence/write.ts'
import names from '#packs/procedures/names.json' with { type: 'json' }
import { STRANGER } from '#platform/http/caller.ts'
import { type Tx, wholeScope } from '#platform/store/db.ts'
import type { Standing } from '../access.ts'
import type { Act } from '../deed.ts'
import type { KeptDays } from '../guards.ts'
import { selectCase } from '../queries/case.ts'
import type { Subject } from '../read.ts'
import { openTurns } from '../rules/case.ts'
import { nodeNamed, type Task } from '../rules/procedure.ts'
import { type Story, storyOf } from '../story.ts'
import { act, type Opening, open } from '../write.ts'

/** A deed as a data set tells it: in which role, when, and what; a decision brings in what its step asks for. */
export interface ToldDeed extends Omit<Act, 'events' | 'turn' | 'documents'> {
  readonly role: string
  readonly at: Date
}

/** A case as a data set tells it. */
export interface ToldCase extends Opening {
  readonly subject: Subject
  readonly openedAt: Date
  readonly deeds: readonly ToldDeed[]
}

const documentNames: Readonly<Record<string, Sentence>> = names.documents
const system = { accountId: null, role: 'system' }

/**
 * Opens an invented case and does what is told of it, by the same rules as people: whatever they object to is thrown.
 * The first to act opens it. Documents that a step asks for are made, and say that they are demo data.
 */
export async function playCase(tx: Tx, told: ToldCase, daysOf: KeptDays) {
  const { subject, openedAt, deeds } = told
  const at = (role: string) => standingIn(role, areaOf(subject, role))
  const key = await open(tx, at(deeds[0]!.role), subject, told, openedAt, { generated: true })
  for (const { role, at: moment, ...deed } of deeds) {
    const record = (await selectCase(tx, key))!
    const story = await storyOf(tx, record)
    const held = openTurns(story.state)
    const turn = (held.find(({ holder }) => holder.role === role) ?? held[0])?.turn
    const documents = deed.deed === 'decide' ? await documentsOf(tx, story, subject) : []
    const done = { ...deed, documents, events: story.events.length, ...(turn !== undefined && { turn }) }
    await act(tx, at(role), key, done, { at: moment, daysOf })
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

async function documentsOf(tx: Tx, { procedure, state }: Story, { communityId, title }: Subject) {
  const task = procedure.nodes.get(state.at) as Task
  const step = nodeNamed(procedure, state.at).zh
  const isLast = openTurns(state).length === 1
  return await Promise.all(
    (isLast ? task.documents : []).map(async (kind) => {
      const name = documentNames[kind]?.zh ?? kind
      const text = `演示数据 Demo data\n${title.zh} · ${step}\n${name}\n`
      const file = { filename: `${title.zh}${name}(演示数据).txt`, bytes: new TextEncoder().encode(text) }
      const { documentId } = await keepDocument(tx, communityId, file, system)
      return { kind, documentId }
    }),
  )
}
