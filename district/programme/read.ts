import type { Tx } from '#platform/store/db.ts'
import * as queries from './queries.ts'

/** How many projects there are. */
export const projectCount = (tx: Tx): Promise<number> => queries.countProjects(tx)
