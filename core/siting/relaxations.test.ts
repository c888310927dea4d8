import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SitingProblem } from './problem.ts'
import { type Feasibility, findRelaxations } from './relaxations.ts'
import { anyProblem, gainOf, keepsTo, largestGain, problemOf } from './test-problems.ts'

function found(problem: SitingProblem, atLeast: number, patience?: number): Feasibility {
  const search = findRelaxations(problem, atLeast, patience)
  for (;;) {
    const { done, value } = search.next()
    if (done) return value
  }
}

/** The problem with one constraint set to another value. */
function relaxed(problem: SitingProblem, constraint: string, needs: number): SitingProblem {
  const { limits, goal, capacity } = problem
  if (constraint === 'count') return { ...problem, limits: { ...limits, count: needs } }
  if (constraint === 'budget')
    return { ...problem, limits: { ...limits, money: { ...limits.money!, budget: needs } } }
  if (constraint === 'radius') return { ...problem, goal: { ...goal, farthest: needs } }
  return { ...problem, capacity: capacity!.map((people) => Math.floor((people * needs) / 100)) }
}

test('what is feasible comes with a choice; else each constraint named is enough, and nothing less of it is', () => {
  fc.assert(
    fc.property(anyProblem, fc.nat({ max: 60 }), (problem, atLeast) => {
      const answer = found(problem, atLeast)
      const reaches = (other: SitingProblem) => (largestGain(other) ?? -1) >= atLeast
      expect(answer.kind === 'feasible').toBe(reaches(problem))
      if (answer.kind === 'feasible') {
        expect(keepsTo(problem, answer.chosen)).toBe(true)
        expect(gainOf(problem, answer.chosen)).toBe(answer.value)
        expect(answer.value).toBeGreaterThanOrEqual(atLeast)
        return
      }
      for (const { constraint, needs } of answer.relax) {
        expect(reaches(relaxed(problem, constraint, needs))).toBe(true)
        expect(reaches(relaxed(problem, constraint, needs - 1))).toBe(false)
      }
      const named = answer.relax.map(({ constraint }) => constraint)
      const { count, money } = problem.limits
      if (count !== undefined && !named.includes('count'))
        expect(reaches(relaxed(problem, 'count', 99))).toBe(false)
      if (money && !named.includes('budget')) expect(reaches(relaxed(problem, 'budget', 999))).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test('without patience, what is named is enough all the same, and what is said to be the least is', () => {
  fc.assert(
    fc.property(anyProblem, fc.nat({ max: 60 }), (problem, atLeast) => {
      const [exact, hasty] = [found(problem, atLeast), found(problem, atLeast, 0)]
      expect(hasty.kind).toBe(exact.kind)
      if (hasty.kind === 'feasible' || exact.kind === 'feasible') return
      for (const { constraint, needs, isLeast } of hasty.relax) {
        const least = exact.relax.find((one) => one.constraint === constraint)!.needs
        if (isLeast) expect(needs).toBe(least)
        else expect(needs).toBeGreaterThanOrEqual(least)
      }
      const named = [...hasty.relax.map(({ constraint }) => constraint), ...hasty.undecided]
      for (const { constraint } of exact.relax) expect(named).toContain(constraint)
    }),
    { numRuns: 200 },
  )
})

test('two towns, one place: either two places, or nothing', () => {
  const problem = problemOf(
    [10, 20],
    [
      [5, undefined],
      [undefined, 8],
    ],
    {
      kept: [],
      goal: { kind: 'cover', farthest: 6 },
      limits: { count: 1, groups: [[0], [1]] },
    },
  )
  expect(found(problem, 0)).toEqual({
    kind: 'infeasible',
    relax: [{ constraint: 'count', needs: 2, isLeast: true }],
    undecided: [],
  })
  expect(found({ ...problem, limits: { count: 2 } }, 30)).toEqual({
    kind: 'infeasible',
    relax: [{ constraint: 'radius', needs: 8, isLeast: true }],
    undecided: [],
  })
  expect(found({ ...problem, limits: { count: 2 } }, 31)).toEqual({
    kind: 'infeasible',
    relax: [],
    undecided: [],
  })
})

test('more room where there is room for all already does not run over', () => {
  const problem: SitingProblem = {
    ...problemOf(
      [5000, 4000],
      [
        [5, undefined],
        [undefined, 5],
      ],
      { kept: [], goal: { kind: 'cover', farthest: 5 }, limits: {} },
    ),
    capacity: Uint32Array.of(2 ** 31, 1),
  }
  expect(found(problem, 9000)).toEqual({
    kind: 'infeasible',
    relax: [{ constraint: 'capacity', needs: 400_000, isLeast: true }],
    undecided: [],
  })
})
