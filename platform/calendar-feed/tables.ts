import type { Generated } from 'kysely'
import type { Language } from '#core/language/language.ts'

declare module '#platform/store/db.ts' {
  interface Database {
    calendar_feed: {
      account_id: string
      post_id: string
      token_hash: Buffer
      language: Language
      made_at: Generated<Date>
      fetched_at: Generated<Date | null>
    }
  }
}
