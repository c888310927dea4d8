import type { Tx } from '#platform/store/db.ts'
import { selectAccountIds, selectNames } from './queries/account.ts'

/** Names of accounts by id, for those who may know that there are such accounts. */
export const namesOf = (tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>> =>
  selectNames(tx, accountIds)

/** Ids of the accounts with this text in a name. */
export const find = (tx: Tx, text: string): Promise<string[]> => selectAccountIds(tx, text)
