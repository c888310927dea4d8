import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignPeople } from './assign.ts'
import { anyProblem, mostServed } from './test-problems.ts'

test('as many people are served as any cut allows, within reach and capacity, nobody twice', () => {
  fc.assert(
    fc.property(anyProblem, fc.nat(), ({ capacity, ...rest }, set) => {
      const sites = [...rest.siteFirst.slice(1).keys()].filter((site) => (set >> site) & 1)
      const problem = { ...rest, capacity: capacity ?? new Uint32Array(rest.siteFirst.length - 1).fill(10) }
      const { served, people } = assignPeople(problem, sites)
      expect(served).toBe(mostServed(problem, sites))
      const [atPoint, atSite] = [new Map<number, number>(), new Map<number, number>()]
      const add = (to: Map<number, number>, key: number, count: number) =>
        to.set(key, (to.get(key) ?? 0) + count)
      for (const site of sites) {
        for (let pair = problem.siteFirst[site]!; pair < problem.siteFirst[site + 1]!; pair++) {
          if (problem.distance[pair]! > problem.goal.farthest) expect(people[pair]).toBe(0)
          add(atPoint, problem.demand[pair]!, people[pair]!)
          add(atSite, site, people[pair]!)
        }
      }
      for (const [point, count] of atPoint) expect(count).toBeLessThanOrEqual(problem.people[point]!)
      for (const [site, count] of atSite) expect(count).toBeLessThanOrEqual(problem.capacity[site]!)
      expect(people.reduce((a, b) => a + b, 0)).toBe(served)
      expect([...atSite.values()].reduce((a, b) => a + b, 0)).toBe(served)
    }),
    { numRuns: 1000 },
  )
})
