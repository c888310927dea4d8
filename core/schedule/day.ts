/** Days are whole numbers inside, 0 being 1970-01-01, and ISO dates (2026-10-01) at every door. */
export type Day = number

const MS = 86_400_000

/** @throws RangeError if `iso` is not the date of a day: 2026-02-30 is not. */
export function dayOf(iso: string): Day {
  const day = Date.parse(`${iso}T00:00:00Z`) / MS
  if (!Number.isInteger(day) || isoOf(day) !== iso) throw new RangeError(`${iso} is not a date`)
  return day
}

export function isoOf(day: Day): string {
  return new Date(day * MS).toISOString().slice(0, 10)
}

export function yearOf(day: Day): number {
  return new Date(day * MS).getUTCFullYear()
}

/** Saturday or Sunday; day 0 was a Thursday. */
export function isWeekend(day: Day): boolean {
  return (((day + 3) % 7) + 7) % 7 > 4
}

/** The same day of a later month; the first day after that month if it is too short to have one. */
export function monthsAfter(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day)
  return Math.min(dayAt(year, month + months, date), dayAt(year, month + months + 1, 1))
}

/** The last day from which `months` lead to `day` or before: the same day of an earlier month, or its last day. */
export function monthsBefore(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day)
  return Math.min(dayAt(year, month - months, date), dayAt(year, month - months + 1, 1) - 1)
}

function partsOf(day: Day): [year: number, month: number, date: number] {
  const at = new Date(day * MS)
  return [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
}

const dayAt = (year: number, month: number, date: number): Day => Date.UTC(year, month, date) / MS
