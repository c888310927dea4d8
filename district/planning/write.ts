import { randomUUID } from 'node:crypto'
import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Tx } from '#platform/store/db.ts'
import { type Candidate, type Change, refuse, type Scheme } from './contract.ts'
import * as queries from './queries.ts'

/** What is saved of a scheme. */
export interface SchemeContent {
  readonly name: string
  readonly note?: string
  readonly changes: readonly Change[]
}

/** A scheme as it is stored. @throws DomainError SCHEME_UNKNOWN */
export async function storedScheme(tx: Tx, areaId: string, schemeId: string): Promise<Scheme> {
  const row = await queries.selectScheme(tx, areaId, schemeId)
  if (!row) throw refuse('SCHEME_UNKNOWN', { schemeId })
  return { ...shownScheme(row), changes: await queries.selectChanges(tx, areaId, schemeId) }
}

/** A row of the list of schemes. */
export const shownScheme = (row: queries.SchemeRow) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
  changeCount: row.changeCount ?? 0,
})

/** Save changes as a new scheme of this area. */
export async function newScheme(
  tx: Tx,
  by: Caller,
  areaId: string,
  { name, note = '', changes }: SchemeContent,
): Promise<Scheme> {
  const schemeId = randomUUID()
  const createdBy = by.accountId ?? by.role
  await queries.insertScheme(tx, { areaId, schemeId, name: name.trim(), note, createdBy })
  return await keep(tx, by, areaId, schemeId, changes, 'scheme.create')
}

/**
 * Save a scheme anew.
 *
 * @throws DomainError SCHEME_UNKNOWN, SCHEME_CHANGED where it has been saved since `revision`
 */
export async function saveSchemeAnew(
  tx: Tx,
  by: Caller,
  { areaId, schemeId, revision }: { areaId: string; schemeId: string; revision: number },
  { name, note = '', changes }: SchemeContent,
): Promise<Scheme> {
  const isSaved = await queries.updateScheme(tx, { areaId, schemeId, name: name.trim(), note, revision })
  if (!isSaved) {
    const { revision: latest, changedAt } = await storedScheme(tx, areaId, schemeId)
    throw refuse('SCHEME_CHANGED', { revision: latest, changedAt })
  }
  return await keep(tx, by, areaId, schemeId, changes, 'scheme.save')
}

async function keep(
  tx: Tx,
  by: Caller,
  areaId: string,
  schemeId: string,
  changes: readonly Change[],
  action: string,
): Promise<Scheme> {
  await queries.replaceChanges(tx, areaId, schemeId, changes)
  const scheme = await storedScheme(tx, areaId, schemeId)
  await recordAudit(tx, by, {
    ...{ action, subject: { kind: 'scheme', id: schemeId }, areaId },
    detail: { name: scheme.name, revision: scheme.revision, changes: scheme.changes },
  })
  return scheme
}

/** Put a scheme away, or bring it back. @throws DomainError SCHEME_UNKNOWN */
export async function archive(tx: Tx, by: Caller, areaId: string, schemeId: string, archived: boolean) {
  if (!(await queries.updateArchived(tx, areaId, schemeId, archived)))
    throw refuse('SCHEME_UNKNOWN', { schemeId })
  await recordAudit(tx, by, {
    ...{ action: 'scheme.archive', subject: { kind: 'scheme', id: schemeId }, areaId },
    detail: { archived },
  })
}

/** Candidates of a loader: those that are known are brought up to date. */
export const addCandidates = (tx: Tx, candidates: readonly Candidate[]) =>
  queries.upsertCandidates(tx, candidates)
