import { randomUUID } from 'node:crypto'
import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from '../contract.ts'
import * as queries from '../queries/library-rounds.ts'
import { DECIDES, isOver, noticeDays, quarterOf } from '../read/library-rounds.ts'
import { FIRST, ruleSets, STATES, subjectsOn } from '../read/library-rules.ts'
import { ruleProblems } from '../rules/library-pack.ts'
import { type Edit, edited, rulesFor, verdictOf } from '../rules/library-rules.ts'
import { libraryPack } from '../rules/packs.ts'

const NEEDED = { zh: '请填写', en: 'needs to be filled in' }

const deedOf = (caller: Caller, on: string): queries.Deed => ({
  on,
  by: caller.accountId ?? caller.role,
  role: caller.role,
})

/** The rules of the pack are the first version: what is decided by them refers to it. */
const keepFirst = (tx: Tx) => queries.insertRuleSet(tx, { ...FIRST, by: 'system', role: FIRST.madeRole })

/**
 * Publish other numbers as the next version.
 *
 * @throws DomainError RULES_UNFIT, RULES_MOVED
 */
export async function publish(
  tx: Tx,
  caller: Caller,
  draft: { readonly basedOn: number; readonly edits: readonly Edit[]; readonly note: string },
  today: string,
): Promise<number> {
  await keepFirst(tx)
  const note = draft.note.trim()
  const { version, rules } = await ruleSets(tx)
  if (version !== draft.basedOn) throw refuse('RULES_MOVED', { version })
  const next = version + 1
  const changed = edited(rules, draft.edits, `v${next}`)
  const faults = [
    ...(note === '' ? [{ field: 'note', reason: NEEDED }] : []),
    ...ruleProblems(
      changed,
      STATES.map(({ id }) => id),
    ).map(({ path, reason }) => ({ field: path, reason })),
  ]
  if (faults.length > 0) throw refuse('RULES_UNFIT', { version: next }, faults)
  const { by, role } = deedOf(caller, today)
  // Of two at once one is the next version.
  if (!(await queries.insertRuleSet(tx, { version: next, rules: changed, note, by, role })))
    throw refuse('RULES_MOVED', { version: next })
  await recordAudit(tx, caller, {
    ...{ action: 'library.publish-rules', subject: { kind: 'library-rules', id: String(next) } },
    detail: { version: next, note, edits: draft.edits.map((one) => ({ ...one })) },
  })
  return next
}

/**
 * Propose the moves of the quarter by the rules in force. What is unknown is not proposed.
 *
 * @throws DomainError ROUND_THERE
 */
export async function open(tx: Tx, caller: Caller, today: string) {
  await keepFirst(tx)
  const { version, rules } = await ruleSets(tx)
  const [roundId, quarter] = [randomUUID() as string, quarterOf(today)]
  const round = { roundId, quarter, ruleVersion: version, generated: false, ...deedOf(caller, today) }
  if (!(await queries.insertRound(tx, round))) throw refuse('ROUND_THERE', { quarter })
  const noticed = new Set(
    (await queries.selectNotices(tx)).flatMap((one) => (one.closedOn === null ? [one.projectId] : [])),
  )
  const proposals = (await subjectsOn(tx, rules, today)).flatMap((subject) => {
    // An exit goes before an admission: who is on the way out is not carried on.
    const moves = rulesFor(rules, subject)
      .map((rule) => ({ rule, ...verdictOf(rule, subject) }))
      .filter(({ outcome }) => outcome === 'met')
      .sort((a, b) => Number(b.rule.kind === 'exit') - Number(a.rule.kind === 'exit'))
    const [move] = noticed.has(subject.projectId) ? [] : moves
    if (!move) return []
    const { projectId, communityId, state: from } = subject
    const { id: ruleId, to } = move.rule
    return [{ communityId, roundId, projectId, ruleId, from, to, findings: move.findings }]
  })
  await queries.insertProposals(tx, proposals)
  const proposed = proposals.length
  await recordAudit(tx, caller, {
    ...{ action: 'library.open-round', subject: { kind: 'library-round', id: quarter } },
    detail: { quarter, version, proposed },
  })
  return { roundId, proposed }
}

/** A round that comes with a district, generated: one exit that its towns were told of. */
export interface ToldExit extends Omit<queries.NewProposal, 'roundId'> {
  readonly openedOn: string
  readonly noticedOn: string
}

