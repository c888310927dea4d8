import type { Db, Tx } from '#platform/store/db.ts'
import { selectAccountIds, selectNames } from './queries/account.ts'
import { selectDeputisedPosts } from './queries/deputy.ts'
import { selectHolders } from './queries/post.ts'

/** Names of accounts by id, for those who may know that there are such accounts. */
export const namesOf = (tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>> =>
  selectNames(tx, accountIds)

/** Ids of the accounts with this text in a name. */
export const find = (tx: Tx, text: string): Promise<string[]> => selectAccountIds(tx, text)

/** Roles in areas for which this account stands in today. */
export const standsInFor = (db: Db, accountId: string): Promise<{ role: string; areaId: string }[]> =>
  selectDeputisedPosts(db, accountId)

/** The accounts that hold a post of this role in this area today, by name. */
export const holdersOf = (
  db: Db,
  role: string,
  areaId: string,
): Promise<{ accountId: string; name: string }[]> => selectHolders(db, role, areaId)
