import type { ColumnType, Generated } from 'kysely'

declare module '#platform/store/db.ts' {
  interface Database {
    account: AccountTable
    password: PasswordTable
    post: PostTable
    deputy: DeputyTable
    session: SessionTable
    sign_in_attempt: SignInAttemptTable
  }
}

type SetOnce<T> = ColumnType<T, T | undefined, never>

interface AccountTable {
  account_id: SetOnce<string>
  login_name: SetOnce<string>
  name: SetOnce<string>
  demo: SetOnce<boolean>
  created_at: SetOnce<Date>
  created_by: SetOnce<string | null>
  disabled_at: Date | null
  disabled_by: string | null
  disabled_reason: string | null
  last_signed_in_at: Date | null
}

interface PasswordTable {
  account_id: SetOnce<string>
  hash: string
  changed_at: Generated<Date>
  one_time: boolean
}

interface PostTable {
  post_id: SetOnce<string>
  account_id: SetOnce<string>
  role: SetOnce<string>
  area_id: SetOnce<string | null>
  from_day: SetOnce<string>
  to_day: string | null
  given_by: SetOnce<string | null>
  given_at: SetOnce<Date>
}

interface DeputyTable {
  deputy_id: SetOnce<string>
  post_id: SetOnce<string>
  account_id: SetOnce<string>
  from_day: SetOnce<string>
  to_day: string
  given_by: SetOnce<string | null>
  given_at: SetOnce<Date>
}

interface SessionTable {
  session_id: SetOnce<string>
  account_id: SetOnce<string>
  token_hash: SetOnce<Buffer>
  post_id: string | null
  started_at: SetOnce<Date>
  last_seen_at: Generated<Date>
  address: SetOnce<string>
}

interface SignInAttemptTable {
  key: string
  window_started_at: Generated<Date>
  attempts: Generated<number>
}
