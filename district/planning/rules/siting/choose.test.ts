import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionAt } from '#core/reach/positions.ts'
import { pairDistances } from '#core/reach/test-oracle.ts'
import { anyStreetModel } from '../../test-model.ts'
import { type Engine, openEngine } from '../engine.ts'
import { chooseSites } from './choose.ts'
import { demandOf, onStreets } from './demand.ts'
import type { SitingCandidate, SitingQuestion, SitingStep } from './question.ts'

const TEST = 'zj33-04.walk' // childcare within 300 m, for children up to 2
/** Two communities in one town, a village in another. */
const TOWN_OF = ['t0', 't0', 't1']

const candidate = (id: number): fc.Arbitrary<SitingCandidate> =>
  fc.record({
    id: fc.constant(`k${id}`),
    town: fc.constantFrom('t0', 't1'),
    lon: fc.integer({ min: 0, max: 140 }).map((v) => 120 + v / 1e4),
    lat: fc.integer({ min: 0, max: 140 }).map((v) => 30 + v / 1e4),
    fen: fc.nat({ max: 9 }),
  })

const anyQuestion = fc.record(
  {
    test: fc.constant(TEST),
    candidates: fc
      .nat({ max: 5 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => candidate(i)))),
    goal: fc.constantFrom('cover' as const, 'median' as const),
    keepsExisting: fc.boolean(),
    withinDm: fc.integer({ min: 10, max: 9000 }),
    count: fc.nat({ max: 4 }),
    budgetFen: fc.nat({ max: 20 }),
    fair: fc.record({ townOf: fc.constant(TOWN_OF), except: fc.subarray(['t0', 't1'], { maxLength: 1 }) }),
    atLeast: fc.oneof(
      fc.record({ people: fc.nat({ max: 15 }) }),
      fc.record({ share: fc.constantFrom(0, 0.3, 0.5, 1) }),
    ),
  },
  { requiredKeys: ['test', 'candidates', 'goal', 'keepsExisting'] },
)
const anyCase = fc.tuple(anyStreetModel.map(openEngine), anyQuestion)

/** Every choice within the limits, with what it gains: tried one by one, by the definition. */
function everyChoice(engine: Engine, question: SitingQuestion) {
  const { goal, keepsExisting, count = 99, budgetFen = 999, fair } = question
  const { people, existing, withinDm: testDm } = demandOf(engine, TEST)
  const { positions, community } = engine.model.homes
  const between = pairDistances(engine.model.streets)
  const walks = (at: Parameters<typeof between>[1]) =>
    Array.from(people, (_, home) => between(positionAt(positions, home), at))
  const old = existing.map(({ facilityId, community, position }) => ({
    ...{ id: facilityId, town: TOWN_OF[community], fen: 0, walk: walks(position) },
  }))
  const fresh = onStreets(engine, question.candidates).map(({ one, position }) => ({
    ...one,
    walk: walks(position),
  }))
  const kept = keepsExisting ? old : []
  const sites = keepsExisting ? fresh : [...old, ...fresh]
  const nearest = (of: typeof sites, home: number) =>
    Math.min(Number.POSITIVE_INFINITY, ...of.map(({ walk }) => walk[home]!))
  const isWithout = (home: number) => nearest(kept, home) > testDm
  const within = question.withinDm ?? testDm
  const sum = (of: (home: number) => number) => people.reduce((all, count, home) => all + count * of(home), 0)
  const saved = (chosen: typeof sites, home: number) =>
    Math.min(nearest(kept, home), 2 * testDm) - Math.min(nearest([...kept, ...chosen], home), 2 * testDm)
  const gained = (chosen: typeof sites) =>
    goal === 'median'
      ? sum((home) => saved(chosen, home))
      : sum((home) => (isWithout(home) && nearest(chosen, home) <= within ? 1 : 0))
  const helps = ({ walk }: (typeof sites)[number]) =>
    [...people.keys()].some((home) => people[home]! > 0 && isWithout(home) && walk[home]! <= testDm)
  const needy = ['t0', 't1'].filter(
    (town) =>
      fair &&
      !fair.except.includes(town) &&
      !kept.some((one) => one.town === town) &&
      [...people.keys()].some(
        (home) => people[home]! > 0 && isWithout(home) && TOWN_OF[community[home]!] === town,
      ),
  )
  const unserved = sum((home) => (isWithout(home) ? 1 : 0))
  const choices = Array.from({ length: 2 ** sites.length }, (_, set) =>
    sites.filter((_, i) => (set >> i) & 1),
  )
    .filter((chosen) => chosen.length <= count && chosen.reduce((fen, one) => fen + one.fen, 0) <= budgetFen)
    .filter((chosen) => needy.every((town) => chosen.some((one) => one.town === town && helps(one))))
  return {
    unserved,
    needy,
    choices,
    gained,
    saved: (chosen: typeof sites) => sum((home) => saved(chosen, home)),
  }
}

