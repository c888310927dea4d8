import { canSeat, groupsOf } from './means.ts'
import { checkProblem, type SitingProblem } from './problem.ts'
import { solveSiting } from './solve.ts'

/** The least that one constraint has to become, all others as they are, for the aim to be reached. */
export interface Relaxed {
  readonly constraint: 'count' | 'budget' | 'radius' | 'capacity'
  readonly needs: number // sites, Fen, decimetres, or per cent of each site's capacity
}

export type Feasibility =
  | { readonly kind: 'feasible'; readonly chosen: readonly number[]; readonly value: number }
  /** Nothing in `relax`: no single constraint is enough. */
  | { readonly kind: 'infeasible'; readonly relax: readonly Relaxed[] }

/**
 * Whether some choice within the limits gains `atLeast`; if none does, which single constraint would have to give way,
 * and how far. Exact: every answer rests on a choice found or a bound proven, so it may take long. Each step of the
 * search yields what has been found; stop when there is no more time.
 *
 * @throws RangeError if the problem contradicts itself.
 */
export function* findRelaxations(
  problem: SitingProblem,
  atLeast: number,
): Generator<readonly Relaxed[], Feasibility> {
  checkProblem(problem)
  const relax: Relaxed[] = []
  const found = yield* reach(problem, atLeast, relax)
  if (found) return { kind: 'feasible', ...found }
  for (const { constraint, from, to, at } of waysOut(problem)) {
    if (!(yield* reach(at(to), atLeast, relax))) continue
    let [low, high] = [from, to]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (yield* reach(at(middle), atLeast, relax)) high = middle
      else low = middle
    }
    relax.push({ constraint, needs: high })
  }
  return { kind: 'infeasible', relax }
}

/** A choice that gains enough, or undefined when it is proven that there is none. */
function* reach(problem: SitingProblem, atLeast: number, relax: readonly Relaxed[]) {
  if (!canServeGroups(problem)) return undefined
  for (const { chosen, value, bound } of solveSiting(problem)) {
    if (value >= atLeast) return { chosen, value }
    if (bound < atLeast) return undefined
    yield relax
  }
  return undefined
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
  }[] = []
  const { count, money } = limits
  if (count !== undefined) {
    const at = (value: number) => ({ ...problem, limits: { ...limits, count: value } })
    ways.push({ constraint: 'count', from: count, to: siteFirst.length - 1, at })
  }
  if (money) {
    const at = (budget: number) => ({ ...problem, limits: { ...limits, money: { ...money, budget } } })
    ways.push({ constraint: 'budget', from: money.budget, to: money.cost.reduce((a, b) => a + b, 0), at })
  }
  // People walk no less because the median's limit grows: only coverage has a radius.
  if (goal.kind === 'cover') {
    const at = (farthest: number) => ({ ...problem, goal: { ...goal, farthest } })
    ways.push({
      constraint: 'radius',
      from: goal.farthest,
      to: distance.reduce((a, b) => Math.max(a, b), 0),
      at,
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
    ways.push({ constraint: 'capacity', from: 100, to: 100 + Math.ceil((100 * all) / least), at })
  }
  return ways.filter(({ from, to }) => to > from)
}
