import type { Gains } from './gains.ts'
import type { Limits } from './problem.ts'

/**
 * A part of all choices: some sites are open in all of it, some in none, the others are free. It is a smaller problem
 * of the same shape: what open sites give has become what their rows have at least, closed sites are gone, and rows
 * without anything left to choose are summed in `sure`.
 */
export interface Part {
  readonly opened: readonly number[] // sites of the problem
  readonly siteOf: Uint32Array // siteCount: free sites, as the problem numbers them
  readonly rowFirst: Uint32Array
  readonly rowSite: Uint32Array // numbered in this part
  readonly rowGain: Float64Array
  readonly base: Float64Array // rowCount: what the row has already
  readonly sure: number
  readonly cost: Float64Array // siteCount: Fen
  readonly count: number // sites that may still be opened
  readonly budget: number // Fen left for them
  readonly rowOf: Uint32Array // row of the part this one was made from
}

export const FREE = 0
export const OPEN = 1
export const CLOSED = 2

/** All choices. */
export function wholePart({ siteFirst, rowFirst, rowSite, rowGain }: Gains, { count, money }: Limits): Part {
  const siteCount = siteFirst.length - 1
  const whole = {
    opened: [],
    siteOf: Uint32Array.from({ length: siteCount }, (_, site) => site),
    rowFirst,
    rowSite,
    rowGain,
    base: new Float64Array(rowFirst.length - 1),
    sure: 0,
    cost: money?.cost ?? new Float64Array(siteCount),
    count: Math.min(count ?? siteCount, siteCount),
    budget: money?.budget ?? 0,
    rowOf: new Uint32Array(0),
  }
  const useless = whole.siteOf.map((site) => (siteFirst[site] === siteFirst[site + 1] ? CLOSED : FREE))
  return partOf(whole, Uint8Array.from(useless))!
}

/** The choices of `whole` in which its sites have these states; undefined when that is more than the limits allow. */
export function partOf(whole: Part, state: Uint8Array): Part | undefined {
  let { count, budget } = whole
  const opened = [...whole.opened]
  for (let site = 0; site < state.length; site++) {
    if (state[site] !== OPEN) continue
    count--
    budget -= whole.cost[site]!
    opened.push(whole.siteOf[site]!)
  }
  if (count < 0 || budget < 0) return undefined
  const numberOf = new Int32Array(state.length).fill(-1)
  const sites: number[] = []
  for (let site = 0; site < state.length; site++) {
    if (state[site] !== FREE || whole.cost[site]! > budget) continue
    numberOf[site] = sites.length
    sites.push(site)
  }
  return {
    ...remainingRows(whole, state, numberOf),
    opened,
    siteOf: Uint32Array.from(sites, (site) => whole.siteOf[site]!),
    cost: Float64Array.from(sites, (site) => whole.cost[site]!),
    count: Math.min(count, sites.length),
    budget,
  }
}

function remainingRows(whole: Part, state: Uint8Array, numberOf: Int32Array) {
  const { rowFirst, rowSite, rowGain } = whole
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
      } else if (state[site] === OPEN) {
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
