import { documentNames } from '#foundation/evidence/read.ts'
import { namesOf } from '#platform/identity/read.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Case, CaseRow, Event, FormOfCase, Step, Turn } from './contract/shapes.ts'
import { errors } from './contract.ts'
import { CODES } from './deed.ts'
import { type RunningClock, type Watch, watch } from './guards.ts'
import { procedureOf } from './procedures.ts'
import * as queries from './queries/case.ts'
import { type PackageRecord, selectDrafts, selectPackages } from './queries/form.ts'
import { type Actor, mayAct, returnTo } from './rules/case.ts'
import { forms } from './rules/form-pack.ts'
import { DEEDS, mayNow } from './rules/may.ts'
import type { PackageContent } from './rules/package.ts'
import { type Holder, nodeNamed, pathOf } from './rules/procedure.ts'
import { stepsOf } from './rules/record.ts'
import { chinaDay, type Story, storyOf } from './story.ts'
import { documentsThere, type Now } from './write.ts'

type NameOf = (accountId: string | null) => string | null

async function namer(tx: Tx, accountIds: readonly (string | null)[]): Promise<NameOf> {
  const names = await namesOf(
    tx,
    accountIds.filter((id) => id !== null),
  )
  return (id) => (id === null ? null : (names.get(id) ?? null))
}

const shownTurn = (nameOf: NameOf, { communityId: _, caseId: __, ...turn }: queries.TurnRecord): Turn => ({
  ...turn,
  accountName: nameOf(turn.accountId),
  since: turn.since.toISOString(),
  until: turn.until?.toISOString() ?? null,
})

type Listed = queries.CaseRecord & { readonly unread: boolean }

/** Cases as lists show them, each with who holds it. */
export async function shownCases(tx: Tx, rows: readonly Listed[]): Promise<CaseRow[]> {
  const turns = await queries.selectHeldTurns(
    tx,
    rows.map(({ caseId }) => caseId),
  )
  const nameOf = await namer(
    tx,
    turns.map(({ accountId }) => accountId),
  )
  const byCase = Map.groupBy(turns, ({ caseId }) => caseId)
  return await Promise.all(
    rows.map(async (row) => ({
      ...(await shownRow(tx, row)),
      unread: row.unread,
      turns: (byCase.get(row.caseId) ?? []).map((turn) => shownTurn(nameOf, turn)),
    })),
  )
}

async function shownRow(tx: Tx, row: queries.CaseRecord) {
  const { procedure } = await procedureOf(tx, row.procedureId, row.version)
  const { communityId, caseId, procedureId, version, subjectKind, subjectId, townId, status, at } = row
  return {
    ...{ communityId, caseId, procedureId, version, subjectKind, subjectId, townId, status, at },
    procedureName: procedure.name,
    title: { zh: row.title_zh, en: row.title_en },
    atName: nodeNamed(procedure, at),
    generated: row.generated,
    openedAt: row.openedAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  }
}

/** Everything about a case, for this actor, at a moment. `link` is the page of its subject. */
export async function shownCase(
  tx: Tx,
  record: queries.CaseRecord,
  actor: Actor,
  { link, at, daysOf, factsOf }: Now & { readonly link: string | null },
): Promise<Case> {
  const story = await storyOf(tx, record)
  const watched = await watch(story, (kind) => daysOf(tx, record, kind), at)
  const turns = await queries.selectTurns(tx, record)
  const documents = await queries.selectDocuments(tx, record)
  const copies = await queries.selectCopies(tx, record)
  const packages = await selectPackages(tx, record)
  const nameOf = await namer(tx, [
    record.openedBy,
    ...story.events.map(({ accountId }) => accountId),
    ...story.holders.map((holder) => holder?.accountId ?? null),
    ...[...turns, ...copies].map(({ accountId }) => accountId),
    ...copies.map(({ givenBy }) => givenBy),
  ])
  const trace = turns.map((turn) => shownTurn(nameOf, turn))
  const { state } = story
  return {
    ...(await shownRow(tx, record)),
    ...{ link, areas: record.areas, facts: record.facts, events: story.events.length },
    unread: copies.some((copy) => copy.readAt === null && isTo(actor, copy)),
    turns: trace.filter((turn) => turn.state === 'open' || turn.state === 'waiting'),
    openedByName: nameOf(record.openedBy),
    openedRole: record.openedRole,
    steps: stepsShown(story, watched),
    clock: clockShown(watched.clock),
    forms: (await factsOf(tx, record, chinaDay(at))) ? await formsShown(tx, record, story, packages) : [],
    trace,
    history: await historyShown(tx, record.communityId, story, { documents, packages }, nameOf),
    copies: copies.map(({ givenAt, givenBy, readAt, ...copy }) => ({
      ...copy,
      accountName: nameOf(copy.accountId),
      givenAt: givenAt.toISOString(),
      givenByName: nameOf(givenBy),
      readAt: readAt?.toISOString() ?? null,
    })),
    returnTo: state.status === 'open' ? returnTo(story.procedure, state) : [],
    may: mayShown(story, actor, watched, await documentsThere(tx, record, state.at)),
  }
}

