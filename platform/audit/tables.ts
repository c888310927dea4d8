import type { Generated, JSONColumnType } from 'kysely'
import type { Json } from '#core/chain/canonical.ts'

declare module '#platform/store/db.ts' {
  interface Database {
    audit_entry: AuditEntryTable
  }
}

/** Who did or saw what; `sequence`, `previous` and `hash` are null until the entry is sealed into the chain. */
export interface AuditEntryTable {
  entry_id: Generated<number>
  at: Generated<Date>
  account_id: string | null
  role: string
  action: string
  subject_kind: string
  subject_id: string
  area_id: string | null
  purpose: string | null
  detail: JSONColumnType<{ readonly [name: string]: Json }>
  sequence: number | null
  previous: string | null
  hash: string | null
}
