import { sql } from 'kysely'
import type { Db } from './db.ts'

/**
 * Tell the planner what a bulk load has brought. PostgreSQL finds out by itself within minutes; until then, the first
 * questions after the demo district's load took up to ten times as long.
 */
export async function refreshStatistics(owner: Db): Promise<void> {
  await sql`analyze`.execute(owner)
}
