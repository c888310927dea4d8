import { bySite, type Gains } from './gains.ts'
import { type Alternatives, type Groups, seated } from './means.ts'
import {
  CLOSED,
  type Dual,
  exchanged,
  type Fields,
  FREE,
  type Ground,
  narrowed,
  OPEN,
  type Part,
  type Whole,
} from './part.ts'
import type { Limits } from './problem.ts'
import { type Selection, select } from './select.ts'
import { greedy, improve } from './swap.ts'

/**
 * A part without capacities is a smaller problem of the same shape: what open sites give has become what their rows
 * have at least, closed sites are gone, and rows without anything left to choose are summed in `sure`.
 */
interface Rows {
  readonly rowFirst: Uint32Array
  readonly rowSite: Uint32Array // numbered in this part
  readonly rowGain: Float64Array // the largest of each row first
  readonly base: Float64Array // rowCount: what the row has already
  readonly sure: number
  readonly rowOf: Uint32Array // row of the part this one was made from
}

type RowFields = Fields & Rows

export function wholeOfRows(
  gains: Gains,
  { count, money }: Limits,
  wishes: Groups & Alternatives,
): Whole | undefined {
  const { siteFirst, rowFirst, rowSite, rowGain } = gains
  const siteCount = siteFirst.length - 1
  const all = {
    opened: [],
    siteOf: Uint32Array.from({ length: siteCount }, (_, site) => site),
    cost: money?.cost ?? new Float64Array(siteCount),
    count: Math.min(count ?? siteCount, siteCount),
    budget: money?.budget ?? 0,
    ...wishes,
    rowFirst,
    rowSite,
    rowGain,
    base: new Float64Array(rowFirst.length - 1),
    sure: 0,
    rowOf: new Uint32Array(0),
  }
  const useless = all.siteOf.map((site) => {
    const gainsNothing = siteFirst[site] === siteFirst[site + 1] && wishes.group[site] === -1
    return gainsNothing ? CLOSED : FREE
  })
  const part = withMethods(all).narrow(Uint8Array.from(useless))
  if (part === undefined) return undefined
  return {
    part,
    most: part.dual().high.reduce((sum, high) => sum + high, 0),
    firstPrices: (sites) => part.pricesFrom(halfWayPrices(gains, sites)),
  }
}

/** Half way between what the best and the second best of `sites` gives to each row. */
function halfWayPrices({ rowFirst, rowSite, rowGain }: Gains, sites: readonly number[]): Float64Array {
  const open = new Set(sites)
  return Float64Array.from({ length: rowFirst.length - 1 }, (_, row) => {
    let [sum, found] = [0, 0]
    for (let entry = rowFirst[row]!; entry < rowFirst[row + 1]! && found < 2; entry++) {
      if (!open.has(rowSite[entry]!)) continue
      sum += rowGain[entry]!
      found++
    }
    return sum / 2
  })
}

function withMethods(part: RowFields): Part {
  return {
    opened: part.opened,
    siteOf: part.siteOf,
    cost: part.cost,
    count: part.count,
    budget: part.budget,
    group: part.group,
    groups: part.groups,
    set: part.set,
    sets: part.sets,
    entries: part.rowSite.length,
    worth: (chosen) => worth(part, chosen),
    narrow: (states) => {
      const rest = narrowed(part, states)
      return rest && withMethods({ ...rest, ...remainingRows(part, states, rest.sites) })
    },
    pricesFrom: (price) => Float64Array.from(part.rowOf, (row) => price[row]!),
    dual: () => dualOf(part),
    ground: () => groundOf(part),
  }
}

function worth({ sure, base, rowFirst, rowSite, rowGain }: Rows, chosen: Uint8Array): number {
  let sum = sure
  for (let row = 0; row < base.length; row++) {
    let entry = rowFirst[row]!
    const end = rowFirst[row + 1]!
    while (entry < end && chosen[rowSite[entry]!] === 0) entry++
    sum += entry < end ? rowGain[entry]! : base[row]!
  }
  return sum
}

