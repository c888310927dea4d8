import type { Sentence } from '#core/language/language.ts'
import cityReview from '#packs/reviews/city-review.json' with { type: 'json' }

/** What experts score, and how their scores become one: a file of `packs/reviews`. */
export interface Review {
  readonly id: string
  readonly name: Sentence
  /** Kind of document that its minutes are. */
  readonly document: string
  readonly source: string
  readonly grade: string
  /** Experts that have to hand in. */
  readonly minimum: number
  /** From so many sheets on, so many of the highest and of the lowest totals are left out of the mean. */
  readonly trimFrom: number
  readonly trim: number
  readonly criteria: readonly Criterion[]
}

export interface Criterion {
  readonly id: string
  readonly name: Sentence
  readonly max: number
}

/** Every review of `packs/reviews` by id. */
export const reviews: ReadonlyMap<string, Review> = new Map([cityReview].map((review) => [review.id, review]))

export const VERDICTS = ['pass', 'change', 'fail'] as const
export type Verdict = (typeof VERDICTS)[number]
export const VERDICT_NAMES: Readonly<Record<Verdict, Sentence>> = {
  pass: { zh: '通过', en: 'Pass' },
  change: { zh: '修改后通过', en: 'Pass after changes' },
  fail: { zh: '不通过', en: 'Not passed' },
}

/** What an expert hands in. */
export interface Sheet {
  /** Points by criterion. */
  readonly scores: Readonly<Record<string, number>>
  readonly reasons: string
  readonly verdict: Verdict
}

/** Why a sheet is not taken, at a field. */
export interface SheetObjection {
  readonly field: string
  readonly reason: Sentence
}

/** Every criterion is scored, within its points, and reasons are given: nothing that is missing counts as zero. */
export function sheetObjections(
  { criteria }: Pick<Review, 'criteria'>,
  { scores, reasons }: Sheet,
): SheetObjection[] {
  const strangers = Object.keys(scores).filter((id) => !criteria.some((one) => one.id === id))
  return [
    ...criteria.flatMap(({ id, max }): SheetObjection[] => {
      const score = scores[id]
      if (score === undefined)
        return [{ field: `scores.${id}`, reason: { zh: '没有打分', en: 'it is not scored' } }]
      return score >= 0 && score <= max && Number.isInteger(score * 2)
        ? []
        : [
            {
              field: `scores.${id}`,
              reason: { zh: `应为 0 至 ${max}，可到半分`, en: `it has to be 0 to ${max}, in halves at most` },
            },
          ]
    }),
    ...strangers.map((id) => ({
      field: `scores.${id}`,
      reason: { zh: '没有这项评分', en: 'there is no such criterion' },
    })),
    ...(reasons.trim() === '' ? [{ field: 'reasons', reason: { zh: '请写明理由', en: 'say why' } }] : []),
  ]
}

export const totalOf = ({ criteria }: Pick<Review, 'criteria'>, { scores }: Pick<Sheet, 'scores'>): number =>
  criteria.reduce((sum, { id }) => sum + scores[id]!, 0)

/** The mean without the highest and lowest values, where there are enough of them. @throws RangeError for none */
export function trimmedMean(
  values: readonly number[],
  { trimFrom, trim }: Pick<Review, 'trimFrom' | 'trim'>,
): number {
  const sorted = [...values].sort((a, b) => a - b)
  const kept =
    sorted.length >= trimFrom && sorted.length > 2 * trim ? sorted.slice(trim, sorted.length - trim) : sorted
  if (kept.length === 0) throw new RangeError('there is nothing to take the mean of')
  return kept.reduce((sum, value) => sum + value, 0) / kept.length
}

/** What the sheets of a panel come to. */
export interface ReviewResult {
  /** Trimmed mean of the totals. */
  readonly mean: number
  readonly max: number
  /** How many totals it leaves out. */
  readonly leftOut: number
  /** Trimmed mean of each criterion, in its order. */
  readonly criteria: readonly { readonly id: string; readonly mean: number }[]
  readonly verdicts: Readonly<Record<Verdict, number>>
}

export function resultOf(
  review: Pick<Review, 'criteria' | 'trimFrom' | 'trim'>,
  sheets: readonly Sheet[],
): ReviewResult {
  const count = (verdict: Verdict) => sheets.filter((one) => one.verdict === verdict).length
  const isTrimmed = sheets.length >= review.trimFrom && sheets.length > 2 * review.trim
  return {
    mean: trimmedMean(
      sheets.map((sheet) => totalOf(review, sheet)),
      review,
    ),
    max: review.criteria.reduce((sum, { max }) => sum + max, 0),
    leftOut: isTrimmed ? 2 * review.trim : 0,
    criteria: review.criteria.map(({ id }) => ({
      id,
      mean: trimmedMean(
        sheets.map(({ scores }) => scores[id]!),
        review,
      ),
    })),
    verdicts: { pass: count('pass'), change: count('change'), fail: count('fail') },
  }
}
