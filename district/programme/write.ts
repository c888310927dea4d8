import { registerProjects } from '#foundation/evidence/write.ts'
import type { Tx } from '#platform/store/db.ts'
import * as queries from './queries.ts'
import type { NewProject } from './rules.ts'

/** Add projects that are not there yet, with their attributes; facts can be about them from then on. */
export async function addProjects(tx: Tx, projects: readonly NewProject[]): Promise<void> {
  await registerProjects(tx, projects)
  await queries.insertProjects(tx, projects)
}
