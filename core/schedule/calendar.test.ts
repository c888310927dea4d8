import fc from 'fast-check'
import { expect, test } from 'vitest'
import china from '#packs/calendars/china.json' with { type: 'json' }
import { addWorkingDays, describeDay, isWorkingDay, workingCalendar, workingDaysBetween } from './calendar.ts'
import { isoOf } from './day.ts'
import { calendar, works } from './test-calendar.ts'

const anyDay = fc.integer({ min: calendar.first, max: calendar.last })
const confirmed = (...days: string[]) => days.every((day) => day < '2027')

test('every day of the calendar is worked or not as its pack says', () => {
  for (let day = calendar.first; day <= calendar.last; day++) {
    expect(isWorkingDay(calendar, isoOf(day)), isoOf(day)).toBe(works(day))
    expect(describeDay(calendar, isoOf(day)).working).toBe(works(day))
  }
})

test('working days are added as one counts them day by day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (from, count) => {
      let day = from
      for (let left = Math.abs(count); left > 0; ) {
        day += Math.sign(count)
        if (day < calendar.first || day > calendar.last) {
          expect(() => addWorkingDays(calendar, isoOf(from), count)).toThrow('the calendar ends before')
          return
        }
        if (works(day)) left--
      }
      const [a, b] = [isoOf(from), isoOf(day)]
      expect(addWorkingDays(calendar, a, count)).toEqual({ day: b, confirmed: confirmed(a, b) })
    }),
  )
})

test('working days between two days are those that one counts, and as many as were added', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 800 }), (from, more) => {
      const to = Math.min(from + more, calendar.last)
      let days = 0
      for (let day = from; day < to; day++) if (works(day)) days++
      const [a, b] = [isoOf(from), isoOf(to)]
      expect(workingDaysBetween(calendar, a, b)).toEqual({ days, confirmed: confirmed(a, b) })
      expect(workingDaysBetween(calendar, b, a)).toEqual({ days: 0 - days, confirmed: confirmed(a, b) })
      if (works(from) && works(to)) expect(addWorkingDays(calendar, a, days).day).toBe(b)
    }),
  )
})

test('a day says why it is off, or worked, and by which document', () => {
  const kindOf = (day: string) => {
    const { kind, festival, document, confirmed } = describeDay(calendar, day)
    return [kind, festival?.zh, document?.number, confirmed]
  }
  const notice = '国办发明电〔2025〕7号'
  expect(kindOf('2026-02-13')).toEqual(['working', undefined, undefined, true])
  expect(kindOf('2026-02-14')).toEqual(['make-up', '春节', notice, true])
  expect(kindOf('2026-02-15')).toEqual(['holiday', '春节', notice, true])
  expect(kindOf('2026-03-01')).toEqual(['weekend', undefined, undefined, true])
  expect(kindOf('2022-12-31')).toEqual(['holiday', '元旦', '国办发明电〔2022〕16号', true])
  expect(kindOf('2027-02-06')).toEqual(['holiday', '春节', '国务院令第795号', false])
  expect(kindOf('2027-02-09')).toEqual(['substitute', '春节', '国务院令第795号', false])
  expect(kindOf('2027-03-01')).toEqual(['working', undefined, undefined, false])
})

test.each([
  ['2026-02-30', '2026-02-30 is not a date'],
  ['2026-2-3', '2026-2-3 is not a date'],
  ['2026-02-03T00:00', 'is not a date'],
  ['', ' is not a date'],
  ['2020-12-31', 'the calendar covers 2021-01-01 to 2040-12-31, not 2020-12-31'],
  ['2041-01-01', 'the calendar covers'],
])('%s is refused', (day, message) => {
  expect(() => isWorkingDay(calendar, day)).toThrow(message)
})

test('half a working day is refused', () => {
  expect(() => addWorkingDays(calendar, '2026-03-02', 0.5)).toThrow('0.5 is not a number of days')
})

test('a pack that contradicts itself is refused', () => {
  const holiday = { festival: 'spring', first: '2021-02-11', last: '2021-02-17' }
  const refused = (holidays: object[]) => {
    const [year, ...years] = china.years
    return () => workingCalendar({ ...china, years: [{ ...year, holidays }, ...years] } as typeof china)
  }
  expect(refused([holiday])).not.toThrow()
  expect(refused([holiday, holiday])).toThrow('2021-02-11 is named twice')
  expect(refused([{ ...holiday, last: '2021-02-10' }])).toThrow('spring ends on 2021-02-10, before it begins')
  expect(refused([{ ...holiday, makeUp: ['2021-02-18'] }])).toThrow('2021-02-18 is no weekend day')
  expect(refused([{ ...holiday, festival: 'lantern' }])).toThrow('there is no festival lantern')
  expect(() => workingCalendar({ ...china, years: china.years.toSpliced(1, 1) })).toThrow('the years')
})
