import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeOfFlows } from './flow-part.ts'
import { gainsOf } from './gains.ts'
import { alternativesOf, groupsOf } from './means.ts'
import { CLOSED, OPEN } from './part.ts'
import type { SitingProblem } from './problem.ts'
import { relax, settle, step, unitFor } from './relax.ts'
import { wholeOfRows } from './row-part.ts'
import { gainOf, keepsTo, largestGain, solvableProblem } from './test-problems.ts'

const wholeOf = (problem: SitingProblem) => {
  const wishes = { ...groupsOf(problem), ...alternativesOf(problem) }
  return problem.capacity
    ? wholeOfFlows(problem, problem.capacity, wishes)!
    : wholeOfRows(gainsOf(problem), problem.limits, wishes)!
}

test('what is settled is so in every choice that gains more than is known', () => {
  fc.assert(
    fc.property(solvableProblem, fc.nat({ max: 6 }), fc.nat({ max: 40 }), (problem, steps, less) => {
      const { part, most, firstPrices } = wholeOf(problem)
      const value = largestGain(problem)! - less
      const relaxation = relax(part, firstPrices([]), unitFor(most + 1), 1)
      const patience = { stride: 1, leastStride: 0, stale: 3, steps: steps + 1 }
      while (step(relaxation, value, patience));
      const states = settle(relaxation, value)
      const free = [...problem.siteFirst.slice(1).keys()].filter((site) => !problem.kept.includes(site))
      for (let set = 0; set < 2 ** free.length; set++) {
        const chosen = free.filter((_, i) => (set >> i) & 1)
        if (!keepsTo(problem, chosen) || gainOf(problem, chosen) <= value) continue
        for (const [number, site] of part.siteOf.entries()) {
          expect(states[number]).not.toBe(chosen.includes(site) ? CLOSED : OPEN)
        }
      }
    }),
    { numRuns: 500 },
  )
})
