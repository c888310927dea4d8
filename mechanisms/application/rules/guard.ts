/** So many months have to pass after a step was decided. */
export interface Guard {
  readonly after: string
  readonly months: number
}

/** A guard as a procedure writes it: `months-since(completion-acceptance, 3)`; `undefined` for anything else. */
export function guardOf(text: string): Guard | undefined {
  const [, after, months] = text.match(/^months-since\(\s*([\w-]+)\s*,\s*([1-9]\d?)\s*\)$/) ?? []
  return after === undefined ? undefined : { after, months: Number(months) }
}

/** The same day so many months later, or the last of a month that is too short. ISO days. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
