import type { SitingProblem } from './problem.ts'

/** Groups of sites of which each has to get one: fairness between towns, for example. */
export interface Groups {
  readonly group: Int32Array // siteCount: group of each site, or -1; no group has a site yet
  readonly groups: number
}

/** Sets of sites of which at most one is opened each: what could be done with one place, for example. */
export interface Alternatives {
  readonly set: Int32Array // siteCount: set of each site, or -1
  readonly sets: number
}

/** What may be spent on sites, and what they have to do for it. */
export interface Means extends Groups, Alternatives {
  readonly cost: Float64Array // siteCount: Fen
  readonly count: number // sites
  readonly budget: number // Fen
}

/** The groups of a problem that have no kept site. */
export function groupsOf({ siteFirst, kept, limits }: SitingProblem): Groups {
  const group = new Int32Array(siteFirst.length - 1).fill(-1)
  const needy = (limits.groups ?? []).filter((sites) => !sites.some((site) => kept.includes(site)))
  for (const [g, sites] of needy.entries()) for (const site of sites) group[site] = g
  return { group, groups: needy.length }
}

export function alternativesOf({ siteFirst, limits }: SitingProblem): Alternatives {
  const set = new Int32Array(siteFirst.length - 1).fill(-1)
  const all = limits.alternatives ?? []
  for (const [number, sites] of all.entries()) for (const site of sites) set[site] = number
  return { set, sets: all.length }
}

/** How many of these sites can be opened together, as far as alternatives go. */
export function mostTogether({ set }: Alternatives, sites: readonly number[]): number {
  const alone = sites.filter((site) => set[site] === -1).length
  return alone + new Set(sites.flatMap((site) => (set[site] === -1 ? [] : [set[site]!]))).size
}

/** The first of each set among these sites, and those without alternatives. */
export function withoutRivals({ set }: Alternatives, sites: readonly number[]): number[] {
  const taken = new Set<number>()
  return sites.filter((site) => {
    if (set[site] === -1) return true
    if (taken.has(set[site]!)) return false
    taken.add(set[site]!)
    return true
  })
}

/** The groups that are still without a site, numbered anew. */
export function withoutSite(
  { group, groups }: Groups,
  opened: readonly number[],
  sites: ArrayLike<number>,
): Groups {
  const has = new Set(opened.map((site) => group[site]!))
  const numbers = new Map<number, number>()
  for (let g = 0; g < groups; g++) if (!has.has(g)) numbers.set(g, numbers.size)
  return {
    group: Int32Array.from(sites, (site) => numbers.get(group[site]!) ?? -1),
    groups: numbers.size,
  }
}

/** The cheapest site of each group, or -1 if it has none. */
export function cheapestSites({ group, groups, cost }: Groups & Pick<Means, 'cost'>): number[] {
  const cheapest = new Array<number>(groups).fill(-1)
  for (const [site, g] of group.entries()) {
    if (g !== -1 && (cheapest[g] === -1 || cost[site]! < cost[cheapest[g]!]!)) cheapest[g] = site
  }
  return cheapest
}

/** Whether each group can get a site. */
export function canSeat(means: Groups & Pick<Means, 'cost' | 'count' | 'budget'>): boolean {
  const cheapest = cheapestSites(means)
  const spent = cheapest.reduce((sum, site) => sum + (means.cost[site] ?? 0), 0)
  return !cheapest.includes(-1) && cheapest.length <= means.count && spent <= means.budget
}

/**
 * These sites without their rivals and, for each group that has none of them, the cheapest; others give way if the
 * means are exceeded.
 */
export function seated(means: Means, sites: readonly number[]): number[] {
  const { cost, count, budget, group } = means
  const all = withoutRivals(means, sites)
  const openIn = new Map<number, number>()
  for (const site of all) openIn.set(group[site]!, (openIn.get(group[site]!) ?? 0) + 1)
  const cheapest = cheapestSites(means)
  for (const [g, site] of cheapest.entries()) {
    if (openIn.has(g)) continue
    openIn.set(g, 1)
    all.push(site)
  }
  let spent = all.reduce((sum, site) => sum + cost[site]!, 0)
  while (all.length > count || spent > budget) {
    const spare = all.findIndex((site) => group[site] === -1 || openIn.get(group[site]!)! > 1)
    if (spare === -1) return cheapest
    const [site] = all.splice(spare, 1) as [number]
    openIn.set(group[site]!, openIn.get(group[site]!)! - 1)
    spent -= cost[site]!
  }
  return all
}
