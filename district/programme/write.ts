import type { Tx } from '#platform/store/db.ts'
import * as queries from './queries.ts'
import type { NewProject } from './rules.ts'

/** Add projects that are not there yet, with their attributes. */
export const addProjects = (tx: Tx, projects: readonly NewProject[]): Promise<void> =>
  queries.insertProjects(tx, projects)
