/** What has to be so before a step is decided. */
export type Guard =
  /** So many months have passed since a step was decided. */
  { readonly kind: 'since'; readonly after: string; readonly months: number } | DaysGuard

/** So many months are full since the first of the days that a subject has of a kind, with at least so many a week. */
export interface DaysGuard {
  readonly kind: 'days'
  readonly of: string
  readonly months: number
  readonly perWeek: number
}

const SINCE = /^months-since\(\s*([\w-]+)\s*,\s*([1-9]\d?)\s*\)$/
const DAYS = /^months-of\(\s*([\w-]+)\s*,\s*([1-9]\d?)\s*,\s*([1-7])\s*\)$/

/**
 * A guard as a procedure writes it: `months-since(completion-acceptance, 3)`, or `months-of(service_day, 3, 5)` for three
 * months with five days a week; `undefined` for anything else.
 */
export function guardOf(text: string): Guard | undefined {
  const [, after, since] = text.match(SINCE) ?? []
  if (after !== undefined) return { kind: 'since', after, months: Number(since) }
  const [, of, months, perWeek] = text.match(DAYS) ?? []
  return of === undefined ? undefined : { kind: 'days', of, months: Number(months), perWeek: Number(perWeek) }
}
