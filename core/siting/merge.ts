import type { SitingProblem } from './problem.ts'

/**
 * The same problem with fewer demand points. To cover, nothing matters but which sites are in reach: points that have
 * the same ones are one, with the people of all. Other problems stay as they are. Cost: one look at each pair.
 */
export function mergedPoints(problem: SitingProblem): SitingProblem {
  const { people, siteFirst, demand, distance, goal } = problem
  if (goal.kind !== 'cover') return problem
  const siteCount = siteFirst.length - 1
  const inReach = (pair: number) => distance[pair]! <= goal.farthest
  // Points are alike until a site tells them apart (partition refinement).
  const alike = new Uint32Array(people.length)
  let parts = 1
  for (let site = 0; site < siteCount; site++) {
    const split = new Map<number, number>()
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      if (!inReach(pair)) continue
      const from = alike[demand[pair]!]!
      const to = split.get(from) ?? parts++
      split.set(from, to)
      alike[demand[pair]!] = to
    }
  }
  const numberOf = new Map<number, number>()
  const first: number[] = [] // point that stands for each number
  for (const [point, part] of alike.entries()) {
    if (numberOf.has(part)) continue
    numberOf.set(part, first.length)
    first.push(point)
  }
  const together = new Uint32Array(first.length)
  for (const [point, count] of people.entries()) together[numberOf.get(alike[point]!)!]! += count
  const pairs: number[] = []
  const pairsBefore = new Uint32Array(siteCount + 1)
  for (let site = 0; site < siteCount; site++) {
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      const point = demand[pair]!
      const number = numberOf.get(alike[point]!)!
      if (inReach(pair) && first[number] === point) pairs.push(number)
    }
    pairsBefore[site + 1] = pairs.length
  }
  return {
    ...problem,
    people: together,
    siteFirst: pairsBefore,
    demand: Uint32Array.from(pairs),
    distance: new Uint32Array(pairs.length),
  }
}
