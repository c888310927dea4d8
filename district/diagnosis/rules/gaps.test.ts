import { expect, test } from 'vitest'
import { explainIndicators } from './explain.ts'
import { byPriority, gaps } from './gaps.ts'
import { nothingKnown } from './inputs.ts'
import { missingEvidence, needsOf } from './needs.ts'
import { planFor } from './plan.ts'
import { scoreCommunity } from './score.ts'
import { compiled, type Evidence, inputsOf } from './test-case.ts'

const good: Evidence = {
  homes: [
    [2, 0, 0, 0, 8, 0, 0],
    [0, 0, 0, 0, 30, 0, 0],
  ],
  people: 'by age',
  households: 10,
  surveyed: ['school', 'clinic', 'shop'],
  facilities: ['school', 'clinic', 'shop'].map((kind) => ({
    kind,
    capacity: 50,
    areaM2: 50,
    walk: [100, 100],
  })),
  facts: { rate: 100, growth: 1, delay: 10, pact: 'yes', plan: 'file' },
}
const farSchool = { kind: 'school', capacity: 50, areaM2: 50, walk: [450, 450] }
const strict = planFor(compiled, 'strict')

function diagnose(evidence: Evidence, plan = strict) {
  const inputs = inputsOf(evidence)
  const score = scoreCommunity(plan, inputs)
  return {
    gaps: gaps(plan, inputs, score),
    missing: missingEvidence(plan, inputs, score),
    indicators: explainIndicators(plan, inputs, score),
  }
}

test('where everything is met there are no gaps', () => {
  expect(diagnose(good).gaps).toEqual([])
})

test('a gap says whom it concerns, how far short and which kinds would help', () => {
  const [, clinic, shop] = good.facilities
  const farClinic = { ...clinic!, walk: [100, 400] }
  const found = diagnose({ ...good, facilities: [farSchool, farClinic, shop!] }).gaps
  const any = found.find(({ test: id }) => id === 'any')!
  // 30 of 40 people live in the second home, out of reach; a quarter of the people are within, 0.9 are asked for.
  expect(any.people).toBe(30)
  expect(any.severity).toBeCloseTo(1 - 0.25 / 0.9, 12)
  expect(any).toMatchObject({ cost: 'high', costFactor: 0.3, kinds: ['school', 'clinic'], indicator: 'i1' })
  expect(any.priority).toBeCloseTo(30 * any.severity * 0.3, 9)
})

test('gaps stand by people × severity × cost class', () => {
  const found = diagnose({ ...good, facilities: [], facts: { ...good.facts, rate: 45 } }).gaps
  const priorities = found.map(({ priority }) => priority)
  expect(priorities).toEqual([...priorities].sort((a, b) => b - a))
  expect(found.map(({ test: id }) => id)).toContain('rate')
  expect([...found].reverse().sort(byPriority)).toEqual(found)
})

test('what is not known is no gap but missing evidence', () => {
  const { rate, ...facts } = good.facts
  const result = diagnose({ ...good, facts })
  expect(rate).toBe(100)
  expect(result.gaps).toEqual([])
  // Weight 2 of 6 in all.
  expect(result.missing).toEqual([{ need: { need: 'fact', term: 'rate' }, closes: 2 / 6, tests: ['rate'] }])
})

test('people of unknown age are not counted as anybody', () => {
  const found = diagnose({ ...good, people: 'total', facilities: [farSchool] }).gaps
  expect(found.find(({ test: id }) => id === 'each')?.people ?? null).toBeNull()
})

test('what was opted out of and what does not count gives no gap', () => {
  const plan = planFor(compiled, 'mild', { optOuts: new Map([['i4', 'no records']]) })
  const bad = { ...good, facts: { rate: 0, growth: -1, delay: 999, pact: 'no', plan: null } }
  expect(diagnose(bad, plan).gaps).toEqual([])
})

