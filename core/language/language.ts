/** The languages of the product: Simplified Chinese first, complete in English second. */
export type Language = 'zh' | 'en'

/** A sentence or name in both languages. */
export interface Sentence {
  readonly zh: string
  readonly en: string
}
