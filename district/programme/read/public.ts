import type { Tx } from '#platform/store/db.ts'
import { PUBLIC_MAX, type PublicProject } from '../contract/public.ts'
import { selectCounting } from '../queries/attributes.ts'
import { countAsked } from '../queries/list.ts'
import type { Asked } from './programme.ts'
import { orderOf, projectsOf } from './projects.ts'

/** What is public of every project on a day: its lists with their documents, and how far it is. */
export async function publicOn(tx: Tx, asked: Asked): Promise<{ total: number; rows: PublicProject[] }> {
  const ask = { ...asked, held: {} }
  const { projects, total } = await projectsOf(tx, ask, orderOf(), {
    limit: PUBLIC_MAX,
    offset: 0,
    counted: true,
  })
  const rows = await selectCounting(
    tx,
    projects.map(({ projectId }) => projectId),
    asked,
  )
  const own = Map.groupBy(rows, ({ projectId }) => projectId)
  return {
    total: total ?? (await countAsked(tx, ask)),
    rows: projects.map(({ projectId, name, townId, town, communities }): PublicProject => {
      const said = own.get(projectId) ?? []
      const lists = said.filter(({ attribute }) => attribute === 'list')
      const stage = said.findLast(({ attribute }) => attribute === 'stage')
      const told = ({ holdsFrom, source, generated }: (typeof said)[number]) => ({
        since: holdsFrom,
        source,
        generated,
      })
      return {
        ...{ projectId, name, townId, town, communities },
        lists: lists.map((row) => ({ list: row.value, ...told(row) })),
        stage: stage ? { stage: Number(stage.value), ...told(stage) } : null,
      }
    }),
  }
}