function aimOf({ goal, atLeast }: SitingQuestion, unserved: number): number {
  if (goal === 'median' || !atLeast) return 0
  return 'people' in atLeast ? atLeast.people : Math.ceil(atLeast.share * unserved)
}

const lastOf = (engine: Engine, question: SitingQuestion): SitingStep =>
  [...chooseSites(engine, question)].at(-1)!

test('the last answer is the best of all choices within the limits, and counts what it gains', () => {
  let solved = 0
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const { answer, hindrance } = lastOf(engine, question)
      if (hindrance) return
      solved++
      const { choices, gained, unserved } = everyChoice(engine, question)
      const best = Math.max(...choices.map(gained))
      expect(answer).toMatchObject({ gained: best, atMost: best, gap: 0 })
      const ids = [...answer!.chosen, ...answer!.stay].sort()
      const own = choices.find(
        (chosen) =>
          chosen
            .map(({ id }) => id)
            .sort()
            .join() === ids.join(),
      )!
      expect(gained(own)).toBe(best)
      expect(answer!.fen).toBe(own.reduce((sum, { fen }) => sum + fen, 0))
      expect(answer!.terms.unserved).toBe(unserved)
      if (answer!.terms.aim !== undefined) expect(best).toBeGreaterThanOrEqual(answer!.terms.aim)
    }),
    { numRuns: 600 },
  )
  expect(solved).toBeGreaterThan(50)
})

test('what is out of reach is so for every choice, and what it says would have to give way is enough', () => {
  let missed = 0
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const { hindrance } = lastOf(engine, question)
      if (hindrance?.why !== 'out-of-reach') return
      missed++
      const aim = aimOf(question, everyChoice(engine, question).unserved)
      if (hindrance.aim !== undefined) expect(hindrance.aim).toBe(aim) // left out where towns cannot all get a site
      const aimed = (asked: SitingQuestion) => {
        const { choices, gained } = everyChoice(engine, asked)
        return choices.some((chosen) => gained(chosen) >= aim)
      }
      expect(hindrance.isComplete).toBe(true)
      expect(aimed(question)).toBe(false)
      for (const { constraint, needs, isLeast } of hindrance.relax) {
        const given = (value: number): SitingQuestion => ({
          ...question,
          ...(constraint === 'count' && { count: value }),
          ...(constraint === 'budget' && { budgetFen: value }),
          ...(constraint === 'radius' && { withinDm: value }),
        })
        expect(lastOf(engine, given(needs)).hindrance).toBeUndefined()
        if (isLeast) expect(aimed(given(needs - 1))).toBe(false)
      }
    }),
    { numRuns: 600 },
  )
  expect(missed).toBeGreaterThan(8)
})

test('what a new site can serve limits what is gained, and room for all is no limit', () =>
  fc.assert(
    fc.property(
      anyCase,
      fc.integer({ min: 1, max: 9 }),
      ([engine, { atLeast: _, fair: __, ...asked }], capacity) => {
        const question: SitingQuestion = { ...asked, goal: 'cover', keepsExisting: true }
        const [free, tight, wide] = [{}, { capacity }, { capacity: 999 }].map(
          (limit) => lastOf(engine, { ...question, ...limit }).answer,
        )
        expect(wide).toEqual(free)
        expect(tight === undefined).toBe(free === undefined)
        if (!free || !tight) return
        expect(tight.gained).toBeLessThanOrEqual(Math.min(free.gained, capacity * tight.chosen.length))
        expect(tight.gained).toBeGreaterThanOrEqual(Math.min(free.gained, capacity))
      },
    ),
    { numRuns: 300 },
  ))

test('a town without any candidate of use is named', () =>
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const fair = { townOf: ['t0', 't0', 't9'], except: [] }
      const { hindrance } = lastOf(engine, { ...question, fair })
      if (hindrance?.why !== 'towns-without-candidate') return
      expect(
        lastOf(engine, { ...question, fair: { ...fair, except: hindrance.towns } }).hindrance?.why,
      ).not.toBe('towns-without-candidate')
    }),
    { numRuns: 300 },
  ))
