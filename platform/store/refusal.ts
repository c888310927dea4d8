/** What is said to people while the store works or refuses, in both languages of the product. */
export interface Said {
  readonly zh: string
  readonly en: string
}

/** A refusal of the store that its user can act on; the message is English, `zh` and `en` are for pages. */
export class StoreError extends Error implements Said {
  readonly zh: string
  readonly en: string

  constructor(said: Said, options?: { cause?: unknown }) {
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
