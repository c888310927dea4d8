import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import {
  type Declaration,
  insertDeclaration,
  insertMaturityChoice,
  lockDeclarations,
  selectDeclarations,
} from './queries/choices.ts'
import { declarationObjection, holdingOf } from './rules/declaration.ts'
import type { MaturityChoice } from './rules/maturity-choice.ts'
import type { Pack } from './rules/pack-schema.ts'

/** Something a community declares about its own diagnosis, or, with `holds` false, takes back. */
export type NewDeclaration = Omit<Declaration, 'declarationId' | 'declaredAt'>

/** Add a declaration; nothing is overwritten, the latest of its kind and item holds. */
export const declare = (tx: Tx, declaration: NewDeclaration): Promise<void> =>
  insertDeclaration(tx, { ...declaration, declarationId: randomUUID() })

/**
 * As `declare`, if it goes with the pack and with what the community has declared so far; of two at once, the second
 * sees the first.
 *
 * @throws DomainError DECLARATION_UNFIT, DECLARATION_UNCHANGED, SIGNATURES_TOO_MANY
 */
export async function declareByPack(tx: Tx, pack: Pack, declaration: NewDeclaration): Promise<void> {
  const { communityId } = declaration
  await lockDeclarations(tx, communityId)
  refuseUnfit(pack, holdingOf(await selectDeclarations(tx, communityId)), declaration)
  await declare(tx, declaration)
}

const OBJECTIONS = {
  unknown: ['DECLARATION_UNFIT', { zh: '指标包中没有这一项', en: 'the pack has no such item' }],
  unchanged: ['DECLARATION_UNCHANGED', { zh: '现在已是如此', en: 'it is so already' }],
  'too-many': ['SIGNATURES_TOO_MANY', { zh: '最多三个', en: 'three at most' }],
  'no-reason': ['DECLARATION_UNFIT', { zh: '请写明理由', en: 'say why' }],
} as const

/** @throws DomainError with the field at fault */
export function refuseUnfit(...of: Parameters<typeof declarationObjection>): void {
  const objection = declarationObjection(...of)
  if (!objection) return
  const [code, reason] = OBJECTIONS[objection.because]
  throw refuse(code, { kind: of[2].kind, item: of[2].item }, [{ field: objection.field, reason }])
}

/** How the district classes its communities by a pack from now on; null goes back to the pack's own figures. */
export const chooseClasses = (
  tx: Tx,
  {
    pack,
    choice,
    ...row
  }: {
    readonly pack: string
    readonly choice: MaturityChoice | null
    readonly reason: string
    readonly chosenBy: string
    readonly chosenRole: string | null
  },
): Promise<void> => insertMaturityChoice(tx, pack, { ...row, content: choice, choiceId: randomUUID() })