/** Keeps such a round by the first rules; nothing where there is a round already. */
export async function addToldExit(tx: Tx, { openedOn, noticedOn, ...told }: ToldExit): Promise<void> {
  await keepFirst(tx)
  if ((await queries.selectRounds(tx)).length > 0) return
  const by = { by: 'system', role: 'system' }
  const proposal = { ...told, roundId: randomUUID() as string }
  const { roundId, projectId, ruleId } = proposal
  const round = { roundId, quarter: quarterOf(openedOn), ruleVersion: FIRST.version, generated: true }
  await queries.insertRound(tx, { ...round, ...by, on: openedOn })
  await queries.insertProposals(tx, [proposal])
  await queries.answerProposals(tx, roundId, [projectId], {
    ...{ state: 'confirmed', why: null },
    ...{ ...by, on: noticedOn },
  })
  const { noticeDays: days, replyDays } = FIRST.rules.find(({ id }) => id === ruleId)!
  const dates = noticeDays(noticedOn, { noticeDays: days!, replyDays: replyDays! })
  await queries.insertNotices(tx, [{ ...proposal, ...dates, ...by, noticedOn, generated: true }])
}

interface Answer {
  readonly roundId: string
  readonly answer: 'confirmed' | 'left-out'
  readonly projectIds: readonly string[]
  readonly reason: string
}

/**
 * Answer proposals in a batch: all of them or none. An admission is decided by it, of an exit notice is given.
 *
 * @throws DomainError ROUND_UNKNOWN, ROUND_UNFIT, ROUND_ANSWERED, NOTICE_OPEN
 */
export async function answer(tx: Tx, caller: Caller, asked: Answer, today: string) {
  const { roundId, projectIds } = asked
  const round = (await queries.selectRounds(tx)).find((one) => one.roundId === roundId)
  if (!round) throw refuse('ROUND_UNKNOWN', { roundId })
  const reason = asked.reason.trim()
  const isLeftOut = asked.answer === 'left-out'
  if (projectIds.length === 0) throw refuse('ROUND_UNFIT', {}, [{ field: 'projectIds', reason: NEEDED }])
  if (isLeftOut && reason === '') throw refuse('ROUND_UNFIT', {}, [{ field: 'reason', reason: NEEDED }])
  await queries.lockProjects(tx, projectIds)
  const deed = deedOf(caller, today)
  const why = isLeftOut ? reason : null
  const answered = await queries.answerProposals(tx, roundId, projectIds, {
    state: asked.answer,
    why,
    ...deed,
  })
  if (answered !== projectIds.length) throw refuse('ROUND_ANSWERED', { roundId })
  const chosen = (await queries.selectProposals(tx, roundId)).filter((one) =>
    projectIds.includes(one.projectId),
  )
  if (isLeftOut) {
    for (const one of chosen) await record(tx, caller, 'library.leave-out', one, { reason })
    return { decided: 0, noticed: 0 }
  }
  const states = new Map((await subjectsOn(tx, [], today)).map(({ projectId, state }) => [projectId, state]))
  if (chosen.some(({ projectId, from }) => states.get(projectId) !== from))
    throw refuse('ROUND_ANSWERED', { roundId })
  const [exits, moves] = [chosen.filter(isExit), chosen.filter((one) => !isExit(one))]
  const { rules } = await versionOf(tx, round.ruleVersion)
  await admit(tx, caller, moves, { version: round.ruleVersion, reason, deed })
  const noticed = exits.map((one) => {
    const { noticeDays: days, replyDays } = rules.find(({ id }) => id === one.ruleId)!
    const dates = noticeDays(today, { noticeDays: days!, replyDays: replyDays! })
    return { ...one, ...dates, noticedOn: today, by: deed.by, generated: false }
  })
  if ((await queries.insertNotices(tx, noticed)) !== noticed.length) throw refuse('NOTICE_OPEN', { roundId })
  for (const one of noticed) await record(tx, caller, 'library.notify-exit', one, { until: one.replyUntil })
  return { decided: moves.length, noticed: noticed.length }
}

type Proposal = Awaited<ReturnType<typeof queries.selectProposals>>[number]
const isExit = ({ to }: Proposal) => to === libraryPack.exited.id

