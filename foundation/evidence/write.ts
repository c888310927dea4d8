import { createHash, randomUUID } from 'node:crypto'
import type { Fault } from '#platform/http/errors.ts'
import { fileKind } from '#platform/input/file-kind.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import * as queries from './queries.ts'
import {
  chinaToday,
  endOf,
  type Grade,
  judgementRefusal,
  type Objection,
  type Statement,
  SYSTEM_ROLE,
  weigh,
} from './rules.ts'
import { subjectFaults, tenantsOf } from './subjects.ts'

/** Who states, confirms or withdraws. */
export interface Author {
  readonly accountId: string | null
  readonly role: string
}

/** A statement and where it comes from. */
export interface NewFact extends Statement {
  /** Tenant of the row: the subject itself if it is an area, the community of a building or facility, a project's lead. */
  readonly communityId: string
  readonly source: string
  readonly grade: Grade
  readonly generated?: boolean
}

/**
 * Records statements and returns the ids of the facts, in order. All are recorded or none.
 *
 * @throws DomainError FACTS_REFUSED with every objection by row, counted from 1
 */
export async function recordFacts(tx: Tx, facts: readonly NewFact[], by: Author): Promise<string[]> {
  const rows = weighed(facts, by).map((row) => ({ ...row, factId: randomUUID() as string, recordedAt: null }))
  await refuseUnknownSubjects(tx, rows)
  await refuseUnknownDocuments(tx, rows)
  await queries.insertFacts(tx, rows)
  return rows.map((row) => row.factId)
}

/**
 * Facts with their community filled in where it was not said: that of the building, facility or project they are about,
 * or the area itself.
 *
 * @throws DomainError FACTS_REFUSED where there is no such subject
 */
export async function locateFacts(
  tx: Tx,
  facts: readonly (Omit<NewFact, 'communityId'> & { readonly communityId?: string | undefined })[],
): Promise<NewFact[]> {
  await refuseUnknownSubjects(tx, facts)
  const tenants = await tenantsOf(tx, facts)
  return facts.map((fact, i) => ({ ...fact, communityId: tenants[i]! }))
}

async function refuseUnknownSubjects(tx: Tx, facts: Parameters<typeof subjectFaults>[1]): Promise<void> {
  const faults = await subjectFaults(tx, facts)
  if (faults.length > 0) throw refuse('FACTS_REFUSED', { count: faults.length }, faults)
}

/** Makes projects known as something facts can be about; for the domain that keeps projects, as it adds them. */
export const registerProjects = queries.insertProjectSubjects

async function refuseUnknownDocuments(
  tx: Tx,
  rows: readonly Pick<queries.FactRow, 'communityId' | 'documentId' | 'value'>[],
): Promise<void> {
  const named = rows.map(({ documentId, value }) => [
    documentId,
    value.type === 'document' ? value.value : null,
  ])
  const known = await queries.knownDocuments(
    tx,
    named.flat().filter((id) => id !== null),
  )
  const faults = rows.flatMap(({ communityId }, i): Fault[] =>
    named[i]!.every((id) => id === null || known.has(`${communityId} ${id}`))
      ? []
      : [
          {
            row: i + 1,
            field: 'documentId',
            reason: { zh: '没有这份文件', en: 'there is no such document' },
          },
        ],
  )
  if (faults.length > 0) throw refuse('FACTS_REFUSED', { count: faults.length }, faults)
}

/** A fact of a data set, with the moment it was recorded there. */
export interface LoadedFact extends NewFact {
  /** ISO moment or day. */
  readonly recordedAt: string
  readonly enteredRole: string
}

/**
 * Loads the facts of a data set as the system and returns how many were new: a fact's id comes from its content, so
 * loading a second time adds nothing.
 *
 * @throws DomainError FACTS_REFUSED
 */
export async function loadFacts(tx: Tx, facts: readonly LoadedFact[]): Promise<number> {
  const system = { accountId: null, role: SYSTEM_ROLE }
  const rows = weighed(facts, system).map((row, i) => {
    const { recordedAt, enteredRole } = facts[i]!
    return { ...row, recordedAt, enteredRole, factId: idOf([row, recordedAt, enteredRole]) }
  })
  await refuseUnknownSubjects(tx, rows)
  return await queries.insertFacts(tx, rows)
}

