import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Tx } from '#platform/store/db.ts'
import type { Attribute, PortfolioPart } from '../contract.ts'
import type {} from '../tables.ts'
import { countsOn, isRecordedOn } from './attributes.ts'

/** Which projects are meant, on which day. */
export interface ProjectQuestion {
  readonly asOf: string
  /** False leaves out what is generated: projects, and rows of attributes. */
  readonly withGenerated: boolean
  readonly q?: string
  readonly part?: PortfolioPart
  readonly town?: string
  readonly settlement?: 'urban' | 'rural'
  /** Values that attributes have on the day. */
  readonly held: Readonly<Partial<Record<Attribute, string>>>
  /** Year of the first creation list. */
  readonly list?: string
  /** Only these. */
  readonly ids?: readonly string[]
}

/** Which rows; `counted`, how many there are is counted in the same pass. */
export interface Limits {
  readonly limit: number
  readonly offset: number
  readonly counted?: boolean
}

export interface Order {
  readonly by: 'part' | 'name' | 'town' | Attribute
  readonly down: boolean
}

type Eb = ExpressionBuilder<Database & { p: Database['project']; t: Database['area'] }, 'p' | 't'>

/**
 * The row of an attribute that counts on the day, of every project that has one. One pass over an index gives it:
 * asked row by row, 110,000 projects would take 110,000 look-ups.
 */
const heldRows = ({ asOf, withGenerated }: ProjectQuestion, attribute: Attribute, first = false) => sql<{
  community_id: string
  project_id: string
  value: string
}>`(select distinct on (community_id, project_id) community_id, project_id, value
  from project_attribute
  where attribute = ${attribute} and ${countsOn(asOf)} and (${withGenerated} or not generated)
  order by community_id, project_id, holds_from ${sql.raw(first ? '' : 'desc')})`

const isOne = (rows: Expression<unknown>, value: Expression<SqlBool>) =>
  sql<SqlBool>`(p.community_id, p.project_id) in (select h.community_id, h.project_id from ${rows} as h where ${value})`

function conditions(eb: Eb, ask: ProjectQuestion): Expression<SqlBool>[] {
  const held = Object.entries(ask.held) as [Attribute, string][]
  return [
    eb('p.known_from', '<=', ask.asOf),
    ...(ask.withGenerated ? [] : [eb('p.generated', '=', false)]),
    ...(ask.part ? [eb('p.part', '=', ask.part)] : []),
    ...(ask.town ? [eb('p.town_id', '=', ask.town)] : []),
    ...(ask.settlement ? [eb('p.settlement', '=', ask.settlement)] : []),
    ...(ask.ids ? [sql<SqlBool>`p.project_id = any(${ask.ids as string[]})`] : []),
    ...held.map(([attribute, value]) => isOne(heldRows(ask, attribute), sql`h.value = ${value}`)),
    ...(ask.list ? [isOne(heldRows(ask, 'list', true), sql`right(h.value, 4) = ${ask.list}`)] : []),
    ...(ask.q ? [isNamed(eb, ask.q)] : []),
  ]
}

/** Part of the name in either language, or of the town's. */
function isNamed(eb: Eb, q: string): Expression<SqlBool> {
  const like = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  const towns = eb
    .selectFrom('area as named')
    .select('named.area_id')
    .where('named.level', '=', 'town')
    .where((town) => town.or([town('named.name_zh', 'ilike', like), town('named.name_en', 'ilike', like)]))
  return eb.or([eb('p.name_zh', 'ilike', like), eb('p.name_en', 'ilike', like), eb('p.town_id', 'in', towns)])
}

