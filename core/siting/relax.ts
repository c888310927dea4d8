import { CLOSED, type Dual, FREE, OPEN, type Part } from './part.ts'
import { newSelection, type Selection } from './select.ts'

/**
 * The Lagrangian relaxation of a part. Any prices give a bound; subgradient steps lower it (Held, Wolfe, Crowder
 * 1974): a row served twice becomes dearer, a row served by nobody cheaper.
 *
 * Prices are multiples of `unit`, a power of 2 so large that every sum is exact in a double: bounds are proofs, and
 * the same on every machine.
 */
export interface Relaxation {
  readonly part: Part
  readonly dual: Dual
  readonly unit: number
  bound: number
  readonly price: Float64Array // rowCount: the prices of `bound`
  readonly share: Float64Array // siteCount, 0 to 1: how often each site was chosen of late
  readonly selection: Selection // of the last step

  readonly current: Float64Array // rowCount: the prices of the next step
  readonly slope: Float64Array // rowCount
  readonly direction: Float64Array // rowCount
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
  const [rowCount, siteCount] = [price.length, part.siteOf.length]
  const relaxation = {
    part,
    dual: part.dual(),
    unit,
    bound: Infinity,
    price: new Float64Array(rowCount),
    share: new Float64Array(siteCount),
    selection: newSelection(siteCount, part),
    current: price.slice(),
    slope: new Float64Array(rowCount),
    direction: new Float64Array(rowCount),
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
  const { dual, current, price, share, selection } = relaxation
  const bound = dual.boundAt(current, selection, relaxation.unit)
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
export function settle({ part, dual, price, selection, unit }: Relaxation, value: number): Uint8Array {
  const bound = dual.boundAt(price, selection, unit)
  const { chosen, key, least, next, seat, top, second } = selection
  const { group, set } = part
  // A newcomer may take the seat of its own group, too; a rival has to go before it comes.
  const pushesOut = (site: number) => {
    if (group[site] !== -1) return Math.min(least, key[seat[group[site]!]!]!)
    const rival = set[site] === -1 ? site : top[set[site]!]!
    return chosen[rival] === 1 ? key[rival]! : least
  }
  const takesPlace = (site: number) => (set[site] === -1 ? next : Math.max(next, second[set[site]!]!))
  return chosen.map((isChosen, site) => {
    const otherwise =
      isChosen === 1 ? bound - (key[site]! - takesPlace(site)) : bound - (pushesOut(site) - key[site]!)
    if (Math.floor(otherwise) > value) return FREE
    return isChosen === 1 ? OPEN : CLOSED
  })
}

/** @returns the sum of squares of the new direction. */
function turn({ dual, selection, slope, direction }: Relaxation): number {
  dual.slopes(selection, slope)
  let squares = 0
  for (let row = 0; row < direction.length; row++) {
    const d = (1 - INERTIA) * slope[row]! + INERTIA * direction[row]!
    direction[row] = d
    squares += d * d
  }
  return squares
}

function move({ dual, unit, current, direction }: Relaxation, length: number): void {
  const { low, high } = dual
  const perUnit = 1 / unit
  for (let row = 0; row < current.length; row++) {
    const price = Math.floor((current[row]! - length * direction[row]!) * perUnit) * unit
    current[row] = Math.max(low[row]!, Math.min(price, high[row]!))
  }
}
