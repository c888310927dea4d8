import { CLOSED, FREE, OPEN, type Part } from './part.ts'
import { newSelection, type Selection, select } from './select.ts'

/**
 * The Lagrangian relaxation of a part. Every row gets a price: whoever serves it pays the price and gains what the
 * row gains. If one site alone could serve each row, the best choice would be worth at most the prices plus what the
 * best sites have over, whatever the prices are: a bound. Subgradient steps lower it (Held, Wolfe, Crowder 1974):
 * a row served twice becomes dearer, a row served by nobody cheaper.
 *
 * Prices are multiples of `unit`, a power of 2 so large that every sum is exact in a double: bounds are proofs, and
 * the same on every machine.
 */
export interface Relaxation {
  readonly part: Part
  readonly unit: number
  bound: number
  readonly price: Float64Array // rowCount: the prices of `bound`
  readonly share: Float64Array // siteCount, 0 to 1: how often each site was chosen of late
  readonly selection: Selection // of the last step

  readonly current: Float64Array // rowCount: the prices of the next step
  readonly direction: Float64Array // rowCount
  readonly served: Uint32Array // rowCount: entry after the last that gains more than the price
  readonly scratch: Float64Array // siteCount
  stride: number // share of the way to the target that a step goes
  stale: number // steps without a better bound
  steps: number
}

/** How long to go on: see `step`. */
export interface Patience {
  readonly stride: number // at first
  readonly leastStride: number
  readonly stale: number // steps without a better bound before the stride shrinks
  readonly steps: number
}

/** A better bound counts from this share of the way to the target. */
const NOTABLE = 0.003
/** Of the previous direction, so much stays: rows between two sites swing less. */
const INERTIA = 0.3
const SHRINK = 0.6
const RECENT = 0.1

/** The unit for values up to `total`, with room for the sum of two. */
export function unitFor(total: number): number {
  let unit = 1
  while (total / unit < 2 ** 50) unit /= 2
  return unit
}

/** @param price of each row of the part; outside of what the row can gain it is brought inside. */
export function relax(part: Part, price: Float64Array, unit: number, stride: number): Relaxation {
  const [rowCount, siteCount] = [part.base.length, part.siteOf.length]
  const relaxation = {
    part,
    unit,
    bound: Infinity,
    price: new Float64Array(rowCount),
    share: new Float64Array(siteCount),
    selection: newSelection(siteCount),
    current: price.slice(),
    direction: new Float64Array(rowCount),
    served: new Uint32Array(rowCount),
    scratch: new Float64Array(siteCount),
    stride,
    stale: 0,
    steps: 0,
  }
  move(relaxation, 0)
  return relaxation
}

/**
 * One step to lower the bound towards `value`, the best known.
 * @returns false when the part holds nothing better than `value`, or more steps are of no use
 */
export function step(relaxation: Relaxation, value: number, patience: Patience): boolean {
  const { current, price, share, selection } = relaxation
  const bound = boundAt(relaxation, current)
  const notable = relaxation.steps === 0 || bound < relaxation.bound - NOTABLE * (relaxation.bound - value)
  relaxation.stale = notable ? 0 : relaxation.stale + 1
  if (bound < relaxation.bound) {
    relaxation.bound = bound
    price.set(current)
    if (Math.floor(bound) <= value) return false
  }
  const weight = relaxation.steps++ === 0 ? 1 : RECENT
  for (let site = 0; site < share.length; site++) {
    share[site]! += weight * (selection.chosen[site]! - share[site]!)
  }
  if (relaxation.steps >= patience.steps) return false
  if (relaxation.stale >= patience.stale) {
    relaxation.stride *= SHRINK
    relaxation.stale = 0
    current.set(price)
    relaxation.direction.fill(0)
    return relaxation.stride >= patience.leastStride
  }
  const squares = turn(relaxation)
  if (squares === 0) return false
  move(relaxation, (relaxation.stride * (bound - value)) / squares)
  return true
}

/** The states that every choice better than `value` shares, of all sites; the selection becomes that of `bound`. */
export function settle(relaxation: Relaxation, value: number): Uint8Array {
  const bound = boundAt(relaxation, relaxation.price)
  const { chosen, key, least, next } = relaxation.selection
  return chosen.map((isChosen, site) => {
    const otherwise = isChosen === 1 ? bound - (key[site]! - next) : bound - (least - key[site]!)
    if (Math.floor(otherwise) > value) return FREE
    return isChosen === 1 ? OPEN : CLOSED
  })
}

function boundAt({ part, unit, selection, served, scratch }: Relaxation, price: Float64Array): number {
  const { rowFirst, rowSite, rowGain } = part
  const { surplus } = selection
  surplus.fill(0)
  let sum = part.sure
  for (let row = 0; row < price.length; row++) {
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
  select(selection, part, unit, scratch)
  return sum + selection.sum
}

/** @returns the sum of squares of the new direction. */
function turn({ part, selection, served, direction }: Relaxation): number {
  const { rowFirst, rowSite } = part
  const { chosen } = selection
  let squares = 0
  for (let row = 0; row < direction.length; row++) {
    let cheaper = 1
    for (let entry = rowFirst[row]!, end = served[row]!; entry < end; entry++) {
      cheaper -= chosen[rowSite[entry]!]!
    }
    const d = (1 - INERTIA) * cheaper + INERTIA * direction[row]!
    direction[row] = d
    squares += d * d
  }
  return squares
}

function move({ part, unit, current, direction }: Relaxation, length: number): void {
  const { rowFirst, rowGain, base } = part
  const perUnit = 1 / unit
  for (let row = 0; row < current.length; row++) {
    const price = Math.floor((current[row]! - length * direction[row]!) * perUnit) * unit
    const most = rowGain[rowFirst[row]!]!
    current[row] = Math.max(base[row]!, Math.min(price, most))
  }
}
