import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFacility, emptySums, nothingKnown } from './inputs.ts'
import { classify, classifyByRank, type Standing } from './maturity.ts'
import { missingEvidence } from './needs.ts'
import { type Plan, planFor } from './plan.ts'
import { type CommunityScore, type Range, scoreCommunity } from './score.ts'
import { compiled, dictionary, type Evidence, inputsOf, pack } from './test-case.ts'

const metres = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constantFrom(300, 300.1, 400, 500, 6553.5))
const amount = fc.option(fc.integer({ min: 0, max: 400 }).map((n) => n / 10))
const home = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 })
const facts = fc.record(
  {
    rate: fc.integer({ min: 0, max: 100 }),
    growth: fc.integer({ min: -5, max: 5 }),
    delay: fc.integer({ min: 0, max: 100 }),
    pact: fc.constantFrom('yes', 'no'),
    plan: fc.constantFrom('file', null),
  },
  { requiredKeys: [] },
)

const evidence: fc.Arbitrary<Evidence> = fc.integer({ min: 0, max: 4 }).chain((count) =>
  fc.record({
    homes: fc.array(home, { minLength: count, maxLength: count }),
    people: fc.constantFrom('unknown', 'total', 'by age'),
    households: fc.option(fc.integer({ min: 0, max: 300 })),
    surveyed: fc.subarray([...dictionary.kinds]),
    facilities: fc.array(
      fc.record({
        kind: fc.constantFrom(...dictionary.kinds),
        capacity: amount,
        areaM2: amount,
        walk: fc.array(metres, { minLength: count, maxLength: count }),
      }),
      { maxLength: 5 },
    ),
    facts,
  }),
)

const plan: fc.Arbitrary<Plan> = fc
  .record({
    profile: fc.constantFrom('strict', 'mild'),
    signature: fc.subarray(['S1', 'S2', 'S3']),
    optOuts: fc.subarray(['i1', 'i4', 'i6']),
  })
  .map(({ profile, signature, optOuts }) =>
    planFor(compiled, profile, { signature, optOuts: new Map(optOuts.map((id) => [id, 'does not fit'])) }),
  )

/** Leaves out one piece of evidence; `pick` says which. */
function without(whole: Evidence, pick: number): Evidence {
  const fact = Object.keys(whole.facts)
  const options: (() => Evidence)[] = [
    () => ({ ...whole, people: whole.people === 'by age' ? 'total' : 'unknown' }),
    () => ({ ...whole, people: 'unknown' }),
    () => ({ ...whole, households: null }),
    ...whole.surveyed.map((kind) => () => ({ ...whole, surveyed: whole.surveyed.filter((k) => k !== kind) })),
    ...whole.facilities.flatMap((facility, i) => {
      const others = whole.facilities.filter((_, j) => j !== i)
      const blank = (change: object) => ({ ...whole, facilities: [...others, { ...facility, ...change }] })
      return [
        () => blank({ capacity: null }),
        () => blank({ areaM2: null }),
        // A facility that nobody recorded can be missing only where its kind has not been surveyed.
        () => (whole.surveyed.includes(facility.kind) ? whole : { ...whole, facilities: others }),
      ]
    }),
    ...fact.map((term) => () => {
      const { [term]: _, ...rest } = whole.facts
      return { ...whole, facts: rest }
    }),
  ]
  return options[pick % options.length]!()
}

/** Makes one thing better that is known; `pick` says which. */
function better(whole: Evidence, pick: number): Evidence {
  const raise = (amount: number | null) => (amount === null ? null : amount + 7.5)
  const { rate, growth, delay } = whole.facts as Record<string, number | undefined>
  const fact = (change: Evidence['facts']) => ({ ...whole, facts: { ...whole.facts, ...change } })
  const options: (() => Evidence)[] = [
    () => (rate === undefined ? whole : fact({ rate: Math.min(100, rate + 20) })),
    () => (growth === undefined ? whole : fact({ growth: growth + 2 })),
    () => (delay === undefined ? whole : fact({ delay: delay / 2 })),
    () => ('pact' in whole.facts ? fact({ pact: 'yes' }) : whole),
    () => ('plan' in whole.facts ? fact({ plan: 'file' }) : whole),
    ...whole.facilities.flatMap((facility, i) => {
      const others = whole.facilities.filter((_, j) => j !== i)
      const change = (to: object) => ({ ...whole, facilities: [...others, { ...facility, ...to }] })
      return [
        () => change({ capacity: raise(facility.capacity), areaM2: raise(facility.areaM2) }),
        () => change({ walk: facility.walk.map((walk) => walk / 2) }),
        () => ({ ...whole, facilities: [...whole.facilities, facility] }),
      ]
    }),
  ]
  return options[pick % options.length]!()
}

