import type { Tx } from '#platform/store/db.ts'
import type { Attribute, PortfolioPart, Project } from '../contract.ts'
import { refuse } from '../contract.ts'
import * as queries from '../queries/list.ts'
import { type Asked, quotasOn } from './programme.ts'

/** What the list is asked for, as a page asks it. */
export interface AskedList {
  readonly q?: string
  readonly part?: PortfolioPart
  readonly town?: string
  readonly level?: string
  readonly buildType?: string
  readonly plannedClass?: string
  readonly settlement?: 'urban' | 'rural'
  readonly list?: string
  readonly quota?: string
  readonly lacking?: 'yes'
  readonly sort?: string
}

/** The question in the terms of the store: a quota becomes the projects it counts. @throws DomainError QUOTA_UNKNOWN */
export async function questionOf(tx: Tx, list: AskedList, asked: Asked): Promise<queries.ProjectQuestion> {
  const { q, part, town, settlement } = list
  const held = {
    ...(list.level && { level: list.level }),
    ...(list.buildType && { 'build-type': list.buildType }),
    ...(list.plannedClass && { 'planned-class': list.plannedClass }),
  }
  return {
    ...asked,
    held,
    ...(q?.trim() && { q: q.trim() }),
    ...(part && { part }),
    ...(town && { town }),
    ...(settlement && { settlement }),
    ...(list.list && { list: list.list }),
    ...(list.quota && { ids: await countedBy(tx, list.quota, asked, list.lacking === 'yes') }),
  }
}

async function countedBy(tx: Tx, quotaId: string, asked: Asked, lacking: boolean): Promise<string[]> {
  const quota = (await quotasOn(tx, asked)).find((one) => one.quotaId === quotaId)
  if (quota?.counts !== 'projects') throw refuse('QUOTA_UNKNOWN', { quotaId })
  return lacking ? quota.lacking : quota.counted
}

export const orderOf = (sort = 'part'): queries.Order => ({
  by: sort.replace(/^-/, '') as queries.Order['by'],
  down: sort.startsWith('-'),
})

type Row = Awaited<ReturnType<typeof queries.selectProjects>>[number]

/** The projects that are meant, in order, as they stand on the day (or on that of `shown`), and how many there are. */
export async function projectsOf(
  tx: Tx,
  ask: queries.ProjectQuestion,
  order: queries.Order,
  limits: queries.Limits,
  shown: Asked = ask,
): Promise<{ projects: Project[]; total: number | null }> {
  const keys = await queries.selectPage(tx, ask, order, limits)
  if (keys.length === 0) return { projects: [], total: null }
  const rows = await queries.selectProjects(
    tx,
    shown,
    keys.map(({ projectId }) => projectId),
  )
  const byKey = new Map(rows.map((row) => [`${row.communityId} ${row.projectId}`, row]))
  const projects = keys.map(({ communityId, projectId }) =>
    projectOf(byKey.get(`${communityId} ${projectId}`)!),
  )
  return { projects, total: keys[0]!.total }
}

function projectOf(row: Row): Project {
  const said = (attribute: Attribute) => row.attributes?.[attribute] ?? ''
  const { projectId, communityId, townId, part, settlement, source, grade, generated, covers } = row
  // A drawn area has its town for a lead, and covers no community.
  const lead = communityId === townId ? [] : [{ id: communityId, zh: row.lead_zh!, en: row.lead_en! }]
  const places = [...lead, ...(covers ?? [])]
  return {
    ...{ projectId, communityId, townId, part, settlement, source, grade, generated },
    name: { zh: row.name_zh, en: row.name_en },
    town: { zh: row.town_zh, en: row.town_en },
    communityIds: places.map(({ id }) => id),
    communities: places.map(({ zh, en }) => ({ zh, en })),
    ...{ level: said('level'), batch: said('batch'), buildType: said('build-type') },
    plannedClass: said('planned-class'),
    stage: said('stage') === '' ? null : Number(said('stage')),
  }
}
