import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SitingProblem } from './problem.ts'
import { seededRandom } from './random.ts'
import { solveSiting } from './solve.ts'
import {
  anyProblem,
  gainByHighs,
  gainOf,
  keepsTo,
  largestGain,
  problemOf,
  solvableProblem,
  solved,
} from './test-problems.ts'

test('the proven answer is the best of all choices', () => {
  fc.assert(
    fc.property(solvableProblem, (problem) => {
      const { chosen, value, bound, gap } = solved(problem)
      expect(value).toBe(largestGain(problem))
      expect({ bound, gap }).toEqual({ bound: value, gap: 0 })
      expect(gainOf(problem, chosen)).toBe(value)
    }),
    { numRuns: 1000 },
  )
})

test('every answer on the way keeps to the limits, gains what it says, and its bound holds', () => {
  fc.assert(
    fc.property(solvableProblem, (problem) => {
      const best = largestGain(problem)!
      let last = { value: 0, bound: Infinity }
      for (const { chosen, value, bound } of solveSiting(problem)) {
        expect(keepsTo(problem, chosen)).toBe(true)
        expect(chosen.some((site) => problem.kept.includes(site))).toBe(false)
        expect(gainOf(problem, chosen)).toBe(value)
        expect(value).toBeLessThanOrEqual(best)
        expect(bound).toBeGreaterThanOrEqual(best)
        expect(value).toBeGreaterThanOrEqual(last.value)
        expect(bound).toBeLessThanOrEqual(last.bound)
        last = { value, bound }
      }
    }),
  )
})

test('more money, more capacity, another site to open or another candidate never makes the answer worse', () => {
  fc.assert(
    fc.property(solvableProblem, fc.nat({ max: 5 }), (problem, more) => {
      const { limits, capacity } = problem
      const { count, money } = limits
      const { value } = solved(problem)
      const richer: SitingProblem = {
        ...problem,
        ...(capacity && {
          capacity: capacity.map((people, site) => (problem.kept.includes(site) ? people : people + more)),
        }),
        limits: {
          ...limits,
          ...(count === undefined ? {} : { count: count + more }),
          ...(money && { money: { ...money, budget: money.budget + more } }),
        },
      }
      expect(solved(richer).value).toBeGreaterThanOrEqual(value)
      const last = problem.siteFirst.length - 2
      const inSet = [limits.groups, limits.alternatives].some((sets) => sets?.flat().includes(last))
      if (last < 0 || problem.kept.includes(last) || inSet) return
      const pairs = problem.siteFirst[last]
      const fewer: SitingProblem = {
        ...problem,
        siteFirst: problem.siteFirst.slice(0, -1),
        demand: problem.demand.slice(0, pairs),
        distance: problem.distance.slice(0, pairs),
        limits: { ...limits, ...(money && { money: { ...money, cost: money.cost.slice(0, -1) } }) },
        ...(capacity && { capacity: capacity.slice(0, -1) }),
      }
      expect(solved(fewer).value).toBeLessThanOrEqual(value)
    }),
    { numRuns: 300 },
  )
})

test('a good start is never lost, and a bad or impossible one does no harm', () => {
  fc.assert(
    fc.property(solvableProblem, fc.nat(), (problem, set) => {
      const free = [...problem.siteFirst.slice(1).keys()].filter((site) => !problem.kept.includes(site))
      const start = free.filter((site) => (set >> site) & 1)
      const answers = [...solveSiting(problem, 1, start)]
      if (keepsTo(problem, start)) expect(answers[0]!.value).toBeGreaterThanOrEqual(gainOf(problem, start))
      for (const { chosen } of answers) expect(keepsTo(problem, chosen)).toBe(true)
      expect(answers.at(-1)!.value).toBe(largestGain(problem))
    }),
    { numRuns: 300 },
  )
})

test('the same problem and seed give the same answers, step by step', () => {
  fc.assert(
    fc.property(solvableProblem, fc.nat(), (problem, seed) => {
      expect([...solveSiting(problem, seed)]).toEqual([...solveSiting(problem, seed)])
    }),
  )
})

test('a problem is refused if and only if no choice gives each group a site', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      if (largestGain(problem) === undefined) expect(() => solved(problem)).toThrow('a site for each group')
      else expect(solved(problem).gap).toBe(0)
    }),
    { numRuns: 500 },
  )
})

