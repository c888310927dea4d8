import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Tx } from '#platform/store/db.ts'
import type { Box, CaseOrder } from '../contract.ts'
import type { Actor, CaseState, Post } from '../rules/case.ts'
import type {} from '../tables.ts'
import { CASE } from './case.ts'

export interface CaseFilter {
  readonly box?: Box
  readonly q?: string
  readonly status?: CaseState['status']
  readonly townId?: string
  readonly node?: string
  readonly procedureId?: string
  readonly version?: number
  readonly subjectKind?: string
  /** ISO day: only those that somebody should have done before it. */
  readonly overdueOn?: string
}

interface CasePage {
  readonly sort: CaseOrder
  readonly limit: number
  readonly offset: number
}

export async function selectCaseCount(tx: Tx): Promise<number> {
  const { total } = await tx
    .selectFrom('application_case')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

export async function selectIsOpen(
  tx: Tx,
  of: { communityId: string; subjectKind: string; subjectId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('application_case')
    .select('case_id')
    .where('community_id', '=', of.communityId)
    .where('subject_kind', '=', of.subjectKind)
    .where('subject_id', '=', of.subjectId)
    .where('status', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A page of the cases that match and the caller may see, and how many there are on all pages. */
export async function selectCases(tx: Tx, actor: Actor, filter: CaseFilter, page: CasePage) {
  const chosen = tx.selectFrom('application_case as c').where((eb) => eb.and(conditionsOf(eb, actor, filter)))
  const { total } = await chosen
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const column = ({ changed: 'c.changed_at', opened: 'c.opened_at', title: 'c.title_zh' } as const)[
    page.sort.replace('-', '') as 'changed'
  ]
  const rows = await chosen
    .select(CASE)
    .select((eb) =>
      eb
        .exists(copiesTo(eb, actor).where('k.read_at', 'is', null))
        .$castTo<boolean>()
        .as('unread'),
    )
    .orderBy(column, page.sort.startsWith('-') ? 'desc' : 'asc')
    .orderBy('c.case_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total, rows }
}

type Cases = ExpressionBuilder<Database & { c: Database['application_case'] }, 'c'>

function conditionsOf(eb: Cases, actor: Actor, filter: CaseFilter): Expression<SqlBool>[] {
  const { box = 'all', q, status, townId, node, procedureId, version, subjectKind, overdueOn } = filter
  const conditions: Expression<SqlBool>[] = []
  if (box === 'todo') conditions.push(eb.exists(turnsOf(eb, actor)))
  if (box === 'acted') conditions.push(eb.or([hasActed(eb, actor), eb('c.opened_by', '=', actor.accountId)]))
  if (box === 'copies') conditions.push(eb.exists(copiesTo(eb, actor)))
  if (q) conditions.push(sql`position(lower(${q}) in lower(c.title_zh || ' ' || c.title_en)) > 0`)
  if (status) conditions.push(eb('c.status', '=', status))
  if (townId) conditions.push(eb('c.town_id', '=', townId))
  if (node) conditions.push(eb('c.at_node', '=', node))
  if (procedureId) conditions.push(eb('c.procedure_id', '=', procedureId))
  if (version) conditions.push(eb('c.version', '=', version))
  if (subjectKind) conditions.push(eb('c.subject_kind', '=', subjectKind))
  if (overdueOn) conditions.push(eb.exists(heldTurns(eb).where('t.due_on', '<', overdueOn)))
  return conditions
}

const heldTurns = (eb: Cases) =>
  eb
    .selectFrom('case_turn as t')
    .select('t.turn')
    .whereRef('t.community_id', '=', 'c.community_id')
    .whereRef('t.case_id', '=', 'c.case_id')
    .where('t.state', '=', 'open')

/** Turns that this actor may take: by name, by post, as who stands in, or by recording a letter. */
function turnsOf(eb: Cases, { accountId, posts, standsInFor }: Actor) {
  const isAt = ({ role, areaId }: Post) => sql<SqlBool>`(t.role = ${role} and t.area_id = ${areaId})`
  const mayRecord = ({ role, areaId }: Post) =>
    sql<SqlBool>`(t.recorded_by = ${role} and c.areas ->> 'district' = ${areaId})`
  return heldTurns(eb).where((turn) =>
    turn.or([
      turn('t.account_id', '=', accountId),
      turn.and([turn('t.account_id', 'is', null), turn.or(posts.map(isAt))]),
      ...standsInFor.map(isAt),
      ...posts.map(mayRecord),
    ]),
  )
}

const hasActed = (eb: Cases, { accountId }: Actor) =>
  eb.exists(
    eb
      .selectFrom('case_event as e')
      .select('e.event_no')
      .whereRef('e.community_id', '=', 'c.community_id')
      .whereRef('e.case_id', '=', 'c.case_id')
      .where('e.account_id', '=', accountId),
  )

const copiesTo = (eb: Cases, { accountId, posts }: Actor) =>
  eb
    .selectFrom('case_copy as k')
    .select('k.copy_id')
    .whereRef('k.community_id', '=', 'c.community_id')
    .whereRef('k.case_id', '=', 'c.case_id')
    .where((copy) =>
      copy.or([
        copy('k.account_id', '=', accountId),
        copy.and([
          copy('k.account_id', 'is', null),
          copy.or(
            posts.map(({ role, areaId }) => sql<SqlBool>`(k.role = ${role} and k.area_id = ${areaId})`),
          ),
        ]),
      ]),
    )