const rangesOf = ({ score, applicable, scenarios, gates, indicators, tests }: CommunityScore): Range[] => [
  score,
  applicable,
  ...scenarios.map((scenario) => scenario.score),
  ...gates.map((gate) => gate.score),
  ...[...indicators.low].map((low, i): Range => [low, indicators.high[i]!]),
  ...[...tests.valueLow].map((low, i): Range => [low, tests.valueHigh[i]!]),
  ...[...tests.creditLow].map((low, i): Range => [low, tests.creditHigh[i]!]),
]

const pick = fc.nat(1000)
const runs = { numRuns: 1500 }
/** Completeness adds up shares of weights, which may miss 1 by the last bit. */
const HAIR = 1e-12

test('taking evidence away only widens every range, and adding it narrows within the old one', () => {
  fc.assert(
    fc.property(plan, evidence, fc.array(pick, { minLength: 1, maxLength: 6 }), (by, whole, picks) => {
      const less = picks.reduce(without, whole)
      const full = scoreCommunity(by, inputsOf(whole))
      const wide = scoreCommunity(by, inputsOf(less))
      const wider = rangesOf(wide)
      rangesOf(full).forEach(([low, high], i) => {
        expect(wider[i]![0]).toBeLessThanOrEqual(low)
        expect(wider[i]![1]).toBeGreaterThanOrEqual(high)
      })
      expect(wide.completeness).toBeLessThanOrEqual(full.completeness + HAIR)
      expect(wide.denominator).toBe(full.denominator)
    }),
    runs,
  )
})

test('better evidence never lowers either end of a score, scenario, gate or credit', () => {
  fc.assert(
    fc.property(plan, evidence, pick, (by, before, which) => {
      const was = scoreCommunity(by, inputsOf(before))
      const is = scoreCommunity(by, inputsOf(better(before, which)))
      const ends = ({ score, scenarios, gates, tests }: CommunityScore) => [
        ...score,
        ...scenarios.flatMap((scenario) => scenario.score),
        ...gates.flatMap((gate) => gate.score),
        ...tests.creditLow,
        ...tests.creditHigh,
      ]
      const after = ends(is)
      ends(was).forEach((end, i) => {
        expect(after[i]).toBeGreaterThanOrEqual(end)
      })
    }),
    runs,
  )
})

test('the same evidence gives the same score to the bit, in whatever order it was recorded', () => {
  const shuffled = evidence.chain((whole) =>
    fc
      .record({
        facilities: fc.shuffledSubarray([...whole.facilities], { minLength: whole.facilities.length }),
        surveyed: fc.shuffledSubarray([...whole.surveyed], { minLength: whole.surveyed.length }),
        facts: fc
          .shuffledSubarray(Object.entries(whole.facts), { minLength: Object.keys(whole.facts).length })
          .map((entries) => Object.fromEntries(entries)),
      })
      .map((order) => [whole, { ...whole, ...order }] as const),
  )
  fc.assert(
    fc.property(plan, shuffled, (by, [one, other]) => {
      expect(scoreCommunity(by, inputsOf(other))).toStrictEqual(scoreCommunity(by, inputsOf(one)))
    }),
    runs,
  )
})

test('a facility added to the sums and taken out again leaves them as they were', () => {
  const size = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }))
  const facility = fc.record({ kind: fc.nat(2), capacity: size, areaM2: size })
  const share = fc.oneof(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.constantFrom(0.5, 0.0025))
  fc.assert(
    fc.property(fc.array(fc.tuple(facility, share)), facility, share, (others, one, part) => {
      const sums = emptySums(3)
      for (const [other, its] of others) addFacility(sums, other, its)
      const before = sums.slice()
      addFacility(sums, one, part)
      addFacility(sums, one, -part)
      expect(sums).toEqual(before)
    }),
  )
})

test('a facility shared by three communities counts once in the district', () => {
  const sums = emptySums(1)
  for (const share of [0.5, 0.25, 0.25]) addFacility(sums, { kind: 0, capacity: 30.1, areaM2: 120 }, share)
  const whole = emptySums(1)
  addFacility(whole, { kind: 0, capacity: 30.1, areaM2: 120 })
  expect(sums).toEqual(whole)
})

