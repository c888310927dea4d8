import { areas, within } from '#foundation/place/read.ts'
import type { Tx } from '#platform/store/db.ts'
import * as queries from './queries.ts'
import { aging, type Grade, isOverdue, SURVEY, type SubjectKind, terms } from './rules.ts'

/** A fact as it is read: one value, of the type its term has. */
export interface KnownFact {
  readonly communityId: string
  readonly factId: string
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly term: string
  /** number; or text, ISO date, id of a choice, id of a document; or a geometry or table. */
  readonly value: unknown
  /** Of a number. */
  readonly unit: string | null
  /** ISO days, half open; null is until further notice. */
  readonly validFrom: string
  readonly validTo: string | null
  readonly recordedAt: Date
  readonly source: string
  readonly grade: Grade
  /** Proof. */
  readonly documentId: string | null
  readonly enteredBy: string | null
  readonly enteredRole: string
  readonly confirmedAt: Date | null
  readonly confirmedBy: string | null
  readonly confirmedRole: string | null
  readonly withdrawnAt: Date | null
  readonly withdrawnBy: string | null
  readonly withdrawnReason: string | null
  /** Another statement of the same subject and term, recorded later, stands and begins no earlier. */
  readonly superseded: boolean
  readonly generated: boolean
}

/** As of which day a question is asked. */
export interface AsOf {
  /** ISO day on which the facts hold. */
  readonly holdsOn: string
  /** ISO day by whose end, in China, they were known; the day they hold on unless given. */
  readonly recordedBy?: string
}

/**
 * What was known as of a day: of each subject and term the fact recorded last, among those that hold on `holdsOn` and
 * were recorded, and not withdrawn, by the end of `recordedBy`. By community, subject and term.
 */
export async function factsAsOf(tx: Tx, asOf: AsOf, filter: queries.FactFilter = {}): Promise<KnownFact[]> {
  const { holdsOn, recordedBy = holdsOn } = asOf
  return (await queries.selectAsOf(tx, filter, { holdsOn, recordedBy })).map(known)
}

/** A filter of the list of facts, as its readers give it. */
export interface HistoryFilter extends Omit<queries.FactFilter, 'communityIds' | 'words' | 'overdue'> {
  /** ISO day on which whoever is due to renew them has not; only those that still stand. */
  readonly overdueOn?: string | undefined
  /** An area: its facts and those of every area within it. */
  readonly areaId?: string | undefined
  /** Part of the source, of a text value, or of the name of a term or an area. */
  readonly q?: string | undefined
}

/** Everything ever stated that matches, newest first, withdrawn facts too; `total` counts all pages. */
export async function factHistory(
  tx: Tx,
  { areaId, q, overdueOn, ...filter }: HistoryFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: KnownFact[] }> {
  const communityIds = areaId === undefined ? undefined : await within(tx, areaId)
  const words = q?.trim() ? await wordsOf(tx, q.trim()) : undefined
  const overdue = overdueOn === undefined ? undefined : { day: overdueOn, aging: aging() }
  const { total, rows } = await queries.selectHistory(tx, { ...filter, communityIds, words, overdue }, page)
  return { total, rows: rows.map(known) }
}

async function wordsOf(tx: Tx, text: string): Promise<queries.Words> {
  const isCalled = ({ name }: { name: { zh: string; en: string } }) =>
    [name.zh, name.en].some((one) => one.toLowerCase().includes(text.toLowerCase()))
  return {
    text,
    terms: [...terms.values()].filter(isCalled).map(({ id }) => id),
    communityIds: (await areas(tx)).filter(isCalled).map((area) => area.areaId),
  }
}

/** One fact; `undefined` where there is none of that id in the caller's scope. */
export async function factOf(tx: Tx, communityId: string, factId: string): Promise<KnownFact | undefined> {
  const row = await queries.selectFact(tx, communityId, factId)
  return row && known(row)
}

/**
 * Facts about communities as of a day: by community id, then by term. Facts about projects and other subjects are not
 * in it; ask `factsAsOf` for those.
 */
export async function factsForDiagnosis(tx: Tx, asOf: AsOf): Promise<Map<string, Map<string, KnownFact>>> {
  const byCommunity = new Map<string, Map<string, KnownFact>>()
  for (const fact of await factsAsOf(tx, asOf, { subjectKind: 'community' })) {
    const facts = byCommunity.get(fact.subjectId) ?? new Map<string, KnownFact>()
    byCommunity.set(fact.subjectId, facts.set(fact.term, fact))
  }
  return byCommunity
}

/** Surveys that are not overdue, as of a day: by the id of the district, town or community surveyed. */
export async function surveysAsOf(tx: Tx, asOf: AsOf): Promise<Map<string, KnownFact>> {
  const facts = await factsAsOf(tx, asOf, { term: SURVEY })
  const current = facts.filter((fact) => !isOverdue(fact, asOf.holdsOn))
  return new Map(current.map((fact) => [fact.subjectId, fact]))
}

/** What stands of a term that is due every day, in a community: by day, for each subject the statement recorded last. */
export async function dayFacts(tx: Tx, communityId: string, term: string): Promise<KnownFact[]> {
  return (await queries.selectDays(tx, communityId, term)).map(known)
}

/** Every fact about these communities that has not been withdrawn. */
export async function standingFacts(tx: Tx, communityIds: readonly string[]): Promise<KnownFact[]> {
  return (await queries.selectStanding(tx, communityIds)).map(known)
}

/** A document as it was uploaded. */
export const documentFile = (
  tx: Tx,
  communityId: string,
  documentId: string,
): Promise<{ filename: string; mediaType: string; bytes: Buffer } | undefined> =>
  queries.selectDocument(tx, communityId, documentId)

/** What documents of a community are called and how many bytes they have, by id. */
export async function documentNames(
  tx: Tx,
  communityId: string,
  documentIds: readonly string[],
): Promise<Map<string, { readonly filename: string; readonly size: number }>> {
  const rows = await queries.selectDocumentNames(tx, communityId, documentIds)
  return new Map(rows.map(({ documentId, ...about }) => [documentId, about]))
}

/** Changes whenever a fact is recorded, confirmed or withdrawn, as far as the caller's scope shows it. */
export const factMark = (tx: Tx): Promise<string> => queries.selectMark(tx)

function known(row: queries.StoredFact): KnownFact {
  const {
    number_value,
    text_value,
    date_value,
    choice_value,
    document_value,
    geometry_value,
    table_value,
    ...rest
  } = row
  const words = text_value ?? date_value ?? choice_value ?? document_value ?? geometry_value ?? table_value
  return { ...rest, value: number_value === null ? words : Number(number_value) }
}
