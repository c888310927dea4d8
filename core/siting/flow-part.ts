import { assignPeople } from './assign.ts'
import { type Alternatives, canSeat, type Groups, mostTogether, seated, withoutSite } from './means.ts'
import { type Dual, exchanged, type Fields, type Ground, narrowed, type Part, type Whole } from './part.ts'
import type { SitingProblem } from './problem.ts'
import { select } from './select.ts'
import type { Choice } from './swap.ts'

/** What all parts of a problem with capacities share; rows are its demand points. */
interface Flows {
  readonly problem: SitingProblem
  readonly capacity: Uint32Array // siteCount: people
  /** Pairs in reach: those of site `s` are `first[s]` to `first[s + 1] - 1`. */
  readonly first: Uint32Array
  readonly point: Uint32Array
  readonly before: number // people whom the kept facilities serve
}

/** All choices of a problem in which sites serve only as many people as they can take. */
export function wholeOfFlows(
  problem: SitingProblem,
  capacity: Uint32Array,
  wishes: Groups & Alternatives,
): Whole | undefined {
  const { people, siteFirst, demand, distance, kept, goal, limits } = problem
  const siteCount = siteFirst.length - 1
  const first = new Uint32Array(siteCount + 1)
  const point: number[] = []
  for (let site = 0; site < siteCount; site++) {
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      if (distance[pair]! <= goal.farthest && people[demand[pair]!]! > 0) point.push(demand[pair]!)
    }
    first[site + 1] = point.length
  }
  const before = assignPeople(problem, kept).served
  const flows = { problem, capacity, first, point: Uint32Array.from(point), before }
  const budget = limits.money?.budget ?? 0
  const cost = limits.money?.cost ?? new Float64Array(siteCount)
  const sites = [...cost.keys()].filter(
    (site) =>
      !kept.includes(site) &&
      cost[site]! <= budget &&
      (first[site]! < first[site + 1]! || wishes.group[site] !== -1),
  )
  const means = {
    opened: [],
    siteOf: Uint32Array.from(sites),
    cost: Float64Array.from(sites, (site) => cost[site]!),
    count: Math.min(limits.count ?? siteCount, mostTogether(wishes, sites)),
    budget,
    ...withoutSite(wishes, [], sites),
    set: Int32Array.from(sites, (site) => wishes.set[site]!),
    sets: wishes.sets,
  }
  if (!canSeat(means)) return undefined
  return {
    part: partOf(flows, means),
    most: people.reduce((sum, count) => sum + count, 0) - before,
    // Who cannot be served fully is worth nothing more.
    firstPrices: (chosen) =>
      Float64Array.from(unservedPeople(flows, chosen), (left) => (left === 0 ? 0.5 : 0)),
  }
}

function partOf(flows: Flows, part: Fields): Part {
  const { opened, siteOf } = part
  const servedBy = (sites: readonly number[]) =>
    assignPeople(flows.problem, [...flows.problem.kept, ...sites]).served - flows.before
  return {
    ...part,
    entries: flows.point.length,
    worth: (chosen) => servedBy([...opened, ...siteOf.filter((_, site) => chosen[site] === 1)]),
    narrow: (states) => {
      const rest = narrowed(part, states)
      return rest && partOf(flows, rest)
    },
    pricesFrom: (price) => price,
    dual: () => dualOf(flows, part),
    ground: () => groundOf(flows, part, servedBy),
  }
}

/**
 * Every person gets the price of the demand point: whoever serves the person pays it and gains 1. If people could be
 * served any number of times, a site would take the cheapest until it is full: what it has over is its surplus.
 */
