import { sql } from 'kysely'
import type { Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'
import { countsOn } from './attributes.ts'

interface Days {
  readonly asOf: string
  readonly since: string
  readonly withGenerated: boolean
  readonly limit: number
}

interface StageRow {
  readonly projectId: string
  readonly name_zh: string
  readonly name_en: string
  readonly townId: string
  readonly stage: string
  readonly stageSince: string
  readonly before: string | null
  readonly generated: boolean
  readonly total: number
}

/** Projects with their stage on two days, by stage and id; `total` says how many there are beyond the limit. */
export async function selectStages(tx: Tx, { asOf, since, withGenerated, limit }: Days): Promise<StageRow[]> {
  const on = (day: string) => sql`(select distinct on (community_id, project_id)
      community_id, project_id, value, holds_from, generated
    from project_attribute
    where attribute = 'stage' and ${countsOn(day)} and (${withGenerated} or not generated)
    order by community_id, project_id, holds_from desc)`
  const { rows } = await sql<StageRow>`
    select p.project_id as "projectId", p.name_zh, p.name_en, p.town_id as "townId", held.value as stage,
      held.holds_from as "stageSince", was.value as before, held.generated, count(*) over ()::int as total
    from project p join ${on(asOf)} as held using (community_id, project_id)
    left join ${on(since)} as was using (community_id, project_id)
    where p.known_from <= ${asOf} and (${withGenerated} or not p.generated)
    order by length(held.value), held.value, p.project_id limit ${limit}`.execute(tx)
  return rows
}
