import chineseDays from 'chinese-days'
import * as chineseWorkday from 'chinese-workday'
import { expect, test } from 'vitest'
import china from '#packs/calendars/china.json' with { type: 'json' }
import { describeDay, isWorkingDay } from './calendar.ts'
import { dayOf, isoOf, isWeekend, yearOf } from './day.ts'
import { calendar } from './test-calendar.ts'

const days = Array.from({ length: calendar.last - calendar.first + 1 }, (_, i) => calendar.first + i)

test('every day of 2021 to 2026 is as two independent packages have it, but for what is listed here', () => {
  const differences = days
    .map(isoOf)
    .filter((day) => day < '2027')
    .flatMap((day) => [
      ...(chineseDays.isWorkday(day) === isWorkingDay(calendar, day) ? [] : [`${day} chinese-days`]),
      ...(chineseWorkday.isWorkday(day) === isWorkingDay(calendar, day) ? [] : [`${day} chinese-workday`]),
    ])
  expect(differences).toEqual([
    // Off there; by 国办发明电〔2022〕16号 the holiday is from 31 December 2022 to 2 January 2023.
    '2023-01-03 chinese-workday',
  ])
})

test('a year has as many weekdays off, less weekend days worked, as the regulation gives holidays', () => {
  const net = new Map<number, number>()
  for (const day of days) {
    const change = Number(isWorkingDay(calendar, isoOf(day))) - Number(!isWeekend(day))
    net.set(yearOf(day), (net.get(yearOf(day)) ?? 0) - change)
  }
  for (const [year, count] of net) expect(count, `${year}`).toBe(year < 2025 ? 11 : 13)
})

test('every holiday of a year by rule is off from its first day, and no weekend day is worked', () => {
  for (const { year, ...moving } of china.rule.years) {
    for (const { festival, first, days } of china.rule.holidays) {
      const start = dayOf(`${year}-${first ?? moving[festival as keyof typeof moving]}`)
      for (let day = start; day < start + days; day++) {
        expect(describeDay(calendar, isoOf(day))).toMatchObject({ working: false, confirmed: false })
      }
    }
  }
  for (const [day, { kind }] of calendar.special)
    if (day > calendar.confirmedTo) expect(kind).not.toBe('make-up')
})

/** Days off of a year that are no plain weekend, as 02-05 to 02-10. */
function off(year: number): string[] {
  const special = days.filter((day) => yearOf(day) === year && calendar.special.has(day))
  const starts = special.filter((day) => !special.includes(day - 1))
  return starts.map((start) => {
    let end = start
    while (special.includes(end + 1)) end++
    return [start, end].map((day) => isoOf(day).slice(5)).join(' to ')
  })
}

test('years by rule have the holidays of the regulation, and a working day for each that falls on a day off', () => {
  expect(off(2027)).toEqual([
    '01-01 to 01-01',
    '02-05 to 02-10', // Friday to Monday, and two days for the weekend
    '04-05 to 04-05',
    '05-01 to 05-04', // Saturday and Sunday, and two days for them
    '06-09 to 06-09',
    '09-15 to 09-15',
    '10-01 to 10-05',
  ])
  // 1 October is a Sunday, and the 3rd also Mid-Autumn: 中秋 makes the holiday a day longer.
  expect(off(2028).at(-1)).toBe('10-01 to 10-05')
  expect(off(2031).slice(-2)).toEqual(['10-01 to 10-03', '10-06 to 10-06']) // 中秋 is 1 October
})

test('lunar dates are as chinese-days and ICU have them, but for what is listed here', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const lunarOf = (day: number) => {
    const parts = format.formatToParts(day * 86_400_000)
    return ['month', 'day'].map((type) => parts.find((part) => part.type === type)?.value).join('-')
  }
  const differences: string[] = []
  for (const year of china.rule.years) {
    const newYear = dayOf(`${year.year}-${year.spring}`) + 1
    const dates = [
      ['1-1', newYear, chineseDays.getSolarDateFromLunar(`${year.year}-01-01`).date],
      [
        '5-5',
        dayOf(`${year.year}-${year['dragon-boat']}`),
        chineseDays.getSolarDateFromLunar(`${year.year}-05-05`).date,
      ],
      [
        '8-15',
        dayOf(`${year.year}-${year['mid-autumn']}`),
        chineseDays.getSolarDateFromLunar(`${year.year}-08-15`).date,
      ],
    ] as const
    for (const [lunar, day, theirs] of dates) {
      expect(theirs).toBe(isoOf(day))
      if (lunarOf(day) !== lunar) differences.push(`${isoOf(day)} is ${lunarOf(day)}`)
    }
  }
  expect(differences).toEqual([
    // New moon at 23:56 in China (Meeus, Astronomical Algorithms, chapter 49): ICU's approximation puts it after midnight.
    '2027-02-06 is 12-30',
    // New moon at 00:07 in China: ICU's approximation puts it before midnight.
    '2030-02-03 is 1-2',
  ])
})

/** Apparent longitude of the sun in degrees, to 0.01° or a quarter of an hour (Meeus, chapter 25). */
function sunAt(julianDay: number): number {
  const century = (julianDay - 2_451_545) / 36_525
  const sin = (degrees: number) => Math.sin((degrees / 180) * Math.PI)
  const anomaly = 357.52911 + 35_999.05029 * century
  const centre = 1.914602 * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
  const mean = 280.46646 + 36_000.76983 * century
  return (mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * century)) % 360
}

test('Qingming is the day on which the sun passes 15° in China', () => {
  for (const { year, qingming } of china.rule.years) {
    const midnight = dayOf(`${year}-${qingming}`) + 2_440_587.5 - 8 / 24
    expect(sunAt(midnight), `${year}`).toBeLessThan(15 - 0.01)
    expect(sunAt(midnight + 1), `${year}`).toBeGreaterThan(15 + 0.01)
  }
})

test('every notice and the regulation have a number, a date, an address and a grade', () => {
  for (const { number, date, url, grade } of [
    ...china.years.map(({ notice }) => notice),
    china.rule.regulation,
  ]) {
    expect(number).toMatch(/^(国办发明电〔20\d\d〕\d+号|国务院令第\d+号)$/)
    expect(isoOf(dayOf(date))).toBe(date)
    expect(url).toMatch(/^https:\/\/www[.]gov[.]cn\//)
    expect(grade).toBe('O')
  }
})
