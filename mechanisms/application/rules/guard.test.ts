import { expect, test } from 'vitest'
import { guardOf, monthsAfter } from './guard.ts'

test.each([
  ['2026-03-02', 3, '2026-06-02'],
  ['2025-11-30', 3, '2026-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-12-31', 12, '2027-12-31'],
])('%s and %d months is %s', (day, months, expected) => {
  expect(monthsAfter(day, months)).toBe(expected)
})

test.each(['', 'months-since(x)', 'months-since(x, 0)', 'months-since(x, 3) or so', 'spring'])(
  '“%s” is no guard',
  (text) => expect(guardOf(text)).toBeUndefined(),
)
