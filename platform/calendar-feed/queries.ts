import { sql } from 'kysely'
import type { Language } from '#core/language/language.ts'
import type { Db, Tx } from '#platform/store/db.ts'
import type {} from './tables.ts'

interface Owner {
  readonly accountId: string
  readonly postId: string
}

export async function selectFeed(tx: Tx, { accountId, postId }: Owner) {
  return await tx
    .selectFrom('calendar_feed')
    .select(['language', 'made_at as madeAt', 'fetched_at as fetchedAt'])
    .where('account_id', '=', accountId)
    .where('post_id', '=', postId)
    .executeTakeFirst()
}

/** Whose feed has this token, noting that it was fetched. */
export async function fetchFeed(db: Db, tokenHash: Buffer) {
  return await db
    .updateTable('calendar_feed')
    .set({ fetched_at: sql`now()` })
    .where('token_hash', '=', tokenHash)
    .returning(['post_id as postId', 'language'])
    .executeTakeFirst()
}

/** The one feed of an account in a post; a token it had before is valid no longer. */
export async function putFeed(
  tx: Tx,
  { accountId, postId }: Owner,
  { tokenHash, language }: { readonly tokenHash: Buffer; readonly language: Language },
): Promise<void> {
  const fresh = { token_hash: tokenHash, language, made_at: sql<Date>`now()`, fetched_at: null }
  await tx
    .insertInto('calendar_feed')
    .values({ account_id: accountId, post_id: postId, ...fresh })
    .onConflict((conflict) => conflict.columns(['account_id', 'post_id']).doUpdateSet(fresh))
    .execute()
}

export async function deleteFeed(tx: Tx, { accountId, postId }: Owner): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('calendar_feed')
    .where('account_id', '=', accountId)
    .where('post_id', '=', postId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
