import fc from 'fast-check'
import loadHighs from 'highs'
import type { Siting, SitingProblem } from './problem.ts'
import { solveSiting } from './solve.ts'

/** Small problems, and the slow and obvious ways to solve them. */

/** One row per site: the distance to each demand point, or undefined out of reach. */
export type Distances = readonly (readonly (number | undefined)[])[]

export function problemOf(
  people: readonly number[],
  distances: Distances,
  rest: Omit<SitingProblem, 'people' | 'siteFirst' | 'demand' | 'distance'>,
): SitingProblem {
  const siteFirst = [0]
  const demand: number[] = []
  const distance: number[] = []
  for (const row of distances) {
    for (const [point, away] of row.entries()) {
      if (away === undefined) continue
      demand.push(point)
      distance.push(away)
    }
    siteFirst.push(demand.length)
  }
  return {
    people: Uint32Array.from(people),
    siteFirst: Uint32Array.from(siteFirst),
    demand: Uint32Array.from(demand),
    distance: Uint32Array.from(distance),
    ...rest,
  }
}

const away = fc.option(fc.nat({ max: 30 }), { nil: undefined, freq: 3 })

/** Up to 8 sites and 8 demand points, with all that a problem may have. */
export const anyProblem: fc.Arbitrary<SitingProblem> = fc
  .record({ siteCount: fc.nat({ max: 8 }), demandCount: fc.nat({ max: 8 }) })
  .chain(({ siteCount, demandCount }) => {
    const sets = fc
      .array(fc.nat({ max: 3 }), { minLength: siteCount, maxLength: siteCount })
      .map((of) =>
        [1, 2].map((g) => [...of.keys()].filter((site) => of[site] === g)).filter((g) => g.length > 0),
      )
    const ofEach = <T>(count: number, item: fc.Arbitrary<T>) =>
      fc.array(item, { minLength: count, maxLength: count })
    const money = fc.record({
      cost: ofEach(siteCount, fc.nat({ max: 9 })).map((fen) => Float64Array.from(fen)),
      budget: fc.nat({ max: 25 }),
    })
    return fc
      .record({
        people: ofEach(demandCount, fc.nat({ max: 20 })),
        distances: ofEach(siteCount, ofEach(demandCount, away)),
        kept: fc.subarray([...Array(siteCount).keys()], { maxLength: Math.min(siteCount, 2) }),
        goal: fc.record({
          kind: fc.constantFrom('median' as const, 'cover' as const),
          farthest: fc.nat({ max: 30 }),
        }),
        limits: fc.oneof(
          fc.record({ count: fc.nat({ max: 5 }), money, groups: sets }, { requiredKeys: [] }),
          fc.record({ count: fc.nat({ max: 5 }), money, alternatives: sets }, { requiredKeys: [] }),
        ),
        capacity: fc.option(ofEach(siteCount, fc.nat({ max: 30 })), { nil: undefined }),
      })
      .map(({ people, distances, capacity, goal, ...rest }) =>
        problemOf(people, distances, {
          ...rest,
          goal: capacity ? { ...goal, kind: 'cover' } : goal,
          ...(capacity && { capacity: Uint32Array.from(capacity) }),
        }),
      )
  })

/** The last and proven answer. */
export function solved(problem: SitingProblem, seed?: number): Siting {
  const answers = [...solveSiting(problem, seed)]
  return answers.at(-1)!
}

/** What opening `chosen` gains over the kept facilities, by the definition. */
export function gainOf(problem: SitingProblem, chosen: readonly number[]): number {
  const worth = problem.capacity ? mostServed : savedBy
  return worth(problem, [...problem.kept, ...chosen]) - worth(problem, problem.kept)
}

function savedBy({ people, siteFirst, demand, distance, goal }: SitingProblem, sites: readonly number[]) {
  const best = new Array<number>(people.length).fill(0)
  for (const site of sites) {
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      if (distance[pair]! > goal.farthest) continue
      const each = goal.kind === 'cover' ? 1 : goal.farthest - distance[pair]!
      best[demand[pair]!] = Math.max(best[demand[pair]!]!, each)
    }
  }
  return best.reduce((sum, each, point) => sum + each * people[point]!, 0)
}

