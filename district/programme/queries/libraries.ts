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
  readonly beforeSince: string | null
  /** Where the last decision put it by each day, and when. */
  readonly decided: string | null
  readonly decidedOn: string | null
  readonly decidedBefore: string | null
  readonly decidedBeforeOn: string | null
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
      held.holds_from as "stageSince", was.value as before, was.holds_from as "beforeSince",
      latest.to_state as decided, latest.decided_on as "decidedOn",
      earlier.to_state as "decidedBefore", earlier.decided_on as "decidedBeforeOn",
      held.generated, count(*) over ()::int as total
    from project p join ${on(asOf)} as held using (community_id, project_id)
    left join ${on(since)} as was using (community_id, project_id)
    left join ${decisionsBy(asOf, withGenerated)} as latest using (community_id, project_id)
    left join ${decisionsBy(since, withGenerated)} as earlier using (community_id, project_id)
    where p.known_from <= ${asOf} and (${withGenerated} or not p.generated)
    order by length(held.value), held.value, p.project_id limit ${limit}`.execute(tx)
  return rows
}

const decisionsBy = (
  day: string,
  withGenerated: boolean,
) => sql`(select distinct on (community_id, project_id)
    community_id, project_id, to_state, decided_on
  from library_decision
  where decided_on <= ${day} and (${withGenerated} or not generated)
  order by community_id, project_id, decided_on desc, entered_at desc)`

interface Decided {
  readonly project_id: string
  readonly to_state: string
  readonly decided_on: string
}

/** Of each project the last decision by a day, by project. */
export async function selectDecided(tx: Tx, day: string): Promise<ReadonlyMap<string, Decided>> {
  const { rows } = await sql<Decided>`select * from ${decisionsBy(day, true)} as decided`.execute(tx)
  return new Map(rows.map((row) => [row.project_id, row]))
}
