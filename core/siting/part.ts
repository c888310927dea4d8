import { canSeat, type Means, mostTogether, seated, withoutSite } from './means.ts'
import type { Selection } from './select.ts'
import type { Choice } from './swap.ts'

/**
 * A part of all choices: some sites are open in all of it, some in none, the others are free. There are two kinds:
 * in row-part.ts every row is served by the best open site, in flow-part.ts sites serve as many as they can take.
 */
export interface Part extends Means {
  readonly opened: readonly number[] // sites of the problem
  readonly siteOf: Uint32Array // siteCount: free sites, as the problem numbers them
  readonly entries: number // what is held and looked at in each step

  /** What opening these of the free sites gains, beside the opened ones. */
  worth(chosen: Uint8Array): number
  /** The choices in which the free sites have these states; undefined when that is more than the limits allow. */
  narrow(states: Uint8Array): Part | undefined
  /** Prices of the part that this one was made from, as prices of this one. */
  pricesFrom(price: Float64Array): Float64Array
  dual(): Dual
  ground(): Ground
}

/** All choices. */
export interface Whole {
  readonly part: Part
  readonly most: number // no choice gains more, for sure
  /** Prices to start from, given a good choice. */
  firstPrices(sites: readonly number[]): Float64Array
}

/** The prices of a part's rows, and the bound that they give. */
export interface Dual {
  readonly low: Float64Array // rowCount: the least price
  readonly high: Float64Array // rowCount: the price at which nobody gains
  /** A bound of all choices of the part, and what the relaxed choice opens. All sums are multiples of `unit`. */
  boundAt(price: Float64Array, selection: Selection, unit: number): number
  /** How the bound of the last call grows with each price, into `slope`. */
  slopes(selection: Selection, slope: Float64Array): void
}

/** A part as a place to look for better choices in, by exchanges. */
export interface Ground {
  /** A good choice from nothing. */
  first(): Choice
  /** The choice that is reached from these sites of the problem, as far as they are free here. */
  improved(sites: readonly number[]): Choice
  /** The choice that is reached after some of the sites were exchanged at random. */
  kicked(sites: readonly number[], random: () => number): Choice
}

export const FREE = 0
export const OPEN = 1
export const CLOSED = 2

/** What is common to all parts: the means left and the free sites, after `states` of those of `whole`. */
export function narrowed(whole: Fields, states: Uint8Array) {
  const { opened, siteOf, cost, count, budget, set, sets } = whole
  const taken = new Set<number>()
  const rest = { count, budget, opened: [...opened] }
  for (const [site, state] of states.entries()) {
    if (state !== OPEN) continue
    rest.count--
    rest.budget -= cost[site]!
    rest.opened.push(siteOf[site]!)
    if (set[site] === -1) continue
    if (taken.has(set[site]!)) return undefined
    taken.add(set[site]!)
  }
  if (rest.count < 0 || rest.budget < 0) return undefined
  const sites = [...states.keys()].filter(
    (site) => states[site] === FREE && cost[site]! <= rest.budget && !taken.has(set[site]!),
  )
  const means = {
    ...rest,
    ...withoutSite(
      whole,
      [...states.keys()].filter((site) => states[site] === OPEN),
      sites,
    ),
    count: Math.min(rest.count, mostTogether(whole, sites)),
    set: Int32Array.from(sites, (site) => set[site]!),
    sets,
    sites, // free, as `whole` numbers them
    siteOf: Uint32Array.from(sites, (site) => siteOf[site]!),
    cost: Float64Array.from(sites, (site) => cost[site]!),
  }
  return canSeat(means) ? means : undefined
}

/** What is common to all parts. */
export type Fields = Means & Pick<Part, 'opened' | 'siteOf'>

/** Sites that are free here and fit into the means, some of them exchanged for others at random. */
export function exchanged(means: Means, sites: readonly number[], random: () => number): number[] {
  const { cost, count, budget, set } = means
  const start = [...sites]
  const kicks = 2 + Math.floor((random() * start.length) / 8)
  for (let i = 0; i < kicks && start.length > 0; i++) start.splice(Math.floor(random() * start.length), 1)
  let left = budget - start.reduce((sum, site) => sum + cost[site]!, 0)
  for (let i = 0; i < 4 * kicks && start.length < count; i++) {
    const site = Math.floor(random() * cost.length)
    if (start.includes(site) || cost[site]! > left) continue
    if (set[site] !== -1 && start.some((other) => set[other] === set[site])) continue
    start.push(site)
    left -= cost[site]!
  }
  return seated(means, start)
}
