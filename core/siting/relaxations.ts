import { canSeat, groupsOf } from './means.ts'
import { checkProblem, type SitingProblem } from './problem.ts'
import { solveSiting } from './solve.ts'

/** What one constraint has to become, all others as they are, for the aim to be reached. */
export interface Relaxed {
  readonly constraint: 'count' | 'budget' | 'radius' | 'capacity'
  readonly needs: number // sites, Fen, decimetres, or per cent of each site's capacity
  /** Proven that nothing less is enough. */
  readonly isLeast: boolean
}

export type Feasibility =
  | { readonly kind: 'feasible'; readonly chosen: readonly number[]; readonly value: number }
  /** Nothing in `relax` and `undecided`: no single constraint is enough. */
  | {
      readonly kind: 'infeasible'
      readonly relax: readonly Relaxed[]
      readonly undecided: readonly Relaxed['constraint'][]
    }

/** Of one constraint, so many values may stay undecided. */
const OPEN_QUESTIONS = 3

/**
 * Whether some choice within the limits gains `atLeast`; if none does, which single constraint would have to give way,
 * and how far. Every answer rests on a choice found or a bound proven. Each step of the search yields what has been
 * found; stop when there is no more time.
 *
 * @param patience steps that one value of a constraint may take; without a limit all is exact, and may take very long:
 *   just below what is enough, the proof is hard
 * @throws RangeError if the problem contradicts itself.
 */
export function* findRelaxations(
  problem: SitingProblem,
  atLeast: number,
  patience = Number.POSITIVE_INFINITY,
): Generator<readonly Relaxed[], Feasibility> {
  checkProblem(problem)
  const relax: Relaxed[] = []
  const undecided: Relaxed['constraint'][] = []
  const found = yield* reach(problem, atLeast, Number.POSITIVE_INFINITY, relax)
  if (found === 'open') throw new RangeError('a search without a limit has an end')
  if (found !== 'never') return { kind: 'feasible', ...found }
  for (const { constraint, from, to, at, takes } of waysOut(problem)) {
    const utmost = yield* reach(at(to), atLeast, patience, relax)
    if (utmost === 'open') undecided.push(constraint)
    if (utmost === 'open' || utmost === 'never') continue
    let [low, high, open] = [from, Math.min(to, takes(utmost.chosen, to)), 0]
    while (high - low > 1 && open < OPEN_QUESTIONS) {
      const middle = Math.floor((low + high) / 2)
      const there = yield* reach(at(middle), atLeast, patience, relax)
      if (there === 'open') open++
      if (there === 'open' || there === 'never') low = middle
      else high = Math.min(middle, takes(there.chosen, middle))
    }
    relax.push({ constraint, needs: high, isLeast: open === 0 })
  }
  return { kind: 'infeasible', relax, undecided }
}

/** A choice that gains enough, 'never' when it is proven that there is none, 'open' when patience has run out. */
function* reach(problem: SitingProblem, atLeast: number, patience: number, relax: readonly Relaxed[]) {
  if (!canServeGroups(problem)) return 'never'
  let steps = 0
  for (const { chosen, value, bound } of solveSiting(problem)) {
    if (value >= atLeast) return { chosen, value }
    if (bound < atLeast) return 'never'
    if (++steps > patience) return 'open'
    yield relax
  }
  return 'never'
}

/** Whether the limits allow a site for each group. */
export function canServeGroups(problem: SitingProblem): boolean {
  const { limits, siteFirst } = problem
  const siteCount = siteFirst.length - 1
  return canSeat({
    ...groupsOf(problem),
    count: limits.count ?? siteCount,
    cost: limits.money?.cost ?? new Float64Array(siteCount),
    budget: limits.money?.budget ?? 0,
  })
}

/** Each constraint alone, from what it is to what it can be at most. */
function waysOut(problem: SitingProblem) {
  const { limits, goal, capacity, distance, siteFirst, people } = problem
  const ways: {
    constraint: Relaxed['constraint']
    from: number
    to: number
    at(value: number): SitingProblem
    /** What of it a choice takes that was found at a value. */
    takes(chosen: readonly number[], value: number): number
  }[] = []
  const asGiven = (_: readonly number[], value: number) => value
  const { count, money } = limits
  if (count !== undefined) {
    const at = (value: number) => ({ ...problem, limits: { ...limits, count: value } })
    ways.push({
      constraint: 'count',
      from: count,
      to: siteFirst.length - 1,
      at,
      takes: (chosen) => chosen.length,
    })
  }
  if (money) {
    const at = (budget: number) => ({ ...problem, limits: { ...limits, money: { ...money, budget } } })
    ways.push({
      constraint: 'budget',
      from: money.budget,
      to: money.cost.reduce((a, b) => a + b, 0),
      at,
      takes: (chosen) => chosen.reduce((sum, site) => sum + money.cost[site]!, 0),
    })
  }
  // People walk no less because the median's limit grows: only coverage has a radius.
  if (goal.kind === 'cover') {
    const at = (farthest: number) => ({ ...problem, goal: { ...goal, farthest } })
    ways.push({
      constraint: 'radius',
      from: goal.farthest,
      to: distance.reduce((a, b) => Math.max(a, b), 0),
      at,
      takes: asGiven,
    })
  }
  if (capacity) {
    const all = people.reduce((a, b) => a + b, 0)
    const least = capacity.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), 2 ** 31)
    const at = (percent: number) => ({
      ...problem,
      // Nobody needs more than room for all; more would not be held.
      capacity: capacity.map((places) =>
        Math.min(Math.floor((places * percent) / 100), Math.max(places, all)),
      ),
    })
    ways.push({
      constraint: 'capacity',
      from: 100,
      to: 100 + Math.ceil((100 * all) / least),
      at,
      takes: asGiven,
    })
  }
  return ways.filter(({ from, to }) => to > from)
}