/**
 * The most people served, by the smallest cut: of any set of demand points, no more can be served than the sites in
 * reach of one of them can take; the set for which least is left decides.
 */
export function mostServed(problem: SitingProblem, sites: readonly number[]): number {
  const { people, siteFirst, demand, distance, goal, capacity } = problem
  const reach = sites.map((site) => {
    let points = 0
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      if (distance[pair]! <= goal.farthest) points |= 1 << demand[pair]!
    }
    return points
  })
  let least = Number.POSITIVE_INFINITY
  for (let set = 0; set < 2 ** people.length; set++) {
    const outside = people.reduce((sum, count, point) => sum + ((set >> point) & 1 ? 0 : count), 0)
    const room = sites.reduce((sum, site, i) => sum + (reach[i]! & set ? capacity![site]! : 0), 0)
    least = Math.min(least, outside + room)
  }
  return least
}

export function keepsTo({ limits, kept }: SitingProblem, chosen: readonly number[]): boolean {
  const { count = Number.POSITIVE_INFINITY, money, groups = [], alternatives = [] } = limits
  const spent = chosen.reduce((sum, site) => sum + (money?.cost[site] ?? 0), 0)
  const open = [...kept, ...chosen]
  return (
    chosen.length <= count &&
    spent <= (money?.budget ?? 0) &&
    groups.every((group) => group.some((site) => open.includes(site))) &&
    alternatives.every((set) => set.filter((site) => chosen.includes(site)).length <= 1)
  )
}

/** The largest gain of all choices within the limits, by trying them all; undefined if there is none. */
export function largestGain(problem: SitingProblem): number | undefined {
  const sites = [...problem.siteFirst.slice(1).keys()].filter((site) => !problem.kept.includes(site))
  let most: number | undefined
  for (let set = 0; set < 2 ** sites.length; set++) {
    const chosen = sites.filter((_, i) => (set >> i) & 1)
    if (keepsTo(problem, chosen)) most = Math.max(most ?? 0, gainOf(problem, chosen))
  }
  return most
}

/** Problems for which there is a choice. */
export const solvableProblem = anyProblem.filter((problem) => largestGain(problem) !== undefined)

const highs = await loadHighs()

/** The largest gain by HiGHS, a solver of mixed integer programs; for problems without kept facilities. */
export function gainByHighs(problem: SitingProblem): number {
  const { people, siteFirst, demand, distance, goal, limits, capacity } = problem
  const gains: string[] = []
  const served: string[][] = Array.from(people, () => [])
  const links: string[] = []
  const sites = [...siteFirst.slice(1).keys()]
  for (const site of sites) {
    const taken: string[] = []
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      if (distance[pair]! > goal.farthest) continue
      const each = goal.kind === 'cover' ? 1 : goal.farthest - distance[pair]!
      gains.push(`${each * people[demand[pair]!]!} x${pair}`)
      served[demand[pair]!]!.push(`x${pair}`)
      links.push(`x${pair} - y${site} <= 0`)
      taken.push(`${people[demand[pair]!]} x${pair}`)
    }
    if (capacity && taken.length > 0) links.push(`${taken.join(' + ')} - ${capacity[site]} y${site} <= 0`)
  }
  const open = (weight: (site: number) => number) =>
    sites.map((site) => `${weight(site)} y${site}`).join(' + ')
  const rows = [
    ...served.filter((row) => row.length > 0).map((row) => `${row.join(' + ')} <= 1`),
    ...links,
    ...(limits.count === undefined ? [] : [`${open(() => 1)} <= ${limits.count}`]),
    ...(limits.alternatives ?? []).map((set) => `${set.map((site) => `y${site}`).join(' + ')} <= 1`),
    ...(limits.money ? [`${open((site) => limits.money!.cost[site]!)} <= ${limits.money.budget}`] : []),
  ]
  const model = `Maximize\n ${gains.join('\n + ')}\nSubject To\n ${rows.join('\n ')}\nBinary\n ${sites.map((site) => `y${site}`).join(' ')}\nEnd\n`
  return Math.round(highs.solve(model, { mip_rel_gap: 0, mip_abs_gap: 0.5 }).ObjectiveValue)
}