async function admit(
  tx: Tx,
  caller: Caller,
  moves: readonly Proposal[],
  { version, reason, deed }: { version: number; reason: string; deed: queries.Deed },
): Promise<void> {
  await queries.insertDecisions(
    tx,
    moves.map((one) => ({ ...one, ...deed, ruleVersion: version, reason, generated: false })),
  )
  for (const one of moves)
    await record(tx, caller, 'library.admit', one, { from: one.from, to: one.to, version })
}

async function versionOf(tx: Tx, version: number) {
  const { versions } = await ruleSets(tx)
  return versions.find((one) => one.version === version)!
}

const record = (
  tx: Tx,
  caller: Caller,
  action: string,
  { projectId, communityId }: Pick<Proposal, 'projectId' | 'communityId'>,
  detail: Readonly<Record<string, string | number>>,
) =>
  recordAudit(tx, caller, {
    ...{ action, subject: { kind: 'project', id: projectId }, areaId: communityId, detail },
  })

interface OfNotice {
  readonly roundId: string
  readonly projectId: string
}

async function noticeOf(tx: Tx, { roundId, projectId }: OfNotice) {
  const found = (await queries.selectNotices(tx)).find(
    (one) => one.roundId === roundId && one.projectId === projectId,
  )
  if (!found) throw refuse('NOTICE_UNKNOWN', { roundId, projectId })
  return found
}

/** @throws DomainError NOTICE_UNKNOWN, PROGRAMME_OUTSIDE, ROUND_UNFIT, NOTICE_CLOSED */
export async function reply(
  tx: Tx,
  caller: Caller,
  { text: written, ...of }: OfNotice & { readonly text: string },
  today: string,
): Promise<void> {
  const notice = await noticeOf(tx, of)
  const { communityId: areaId } = notice
  const { scope, rights } = caller
  const isOwn = scope.write === '*' || scope.write.includes(areaId)
  // Who decides does not answer for the town.
  if (!isOwn || rights.has(DECIDES)) throw refuse('PROGRAMME_OUTSIDE', { areaId })
  const text = written.trim()
  if (text === '') throw refuse('ROUND_UNFIT', {}, [{ field: 'text', reason: NEEDED }])
  if (!(await queries.replyNotice(tx, notice, text, deedOf(caller, today))))
    throw refuse('NOTICE_CLOSED', { ...of })
  await record(tx, caller, 'library.reply', notice, {})
}

/** @throws DomainError NOTICE_UNKNOWN, ROUND_UNFIT, NOTICE_RUNNING, NOTICE_CLOSED, ROUND_ANSWERED */
export async function decide(
  tx: Tx,
  caller: Caller,
  entry: OfNotice & { readonly outcome: 'exits' | 'stays'; readonly reason: string },
  today: string,
): Promise<void> {
  const { outcome, roundId, projectId } = entry
  await queries.lockProjects(tx, [projectId])
  const notice = await noticeOf(tx, entry)
  const reason = entry.reason.trim()
  if (reason === '') throw refuse('ROUND_UNFIT', {}, [{ field: 'reason', reason: NEEDED }])
  if (!isOver(notice, today)) throw refuse('NOTICE_RUNNING', { until: notice.decideFrom })
  if (!(await queries.closeNotice(tx, notice, today))) throw refuse('NOTICE_CLOSED', { roundId, projectId })
  const round = (await queries.selectRounds(tx)).find((one) => one.roundId === roundId)!
  const proposal = (await queries.selectProposals(tx, roundId)).find((one) => one.projectId === projectId)!
  const rule = (await versionOf(tx, round.ruleVersion)).rules.find(({ id }) => id === proposal.ruleId)!
  const from = (await subjectsOn(tx, [], today)).find((one) => one.projectId === projectId)!.state
  // By its stage it may have come further since: what the rule does not speak of may only stay.
  if (outcome === 'exits' && !rule.from.includes(from)) throw refuse('ROUND_ANSWERED', { projectId })
  await queries.insertDecisions(tx, [
    {
      ...{ ...proposal, from, to: outcome === 'exits' ? rule.to : from, ruleVersion: round.ruleVersion },
      ...{ ...deedOf(caller, today), reason, generated: false },
    },
  ])
  await record(tx, caller, 'library.decide-exit', notice, { outcome, reason })
}
