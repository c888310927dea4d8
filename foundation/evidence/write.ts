import { createHash, randomUUID } from 'node:crypto'
import type { Fault } from '#platform/http/errors.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import * as queries from './queries.ts'
import { type Grade, type Statement, SYSTEM_ROLE, weigh } from './rules.ts'

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
  /** Proof, uploaded before. */
  readonly documentId?: string | null
  readonly generated?: boolean
}

/**
 * Records statements and returns the ids of the facts, in order. All are recorded or none.
 *
 * @throws DomainError FACTS_REFUSED with every objection by row, counted from 1
 */
export async function recordFacts(tx: Tx, facts: readonly NewFact[], by: Author): Promise<string[]> {
  const rows = weighed(facts, by).map((row) => ({ ...row, factId: randomUUID() as string, recordedAt: null }))
  await queries.insertFacts(tx, rows)
  return rows.map((row) => row.factId)
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
  return await queries.insertFacts(tx, rows)
}

function weighed(facts: readonly NewFact[], by: Author) {
  const faults: Fault[] = []
  const rows = facts.flatMap((fact, i) => {
    const value = weigh(fact, by.role)
    if (Array.isArray(value)) {
      faults.push(...value.map((objection) => ({ row: i + 1, ...objection })))
      return []
    }
    const { communityId, subjectKind, subjectId, term, validFrom, validTo, source, grade } = fact
    return {
      ...{ communityId, subjectKind, subjectId, term, value, validFrom, validTo, source, grade },
      documentId: fact.documentId ?? null,
      enteredBy: by.accountId,
      enteredRole: by.role,
      generated: fact.generated ?? false,
    }
  })
  if (faults.length > 0) throw refuse('FACTS_REFUSED', { count: faults.length }, faults)
  return rows
}

/** A UUID (version 8, RFC 9562) of content: equal content, equal id. */
function idOf(content: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/**
 * Confirms a fact: somebody else than who entered it has checked it.
 *
 * @throws DomainError FACT_UNKNOWN, FACT_WITHDRAWN, FACT_CONFIRMED, FACT_OWN
 */
export async function confirmFact(tx: Tx, communityId: string, factId: string, by: Author): Promise<void> {
  const fact = await standingFact(tx, communityId, factId)
  if (fact.enteredBy !== null && fact.enteredBy === by.accountId) throw refuse('FACT_OWN', { factId })
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
  await standingFact(tx, communityId, factId)
  if (!(await queries.insertWithdrawal(tx, communityId, factId, by)))
    throw refuse('FACT_WITHDRAWN', { factId })
}

async function standingFact(tx: Tx, communityId: string, factId: string) {
  const fact = await queries.selectFact(tx, communityId, factId)
  if (!fact) throw refuse('FACT_UNKNOWN', { factId })
  if (fact.withdrawnAt !== null) throw refuse('FACT_WITHDRAWN', { factId })
  return fact
}
