import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, isoOf } from './day.ts'
import { lastDay, latestStart, type Span } from './span.ts'
import { calendar } from './test-calendar.ts'
import { walkLastDay } from './test-oracle.ts'

const anySpan: fc.Arbitrary<Span> = fc.record({
  count: fc.nat({ max: 40 }),
  unit: fc.constantFrom('working-day', 'calendar-day', 'month'),
})
const anyDay = fc.integer({ min: dayOf('2025-01-01'), max: dayOf('2033-12-31') })

test('a span ends where one gets by walking through it', () => {
  fc.assert(
    fc.property(anyDay, anySpan, (start, span) => {
      expect(isoOf(lastDay(calendar, start, span))).toBe(isoOf(walkLastDay(start, span)))
    }),
    { numRuns: 1000 },
  )
})

test('the latest start is the last one that is over in time', () => {
  fc.assert(
    fc.property(anyDay, anySpan, (finish, span) => {
      const start = latestStart(calendar, finish, span)
      expect(lastDay(calendar, start, span)).toBeLessThanOrEqual(finish)
      expect(lastDay(calendar, start + 1, span)).toBeGreaterThan(finish)
    }),
    { numRuns: 1000 },
  )
})

const months = (count: number): Span => ({ count, unit: 'month' })

test.each([
  ['2026-03-01', months(3), '2026-05-31'], // trial operation of three months, first day counted
  ['2026-03-02', months(3), '2026-06-01'],
  ['2026-12-15', months(3), '2027-03-14'],
  ['2026-11-30', months(3), '2027-02-28'], // February has no 30th: the span ends with it
  ['2026-11-29', months(3), '2027-02-28'],
  ['2026-11-28', months(3), '2027-02-27'],
  ['2026-12-01', months(3), '2027-02-28'],
  ['2027-11-29', months(3), '2028-02-28'], // 2028 is a leap year
  ['2027-11-30', months(3), '2028-02-29'],
  ['2026-01-31', months(1), '2026-02-28'],
  ['2026-05-31', months(1), '2026-06-30'],
  ['2026-01-31', months(2), '2026-03-30'],
  ['2026-02-28', months(12), '2027-02-27'],
  ['2026-02-13', { count: 3, unit: 'working-day' }, '2026-02-24'], // Friday, Saturday worked, nine days off
  ['2026-02-15', { count: 1, unit: 'working-day' }, '2026-02-24'],
  ['2026-02-13', { count: 3, unit: 'calendar-day' }, '2026-02-15'],
  ['2026-02-13', { count: 0, unit: 'working-day' }, '2026-02-12'],
] as const)('from %s, %o end on %s', (start, span, end) => {
  expect(isoOf(lastDay(calendar, dayOf(start), span))).toBe(end)
})

test.each([
  ['2026-05-31', months(3), '2026-03-01'],
  ['2026-05-30', months(3), '2026-02-28'], // and then over by 27 May: no start ends on 30 May
  ['2027-02-28', months(3), '2026-12-01'],
  ['2026-02-24', { count: 3, unit: 'working-day' }, '2026-02-13'],
] as const)('to be over by %s, %o start by %s', (finish, span, start) => {
  expect(isoOf(latestStart(calendar, dayOf(finish), span))).toBe(start)
})
