/**
 * Where to put new facilities. Demand points are places with people, sites are places that may get a facility or have
 * one already; both are numbered from 0.
 *
 * Pairs of a site and a demand point within reach of each other are in compressed sparse row form: site `s` owns pairs
 * `siteFirst[s]` to `siteFirst[s + 1] - 1`. What is not a pair is out of reach.
 */
export interface SitingProblem {
  readonly people: Uint32Array // demandCount
  readonly siteFirst: Uint32Array // siteCount + 1, ascending
  readonly demand: Uint32Array // pairCount: demand point of each pair, no two alike at one site
  readonly distance: Uint32Array // pairCount: decimetres

  readonly kept: readonly number[] // sites with a facility: they stay, and cost nothing
  readonly goal: Goal
  readonly limits: Limits
  /** siteCount: people that each site can serve; then only `cover`, and points may be split. Left out: no limit. */
  readonly capacity?: Uint32Array
}

/**
 * What is gained, always to be made as large as possible.
 *   median  person-decimetres saved: everyone walks to the nearest facility, but nobody farther than `farthest`
 *   cover   people with a facility at most `farthest` away
 */
export interface Goal {
  readonly kind: 'median' | 'cover'
  readonly farthest: number // decimetres
}

/** What the new facilities may take; what is left out is not limited. */
export interface Limits {
  readonly count?: number
  /** `cost` has siteCount entries; both are whole numbers of Fen. */
  readonly money?: { readonly cost: Float64Array; readonly budget: number }
  /** Sites of each group, no site in two: each group has to have one, kept or new. */
  readonly groups?: readonly (readonly number[])[]
  /**
   * Sets of sites that shut each other out, no site in two: of each set at most one new site is opened. Not together
   * with groups: whether every group can get a site would be a puzzle of its own.
   */
  readonly alternatives?: readonly (readonly number[])[]
}

/**
 * The best choice so far and how good any choice can be: `value ≤ best possible ≤ bound`, in the unit of the goal.
 * Both count what is gained over the kept facilities alone.
 */
export interface Siting {
  readonly chosen: readonly number[] // new sites, ascending
  readonly value: number
  readonly bound: number
  readonly gap: number // (bound - value) / bound: at most this share of the best is missed; 0 when proven best
}

/** Distances are sorted by counting them; 1,600 km are enough for everyone. */
const FARTHEST = 1 << 24

/** @throws RangeError naming what is wrong. */
export function checkProblem(problem: SitingProblem): void {
  const { people, siteFirst, demand, distance, kept, goal, limits, capacity } = problem
  const siteCount = siteFirst.length - 1
  const refuse = (what: string): never => {
    throw new RangeError(what)
  }
  if (siteCount < 0 || siteFirst[siteCount] !== demand.length || demand.length !== distance.length) {
    refuse(`siteFirst, demand and distance do not agree on the number of pairs`)
  }
  for (let site = 0; site < siteCount; site++) {
    if (siteFirst[site]! > siteFirst[site + 1]!) refuse(`siteFirst does not ascend at site ${site}`)
  }
  for (let pair = 0; pair < demand.length; pair++) {
    if (demand[pair]! >= people.length) refuse(`there is no demand point ${demand[pair]}`)
  }
  for (const site of kept) if (!isCount(site) || site >= siteCount) refuse(`there is no site ${site}`)
  if (!isCount(goal.farthest) || goal.farthest > FARTHEST) refuse(`farthest is ${goal.farthest} dm`)
  if (limits.count !== undefined && !isCount(limits.count)) refuse(`the number of sites is ${limits.count}`)
  if (capacity && goal.kind !== 'cover') refuse('with capacities the goal can only be to cover')
  if (capacity && capacity.length !== siteCount)
    refuse(`${capacity.length} capacities for ${siteCount} sites`)
  for (const [sets, what] of [
    [limits.groups, 'a site is in two groups'],
    [limits.alternatives, 'a site is in two sets of alternatives'],
  ] as const) {
    const sites = sets?.flat() ?? []
    for (const site of sites) if (!isCount(site) || site >= siteCount) refuse(`there is no site ${site}`)
    if (new Set(sites).size < sites.length) refuse(what)
  }
  if (limits.groups && limits.alternatives) refuse('groups and alternatives are not sought together')
  if (limits.money === undefined) return
  const { cost, budget } = limits.money
  if (!isCount(budget)) refuse(`the budget is ${budget}`)
  if (cost.length !== siteCount) refuse(`${cost.length} costs for ${siteCount} sites`)
  for (const fen of cost) if (!isCount(fen)) refuse(`a site costs ${fen}`)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
