import type { Cell } from './table.ts'

// 2024-05-06, 2024/5/6, 2024.5.6, 2024年5月6日, 20240506, each with a time behind it or not.
const datePattern =
  /^(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]\s*\d{1,2}:.*)?$/

/** Spreadsheets count days from 1899-12-30. Numbers before 1920 are refused: 2024 alone is a year, not 1905-07-16. */
const FIRST_SERIAL = 7306
const LAST_SERIAL = 109_574 // 2199-12-31
const SERIAL_OF_1970 = 25_569

/**
 * The day in a cell, `YYYY-MM-DD`: a date, a spreadsheet's day number, or a text that begins with the year.
 * `undefined` for anything else: `5/6/2024` has two readings, `2024年5月` is no day.
 */
export function parseDate(cell: Cell): string | undefined {
  if (cell instanceof Date) return isoDay(cell.getTime())
  const text = String(typeof cell === 'object' ? '' : cell)
    .normalize('NFKC')
    .trim()
  const serial = Number(text || Number.NaN)
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL)
    return isoDay((Math.floor(serial) - SERIAL_OF_1970) * 86_400_000)
  const [, year, month1, day1, month2, day2] = datePattern.exec(text) ?? []
  const [month, day] = [Number(month1 ?? month2), Number(day1 ?? day2)]
  const time = Date.UTC(Number(year), month - 1, day)
  const found = new Date(time)
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? isoDay(time) : undefined
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10)
