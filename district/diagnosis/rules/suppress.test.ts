import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suppress } from './suppress.ts'

test.each([
  ['nothing small, nothing hidden', [10, 25], [10, 25], 0],
  ['nine is hidden, and with it the next smallest', [9, 30, 12], [null, 30, null], 21],
  ['zero stays zero', [0, 40], [0, 40], 0],
  ['several small counts hide one another', [4, 7, 50], [null, null, 50], 11],
  ['fewer than ten in all: everything hidden, their sum too', [3, 0, 4], [null, 0, null], null],
  ['no counts', [], [], 0],
] as const)('%s', (_, counts, shown, hidden) => {
  expect(suppress(counts)).toEqual({ shown, hidden })
})

test('no count from 1 to k − 1 is shown, nor can be had as the total less what is shown', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.integer({ min: 2, max: 20 }), (counts, k) => {
      const { shown, hidden } = suppress(counts, k)
      const total = counts.reduce((a, b) => a + b, 0)
      const seen = shown.reduce<number>((sum, count) => sum + (count ?? 0), 0)
      for (const count of shown) if (count !== null && count > 0) expect(count).toBeGreaterThanOrEqual(k)
      if (hidden === null) expect(seen).toBe(0)
      else {
        expect(hidden).toBe(total - seen)
        if (hidden > 0) expect(hidden).toBeGreaterThanOrEqual(k)
      }
    }),
  )
})

test('a count that is negative or not whole is a wrong call', () => {
  expect(() => suppress([-1])).toThrow(RangeError)
  expect(() => suppress([1.5])).toThrow(RangeError)
})
