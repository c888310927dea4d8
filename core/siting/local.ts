import { bySite, type Gains } from './gains.ts'
import type { Part } from './part.ts'
import type { Limits } from './problem.ts'
import { type Choice, greedy, improve } from './swap.ts'

/** The sites of a part in which better choices are looked for by exchanges. */
export interface Ground {
  readonly part: Part
  readonly gains: Gains // over what the rows have already
  readonly limits: Limits
  readonly sure: number
  readonly numberOf: ReadonlyMap<number, number> // site of the problem → site of the part
}

export function groundOf(part: Part): Ground {
  const { siteOf, rowFirst, base, cost, count, budget } = part
  const rowGain = part.rowGain.slice()
  let { sure } = part
  for (let row = 0; row < base.length; row++) {
    sure += base[row]!
    for (let entry = rowFirst[row]!; entry < rowFirst[row + 1]!; entry++) rowGain[entry]! -= base[row]!
  }
  const rows = { rowFirst, rowSite: part.rowSite, rowGain }
  return {
    part,
    gains: { ...rows, ...bySite(siteOf.length, rows) },
    limits: { count, money: { cost, budget } },
    sure,
    numberOf: new Map(Array.from(siteOf, (site, number) => [site, number])),
  }
}

/** A choice by opening one site after another, improved; by what sites add, or by what they add for their money. */
export function firstChoice(ground: Ground): Choice {
  const { gains, limits } = ground
  const best = improve(gains, limits, greedy(gains, limits).sites)
  if (ground.part.cost.every((fen) => fen === 0)) return inProblem(ground, best)
  const cheaper = improve(gains, limits, greedy(gains, limits, true).sites)
  return inProblem(ground, best.value >= cheaper.value ? best : cheaper)
}

/** The choice that exchanges lead to from `sites`, as far as they lie in the ground. */
export function improved(ground: Ground, sites: readonly number[]): Choice {
  return inProblem(ground, improve(ground.gains, ground.limits, within(ground, sites)))
}

/** The choice that exchanges lead to after some of `sites` were exchanged at random. */
export function kicked(ground: Ground, sites: readonly number[], random: () => number): Choice {
  const { gains, limits, part } = ground
  const start = within(ground, sites)
  const kicks = 2 + Math.floor((random() * start.length) / 8)
  for (let i = 0; i < kicks && start.length > 0; i++) start.splice(Math.floor(random() * start.length), 1)
  let left = part.budget - start.reduce((sum, site) => sum + part.cost[site]!, 0)
  for (let i = 0; i < 4 * kicks && start.length < part.count; i++) {
    const site = Math.floor(random() * part.siteOf.length)
    if (start.includes(site) || part.cost[site]! > left) continue
    start.push(site)
    left -= part.cost[site]!
  }
  return inProblem(ground, improve(gains, limits, start))
}

function within({ numberOf }: Ground, sites: readonly number[]): number[] {
  return sites.flatMap((site) => numberOf.get(site) ?? [])
}

function inProblem({ part, sure }: Ground, { sites, value }: Choice): Choice {
  const all = [...part.opened, ...sites.map((site) => part.siteOf[site]!)]
  return { sites: all.sort((a, b) => a - b), value: sure + value }
}
