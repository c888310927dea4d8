import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/store/db.ts'
import { type Declaration, insertDeclaration } from './queries.ts'

/** Something a community declares about its own diagnosis, or, with `holds` false, takes back. */
export interface NewDeclaration extends Declaration {
  readonly holds: boolean
  readonly declaredBy: string
  readonly generated: boolean
}

/** Add a declaration; nothing is overwritten, the latest of its kind and item holds. */
export const declare = (tx: Tx, declaration: NewDeclaration): Promise<void> =>
  insertDeclaration(tx, { ...declaration, declarationId: randomUUID() })
