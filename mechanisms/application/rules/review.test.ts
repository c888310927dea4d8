import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resultOf, reviews, type Sheet, sheetObjections, totalOf, trimmedMean } from './review.ts'

const review = reviews.get('city-review')!
const scored = (share: number): Sheet => ({
  scores: Object.fromEntries(review.criteria.map(({ id, max }) => [id, Math.round(max * share * 2) / 2])),
  ...{ reasons: '依据充分', verdict: 'pass' },
})

describe('the trimmed mean', () => {
  test.each([
    ['one value is itself', [70], 70],
    ['four are not trimmed', [10, 80, 80, 90], 65],
    ['five lose the highest and the lowest', [10, 80, 81, 82, 100], 81],
    ['equal ones lose one of each only', [50, 50, 80, 90, 90], 220 / 3],
  ])('%s', (_, values, mean) => {
    expect(trimmedMean(values, review)).toBeCloseTo(mean, 12)
  })

  test('does not hang on the order, lies between the values, and one expert alone cannot move it beyond the others', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5, maxLength: 12 }), (halves) => {
        const values = halves.map((half) => half / 2)
        const mean = trimmedMean(values, review)
        expect(trimmedMean(values.toReversed(), review)).toBeCloseTo(mean, 9)
        const [, ...others] = values.toSorted((a, b) => a - b)
        const extreme = trimmedMean([...others, 1e6], review)
        expect(extreme).toBeLessThanOrEqual(Math.max(...others) + 1e-9)
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values))
      }),
    ))

  test('of nothing there is none', () => {
    expect(() => trimmedMean([], review)).toThrow(RangeError)
  })
})

test('the result counts totals, criteria and verdicts', () => {
  const sheets = [
    scored(1),
    scored(0.5),
    scored(0.8),
    { ...scored(0.8), verdict: 'change' as const },
    scored(0.8),
  ]
  const result = resultOf(review, sheets)
  expect(result).toMatchObject({ max: 100, leftOut: 2, verdicts: { pass: 4, change: 1, fail: 0 } })
  expect(result.mean).toBeCloseTo(totalOf(review, scored(0.8)), 9)
  expect(result.criteria.find(({ id }) => id === 'scenarios')?.mean).toBe(24)
  expect(resultOf(review, [scored(1), scored(0)])).toMatchObject({ mean: 50, leftOut: 0 })
})

test.each<[string, Partial<Sheet>, string | undefined]>([
  ['all of it', {}, undefined],
  [
    'a criterion left out is not zero',
    { scores: { ...scored(1).scores, basis: undefined as never } },
    'scores.basis',
  ],
  ['more than there is', { scores: { ...scored(1).scores, basis: 15.5 } }, 'scores.basis'],
  ['below nothing', { scores: { ...scored(1).scores, basis: -1 } }, 'scores.basis'],
  ['finer than halves', { scores: { ...scored(1).scores, basis: 7.3 } }, 'scores.basis'],
  ['no number', { scores: { ...scored(1).scores, basis: Number.NaN } }, 'scores.basis'],
  ['a criterion that is not there', { scores: { ...scored(1).scores, beauty: 3 } }, 'scores.beauty'],
  ['no reasons', { reasons: '  ' }, 'reasons'],
])('a sheet with %s', (_, change, field) => {
  const objections = sheetObjections(review, { ...scored(0.9), ...change })
  expect(objections.map((one) => one.field)).toEqual(field ? [field] : [])
})
