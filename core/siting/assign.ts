import type { SitingProblem } from './problem.ts'

/** Who is served where, people of one demand point at several sites if need be. */
export interface Assignment {
  readonly served: number // people
  readonly people: Uint32Array // pairCount: of the pair's demand point at the pair's site
}

/**
 * The most people that `sites` can serve within reach and capacity, kept ones included if they are among them: a
 * maximum flow by augmenting paths (Ford, Fulkerson 1956), of whole people. What a path search that fails has seen
 * can never serve more (Hall's theorem), so it is not searched again.
 */
export function assignPeople(problem: SitingProblem, sites: readonly number[]): Assignment {
  const { people, siteFirst, demand, distance, goal, capacity } = problem
  const flow = new Uint32Array(demand.length)
  const room = new Float64Array(siteFirst.length - 1)
  for (const site of sites) room[site] = capacity ? capacity[site]! : Number.POSITIVE_INFINITY
  const waiting = people.slice()
  const { pairFirst, pairs, siteOf } = pairsByPoint(problem, sites)
  let served = 0

  // First whatever fits without moving anybody.
  for (const site of sites) {
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]! && room[site]! > 0; pair++) {
      if (distance[pair]! > goal.farthest) continue
      const fit = Math.min(waiting[demand[pair]!]!, room[site]!)
      flow[pair] = fit
      waiting[demand[pair]!]! -= fit
      room[site]! -= fit
      served += fit
    }
  }

  // Then paths: a point to a site, another point served there, a site for that one, and so on to a site with room.
  const seenSite = new Int32Array(room.length).fill(-1) // the pair by which it was reached
  const seenPoint = new Int32Array(people.length).fill(-1) // the pair that would be emptied
  const search = (from: number): { site: number; seen: number[]; points: number[] } => {
    const points = [from]
    const seen: number[] = []
    for (const point of points) {
      for (let i = pairFirst[point]!; i < pairFirst[point + 1]!; i++) {
        const pair = pairs[i]!
        const site = siteOf[i]!
        if (seenSite[site] !== -1) continue
        seenSite[site] = pair
        seen.push(site)
        if (room[site]! > 0) return { site, seen, points }
        for (let other = siteFirst[site]!; other < siteFirst[site + 1]!; other++) {
          const next = demand[other]!
          if (flow[other] === 0 || seenPoint[next] !== -1 || next === from) continue
          seenPoint[next] = other
          points.push(next)
        }
      }
    }
    return { site: -1, seen, points }
  }
  for (let point = 0; point < people.length; point++) {
    while (waiting[point]! > 0) {
      const { site, seen, points } = search(point)
      if (site === -1) break
      const path = pathTo(site, point, { seenSite, seenPoint, demand }, siteFirst)
      const moved = Math.min(waiting[point]!, room[site]!, ...path.emptied.map((pair) => flow[pair]!))
      for (const pair of path.filled) flow[pair]! += moved
      for (const pair of path.emptied) flow[pair]! -= moved
      waiting[point]! -= moved
      room[site]! -= moved
      served += moved
      for (const s of seen) seenSite[s] = -1
      for (const p of points) seenPoint[p] = -1
    }
  }
  return { served, people: flow }
}

interface Seen {
  readonly seenSite: Int32Array
  readonly seenPoint: Int32Array
  readonly demand: Uint32Array
}

function pathTo(site: number, from: number, { seenSite, seenPoint, demand }: Seen, siteFirst: Uint32Array) {
  const [filled, emptied]: [number[], number[]] = [[], []]
  for (let at = site; ; ) {
    const pair = seenSite[at]!
    filled.push(pair)
    const point = demand[pair]!
    if (point === from) return { filled, emptied }
    emptied.push(seenPoint[point]!)
    at = siteOfPair(siteFirst, seenPoint[point]!)
  }
}

/** The site that owns a pair, by halving. */
function siteOfPair(siteFirst: Uint32Array, pair: number): number {
  let [low, high] = [0, siteFirst.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (siteFirst[middle]! <= pair) low = middle
    else high = middle
  }
  return low
}

/** The pairs in reach of `sites`, by demand point. */
function pairsByPoint(
  { people, siteFirst, demand, distance, goal }: SitingProblem,
  sites: readonly number[],
) {
  const pairFirst = new Uint32Array(people.length + 1)
  const each = (visit: (pair: number, site: number) => void) => {
    for (const site of sites) {
      for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
        if (distance[pair]! <= goal.farthest) visit(pair, site)
      }
    }
  }
  each((pair) => pairFirst[demand[pair]! + 1]!++)
  for (let point = 0; point < people.length; point++) pairFirst[point + 1]! += pairFirst[point]!
  const next = pairFirst.slice()
  const pairs = new Uint32Array(pairFirst[people.length]!)
  const siteOf = new Uint32Array(pairs.length)
  each((pair, site) => {
    const at = next[demand[pair]!]!++
    pairs[at] = pair
    siteOf[at] = site
  })
  return { pairFirst, pairs, siteOf }
}
