import { useMemo } from 'react'
import { type Language, useLanguage } from './language.ts'

const LOCALE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

function numbersIn(language: Language) {
  const locale = LOCALE[language]
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const twoDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  // The district's days are China's, wherever the reader's machine is.
  const zone = { timeZone: 'Asia/Shanghai' }
  const day = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', ...zone })
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', ...zone })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone })
  const percent = (share: number) => `${count.format(share * 100)}%`
  return {
    /** 12,345 */
    count: (value: number) => count.format(value),
    /** At most two digits after the point. */
    value: (value: number) => twoDigits.format(value),
    /** 0.427 → 43%. */
    percent,
    /** [0.42, 0.68] → 42–68; one number where both ends are equal. Out of 100, like marks. */
    marks: ([low, high]: readonly number[]) =>
      count.format(low! * 100) === count.format(high! * 100)
        ? count.format(low! * 100)
        : `${count.format(low! * 100)}–${count.format(high! * 100)}`,
    /** 480 m, 1.3 km. */
    metres: (m: number) =>
      m < 1000 ? `${count.format(Math.round(m / 10) * 10)} m` : `${oneDigit.format(m / 1000)} km`,
    /** A day or a moment as a date. */
    day: (iso: string) => day.format(new Date(iso)),
    /** The month of a day. */
    month: (iso: string) => month.format(new Date(iso)),
    /** A moment as date and time of day. */
    moment: (iso: string) => moment.format(new Date(iso)),
  }
}

/** Numbers, shares, distances and dates as the language in use writes them. */
export function useNumbers() {
  const language = useLanguage()
  return useMemo(() => numbersIn(language), [language])
}
