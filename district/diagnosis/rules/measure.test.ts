import { expect, test } from 'vitest'
import { type CompiledPack, compilePack } from './compile.ts'
import { type CommunityInputs, nothingKnown } from './inputs.ts'
import { creditOf, measureTest } from './measure.ts'
import type { Measure, Threshold } from './pack-schema.ts'
import { planFor } from './plan.ts'
import * as the from './test-case.ts'

const child = [1, 0, 0, 0, 0, 0, 0]
const adult = [0, 0, 0, 0, 1, 0, 0]
const nobody: the.Evidence = {
  homes: [child, adult, adult, adult],
  people: 'by age',
  households: 4,
  surveyed: ['school', 'clinic', 'shop'],
  facilities: [],
  facts: {},
}
const facility = (kind: string, walk: number[], capacity: number | null = 1, areaM2: number | null = 10) => ({
  kind,
  walk,
  capacity,
  areaM2,
})
const near = [100, 100, 100, 100]

function packOf(measure: Measure, threshold: Threshold): CompiledPack {
  const indicators = [{ ...the.pack.indicators[0]!, tests: [the.test('t', measure, threshold)] }]
  return compilePack({ ...the.pack, gates: [], indicators }, the.dictionary)
}

/** The interval of one measure for one community. */
function measured(
  measure: Measure,
  evidence: the.Evidence | ((compiled: CompiledPack) => CommunityInputs),
  threshold = the.atLeast(1),
) {
  const compiled = packOf(measure, threshold)
  const inputs = typeof evidence === 'function' ? evidence(compiled) : the.inputsOf(evidence, compiled)
  const interval = { lo: 0, hi: 0, known: 0 }
  measureTest(compiled, planFor(compiled, 'mild').tests[0]!, inputs, interval)
  return [interval.lo, interval.hi, interval.known]
}

const any = the.reach(['school', 'clinic'], 'any', 300)
const each = the.reach(['school', 'clinic'], 'each', 300)
const ofChildren = the.reach(['school'], 'any', 300, ['0-2'])
const walk: Measure = { type: 'walk', kinds: ['school'] }
const types: Measure = { type: 'presence', kinds: ['school', 'clinic', 'shop'], within: the.metres(300) }
const there: Measure = { type: 'presence', kinds: ['school', 'clinic', 'shop'], where: 'inside' }

test.each([
  ['a home exactly at the distance is within it', [300, 300.1, 6553.4, 100], [0.5, 0.5, 1]],
  ['a home one decimetre beyond is not', [300.1, 300.1, 300.1, 300.1], [0, 0, 1]],
  ['a saturated distance is out of every reach', [6553.5, 6553.5, 6553.5, 299.9], [0.25, 0.25, 1]],
])('reach: %s', (_, walkTo, expected) => {
  expect(measured(any, { ...nobody, facilities: [facility('school', walkTo)] })).toEqual(expected)
})

test.each([
  ['a surveyed kind with none present is zero', any, {}, [0, 0, 1]],
  ['a kind never surveyed is unknown', any, { surveyed: [] }, [0, 1, 0]],
  ['one surveyed kind of two leaves the rest open', any, { surveyed: ['school'] }, [0, 1, 0.5]],
  [
    'what is recorded counts, surveyed or not',
    any,
    { surveyed: [], facilities: [facility('school', near)] },
    [1, 1, 1],
  ],
  ['each kind has to be within', each, { facilities: [facility('school', near)] }, [0, 0, 1]],
  [
    'each: an unsurveyed kind may be within',
    each,
    { surveyed: ['school'], facilities: [facility('school', [100, 100, 100, 400])] },
    [0, 0.75, 0.5],
  ],
  ['each: a surveyed absence decides', each, { surveyed: ['school'] }, [0, 0, 1]],
  [
    'only the ages meant count',
    ofChildren,
    { facilities: [facility('school', [100, 900, 900, 900])] },
    [1, 1, 1],
  ],
  [
    'with ages unknown, some in reach says nothing',
    ofChildren,
    { people: 'total', facilities: [facility('school', [100, 900, 900, 900])] },
    [0, 1, 0.5],
  ],
  [
    'with ages unknown, all in reach says all',
    ofChildren,
    { people: 'total', facilities: [facility('school', near)] },
    [1, 1, 1],
  ],
  ['no child of that age is out of reach', ofChildren, { homes: [adult, adult] }, [1, 1, 1]],
  ['an unknown population leaves everything open', any, { people: 'unknown' }, [0, 1, 0]],
  ['a community without residents is one not counted yet', any, { homes: [] }, [0, 1, 0]],
] as const)('reach: %s', (_, measure, change, expected) => {
  expect(measured(measure, { ...nobody, ...change } as the.Evidence)).toEqual(expected)
})

