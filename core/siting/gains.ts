import type { SitingProblem } from './problem.ts'

/**
 * What each site would give to each row, over what the row has: whole numbers above 0. A row is a demand point, or
 * several that gain from the same sites alike.
 */
export interface Gains {
  /** rowCount + 1: row `r` owns entries `rowFirst[r]` to `rowFirst[r + 1] - 1`, the largest gain first. */
  readonly rowFirst: Uint32Array
  readonly rowSite: Uint32Array
  readonly rowGain: Float64Array

  /** siteCount + 1: the same entries by site. */
  readonly siteFirst: Uint32Array
  readonly siteRow: Uint32Array
  readonly siteGain: Float64Array
}

/** Gains over the kept facilities; kept sites and sites that no budget allows gain nothing. */
export function gainsOf(problem: SitingProblem): Gains {
  const { people, siteFirst, demand, kept, limits } = problem
  const siteCount = siteFirst.length - 1
  const worth = worthOfPairs(problem)
  const already = new Float64Array(people.length)
  const useless = new Set(kept)
  for (const site of kept) {
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) {
      already[demand[pair]!] = Math.max(already[demand[pair]!]!, worth[pair]!)
    }
  }
  const { money } = limits
  if (money) for (const [site, fen] of money.cost.entries()) if (fen > money.budget) useless.add(site)
  for (const site of useless) worth.fill(0, siteFirst[site], siteFirst[site + 1])

  const rowFirst = new Uint32Array(people.length + 1)
  for (let pair = 0; pair < worth.length; pair++) {
    worth[pair]! -= already[demand[pair]!]!
    if (worth[pair]! > 0) rowFirst[demand[pair]! + 1]!++
  }
  for (let row = 0; row < people.length; row++) rowFirst[row + 1]! += rowFirst[row]!
  const next = rowFirst.slice()
  const rowSite = new Uint32Array(rowFirst[people.length]!)
  const rowGain = new Float64Array(rowSite.length)
  const siteOf = new Uint32Array(worth.length)
  for (let site = 0; site < siteCount; site++) siteOf.fill(site, siteFirst[site], siteFirst[site + 1])
  for (const pair of nearestFirst(problem)) {
    if (worth[pair]! <= 0) continue
    const entry = next[demand[pair]!]!++
    rowSite[entry] = siteOf[pair]!
    rowGain[entry] = worth[pair]!
  }
  const rows = { rowFirst, rowSite, rowGain }
  return { ...rows, ...bySite(siteCount, rows) }
}

/** What each pair gains, as if there were no facility yet. */
function worthOfPairs({ people, demand, distance, goal: { kind, farthest } }: SitingProblem): Float64Array {
  const worth = new Float64Array(distance.length)
  for (let pair = 0; pair < worth.length; pair++) {
    const away = distance[pair]!
    if (away <= farthest) worth[pair] = people[demand[pair]!]! * (kind === 'cover' ? 1 : farthest - away)
  }
  return worth
}

/** Pairs at most `farthest` apart, the nearest first, equally near ones in their order: by counting. */
function nearestFirst({ distance, goal: { farthest } }: SitingProblem): Uint32Array {
  const next = new Uint32Array(farthest + 2)
  for (let pair = 0; pair < distance.length; pair++)
    if (distance[pair]! <= farthest) next[distance[pair]! + 1]!++
  for (let away = 0; away <= farthest; away++) next[away + 1]! += next[away]!
  const order = new Uint32Array(next[farthest + 1]!)
  for (let pair = 0; pair < distance.length; pair++) {
    if (distance[pair]! <= farthest) order[next[distance[pair]!]!++] = pair
  }
  return order
}

/** The entries of rows, by site. */
export function bySite(
  siteCount: number,
  { rowFirst, rowSite, rowGain }: Pick<Gains, 'rowFirst' | 'rowSite' | 'rowGain'>,
) {
  const siteFirst = new Uint32Array(siteCount + 1)
  for (const site of rowSite) siteFirst[site + 1]!++
  for (let site = 0; site < siteCount; site++) siteFirst[site + 1]! += siteFirst[site]!
  const next = siteFirst.slice()
  const siteRow = new Uint32Array(rowSite.length)
  const siteGain = new Float64Array(rowSite.length)
  for (let row = 0; row + 1 < rowFirst.length; row++) {
    for (let entry = rowFirst[row]!; entry < rowFirst[row + 1]!; entry++) {
      const at = next[rowSite[entry]!]!++
      siteRow[at] = row
      siteGain[at] = rowGain[entry]!
    }
  }
  return { siteFirst, siteRow, siteGain }
}
