import type { Gains } from './gains.ts'
import type { Means } from './means.ts'

/** Sites that keep to the limits, and what they gain together. */
export interface Choice {
  readonly sites: readonly number[]
  readonly value: number
}

const NOBODY = 0xffffffff

/**
 * Opens one site after another, each time the one that adds most, until nothing more is allowed or gained. What a
 * site adds only shrinks as others open, so old figures are bounds and few have to be renewed (Minoux 1978).
 * With `perCost`, the one that adds most for its money.
 */
export function greedy(gains: Gains, means: Means, start: readonly number[], perCost = false): number[] {
  const siteCount = gains.siteFirst.length - 1
  const served = new Float64Array(gains.rowFirst.length - 1)
  const adds = (site: number) => {
    let sum = 0
    for (let entry = gains.siteFirst[site]!; entry < gains.siteFirst[site + 1]!; entry++) {
      sum += Math.max(0, gains.siteGain[entry]! - served[gains.siteRow[entry]!]!)
    }
    return sum
  }
  const { cost, set } = means
  let left = means.budget
  const sites: number[] = []
  const taken = new Set<number>()
  const open = (site: number) => {
    sites.push(site)
    left -= cost[site]!
    if (set[site] !== -1) taken.add(set[site]!)
    for (let entry = gains.siteFirst[site]!; entry < gains.siteFirst[site + 1]!; entry++) {
      const row = gains.siteRow[entry]!
      served[row] = Math.max(served[row]!, gains.siteGain[entry]!)
    }
  }
  for (const site of start) open(site)
  const known = Float64Array.from({ length: siteCount }, (_, site) => adds(site))
  const merit = (site: number) => (perCost ? known[site]! / Math.max(1, cost[site]!) : known[site]!)
  const waiting = new Set(known.keys())
  while (sites.length < means.count) {
    let best = -1
    const fresh = new Set<number>()
    for (;;) {
      best = -1
      for (const site of waiting) {
        if (cost[site]! > left || taken.has(set[site]!)) waiting.delete(site)
        else if (known[site]! > 0 && (best === -1 || merit(site) > merit(best))) best = site
      }
      if (best === -1 || fresh.has(best)) break
      known[best] = adds(best)
      fresh.add(best)
    }
    if (best === -1) break
    waiting.delete(best)
    open(best)
  }
  return sites
}

/**
 * Exchanges one site for another (or adds one) as long as that gains (Teitz and Bart 1968). What every exchange with
 * one newcomer gains takes a single look at the newcomer's rows (Whitaker 1983; Resende and Werneck 2007): what it
 * adds, and how much less the loss of each open site hurts beside it.
 */