test('the most telling evidence stands first, and one survey serves every test that waits for it', () => {
  const inputs = nothingKnown(compiled, 'C')
  const missing = missingEvidence(strict, inputs, scoreCommunity(strict, inputs))
  const closes = missing.map((entry) => entry.closes)
  expect(closes).toEqual([...closes].sort((a, b) => b - a))
  expect(closes.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  const school = missing.find(({ need }) => need.need === 'survey' && need.kind === 'school')!
  expect(school.tests).toEqual(['any', 'each', 'types', 'there', 'places', 'area', 'count'])
})

test.each([
  ['any', { surveyed: ['school'] }, [{ need: 'survey', kind: 'clinic' }]],
  ['any', { people: 'unknown' }, [{ need: 'people' }]],
  ['each', { people: 'total' }, [{ need: 'ages' }]],
  ['area', { households: null }, [{ need: 'households' }]],
  ['area', { facilities: [{ ...farSchool, areaM2: null }] }, [{ need: 'area', kind: 'school' }]],
  ['places', { facilities: [{ ...farSchool, capacity: null }] }, [{ need: 'capacity', kind: 'school' }]],
  ['count', { facilities: [{ ...farSchool, capacity: null }] }, []],
  ['plan', { facts: {} }, [{ need: 'fact', term: 'plan' }]],
  ['plan', { facts: { plan: null } }, []],
  ['pact', { facts: { pact: 'maybe' } }, [{ need: 'fact', term: 'pact' }]],
] as const)('needs of %s with %j', (id, change, expected) => {
  const t = strict.tests.findIndex((planned) => planned.test.id === id)
  expect(needsOf(strict, t, inputsOf({ ...good, ...change } as Evidence))).toEqual(expected)
})

test('an explanation holds numbers and ids: value, unit, threshold, source, grade, what is met', () => {
  const { indicators } = diagnose({ ...good, facts: { ...good.facts, rate: 45 } })
  const [i1, , i3, i4] = indicators
  expect(i4).toMatchObject({
    indicator: 'i4',
    no: 4,
    scenario: 'S2',
    status: 'required',
    met: 'no',
    score: [0.5, 0.5],
  })
  expect(i4!.tests).toEqual([
    {
      test: 'rate',
      part: 'binding',
      measure: { type: 'reported', term: 'rate' },
      counts: true,
      value: { low: 45, high: 45 },
      unit: '%',
      threshold: { atLeast: 90, source: 'own', grade: 'P' },
      source: 'own',
      grade: 'P',
      basis: null,
      credit: [0.5, 0.5],
      met: 'no',
      completeness: 1,
      needs: [],
      suppliers: [],
    },
  ])
  expect(i1!.tests.map(({ unit, counts }) => [unit, counts])).toEqual([
    ['share', true],
    ['share', true],
    ['min', false],
  ])
  expect(i3!.tests.map(({ unit }) => unit)).toEqual([
    'capacity/person',
    'm2/100-households',
    'count/community',
  ])
})

test('missing evidence is explained by who should supply it, and an open end is null, not zero', () => {
  const { indicators } = diagnose({ ...good, surveyed: ['school', 'shop'], facts: {} })
  const tests = indicators.flatMap((indicator) => indicator.tests)
  const rate = tests.find((entry) => entry.test === 'rate')!
  expect(rate).toMatchObject({ met: 'unknown', suppliers: ['town'], completeness: 0 })
  const growth = tests.find((entry) => entry.test === 'growth')!
  expect(growth.value).toEqual({ low: null, high: null })
  const places = tests.find((entry) => entry.test === 'places')!
  expect(places).toMatchObject({ met: 'yes', value: { low: 100 / 40, high: null } })
})

test('an indicator whose tests are partly open is unknown, one failed test makes it not met', () => {
  const open = diagnose({ ...good, facts: { ...good.facts, pact: 'yes' }, people: 'by age' }).indicators[5]!
  expect(open.met).toBe('yes')
  const { plan: _, ...withoutPlan } = good.facts
  expect(diagnose({ ...good, facts: withoutPlan }).indicators[5]!.met).toBe('unknown')
  expect(diagnose({ ...good, facts: { ...withoutPlan, pact: 'no' } }).indicators[5]!.met).toBe('no')
})
