import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/store/db.ts'
import { type Declaration, insertDeclaration, insertMaturityChoice } from './queries.ts'
import type { MaturityChoice } from './rules/maturity-choice.ts'

/** Something a community declares about its own diagnosis, or, with `holds` false, takes back. */
export interface NewDeclaration extends Declaration {
  readonly holds: boolean
  readonly declaredBy: string
  readonly generated: boolean
}

/** Add a declaration; nothing is overwritten, the latest of its kind and item holds. */
export const declare = (tx: Tx, declaration: NewDeclaration): Promise<void> =>
  insertDeclaration(tx, { ...declaration, declarationId: randomUUID() })

/** How the district classes its communities by a pack from now on; null goes back to the pack's own figures. */
export const chooseClasses = (
  tx: Tx,
  { choice, ...row }: { pack: string; choice: MaturityChoice | null; reason: string; chosenBy: string },
): Promise<void> => insertMaturityChoice(tx, { ...row, content: choice, choiceId: randomUUID() })
