import type { Sentence } from '#core/language/language.ts'
import names from '#packs/procedures/names.json' with { type: 'json' }
import type { DomainError, Fault } from '#platform/http/errors.ts'
import { refuse } from './contract.ts'
import { type Actor, type DeedEvent, type Objection, taskAt } from './rules/case.ts'
import type { Deed } from './rules/may.ts'
import type { Holder } from './rules/procedure.ts'
import type { Story } from './story.ts'

/** What somebody wants to do to a case, as they looked at it. */
export interface Act {
  /** Events there were then. */
  readonly events: number
  readonly deed: Deed
  readonly turn?: number
  readonly returnTo?: string
  readonly comesBack?: boolean
  readonly to?: Holder
  readonly opinion?: string
  readonly documents?: readonly { readonly kind: string; readonly documentId: string }[]
  readonly letter?: { readonly number: string; readonly day: string }
}

/** What has to be said for each deed. */
const NEEDS: Readonly<Record<Deed, readonly (keyof Act)[]>> = {
  decide: ['turn'],
  return: ['turn', 'returnTo', 'comesBack', 'opinion'],
  withdraw: [],
  transfer: ['turn', 'to'],
  'add-signer': ['turn', 'to'],
  exit: ['opinion'],
}
const MISSING: Readonly<Record<string, Sentence>> = {
  turn: { zh: '没有说明办理哪一项', en: 'it does not say which turn' },
  returnTo: { zh: '请选择退回到哪一步', en: 'choose the step it goes back to' },
  comesBack: { zh: '请选择退回后怎么走', en: 'choose how it goes on from there' },
  opinion: { zh: '请写明意见', en: 'say why' },
  to: { zh: '请选择交给谁', en: 'choose to whom' },
}

/**
 * The event that a deed is.
 *
 * @param documents kinds of the documents that are there with those it brings in
 * @param guards those that are met
 * @throws DomainError DEED_INCOMPLETE with every field that is missing
 */
export function eventOf(
  by: Actor,
  { deed, turn, returnTo, comesBack, to, ...act }: Act,
  documents: readonly string[],
  guards: readonly string[],
): DeedEvent {
  const said: Readonly<Record<string, unknown>> = {
    turn,
    returnTo,
    comesBack,
    to,
    opinion: act.opinion?.trim(),
  }
  const faults = NEEDS[deed].flatMap((field): Fault[] =>
    said[field] === undefined || said[field] === '' ? [{ field, reason: MISSING[field]! }] : [],
  )
  if (faults.length > 0) throw refuse('DEED_INCOMPLETE', {}, faults)
  switch (deed) {
    case 'decide':
      return { kind: deed, turn: turn!, by, documents, guards }
    case 'return':
      return { kind: deed, turn: turn!, by, to: returnTo!, comesBack: comesBack! }
    case 'transfer':
    case 'add-signer':
      return { kind: deed, turn: turn!, by, to: to! }
    default:
      return { kind: deed, by }
  }
}

/** The refusal that says an objection of the rules. */
export const CODES = {
  'case-ended': 'CASE_ENDED',
  'not-your-turn': 'NOT_YOUR_TURN',
  'turn-done': 'TURN_DONE',
  'added-signers-open': 'ADDED_SIGNERS_OPEN',
  'documents-missing': 'DOCUMENTS_MISSING',
  'guard-not-met': 'GUARD_NOT_MET',
  'never-decided': 'NEVER_DECIDED',
  'only-main-returns': 'ONLY_MAIN_RETURNS',
  'nothing-to-withdraw': 'NOTHING_TO_WITHDRAW',
  'not-yours-to-withdraw': 'NOT_YOURS_TO_WITHDRAW',
  'already-signing': 'ALREADY_SIGNING',
  'not-yours-to-end': 'NOT_YOURS_TO_END',
  'version-same': 'VERSION_SAME',
  'nothing-left': 'NOTHING_LEFT',
} as const satisfies Readonly<Record<Objection, string>>

const documentNames: Readonly<Record<string, Sentence>> = names.documents

/** An objection as it is refused, with the documents that are missing, or what keeps a guard from being met. */
export function refuseFor(
  objection: Objection,
  story: Story,
  event: DeedEvent,
  reasons: readonly Sentence[],
): DomainError {
  if (objection === 'guard-not-met')
    return refuse(
      CODES[objection],
      {},
      reasons.map((reason): Fault => ({ reason })),
    )
  if (objection !== 'documents-missing' || event.kind !== 'decide') return refuse(CODES[objection])
  const missing = taskAt(story.procedure, story.state.at).documents.filter(
    (kind) => !event.documents.includes(kind),
  )
  const faults = missing.map((kind): Fault => {
    const name = documentNames[kind] ?? { zh: kind, en: kind }
    return { field: `documents.${kind}`, reason: { zh: `缺少${name.zh}`, en: `${name.en} is missing` } }
  })
  return refuse(CODES[objection], {}, faults)
}
