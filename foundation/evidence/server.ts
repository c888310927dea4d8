import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { namesOf } from '#platform/identity/read.ts'
import { templateXlsx } from '#platform/spreadsheet/template.ts'
import type { Tx } from '#platform/store/db.ts'
import {
  confirmFactRoute,
  dictionary,
  type Fact,
  factTemplate,
  getDocument,
  getFact,
  importFacts as importFactsRoute,
  listFacts,
  listFactsAsOf,
  recordFactsRoute,
  refuse,
  uploadDocument,
  withdrawFactRoute,
} from './contract.ts'
import { factColumns, importFacts } from './import.ts'
import { selectDocument } from './queries.ts'
import { factHistory, factOf, factsAsOf, type KnownFact } from './read.ts'
import { enteringRoles, overdueFrom, terms, units } from './rules.ts'
import { confirmFact, keepDocument, locateFacts, recordFacts, withdrawFact } from './write.ts'

/** Everything about evidence that the server answers. */
export const evidenceRoutes: Routes = [
  handleAlone(dictionary, async () => [...terms.values()].map(entryOf)),
  handle(listFacts, async ({ query: { limit = 50, offset = 0, ...filter } }, { tx }) => {
    const { total, rows } = await factHistory(tx, filter, { limit, offset })
    return { total, rows: await shown(tx, rows) }
  }),
  handle(listFactsAsOf, async ({ query: { holdsOn, recordedBy, ...filter } }, { tx }) =>
    shown(tx, await factsAsOf(tx, { holdsOn, ...(recordedBy && { recordedBy }) }, filter)),
  ),
  handle(getFact, async ({ params: { communityId, factId } }, { tx }) => {
    const fact = await factOf(tx, communityId, factId)
    if (!fact) throw refuse('FACT_UNKNOWN', { factId })
    return (await shown(tx, [fact]))[0]!
  }),
  handle(recordFactsRoute, async ({ body: { facts } }, { tx, caller }) => {
    const stated = await locateFacts(
      tx,
      facts.map((fact) => ({ ...fact, validTo: fact.validTo ?? null, grade: fact.grade ?? 'O' })),
    )
    for (const { communityId } of stated) refuseOutside(caller, communityId)
    const factIds = await recordFacts(tx, stated, caller)
    for (const [i, { communityId, subjectKind, subjectId, term }] of stated.entries())
      await recordAudit(tx, caller, {
        ...{ action: 'evidence.record', subject: { kind: 'fact', id: factIds[i]! }, areaId: communityId },
        detail: { subjectKind, subjectId, term },
      })
    return { factIds }
  }),
  handle(confirmFactRoute, async ({ params: { communityId, factId } }, { tx, caller }) => {
    refuseOutside(caller, communityId)
    await confirmFact(tx, communityId, factId, caller)
    await recordAudit(tx, caller, {
      ...{ action: 'evidence.confirm', subject: { kind: 'fact', id: factId }, areaId: communityId },
    })
    return { done: true }
  }),
  handle(withdrawFactRoute, async ({ params: { communityId, factId }, body }, { tx, caller }) => {
    refuseOutside(caller, communityId)
    await withdrawFact(tx, communityId, factId, { ...body, accountId: caller.accountId, role: caller.role })
    await recordAudit(tx, caller, {
      ...{ action: 'evidence.withdraw', subject: { kind: 'fact', id: factId }, areaId: communityId },
      detail: { ...body },
    })
    return { done: true }
  }),
  handle(uploadDocument, async ({ body: { communityId } }, { tx, caller, upload }) => {
    refuseOutside(caller, communityId)
    const document = await keepDocument(tx, communityId, upload!, caller)
    await recordAudit(tx, caller, {
      action: 'evidence.document',
      subject: { kind: 'document', id: document.documentId },
      areaId: communityId,
    })
    return document
  }),
  handle(getDocument, async ({ params: { communityId, documentId } }, { tx }) => {
    const document = await selectDocument(tx, communityId, documentId)
    if (!document) throw refuse('DOCUMENT_UNKNOWN', { documentId })
    return { bytes: document.bytes, type: document.mediaType, filename: document.filename }
  }),
  handleAlone(importFactsRoute, async ({ body }, { db, caller, upload }) =>
    importFacts(db, caller, upload!, body.source),
  ),
  handleAlone(factTemplate, async () => ({ bytes: await templateXlsx(factColumns), filename: 'facts.xlsx' })),
]

/** The store refuses such rows too, but cannot say it to a person. */
function refuseOutside({ scope }: Caller, communityId: string): void {
  if (scope.write !== '*' && !scope.write.includes(communityId))
    throw refuse('AREA_OF_OTHERS', { communityId })
}

async function shown(tx: Tx, facts: readonly KnownFact[]): Promise<Fact[]> {
  const people = facts.flatMap(({ enteredBy, confirmedBy, withdrawnBy }) => [
    enteredBy,
    confirmedBy,
    withdrawnBy,
  ])
  const names = await namesOf(
    tx,
    people.filter((id) => id !== null),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return facts.map((fact) => ({
    ...fact,
    overdueFrom: overdueFrom(fact),
    recordedAt: fact.recordedAt.toISOString(),
    enteredByName: nameOf(fact.enteredBy),
    confirmedAt: fact.confirmedAt?.toISOString() ?? null,
    confirmedByName: nameOf(fact.confirmedBy),
    withdrawnAt: fact.withdrawnAt?.toISOString() ?? null,
    withdrawnByName: nameOf(fact.withdrawnBy),
  }))
}

const entryOf = (term: typeof terms extends ReadonlyMap<string, infer T> ? T : never) => ({
  ...{ id: term.id, name: term.name, description: term.description, type: term.type },
  unit: term.unit ?? null,
  unitName: units[term.unit ?? ''] ?? null,
  choices: [...(term.choices ?? [])],
  subjects: [...term.subjects],
  enter: term.enter.map((role) => ({ role, name: enteringRoles[role] ?? { zh: role, en: role } })),
  ...{ every: term.every, origin: term.origin, source: term.source, grade: term.grade },
})
