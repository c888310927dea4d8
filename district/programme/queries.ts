import { type SqlBool, sql } from 'kysely'
import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { NewProject } from './rules.ts'
import type {} from './tables.ts'

/** One project, with the district that its town is in. */
export async function selectProject(tx: Tx, projectId: string) {
  return await tx
    .selectFrom('project as p')
    .innerJoin('area as town', 'town.area_id', 'p.town_id')
    .select([
      'p.community_id as communityId',
      'p.name_zh',
      'p.name_en',
      'p.town_id as townId',
      'town.parent_id as districtId',
    ])
    .where('p.project_id', '=', projectId)
    .where('town.parent_id', 'is not', null)
    .$narrowType<{ districtId: string }>()
    .executeTakeFirst()
}

export async function countProjects(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('project')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const PROJECT = [
  ...['community_id', 'project_id', 'name_zh', 'name_en', 'town_id', 'part', 'known_from'],
  ...['settlement', 'shape', 'source', 'grade', 'generated'],
]
const ATTRIBUTE = [
  ...['community_id', 'project_id', 'attribute', 'value', 'holds_from'],
  ...['source', 'grade', 'generated'],
]

const knownFrom = ({ attributes }: NewProject) =>
  attributes.map(({ holdsFrom }) => holdsFrom).sort()[0] ?? '-infinity'

/** Projects that are not there yet; the others stay as they are, with what was withdrawn of them. */
export async function insertProjects(tx: Tx, given: readonly NewProject[]): Promise<void> {
  const here = await tx
    .selectFrom('project')
    .select('project_id')
    .where(sql<SqlBool>`project_id = any(${given.map(({ projectId }) => projectId)})`)
    .execute()
  const known = new Set(here.map(({ project_id }) => project_id))
  const projects = given.filter(({ projectId }) => !known.has(projectId))
  const rows = projects.map((p) => [
    ...[p.communityId, p.projectId, p.name.zh, p.name.en, p.townId, p.part, knownFrom(p)],
    ...[p.settlement, p.shape, p.source, p.grade, p.generated],
  ])
  await insertRows(tx, 'project', PROJECT, rows, { onConflict: 'do nothing' })
  const covers = projects.flatMap((p) => p.covers.map((covered) => [p.communityId, p.projectId, covered]))
  await insertRows(tx, 'project_coverage', ['community_id', 'project_id', 'covers'], covers, {
    onConflict: 'do nothing',
  })
  const attributes = projects.flatMap((p) =>
    p.attributes.map((a) => [
      ...[p.communityId, p.projectId, a.attribute, a.value, a.holdsFrom],
      ...[a.source, a.grade, a.generated],
    ]),
  )
  await insertRows(tx, 'project_attribute', ATTRIBUTE, attributes, { onConflict: 'do nothing' })
}
