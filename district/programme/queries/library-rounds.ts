import { type ExpressionBuilder, sql } from 'kysely'
import { insertRows } from '#platform/store/bulk.ts'
import type { Database, Tx } from '#platform/store/db.ts'
import type { LibraryRule } from '../rules/library-pack.ts'
import type { Finding } from '../rules/library-rules.ts'
import type {} from '../tables.ts'

/** Who does something, and on which day. */
export interface Deed {
  readonly on: string
  readonly by: string
  readonly role: string
}

/** Of a round, what is about one project. */
export interface Key {
  readonly communityId: string
  readonly roundId: string
  readonly projectId: string
}

/** Every version that is stored, latest first, with the day in China on which it was. */
export const selectRuleSets = (tx: Tx) =>
  tx
    .selectFrom('library_rule_set')
    .select(['version', 'rules', 'note', 'made_role as madeRole'])
    .select(sql<string>`(made_at at time zone 'Asia/Shanghai')::date`.as('madeOn'))
    .orderBy('version', 'desc')
    .execute()

export interface NewRuleSet {
  readonly version: number
  readonly rules: readonly LibraryRule[]
  readonly note: string
  readonly by: string
  readonly role: string
}

/** False where that version is there already. */
export async function insertRuleSet(
  tx: Tx,
  { version, rules, note, by, role }: NewRuleSet,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('library_rule_set')
    .values({ version, rules: JSON.stringify(rules), note, made_by: by, made_role: role })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export interface NewRound extends Deed {
  readonly roundId: string
  readonly quarter: string
  readonly ruleVersion: number
  readonly generated: boolean
}

/** False where the quarter has one already. */
export async function insertRound(tx: Tx, round: NewRound): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('library_round')
    .values({
      ...{ round_id: round.roundId, quarter: round.quarter, rule_version: round.ruleVersion },
      ...{ opened_on: round.on, opened_by: round.by, opened_role: round.role, generated: round.generated },
    })
    .onConflict((conflict) => conflict.column('quarter').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export interface NewProposal extends Key {
  readonly ruleId: string
  readonly from: string
  readonly to: string
  readonly findings: readonly Finding[]
}

export async function insertProposals(tx: Tx, proposals: readonly NewProposal[]): Promise<void> {
  await insertRows(
    tx,
    'library_proposal',
    ['community_id', 'round_id', 'project_id', 'rule_id', 'from_state', 'to_state', 'findings'],
    proposals.map((p) => [...[p.communityId, p.roundId, p.projectId, p.ruleId, p.from, p.to, p.findings]]),
  )
}

export const selectRounds = (tx: Tx) =>
  tx
    .selectFrom('library_round')
    .select(['round_id as roundId', 'quarter', 'rule_version as ruleVersion'])
    .select(['opened_on as openedOn', 'generated'])
    .orderBy('quarter', 'desc')
    .execute()

/** Proposals that the caller may see, of every round or of one, by project. */
export const selectProposals = (tx: Tx, roundId?: string) =>
  tx
    .selectFrom('library_proposal as l')
    .innerJoin('project as p', (join) =>
      join.onRef('p.community_id', '=', 'l.community_id').onRef('p.project_id', '=', 'l.project_id'),
    )
    .select(['l.community_id as communityId', 'l.round_id as roundId', 'l.project_id as projectId'])
    .select(['p.name_zh', 'p.name_en', 'p.town_id as townId', 'l.rule_id as ruleId', 'l.state', 'l.findings'])
    .select(['l.from_state as from', 'l.to_state as to'])
    .select(['l.answered_on as answeredOn', 'l.answered_why as why'])
    .$if(roundId !== undefined, (query) => query.where('l.round_id', '=', roundId!))
    .orderBy('p.part_order')
    .orderBy('l.project_id')
    .execute()

/** Answers what is still open of these; gives how many that were. A second answer waits for the first to be kept. */
export async function answerProposals(
  tx: Tx,
  roundId: string,
  projectIds: readonly string[],
  answer: { readonly state: 'confirmed' | 'left-out'; readonly why: string | null } & Deed,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('library_proposal')
    .set({
      state: answer.state,
      answered_on: answer.on,
      answered_by: answer.by,
      answered_why: answer.why,
    })
    .where('round_id', '=', roundId)
    .where('project_id', '=', (any) => any.fn.any(any.val(projectIds)))
    .where('state', '=', 'open')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export interface NewNotice extends Key {
  readonly noticedOn: string
  readonly replyUntil: string
  readonly decideFrom: string
  readonly by: string
  readonly generated: boolean
}

/** How many were kept: those of projects that have an open one are not. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length === 0) return 0
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('library_notice')
    .values(
      notices.map((one) => ({
        ...{ community_id: one.communityId, round_id: one.roundId, project_id: one.projectId },
        ...{ noticed_on: one.noticedOn, reply_until: one.replyUntil, decide_from: one.decideFrom },
        ...{ noticed_by: one.by, generated: one.generated },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows)
}

/** Notices that the caller may see, with what was decided, latest first. */
export const selectNotices = (tx: Tx) =>
  tx
    .selectFrom('library_notice as n')
    .innerJoin('project as p', (join) =>
      join.onRef('p.community_id', '=', 'n.community_id').onRef('p.project_id', '=', 'n.project_id'),
    )
    .leftJoin('library_decision as d', (join) =>
      join
        .onRef('d.community_id', '=', 'n.community_id')
        .onRef('d.round_id', '=', 'n.round_id')
        .onRef('d.project_id', '=', 'n.project_id'),
    )
    .select(['n.community_id as communityId', 'n.round_id as roundId', 'n.project_id as projectId'])
    .select(['p.name_zh', 'p.name_en', 'p.town_id as townId', 'n.generated'])
    .select(['n.noticed_on as noticedOn', 'n.reply_until as replyUntil', 'n.decide_from as decideFrom'])
    .select(['n.reply', 'n.replied_on as repliedOn', 'n.closed_on as closedOn'])
    .select(['d.to_state as decidedTo', 'd.decided_on as decidedOn', 'd.reason'])
    .orderBy('n.noticed_on', 'desc')
    .orderBy('n.project_id')
    .execute()

/** False where its days are over, or it has a reply or a decision. */
export async function replyNotice(tx: Tx, key: Key, text: string, { on, by, role }: Deed): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('library_notice')
    .set({ reply: text, replied_on: on, replied_by: by, replied_role: role })
    .where((where) => ofKey(where, key))
    .where('reply', 'is', null)
    .where('closed_on', 'is', null)
    .where('reply_until', '>=', on)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False where it was closed before. */
export async function closeNotice(tx: Tx, key: Key, on: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('library_notice')
    .set({ closed_on: on })
    .where((where) => ofKey(where, key))
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const ofKey = (where: ExpressionBuilder<Database, 'library_notice'>, key: Key) =>
  where.and({ community_id: key.communityId, round_id: key.roundId, project_id: key.projectId })

export interface NewDecision extends NewProposal, Deed {
  readonly ruleVersion: number
  readonly reason: string
  readonly generated: boolean
}

export async function insertDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
  await insertRows(
    tx,
    'library_decision',
    [
      ...['community_id', 'round_id', 'project_id', 'rule_version', 'rule_id', 'from_state', 'to_state'],
      ...['decided_on', 'findings', 'reason', 'decided_by', 'decided_role', 'generated'],
    ],
    decisions.map((d) => [
      ...[d.communityId, d.roundId, d.projectId, d.ruleVersion, d.ruleId, d.from, d.to],
      ...[d.on, d.findings, d.reason, d.by, d.role, d.generated],
    ]),
  )
}

/** Until the end of the transaction nobody else decides on these projects. */
export const lockProjects = (tx: Tx, projectIds: readonly string[]) =>
  tx
    .selectFrom('project')
    .select('project_id')
    .where('project_id', '=', (any) => any.fn.any(any.val(projectIds)))
    .orderBy('project_id')
    .forNoKeyUpdate()
    .execute()