export function improve(gains: Gains, means: Means, start: readonly number[]): Choice {
  const { siteFirst, siteRow, siteGain } = gains
  const siteCount = siteFirst.length - 1
  const { cost, count, budget, group, set } = means
  const open = new Uint8Array(siteCount)
  const sites = [...start]
  for (const site of sites) open[site] = 1
  const openIn = new Int32Array(means.groups)
  for (const site of sites) if (group[site] !== -1) openIn[group[site]!]!++
  const openOf = new Int32Array(means.sets).fill(-1)
  for (const site of sites) if (set[site] !== -1) openOf[set[site]!] = site
  let left = budget - sites.reduce((sum, site) => sum + cost[site]!, 0)
  const rows = serve(gains, sites)
  const isNeeded = (site: number, beside: number) =>
    group[site] !== -1 && openIn[group[site]!] === 1 && group[beside] !== group[site]
  const hurts = new Float64Array(siteCount)
  let since = 0
  for (let site = 0; since < siteCount; site = site + 1 === siteCount ? 0 : site + 1) {
    since++
    if (open[site] === 1) continue
    let adds = 0
    for (const other of sites) hurts[other] = rows.loss[other]!
    for (let entry = siteFirst[site]!; entry < siteFirst[site + 1]!; entry++) {
      const row = siteRow[entry]!
      const more = siteGain[entry]! - rows.second[row]!
      if (more <= 0) continue
      const over = siteGain[entry]! - rows.most[row]!
      if (over > 0) adds += over
      if (rows.by[row] !== NOBODY) hurts[rows.by[row]!]! -= over > 0 ? more - over : more
    }
    let out = set[site] === -1 ? -1 : openOf[set[site]!]!
    if (out === -1 && sites.length < count && cost[site]! <= left) {
      if (adds <= 0) continue
    } else {
      const rivals = out === -1 ? sites : [out]
      out = -1
      for (const other of rivals) {
        if (cost[site]! - cost[other]! > left || isNeeded(other, site)) continue
        if (out === -1 || hurts[other]! < hurts[out]!) out = other
      }
      if (out === -1 || adds - hurts[out]! <= 0) continue
      sites.splice(sites.indexOf(out), 1)
      open[out] = 0
    }
    sites.push(site)
    open[site] = 1
    left -= cost[site]! - (out === -1 ? 0 : cost[out]!)
    if (group[site] !== -1) openIn[group[site]!]!++
    if (out !== -1 && group[out] !== -1) openIn[group[out]!]!--
    if (out !== -1 && set[out] !== -1) openOf[set[out]!] = -1
    if (set[site] !== -1) openOf[set[site]!] = site
    exchange(gains, rows, open, site, out)
    since = 0
  }
  return { sites: sites.sort((a, b) => a - b), value: rows.most.reduce((a, b) => a + b, 0) }
}

/** What each row has from the best and from the second best open site, and what closing each site would cost. */
interface Rows {
  readonly most: Float64Array
  readonly second: Float64Array
  readonly by: Uint32Array
  readonly loss: Float64Array
}

function serve(gains: Gains, sites: readonly number[]): Rows {
  const rowCount = gains.rowFirst.length - 1
  const rows = {
    most: new Float64Array(rowCount),
    second: new Float64Array(rowCount),
    by: new Uint32Array(rowCount).fill(NOBODY),
    loss: new Float64Array(gains.siteFirst.length - 1),
  }
  for (const site of sites) admit(gains, rows, site)
  sumLosses(rows)
  return rows
}

function admit({ siteFirst, siteRow, siteGain }: Gains, { most, second, by }: Rows, site: number): void {
  for (let entry = siteFirst[site]!; entry < siteFirst[site + 1]!; entry++) {
    const row = siteRow[entry]!
    const gain = siteGain[entry]!
    if (gain > most[row]!) {
      second[row] = most[row]!
      most[row] = gain
      by[row] = site
    } else if (gain > second[row]!) second[row] = gain
  }
}

function sumLosses({ most, second, by, loss }: Rows): void {
  loss.fill(0)
  for (let row = 0; row < by.length; row++) {
    if (by[row] !== NOBODY) loss[by[row]!]! += most[row]! - second[row]!
  }
}

/** Only rows that had `out` as best or second best can lose something; they look again at what is open. */
function exchange(gains: Gains, rows: Rows, open: Uint8Array, added: number, out: number): void {
  admit(gains, rows, added)
  if (out !== -1) {
    for (let entry = gains.siteFirst[out]!; entry < gains.siteFirst[out + 1]!; entry++) {
      const row = gains.siteRow[entry]!
      if (gains.siteGain[entry]! >= rows.second[row]!) lookAgain(gains, rows, open, row)
    }
  }
  sumLosses(rows)
}

function lookAgain(
  { rowFirst, rowSite, rowGain }: Gains,
  { most, second, by }: Rows,
  open: Uint8Array,
  row: number,
) {
  most[row] = 0
  second[row] = 0
  by[row] = NOBODY
  for (let entry = rowFirst[row]!; entry < rowFirst[row + 1]!; entry++) {
    const site = rowSite[entry]!
    if (open[site] === 0) continue
    if (by[row] !== NOBODY) {
      second[row] = rowGain[entry]!
      return
    }
    most[row] = rowGain[entry]!
    by[row] = site
  }
}
