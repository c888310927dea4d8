import type { Means } from './means.ts'

/**
 * The sites that a relaxed choice opens, and what it takes to open another or close one of them. The key of a site is
 * its surplus less what its money is worth elsewhere; the largest keys above 0 are chosen, and the
 * largest of each group whatever it is. Of a set of alternatives only the one of the largest key competes.
 */
export interface Selection {
  readonly surplus: Float64Array // siteCount
  readonly key: Float64Array // siteCount
  readonly chosen: Uint8Array // siteCount: 1 if chosen
  sum: number // of the keys chosen, and what the whole budget is worth
  least: number // what a newcomer would push out: the smallest key chosen, or 0 if there is room
  next: number // what would take the place of a chosen one: the largest key not chosen, or 0
  fen: number // what a Fen is worth; a multiple of `unit`
  readonly seat: Int32Array // groups: site chosen for each group
  readonly top: Int32Array // sets: the site of the largest key of each set, or -1
  readonly second: Float64Array // sets: the second largest key of each set, or 0 if that is larger
  readonly scratch: Float64Array // siteCount
}

/** Halvings of the interval in which the worth of a Fen lies. */
const HALVINGS = 40

export function newSelection(siteCount: number, { groups, sets }: Pick<Means, 'groups' | 'sets'>): Selection {
  const numbers = () => new Float64Array(siteCount)
  const [surplus, key, scratch] = [numbers(), numbers(), numbers()]
  const [chosen, seat, top] = [new Uint8Array(siteCount), new Int32Array(groups), new Int32Array(sets)]
  const second = new Float64Array(sets)
  return { surplus, key, scratch, chosen, seat, top, second, sum: 0, least: 0, next: 0, fen: 0 }
}

/**
 * Chooses by the surplus of each site. Where the budget is short, a Fen gets the smallest worth at which what is
 * chosen can be paid: then no choice within the means has a larger sum of surpluses than `sum`.
 */
export function select(selection: Selection, means: Means, unit: number): void {
  const { surplus, key, chosen } = selection
  const { cost, budget } = means
  const spentAt = (fen: number) => {
    for (let site = 0; site < key.length; site++) key[site] = surplus[site]! - fen * cost[site]!
    chooseLargest(selection, means)
    selection.fen = fen
    selection.sum += fen * budget
    let spent = 0
    for (let site = 0; site < key.length; site++) if (chosen[site] === 1) spent += cost[site]!
    return spent
  }
  if (spentAt(0) <= budget) return
  let [low, high] = [0, unit]
  // Beyond `dearest` sums would not be exact; any worth of a Fen gives a bound.
  const dearest = unit * Math.max(1, Math.floor(2 ** 50 / Math.max(1, budget)))
  while (spentAt(high) > budget && high < dearest) [low, high] = [high, 2 * high]
  for (let i = 0; i < HALVINGS && high - low > unit; i++) {
    const middle = Math.floor((low + high) / 2 / unit) * unit
    if (spentAt(middle) > budget) low = middle
    else high = middle
  }
  spentAt(high)
}

/** Opens a site for each group, and then those of the largest keys above 0; of equal ones those of lower number. */
function chooseLargest(selection: Selection, means: Means): void {
  const { key, chosen, scratch } = selection
  chosen.fill(0)
  selection.next = 0
  selection.least = Infinity
  scratch.set(key)
  selection.sum = seatGroups(selection, means)
  findTops(selection, means)
  const isBeaten = (site: number) => means.set[site] !== -1 && selection.top[means.set[site]!] !== site
  const count = means.count - means.groups
  const limit = count === 0 ? Infinity : count >= key.length ? -Infinity : nthLargest(scratch, count)
  let room = count
  for (let site = 0; site < key.length; site++)
    if (chosen[site] === 0 && key[site]! > limit && !isBeaten(site)) room--
  for (let site = 0; site < key.length; site++) {
    if (chosen[site] === 1 || isBeaten(site)) continue
    const k = key[site]!
    const among = k > limit || (k === limit && room-- > 0)
    if (among && k >= 0) {
      chosen[site] = 1
      selection.sum += k
      if (k < selection.least) selection.least = k
    } else if (among) selection.least = 0
    else if (k > selection.next) selection.next = k
  }
}

/** The best site of each group; the others are left to compete for what places remain. */
function seatGroups({ key, chosen, seat, scratch }: Selection, { group, groups }: Means): number {
  if (groups === 0) return 0
  seat.fill(-1)
  for (let site = 0; site < key.length; site++) {
    const g = group[site]!
    if (g !== -1 && (seat[g] === -1 || key[site]! > key[seat[g]!]!)) seat[g] = site
  }
  let sum = 0
  for (const site of seat) {
    chosen[site] = 1
    scratch[site] = -Infinity
    sum += key[site]!
  }
  return sum
}

/** The best two of each set; all but the best are out of the competition. */
function findTops({ key, top, second, scratch }: Selection, { set, sets }: Means): void {
  if (sets === 0) return
  top.fill(-1)
  second.fill(0)
  for (let site = 0; site < key.length; site++) {
    const s = set[site]!
    if (s === -1) continue
    const best = top[s]!
    if (best === -1) top[s] = site
    else if (key[site]! > key[best]!) {
      second[s] = Math.max(0, key[best]!)
      scratch[best] = -Infinity
      top[s] = site
    } else {
      if (key[site]! > second[s]!) second[s] = key[site]!
      scratch[site] = -Infinity
    }
  }
}

/** The n-th largest value; reorders `values` (Hoare's quickselect). */
function nthLargest(values: Float64Array, n: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i > j) break
      const swap = values[i]!
      values[i++] = values[j]!
      values[j--] = swap
    }
    if (n - 1 <= j) high = j
    else if (n - 1 >= i) low = i
    else break
  }
  return values[n - 1]!
}
