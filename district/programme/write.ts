import { registerProjects } from '#foundation/evidence/write.ts'
import type { Tx } from '#platform/store/db.ts'
import { insertReports } from './queries/milestones.ts'
import * as queries from './queries.ts'
import { milestonePack } from './rules/packs.ts'
import type { NewProject, NewReport } from './rules.ts'

/** Add projects that are not there yet, with their attributes; facts can be about them from then on. */
export async function addProjects(tx: Tx, projects: readonly NewProject[]): Promise<void> {
  await registerProjects(tx, projects)
  await queries.insertProjects(tx, projects)
}

/** Add reports of the plan's milestones that come with a district. */
export async function addReports(tx: Tx, reports: readonly NewReport[]): Promise<void> {
  await insertReports(tx, milestonePack.id, reports)
}