test('a range stays between 0 and 1, its low end below its high end, and closes when all evidence is there', () => {
  fc.assert(
    fc.property(plan, evidence, (by, whole) => {
      const result = scoreCommunity(by, inputsOf(whole))
      for (const [low, high] of [result.score, result.applicable, ...result.scenarios.map((s) => s.score)]) {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(high)
        expect(high).toBeLessThanOrEqual(1)
      }
      expect(result.score[0] === result.score[1]).toBe(result.completeness > 1 - HAIR)
      const missing = missingEvidence(by, inputsOf(whole), result)
      const sum = missing.reduce((total, { closes }) => total + closes, 0)
      expect(sum).toBeCloseTo(result.score[1] - result.score[0], 9)
    }),
    runs,
  )
})

test('maturity never contradicts the range: what more evidence shows is among the candidates', () => {
  fc.assert(
    fc.property(plan, evidence, fc.array(pick, { maxLength: 6 }), (by, whole, picks) => {
      const shown = classify(pack.maturity, scoreCommunity(by, inputsOf(whole)))
      const early = classify(pack.maturity, scoreCommunity(by, inputsOf(picks.reduce(without, whole))))
      for (const candidate of shown.candidates) expect(early.candidates).toContain(candidate)
      if (early.class !== 'undetermined') expect(shown.class).toBe(early.class)
    }),
    runs,
  )
})

test('a rank class holds for every way in which the ranges may close', () => {
  const ranges = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 3 }))
      .map(([low, width]) => [low, low + width]),
    { minLength: 1, maxLength: 6 },
  )
  const closing = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 })
  const standing = (low: number, high: number, i: number): Standing => ({
    communityId: `C${i}`,
    score: [low / 11, high / 11],
    gates: [],
  })
  fc.assert(
    fc.property(ranges, closing, (open, shifts) => {
      const early = classifyByRank(
        pack.maturity,
        open.map(([low, high], i) => standing(low!, high!, i)),
      )
      const closed = open.map(([low, high], i) => Math.min(low! + shifts[i]!, high!))
      const late = classifyByRank(
        pack.maturity,
        closed.map((value, i) => standing(value, value, i)),
      )
      late.forEach((result, i) => {
        expect(result.candidates).toHaveLength(1)
        expect(early[i]!.candidates).toContain(result.class)
      })
    }),
    runs,
  )
})

const everything: Evidence = {
  homes: [[1, 1, 1, 1, 4, 2, 0]],
  people: 'by age',
  households: 4,
  surveyed: ['school', 'clinic', 'shop'],
  facilities: ['school', 'clinic', 'shop'].map((kind) => ({ kind, capacity: 10, areaM2: 100, walk: [100] })),
  facts: { rate: 100, growth: 1, delay: 10, pact: 'yes', plan: 'file' },
}

test('all evidence, all good: 1, complete, every gate passes', () => {
  const result = scoreCommunity(planFor(compiled, 'strict', { signature: ['S1'] }), inputsOf(everything))
  expect(result.score).toEqual([1, 1])
  expect(result.completeness).toBe(1)
  expect(result.gates.map(({ state }) => state)).toEqual(['passes', 'passes', 'passes', 'passes'])
  expect(classify(pack.maturity, result)).toEqual({ class: 'good', candidates: ['good'], next: null })
})