function weighed(facts: readonly NewFact[], by: Author) {
  const faults: Fault[] = []
  const today = chinaToday()
  const rows = facts.flatMap((fact, i) => {
    const value = weigh(fact, by.role, today)
    const objections = [...(Array.isArray(value) ? value : []), ...tenantObjections(fact)]
    if (Array.isArray(value) || objections.length > 0) {
      faults.push(...objections.map((objection) => ({ row: i + 1, ...objection })))
      return []
    }
    const { communityId, subjectKind, subjectId, term, validFrom, source, grade } = fact
    return {
      ...{ communityId, subjectKind, subjectId, term, value, validFrom, source, grade },
      validTo: endOf(fact),
      documentId: fact.documentId ?? null,
      enteredBy: by.accountId,
      enteredRole: by.role,
      generated: fact.generated ?? false,
    }
  })
  if (faults.length > 0) throw refuse('FACTS_REFUSED', { count: faults.length }, faults)
  return rows
}

/** An area or community is its own tenant: a row of one must not speak of another. */
function tenantObjections({ subjectKind, subjectId, communityId }: NewFact): Objection[] {
  const isArea = subjectKind === 'area' || subjectKind === 'community'
  if (!isArea || subjectId === communityId) return []
  const reason = {
    zh: `${subjectId} 的事实不能记在 ${communityId} 名下`,
    en: `a fact about ${subjectId} cannot be recorded under ${communityId}`,
  }
  return [{ field: 'subjectId', reason }]
}

/** A UUID (version 8, RFC 9562) of content: equal content, equal id. */
function idOf(content: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** Media types by what a file's first bytes say; Office files are zip archives, told apart by their names. */
const MEDIA: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  text: 'text/plain; charset=utf-8',
  json: 'application/json',
}
const OFFICE: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Keeps a document and returns what is known of it. The same bytes in the same community are one document.
 *
 * @throws DomainError DOCUMENT_KIND for anything but PDF, pictures, Word, Excel, CSV and text
 */
export async function keepDocument(
  tx: Tx,
  communityId: string,
  { filename, bytes }: { readonly filename: string; readonly bytes: Uint8Array },
  by: Author,
) {
  const kind = fileKind(bytes.subarray(0, 512))
  const mediaType = kind === 'zip' ? OFFICE[filename.toLowerCase().split('.').at(-1)!] : MEDIA[kind]
  if (!mediaType || bytes.length === 0) throw refuse('DOCUMENT_KIND', { filename })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const document = { communityId, filename, mediaType, sha256 }
  const documentId = await queries.insertDocument(tx, {
    ...{ ...document, bytes, documentId: randomUUID(), uploadedBy: by.accountId },
  })
  return { ...document, documentId, size: bytes.length }
}

/**
 * Confirms a fact: somebody else than who entered it has checked it.
 *
 * @throws DomainError FACT_UNKNOWN, FACT_WITHDRAWN, FACT_CONFIRMED, FACT_OWN
 */
export async function confirmFact(tx: Tx, communityId: string, factId: string, by: Author): Promise<void> {
  await mayJudge(tx, 'confirm', communityId, factId, by)
  if (!(await queries.insertConfirmation(tx, communityId, factId, by)))
    throw refuse('FACT_CONFIRMED', { factId })
}

/**
 * Withdraws a fact from now on: asked as of an earlier day, it still stands.
 *
 * @throws DomainError FACT_UNKNOWN, FACT_WITHDRAWN
 */
export async function withdrawFact(
  tx: Tx,
  communityId: string,
  factId: string,
  by: Author & { readonly reason: string },
): Promise<void> {
  await mayJudge(tx, 'withdraw', communityId, factId, by)
  if (!(await queries.insertWithdrawal(tx, communityId, factId, by)))
    throw refuse('FACT_WITHDRAWN', { factId })
}

async function mayJudge(
  tx: Tx,
  action: 'confirm' | 'withdraw',
  communityId: string,
  factId: string,
  by: Author,
): Promise<void> {
  const fact = await queries.selectFact(tx, communityId, factId)
  if (!fact) throw refuse('FACT_UNKNOWN', { factId })
  const refusal = judgementRefusal(action, fact, by.accountId)
  if (refusal) throw refuse(refusal, { factId })
}