function remainingRows(whole: Rows, states: Uint8Array, sites: readonly number[]): Rows {
  const { rowFirst, rowSite, rowGain } = whole
  const numberOf = new Int32Array(states.length).fill(-1)
  for (const [number, site] of sites.entries()) numberOf[site] = number
  const rowCount = whole.base.length
  const to = {
    rowOf: new Uint32Array(rowCount),
    rowFirst: new Uint32Array(rowCount + 1),
    rowSite: new Uint32Array(rowSite.length),
    rowGain: new Float64Array(rowSite.length),
    base: new Float64Array(rowCount),
  }
  let [row, entry, sure] = [0, 0, whole.sure]
  for (let r = 0; r < rowCount; r++) {
    let base = whole.base[r]!
    const first = entry
    for (let e = rowFirst[r]!, end = rowFirst[r + 1]!; e < end; e++) {
      const site = rowSite[e]!
      const number = numberOf[site]!
      if (number !== -1) {
        to.rowSite[entry] = number
        to.rowGain[entry++] = rowGain[e]!
      } else if (states[site] === OPEN) {
        base = rowGain[e]!
        break
      }
    }
    // As much as the open site gives is no gain.
    while (entry > first && to.rowGain[entry - 1]! <= base) entry--
    if (entry === first) {
      sure += base
      continue
    }
    to.rowOf[row] = r
    to.base[row] = base
    to.rowFirst[++row] = entry
  }
  return {
    rowOf: to.rowOf.slice(0, row),
    rowFirst: to.rowFirst.slice(0, row + 1),
    rowSite: to.rowSite.slice(0, entry),
    rowGain: to.rowGain.slice(0, entry),
    base: to.base.slice(0, row),
    sure,
  }
}

/**
 * Every row gets a price: whoever serves it pays the price and gains what the row gains. If rows could be served any
 * number of times, the best choice would be worth the prices and what the best sites have over: a bound.
 */
function dualOf(part: RowFields): Dual {
  const { rowFirst, rowSite, rowGain, base, sure } = part
  const rowCount = base.length
  const served = new Uint32Array(rowCount) // entry after the last that gains more than the price
  return {
    low: base,
    high: Float64Array.from(base, (_, row) => rowGain[rowFirst[row]!]!),
    boundAt: (price, selection, unit) => {
      const { surplus } = selection
      surplus.fill(0)
      let sum = sure
      for (let row = 0; row < rowCount; row++) {
        const p = price[row]!
        sum += p
        let entry = rowFirst[row]!
        for (const end = rowFirst[row + 1]!; entry < end; entry++) {
          const over = rowGain[entry]! - p
          if (over <= 0) break
          surplus[rowSite[entry]!]! += over
        }
        served[row] = entry
      }
      select(selection, part, unit)
      return sum + selection.sum
    },
    slopes: ({ chosen }: Selection, slope) => {
      for (let row = 0; row < rowCount; row++) {
        let times = 0
        for (let entry = rowFirst[row]!, end = served[row]!; entry < end; entry++) {
          times += chosen[rowSite[entry]!]!
        }
        slope[row] = 1 - times
      }
    },
  }
}

function groundOf(part: RowFields): Ground {
  const { siteOf, rowFirst, rowSite, base, cost } = part
  const rowGain = part.rowGain.slice()
  let { sure } = part
  for (let row = 0; row < base.length; row++) {
    sure += base[row]!
    for (let entry = rowFirst[row]!; entry < rowFirst[row + 1]!; entry++) rowGain[entry]! -= base[row]!
  }
  const rows = { rowFirst, rowSite, rowGain }
  const gains = { ...rows, ...bySite(siteOf.length, rows) }
  const numberOf = new Map(Array.from(siteOf, (site, number) => [site, number]))
  const within = (sites: readonly number[]) => sites.flatMap((site) => numberOf.get(site) ?? [])
  const reached = (start: readonly number[]) => {
    const { sites, value } = improve(gains, part, start)
    const all = [...part.opened, ...sites.map((site) => siteOf[site]!)]
    return { sites: all.sort((a, b) => a - b), value: sure + value }
  }
  return {
    first: () => {
      const best = reached(greedy(gains, part, seated(part, [])))
      if (cost.every((fen) => fen === 0)) return best
      const cheaper = reached(greedy(gains, part, seated(part, []), true))
      return best.value >= cheaper.value ? best : cheaper
    },
    improved: (sites) => reached(seated(part, within(sites))),
    kicked: (sites, random) => reached(exchanged(part, within(sites), random)),
  }
}
