import type { Sentence } from '#core/language/language.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Db } from '#platform/store/db.ts'

/** Something that has to be done by a day. */
export interface CalendarEntry {
  /** Stays the same while the entry is about the same thing, whatever else of it changes. */
  readonly id: string
  /** ISO day. */
  readonly day: string
  readonly title: Sentence
  readonly text: Sentence
  /** Page of it, as a path. */
  readonly path: string
}

/** Entries of a domain that a caller may see; none where the caller lacks the right to them. */
export type CalendarSource = (db: Db, caller: Caller) => Promise<readonly CalendarEntry[]>