/** Whether a copy is for this actor: by name, or for the post they are in. */
export const isTo = ({ accountId, posts }: Actor, to: Holder): boolean =>
  mayAct({ accountId, posts, standsInFor: [] }, to)

function stepsShown(story: Story, { notBefore }: Watch): Step[] {
  return stepsOf(story.procedure, story.state, story.turns).flatMap(({ node, state }): Step[] => {
    const task = story.procedure.nodes.get(node)
    if (task?.kind !== 'task') return []
    const { name, level, roles, limitDays, documents, guard, review } = task
    const shown = { node, name, state, level, roles: [...roles], limitDays, documents: [...documents] }
    return [{ ...shown, guard, review, notBefore: notBefore.get(node) ?? null }]
  })
}

async function formsShown(
  tx: Tx,
  key: queries.CaseKey,
  { procedure, state }: Story,
  handedIn: readonly PackageRecord[],
): Promise<FormOfCase[]> {
  const drafts = new Map((await selectDrafts(tx, key)).map(({ formId, savedAt }) => [formId, savedAt]))
  const packages = Map.groupBy(handedIn, ({ formId }) => formId)
  return pathOf(procedure, state.facts).flatMap((node): FormOfCase[] => {
    const task = procedure.nodes.get(node)
    const form = task?.kind === 'task' ? forms.get(task.form) : undefined
    if (!form) return []
    const own = packages.get(form.id) ?? []
    const last = own.at(-1)
    return [
      {
        ...{ formId: form.id, name: form.name, node, document: form.document, packages: own.length },
        draftAt: drafts.get(form.id)?.toISOString() ?? null,
        counts: last ? (JSON.parse(last.content) as PackageContent).counts : null,
      },
    ]
  })
}

/** What was brought into a case, and what its forms made. */
interface Brought {
  readonly documents: Awaited<ReturnType<typeof queries.selectDocuments>>
  readonly packages: readonly PackageRecord[]
}

async function historyShown(
  tx: Tx,
  communityId: string,
  { events, holders, ranBy }: Story,
  { documents, packages }: Brought,
  nameOf: NameOf,
): Promise<Event[]> {
  const files = await documentNames(
    tx,
    communityId,
    documents.map(({ documentId }) => documentId),
  )
  return events.map(({ event, letterNo, letterOn, ...about }, i) => {
    const holder = holders[i]!
    const to = event.kind === 'transfer' || event.kind === 'add-signer' ? event.to : null
    const back = event.kind === 'return' ? event.to : null
    return {
      ...about,
      nodeName: nodeNamed(ranBy[i]!, about.node),
      to: back,
      toName: back === null ? null : nodeNamed(ranBy[i]!, back),
      versions: event.kind === 'migrate' ? { from: event.from, to: event.version } : null,
      comesBack: event.kind === 'return' ? event.comesBack : null,
      ...{ toHolder: to, holder },
      accountName: nameOf(about.accountId),
      asDeputy: holder !== null && mayAct(event.by, holder) && !isTo(event.by, holder),
      letter: letterNo !== null && letterOn !== null ? { number: letterNo, day: letterOn } : null,
      documents: documents
        .filter(({ eventNo }) => eventNo === about.eventNo)
        .map(({ documentId, kind }) => ({
          ...{ documentId, kind },
          ...(files.get(documentId) ?? { filename: kind, size: 0 }),
        })),
      package: event.kind === 'decide' ? packageAt(packages, about.node, about.at) : null,
      at: about.at.toISOString(),
    }
  })
}

/** The package of a step that was the last one at a moment. */
function packageAt(packages: readonly PackageRecord[], node: string, at: Date): Event['package'] {
  const last = packages.findLast((one) => one.node === node && one.at <= at)
  const form = last && forms.get(last.formId)
  return form ? { formId: form.id, name: form.name, packageNo: last.packageNo } : null
}

function clockShown(clock: RunningClock | null): Case['clock'] {
  if (!clock) return null
  const { guard, days, reasons, unmet: _, ...about } = clock
  const report = days.report && { ...days.report, roles: [...days.report.roles] }
  return { ...about, ...guard, days: [...days.days], report, reasons: [...reasons] }
}

function mayShown(story: Story, actor: Actor, watched: Watch, there: readonly string[]): Case['may'] {
  const { turn, byLetter, objections } = mayNow(story.procedure, story.state, actor, watched.met)
  const deeds = DEEDS.map((deed) => {
    const objection = objections[deed]
    if (objection === null) return { deed, code: null, reason: null }
    const code = CODES[objection]
    const { zh, en } = errors[code]
    return { deed, code, reason: { zh, en } }
  })
  return { turn, byLetter, deeds, there: [...new Set(there)] }
}
