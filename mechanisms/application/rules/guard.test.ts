import { expect, test } from 'vitest'
import { guardOf } from './guard.ts'

test.each([
  '',
  'months-since(x)',
  'months-since(x, 0)',
  'months-since(x, 3) or so',
  'months-of(x, 3)',
  'months-of(x, 3, 0)',
  'months-of(x, 3, 8)',
  'spring',
])('“%s” is no guard', (text) => expect(guardOf(text)).toBeUndefined())

test('a guard is months since a step, or months of days with so many a week', () => {
  expect(guardOf('months-since(built, 3)')).toEqual({ kind: 'since', after: 'built', months: 3 })
  expect(guardOf('months-of(service_day, 3, 5)')).toEqual({
    ...{ kind: 'days', of: 'service_day', months: 3, perWeek: 5 },
  })
})