test('nothing known: 0 to 1, nothing complete, every gate and the class open', () => {
  const by = planFor(compiled, 'strict')
  const result = scoreCommunity(by, nothingKnown(compiled, 'C'))
  expect(result.score).toEqual([0, 1])
  expect(result.completeness).toBe(0)
  expect(result.gates.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
  expect(classify(pack.maturity, result).candidates).toEqual(['good', 'fair', 'poor'])
})

test('the denominator counts statuses and keeps what was opted out of', () => {
  const optOuts = new Map([['i4', 'no such records here']])
  const by = planFor(compiled, 'strict', { optOuts })
  // S1 and S2 required (1 + 1 + 1 + 2), S3 encouraged at half (0.5 + 0.5).
  expect(by.denominator).toBe(6)
  expect(by.optedOut).toBe(2)
  const result = scoreCommunity(by, inputsOf(everything))
  expect(result.score[1]).toBeCloseTo(4 / 6, 12)
  expect(result.applicable).toEqual([1, 1])
  expect(result.gates.find(({ id }) => id === 'i4')!.state).toBe('fails')
})

test('an optional scenario neither lowers nor raises the score, unless it is a signature scenario', () => {
  const poor = { ...everything, facts: { ...everything.facts, growth: -1, pact: 'no' } }
  const floor = scoreCommunity(planFor(compiled, 'mild'), inputsOf(poor))
  expect(floor.score).toEqual([1, 1])
  expect(floor.scenarios[2]!.score[1]).toBeLessThan(1)
  const signature = scoreCommunity(planFor(compiled, 'mild', { signature: ['S3'] }), inputsOf(poor))
  expect(signature.score[1]).toBeLessThan(1)
})

test('guiding tests count in a signature scenario alone, within the weight of their indicator', () => {
  const far = { ...everything, facilities: everything.facilities.map((f) => ({ ...f, walk: [300] })) }
  const shopFar = {
    ...far,
    facilities: far.facilities.map((f) => (f.kind === 'shop' ? { ...f, walk: [3000] } : f)),
  }
  const floor = planFor(compiled, 'strict')
  const deep = planFor(compiled, 'strict', { signature: ['S1'] })
  expect(deep.denominator).toBe(floor.denominator)
  expect(floor.tests.map(({ share }) => share).slice(0, 3)).toEqual([0.5, 0.5, 0])
  expect(scoreCommunity(deep, inputsOf(shopFar)).tests.creditHigh[2]).toBeCloseTo(0.25, 9)
})

test('a threshold by profile and a test for one profile apply there alone', () => {
  const slow = inputsOf({ ...everything, facts: { ...everything.facts, delay: 60 } })
  const at = (profile: string) => {
    const by = planFor(compiled, profile)
    const t = by.tests.findIndex((planned) => planned.test.id === 'delay')
    return scoreCommunity(by, slow).tests.creditHigh[t]
  }
  expect(at('strict')).toBe(0.5)
  expect(at('mild')).toBe(1)
  expect(
    planFor(compiled, 'mild')
      .tests.filter(({ applies }) => !applies)
      .map((t) => t.test.id),
  ).toEqual(['plan'])
})

test.each([
  [0.8, 0.8, 'passes', 'good', ['good']],
  [0.799, 0.8, 'passes', 'undetermined', ['good', 'fair']],
  [0.8, 0.9, 'fails', 'fair', ['fair']],
  [0.8, 0.9, 'unknown', 'undetermined', ['good', 'fair']],
  [0.6, 0.7999, 'unknown', 'fair', ['fair']],
  [0.1, 0.9, 'fails', 'undetermined', ['fair', 'poor']],
  [0, 0.5999, 'passes', 'poor', ['poor']],
] as const)('from %d to %d with a gate that %s: %s', (low, high, state, name, candidates) => {
  const gate = { id: 'S1', kind: 'scenario', state, score: [0, 1], floor: 0.4 } as const
  const result = classify(pack.maturity, { communityId: 'C', score: [low, high], gates: [gate] })
  expect(result.class).toBe(name)
  expect(result.candidates).toEqual(candidates)
})

test('the next class says what is lacking', () => {
  const gate = { id: 'S1', kind: 'scenario', state: 'fails', score: [0, 0.1], floor: 0.4 } as const
  const { next } = classify(pack.maturity, { communityId: 'C', score: [0.75, 0.75], gates: [gate] })
  expect(next!.class).toBe('good')
  expect(next!.lacking).toBeCloseTo(0.05, 12)
  expect(next!.gates).toEqual(['S1'])
})

test('rank quotas: equal scores rank by id, the last class takes the rest', () => {
  const at = (communityId: string, score: number): Standing => ({
    communityId,
    score: [score, score],
    gates: [],
  })
  const results = classifyByRank(pack.maturity, [at('d', 0.1), at('b', 0.5), at('a', 0.5), at('c', 0.4)])
  expect(results.map((result) => result.class)).toEqual(['poor', 'fair', 'good', 'fair'])
})

test('rank quotas: who does not take part takes no place', () => {
  const at = (communityId: string, score: number): Standing => ({
    communityId,
    score: [score, score],
    gates: [],
  })
  const standings = [at('village', 0.9), at('a', 0.5), at('b', 0.4), at('c', 0.1)]
  const results = classifyByRank(pack.maturity, standings, (i) => i > 0)
  expect(results.map((result) => result.class)).toEqual(['good', 'good', 'fair', 'fair'])
})

test('an unknown profile is a wrong call', () => {
  expect(() => planFor(compiled, 'none')).toThrow(RangeError)
})