/** A square of 30 sites and 60 demand points, where everything is within reach of a third. */
function square(seed: number, rest: Pick<SitingProblem, 'goal' | 'limits' | 'capacity'>): SitingProblem {
  const random = seededRandom(seed)
  const places = (count: number) =>
    Array.from({ length: count }, () => [random() * 1000, random() * 1000] as const)
  const [sites, points] = [places(30), places(60)]
  const distances = sites.map(([x, y]) =>
    points.map(([px, py]) => {
      const away = Math.round(Math.hypot(x - px, y - py))
      return away > 400 ? undefined : away
    }),
  )
  const people = points.map(() => 1 + Math.floor(random() * 50))
  return problemOf(people, distances, { kept: [], ...rest })
}

const cost = Float64Array.from({ length: 30 }, (_, site) => 100 + ((site * 37) % 90))
const alternatives = Array.from({ length: 6 }, (_, s) => [4, 3, 2, 1].map((i) => 5 * s + i))
const capacity = Uint32Array.from({ length: 30 }, (_, site) => 100 + ((site * 53) % 200))

test.each<Pick<SitingProblem, 'goal' | 'limits' | 'capacity'>>([
  { goal: { kind: 'median', farthest: 400 }, limits: { count: 6 } },
  { goal: { kind: 'cover', farthest: 200 }, limits: { count: 5 } },
  { goal: { kind: 'median', farthest: 300 }, limits: { money: { cost, budget: 700 } } },
  { goal: { kind: 'cover', farthest: 150 }, limits: { count: 6, money: { cost, budget: 800 } } },
  { goal: { kind: 'cover', farthest: 300 }, limits: { count: 6 }, capacity },
  { goal: { kind: 'cover', farthest: 300 }, limits: { money: { cost, budget: 900 } }, capacity },
  { goal: { kind: 'cover', farthest: 200 }, limits: { money: { cost, budget: 800 }, alternatives } },
  { goal: { kind: 'median', farthest: 300 }, limits: { count: 5, alternatives } },
])('HiGHS finds nothing better: $goal $limits.count', (rest) => {
  for (const seed of [1, 2, 3]) {
    const problem = square(seed, rest)
    expect(solved(problem)).toMatchObject({ value: gainByHighs(problem), gap: 0 })
  }
})

test('a problem that contradicts itself is refused with what is wrong', () => {
  const problem = problemOf([5], [[3]], { kept: [], goal: { kind: 'cover', farthest: 5 }, limits: {} })
  const sets = { groups: [[0]], alternatives: [[0]] }
  const first = (change: Partial<SitingProblem>) => () => solveSiting({ ...problem, ...change }).next()
  expect(first({})().value).toMatchObject({ chosen: [0], value: 5 })
  expect(first({ demand: Uint32Array.of(1) })).toThrow('no demand point 1')
  expect(first({ distance: new Uint32Array() })).toThrow('number of pairs')
  expect(first({ siteFirst: Uint32Array.of(1, 0, 1) })).toThrow('does not ascend at site 0')
  expect(first({ kept: [1] })).toThrow('no site 1')
  expect(first({ capacity: new Uint32Array() })).toThrow('0 capacities for 1 sites')
  expect(first({ capacity: Uint32Array.of(1), goal: { kind: 'median', farthest: 5 } })).toThrow(
    'only be to cover',
  )
  expect(first({ goal: { kind: 'median', farthest: 0.5 } })).toThrow('farthest is 0.5')
  expect(first({ limits: { groups: [[0, 0]] } })).toThrow('in two groups')
  expect(first({ limits: { alternatives: [[0], [0]] } })).toThrow('in two sets')
  expect(first({ limits: { alternatives: [[1]] } })).toThrow('no site 1')
  expect(first({ limits: sets })).toThrow('not sought together')
  expect(first({ limits: { count: -1 } })).toThrow('number of sites is -1')
  expect(first({ limits: { money: { cost: Float64Array.of(1), budget: Number.NaN } } })).toThrow(
    'budget is NaN',
  )
  expect(first({ limits: { money: { cost: Float64Array.of(1.5), budget: 2 } } })).toThrow('costs 1.5')
  expect(first({ limits: { money: { cost: new Float64Array(), budget: 2 } } })).toThrow('0 costs for 1 sites')
})