/** How many projects are meant. */
export async function countAsked(tx: Tx, ask: ProjectQuestion): Promise<number> {
  const { count } = await tx
    .selectFrom('project as p')
    .where((eb) => eb.and(conditions(eb as unknown as Eb, ask)))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Projects known on the day, by part. */
export async function countParts(tx: Tx, { asOf, withGenerated }: ProjectQuestion) {
  const rows = await tx
    .selectFrom('project')
    .where('known_from', '<=', asOf)
    .$if(!withGenerated, (query) => query.where('generated', '=', false))
    .groupBy('part')
    .select(({ fn }) => ['part', fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map(({ part, count }) => [part, count]))
}

const NUMBERS: ReadonlySet<Attribute> = new Set(['batch', 'stage'])

/** Keys of the projects that are meant, in order; with their number, where it is not known already. */
export async function selectPage(
  tx: Tx,
  ask: ProjectQuestion,
  { by, down }: Order,
  { limit, offset, counted }: Limits,
) {
  const direction = sql.raw(down ? 'desc' : 'asc')
  const attribute = by === 'part' || by === 'name' || by === 'town' ? undefined : by
  const key = {
    part: sql`p.part_order ${direction}`,
    name: sql`p.name_zh ${direction}`,
    town: sql`p.town_id ${direction}`,
  }
  return await tx
    .selectFrom('project as p')
    .$if(
      attribute !== undefined,
      (query) =>
        query.leftJoin(heldRows(ask, attribute!).as('sorted'), (join) =>
          join
            .on('sorted.community_id' as never, '=', sql.ref('p.community_id') as never)
            .on('sorted.project_id' as never, '=', sql.ref('p.project_id') as never),
        ) as never,
    )
    .where((eb) => eb.and(conditions(eb as unknown as Eb, ask)))
    .select([
      ...(['p.community_id as communityId', 'p.project_id as projectId'] as const),
      sql<number | null>`${counted ? sql`count(*) over ()` : sql`null`}`.as('total'),
    ])
    .$if(attribute === undefined, (query) => query.orderBy(key[by as 'part']))
    // Batches and stages are whole numbers: the longer one is the greater.
    .$if(attribute !== undefined && NUMBERS.has(attribute), (query) =>
      query.orderBy(sql`length(sorted.value) ${direction} nulls last`),
    )
    .$if(attribute !== undefined, (query) => query.orderBy(sql`sorted.value ${direction} nulls last`))
    .orderBy('p.project_id')
    .orderBy('p.community_id')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** These projects as they stand on the day, with the names of their places; in no order. */
export async function selectProjects(
  tx: Tx,
  { asOf, withGenerated }: Pick<ProjectQuestion, 'asOf' | 'withGenerated'>,
  ids: readonly string[],
) {
  return await tx
    .selectFrom('project as p')
    .innerJoin('area as t', 't.area_id', 'p.town_id')
    .leftJoin('area as lead', 'lead.area_id', 'p.community_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('project_attribute as a')
          .distinctOn('a.attribute')
          .select(['a.attribute', 'a.value'])
          .whereRef('a.community_id', '=', 'p.community_id')
          .whereRef('a.project_id', '=', 'p.project_id')
          .where(countsOn(asOf))
          .$if(!withGenerated, (query) => query.where('a.generated', '=', false))
          .orderBy('a.attribute')
          .orderBy('a.holds_from', 'desc')
          .as('held'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      ...(['p.project_id as projectId', 'p.community_id as communityId', 'p.town_id as townId'] as const),
      ...(['p.name_zh', 'p.name_en', 'p.part', 'p.settlement'] as const),
      ...(['p.source', 'p.grade', 'p.generated'] as const),
      ...(['t.name_zh as town_zh', 't.name_en as town_en'] as const),
      ...(['lead.name_zh as lead_zh', 'lead.name_en as lead_en'] as const),
      sql<Readonly<
        Partial<Record<Attribute, string>>
      > | null>`jsonb_object_agg(held.attribute, held.value) filter (where held.attribute is not null)`.as(
        'attributes',
      ),
      eb
        .selectFrom('project_coverage as c')
        .innerJoin('area as covered', 'covered.area_id', 'c.covers')
        .select(
          sql<{ id: string; zh: string; en: string }[]>`coalesce(jsonb_agg(jsonb_build_object(
            'id', c.covers, 'zh', covered.name_zh, 'en', covered.name_en) order by c.covers), '[]')`.as(
            'covers',
          ),
        )
        .whereRef('c.community_id', '=', 'p.community_id')
        .whereRef('c.project_id', '=', 'p.project_id')
        .as('covers'),
    ])
    .where(sql<SqlBool>`p.project_id = any(${ids as string[]})`)
    .groupBy(['p.community_id', 'p.project_id', 't.area_id', 'lead.area_id'])
    .execute()
}

/** The areas that projects were drawn with, of those that were. */
export const selectDrawn = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('project')
    .select(['project_id as projectId', 'shape'])
    .where(sql<SqlBool>`project_id = any(${ids as string[]})`)
    .where('shape', 'is not', null)
    .$narrowType<{ shape: Buffer }>()
    .execute()

/** Projects of a district with the history of their attributes, as recorded on a day: what quotas are counted from. */
export async function selectGround(
  tx: Tx,
  districtId: string,
  { asOf, withGenerated }: Pick<ProjectQuestion, 'asOf' | 'withGenerated'>,
) {
  const projects = await tx
    .selectFrom('project as p')
    .innerJoin('area as t', 't.area_id', 'p.town_id')
    .where('t.parent_id', '=', districtId)
    .$if(!withGenerated, (query) => query.where('p.generated', '=', false))
    .select(['p.community_id', 'p.project_id', 'p.town_id', 'p.part', 'p.name_zh', 'p.name_en'])
    .orderBy('p.part_order')
    .orderBy('p.project_id')
    .execute()
  const rows = await tx
    .selectFrom('area as t')
    .innerJoin('project as p', 'p.town_id', 't.area_id')
    .innerJoin('project_attribute as a', (join) =>
      join.onRef('a.community_id', '=', 'p.community_id').onRef('a.project_id', '=', 'p.project_id'),
    )
    .select(['a.project_id', 'a.attribute', 'a.value', 'a.holds_from as holdsFrom'])
    .where('t.parent_id', '=', districtId)
    .where(isRecordedOn(asOf))
    .$if(!withGenerated, (query) => query.where('a.generated', '=', false))
    .orderBy('a.holds_from')
    .execute()
  const towns = await tx
    .selectFrom('area')
    .select(['area_id as townId', 'name_zh', 'name_en', 'managed'])
    .where('parent_id', '=', districtId)
    .where('level', '=', 'town')
    .orderBy('area_id')
    .execute()
  return { projects, rows, towns }
}

/** Towns page by page, and how many projects of each were first listed in which year. */
export async function selectMatrix(
  tx: Tx,
  ask: Pick<ProjectQuestion, 'asOf' | 'withGenerated'>,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const towns = await tx
    .selectFrom('area')
    .select(['area_id as townId', 'name_zh', 'name_en', 'managed'])
    .where('level', '=', 'town')
    .orderBy('area_id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await tx
    .selectFrom('area')
    .where('level', '=', 'town')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const cells = await tx
    .selectFrom('project as p')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('project_attribute as a')
          .select(sql<string>`right(a.value, 4)`.as('year'))
          .where('a.attribute', '=', 'list')
          .whereRef('a.community_id', '=', 'p.community_id')
          .whereRef('a.project_id', '=', 'p.project_id')
          .where(countsOn(ask.asOf))
          .$if(!ask.withGenerated, (query) => query.where('a.generated', '=', false))
          .orderBy('a.holds_from')
          .limit(1)
          .as('listed'),
      (join) => join.onTrue(),
    )
    .where(sql<SqlBool>`p.town_id = any(${towns.map(({ townId }) => townId)})`)
    .$if(!ask.withGenerated, (query) => query.where('p.generated', '=', false))
    .groupBy(['p.town_id', 'listed.year'])
    .select(({ fn }) => ['p.town_id as townId', 'listed.year as year', fn.countAll<number>().as('count')])
    .orderBy('listed.year')
    .execute()
  return { towns, total, cells }
}

export async function selectAreaName(tx: Tx, areaId: string) {
  const row = await tx
    .selectFrom('area')
    .select(['name_zh', 'name_en'])
    .where('area_id', '=', areaId)
    .executeTakeFirst()
  return row && { zh: row.name_zh, en: row.name_en }
}

/** The first day on which any project is known. */
export async function selectFirstDay(tx: Tx, withGenerated: boolean): Promise<string | null> {
  const row = await tx
    .selectFrom('project')
    .$if(!withGenerated, (query) => query.where('generated', '=', false))
    .where('known_from', '>', '-infinity')
    .select('known_from')
    .orderBy('known_from')
    .limit(1)
    .executeTakeFirst()
  return row?.known_from ?? null
}