test.each([
  [
    '750 m are 10 minutes at 75 m/min',
    { facilities: [facility('school', [750, 750, 750, 750])] },
    [10, 10, 1],
  ],
  ['the mean is over people', { facilities: [facility('school', [0, 0, 0, 750])] }, [2.5, 2.5, 1]],
  ['no facility at all is the farthest there is', {}, [87.38, 87.38, 1]],
  [
    'unsurveyed, a nearer one may exist',
    { surveyed: [], facilities: [facility('school', near)] },
    [0, 4 / 3, 0],
  ],
])('walk: %s', (_, change, expected) => {
  const [lo, hi, known] = measured(walk, { ...nobody, ...change } as the.Evidence)
  expect(lo).toBeCloseTo(expected[0]!, 9)
  expect(hi).toBeCloseTo(expected[1]!, 9)
  expect(known).toBe(expected[2])
})

test.each([
  [
    'kinds within reach are a mean over people',
    types,
    { facilities: [facility('school', near), facility('shop', [0, 0, 900, 900])] },
    [1.5, 1.5, 1],
  ],
  [
    'a second shop is not a second kind',
    there,
    { facilities: [facility('shop', near), facility('shop', near)] },
    [1, 1, 1],
  ],
  [
    'an unsurveyed kind may be there',
    there,
    { surveyed: ['school', 'clinic'], facilities: [facility('school', near)] },
    [1, 2, 2 / 3],
  ],
  ['nothing surveyed, anything possible', there, { surveyed: [] }, [0, 3, 0]],
  ['nothing there when all is surveyed', there, {}, [0, 0, 1]],
])('presence: %s', (_, measure, change, expected) => {
  expect(measured(measure, { ...nobody, ...change } as the.Evidence)).toEqual(expected)
})

const supply = (
  what: 'count' | 'capacity' | 'area',
  per: 'community' | 'person' | '1000-people' | '100-households',
  ages?: '0-2'[],
): Measure => ({
  type: 'supply',
  kinds: ['school'],
  what,
  where: 'serving',
  per,
  ...(ages && { ages }),
})

test.each([
  ['per person', supply('capacity', 'person'), { facilities: [facility('school', near, 2)] }, [0.5, 0.5, 1]],
  [
    'per thousand people',
    supply('capacity', '1000-people'),
    { facilities: [facility('school', near, 2)] },
    [500, 500, 1],
  ],
  [
    'per hundred households',
    supply('area', '100-households'),
    { facilities: [facility('school', near, 2, 30)] },
    [750, 750, 1],
  ],
  [
    'per child',
    supply('capacity', 'person', ['0-2']),
    { facilities: [facility('school', near, 2)] },
    [2, 2, 1],
  ],
  [
    'number',
    supply('count', 'community'),
    { facilities: [facility('school', near), facility('school', near)] },
    [2, 2, 1],
  ],
  [
    'a facility without capacity is a lower bound, not zero',
    supply('capacity', 'person'),
    { facilities: [facility('school', near, 2), facility('school', near, null)] },
    [0.5, Infinity, 0.5],
  ],
  [
    'unsurveyed kinds have no upper bound',
    supply('capacity', 'person'),
    { surveyed: [], facilities: [facility('school', near, 2)] },
    [0.5, Infinity, 0],
  ],
  ['surveyed and none there is zero', supply('capacity', 'person'), {}, [0, 0, 1]],
  [
    'with ages unknown, all residents are the most there can be',
    supply('capacity', 'person', ['0-2']),
    { people: 'total', facilities: [facility('school', near, 2)] },
    [0.5, Infinity, 0.5],
  ],
  [
    'no child of that age lacks a place',
    supply('capacity', 'person', ['0-2']),
    { homes: [adult] },
    [Infinity, Infinity, 1],
  ],
  [
    'households unknown',
    supply('area', '100-households'),
    { households: null, facilities: [facility('school', near)] },
    [0, Infinity, 0.5],
  ],
  [
    'people unknown',
    supply('area', 'person'),
    { people: 'unknown', facilities: [facility('school', near)] },
    [0, Infinity, 0.5],
  ],
] as const)('supply: %s', (_, measure, change, expected) => {
  expect(measured(measure, { ...nobody, ...change } as unknown as the.Evidence)).toEqual(expected)
})