function dualOf(
  { problem, capacity, first, point, before }: Flows,
  { opened, siteOf, ...means }: Fields,
): Dual {
  const { people, kept } = problem
  const always = [...kept, ...opened]
  // Pairs of each site, the cheapest first; nearly in order since the step before.
  const order = Uint32Array.from(point.keys())
  const taken = new Float64Array(point.length)
  const fill = (site: number, price: Float64Array) => {
    const [start, end] = [first[site]!, first[site + 1]!]
    sortByPrice(order, start, end, (pair) => price[point[pair]!]!)
    let room = capacity[site]!
    let surplus = 0
    for (let i = start; i < end; i++) {
      const pair = order[i]!
      const over = 1 - price[point[pair]!]!
      taken[pair] = over > 0 ? Math.min(room, people[point[pair]!]!) : 0
      room -= taken[pair]!
      surplus += over * taken[pair]!
    }
    return surplus
  }
  return {
    low: new Float64Array(people.length),
    high: new Float64Array(people.length).fill(1),
    boundAt: (price, selection, unit) => {
      let sum = -before
      for (let row = 0; row < people.length; row++) sum += price[row]! * people[row]!
      for (const site of always) sum += fill(site, price)
      for (const [number, site] of siteOf.entries()) selection.surplus[number] = fill(site, price)
      select(selection, means, unit)
      return sum + selection.sum
    },
    slopes: ({ chosen }, slope) => {
      slope.set(people)
      const serve = (site: number) => {
        for (let pair = first[site]!; pair < first[site + 1]!; pair++) slope[point[pair]!]! -= taken[pair]!
      }
      for (const site of always) serve(site)
      for (const [number, site] of siteOf.entries()) if (chosen[number] === 1) serve(site)
    },
  }
}

/** Insertion sort: fast on what is nearly sorted. */
function sortByPrice(
  order: Uint32Array,
  start: number,
  end: number,
  priceOf: (pair: number) => number,
): void {
  for (let i = start + 1; i < end; i++) {
    const pair = order[i]!
    const price = priceOf(pair)
    let to = i
    for (; to > start && priceOf(order[to - 1]!) > price; to--) order[to] = order[to - 1]!
    order[to] = pair
  }
}

function groundOf(flows: Flows, part: Fields, servedBy: (sites: readonly number[]) => number): Ground {
  const { siteOf, cost, count, budget, set } = part
  const numberOf = new Map(Array.from(siteOf, (site, number) => [site, number]))
  const within = (sites: readonly number[]) => sites.flatMap((site) => numberOf.get(site) ?? [])
  const inProblem = (sites: readonly number[]) => [...part.opened, ...sites.map((site) => siteOf[site]!)]

  /** Adds the site that takes most of those not served yet, as long as the means allow. */
  const filled = (start: readonly number[]): Choice => {
    const sites = seated(part, start)
    let left = budget - sites.reduce((sum, site) => sum + cost[site]!, 0)
    while (sites.length < count) {
      const unserved = unservedPeople(flows, inProblem(sites))
      const takes = (site: number) => {
        const [from, to] = [flows.first[siteOf[site]!]!, flows.first[siteOf[site]! + 1]!]
        const inReach = flows.point.subarray(from, to).reduce((sum, point) => sum + unserved[point]!, 0)
        return Math.min(flows.capacity[siteOf[site]!]!, inReach)
      }
      let [best, most] = [-1, 0]
      for (let site = 0; site < siteOf.length; site++) {
        if (cost[site]! > left || sites.includes(site) || takes(site) <= most) continue
        if (set[site] !== -1 && sites.some((other) => set[other] === set[site])) continue
        best = site
        most = takes(site)
      }
      if (best === -1) break
      sites.push(best)
      left -= cost[best]!
    }
    const all = inProblem(sites).sort((a, b) => a - b)
    return { sites: all, value: servedBy(all) }
  }
  return {
    first: () => filled([]),
    improved: (sites) => filled(within(sites)),
    kicked: (sites, random) => filled(exchanged(part, within(sites), random)),
  }
}

function unservedPeople({ problem }: Flows, sites: readonly number[]): Uint32Array {
  const { people } = assignPeople(problem, [...problem.kept, ...sites])
  const unserved = problem.people.slice()
  for (let pair = 0; pair < people.length; pair++) unserved[problem.demand[pair]!]! -= people[pair]!
  return unserved
}
