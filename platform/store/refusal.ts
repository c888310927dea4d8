import type { Sentence } from '#core/language/language.ts'
/** A refusal of the store that its user can act on; the message is English, `zh` and `en` are for pages. */
export class StoreError extends Error implements Sentence {
  readonly zh: string
  readonly en: string

  constructor(said: Sentence, options?: { cause?: unknown }) {
    super(said.en, options)
    this.name = 'StoreError'
    this.zh = said.zh
    this.en = said.en
  }
}

/** The system's or PostgreSQL's error code (`ENOENT`, `42P01`) of a thrown value, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | null)?.code
}