test.each([
  ['a number', 'rate', the.atLeast(90), 55, [55, 55, 1]],
  ['zero is a value', 'rate', the.atLeast(90), 0, [0, 0, 1]],
  ['a missing percentage lies between its bounds', 'rate', the.atLeast(90), undefined, [0, 100, 0]],
  [
    'a missing number without bounds may be anything',
    'growth',
    the.moreThan(0),
    undefined,
    [-Infinity, Infinity, 0],
  ],
  ['a number beyond its bounds is held to them', 'rate', the.atLeast(90), 120, [100, 100, 1]],
  ['a text where a number belongs is no evidence', 'rate', the.atLeast(90), 'many', [0, 100, 0]],
  ['a choice that passes', 'pact', the.oneOf('yes'), 'yes', [1, 1, 1]],
  ['a choice that does not', 'pact', the.oneOf('yes'), 'no', [0, 0, 1]],
  ['a choice nobody offered is no evidence', 'pact', the.oneOf('yes'), 'maybe', [0, 1, 0]],
  ['a document', 'plan', the.present, 'file-1', [1, 1, 1]],
  ['confirmed that there is no document', 'plan', the.present, null, [0, 0, 1]],
  ['nobody said whether there is a document', 'plan', the.present, undefined, [0, 1, 0]],
] as const)('fact: %s', (_, term, threshold, fact, expected) => {
  const facts = fact === undefined ? {} : { [term]: fact }
  expect(measured(the.reported(term), { ...nobody, facts }, threshold)).toEqual(expected)
})

test('where nothing is known, every measure is as wide as it can be', () => {
  const open = (measure: Measure) => measured(measure, (compiled) => nothingKnown(compiled, 'C'))
  expect(open(any)).toEqual([0, 1, 0])
  expect(open(types)).toEqual([0, 3, 0])
  expect(open(there)).toEqual([0, 3, 0])
  expect(open(supply('area', 'community'))).toEqual([0, Infinity, 0])
})

test.each([
  ['atLeast', 10, true, 10, 1],
  ['atLeast', 10, true, 9.999, 0.9999],
  ['atLeast', 10, true, 0, 0],
  ['atLeast', 10, true, -5, 0],
  ['atLeast', 10, true, Infinity, 1],
  ['atLeast', 10, true, -Infinity, 0],
  ['atLeast', 10, false, 9.999, 0],
  ['atLeast', 0, true, 0, 1],
  ['atLeast', 0, true, -1, 0],
  ['moreThan', 0, false, 0, 0],
  ['moreThan', 0, false, 1, 1],
  ['atMost', 5, true, 5, 1],
  ['atMost', 5, true, 10, 0.5],
  ['atMost', 5, true, Infinity, 0],
  ['atMost', 5, false, 5.001, 0],
  ['atMost', 0, true, 0, 1],
  ['atMost', 0, true, 1, 0],
] as const)('credit %s %d (proportional %s) of %d is %d', (op, value, proportional, amount, credit) => {
  expect(creditOf({ op, value, proportional }, amount)).toBeCloseTo(credit, 12)
})
