/** ISO days, `2026-11-27`; they compare as text. */
const parts = (day: string) => day.split('-').map(Number) as [year: number, month: number, date: number]

const iso = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)

/** First day of the month that is so many months after that of `day`. */
export function firstOfMonth(day: string, months = 0): string {
  const [year, month] = parts(day)
  return iso(year, month - 1 + months, 1)
}

/** Last day of so many months that begin with that of `day`. */
export function lastOfMonths(day: string, months: number): string {
  const [year, month] = parts(day)
  return iso(year, month - 1 + months, 0)
}

/** Whole months from one day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth, fromDate] = parts(from)
  const [year, month, date] = parts(to)
  return (year - fromYear) * 12 + month - fromMonth - (date < fromDate ? 1 : 0)
}
