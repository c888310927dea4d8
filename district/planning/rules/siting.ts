import { type Position, positionsOf } from '#core/reach/positions.ts'
import { snapper } from '#core/reach/snap.ts'
import type { SitingProblem } from '#core/siting/problem.ts'
import { solveSiting } from '#core/siting/solve.ts'
import { walksTo } from '#core/siting/walks.ts'
import type { KnownFacility } from '#district/diagnosis/rules/engine.ts'
import type { Engine } from './engine.ts'

/** A gap that sites are sought for, and what they may take. */
export interface SitingQuestion {
  /** A test that asks for a facility of some kind within a walk. */
  readonly test: string
  readonly candidates: readonly SitingCandidate[]
  /** Left out: as many as the budget allows. */
  readonly count?: number
  readonly budgetFen?: number
}

export interface SitingCandidate {
  readonly id: string
  readonly lon: number
  readonly lat: number
  /** What a facility there costs. */
  readonly fen: number
}

/** The best choice so far, and how good any choice can be. */
export interface SitingAnswer {
  /** Ids of candidates. */
  readonly chosen: readonly string[]
  /** Residents, of the ages that the test is about, who are within the walk by the choice and were not before. */
  readonly served: number
  /** No choice serves more. */
  readonly atMost: number
  /** (atMost - served) / atMost; 0 once it is proven the best. */
  readonly gap: number
  readonly fen: number
  /** Residents without a facility within the walk, before. */
  readonly unserved: number
}

/** Why there is nothing to choose. */
export type Unsolvable =
  | { readonly why: 'no-candidate-on-streets' }
  | { readonly why: 'nobody-unserved' }
  | { readonly why: 'nobody-near-a-candidate'; readonly unserved: number }
  | { readonly why: 'budget-too-small'; readonly cheapestFen: number }

/**
 * Better and better choices of candidates for a gap, over the facilities as the engine has them now; the last is
 * proven best. The same question always gets the same answers.
 *
 * @throws RangeError if no pack in use has such a test.
 */
export function* chooseSites(
  engine: Engine,
  question: SitingQuestion,
): Generator<SitingAnswer, Unsolvable | undefined> {
  const { problem, ids, unserved } = problemOf(engine, question)
  const { cost } = problem.limits.money!
  const hindrance = hindranceOf(problem, unserved, question.budgetFen)
  if (hindrance) return hindrance
  for (const { chosen, value, bound, gap } of solveSiting(problem)) {
    const fen = chosen.reduce((sum, site) => sum + cost[site]!, 0)
    yield {
      chosen: chosen.map((site) => ids[site - problem.kept.length]!),
      ...{ served: value, atMost: bound, gap, fen, unserved },
    }
  }
  return undefined
}

function problemOf(engine: Engine, { test, candidates, count, budgetFen }: SitingQuestion) {
  const { model, packs } = engine
  const part = packs.findIndex(({ tests }) => tests.some((one) => one.test.id === test))
  const pack = packs[part]
  const measure = pack?.tests.find((one) => one.test.id === test)?.measure
  if (!pack || measure?.type !== 'network') throw new RangeError(`there is no test ${test} within a walk`)
  const { kinds, within_dm, ages } = pack.questions[measure.question]!
  const wanted = new Set(kinds.map((kind) => pack.kinds[kind]!))
  const place = snapper(model.streets, { barriers: model.barriers })
  const onStreets = candidates.map((candidate) => ({
    candidate,
    at: place(candidate.lon, candidate.lat) as Position,
  }))
  const usable = onStreets.filter(({ at }) => at.edge !== -1)
  const kept = engine.facilities().filter(({ kind, position }) => wanted.has(kind) && position.edge !== -1)
  const walks = walksTo(
    model.homes.positions,
    model.streets,
    {
      kept: positionsOf(kept.map(({ position }: KnownFacility) => position)),
      candidates: positionsOf(usable.map(({ at }) => at)),
    },
    within_dm,
  )
  const people = peopleMeant(engine, part, ages)
  const fen = [...kept.map(() => 0), ...usable.map(({ candidate }) => candidate.fen)]
  const problem: SitingProblem = {
    ...{ people, ...walks, goal: { kind: 'cover', farthest: within_dm } },
    limits: {
      ...(count !== undefined && { count }),
      money: { cost: Float64Array.from(fen), budget: budgetFen ?? Number.MAX_SAFE_INTEGER },
    },
  }
  return { problem, ids: usable.map(({ candidate }) => candidate.id), unserved: unservedBy(problem) }
}

/** Residents of the ages by home; none where another pack measures the community. */
function peopleMeant(
  { model: { homes }, owner }: Engine,
  part: number,
  ages: readonly number[],
): Uint32Array {
  const { people, bands, community } = homes
  return Uint32Array.from(community, (c, home) => {
    if (owner[c] !== part) return 0
    if (bands === 1) return people[home]!
    let sum = 0
    for (let band = 0; band < bands; band++)
      if (ages.length === 0 || ages.includes(band)) sum += people[home * bands + band]!
    return sum
  })
}

function unservedBy({ people, siteFirst, demand, kept }: SitingProblem): number {
  const served = new Uint8Array(people.length)
  for (const site of kept)
    for (let pair = siteFirst[site]!; pair < siteFirst[site + 1]!; pair++) served[demand[pair]!] = 1
  return people.reduce((sum, count, home) => sum + (served[home] ? 0 : count), 0)
}

function hindranceOf(
  { people, siteFirst, demand, kept, limits }: SitingProblem,
  unserved: number,
  budgetFen: number | undefined,
): Unsolvable | undefined {
  const first = kept.length
  if (siteFirst.length - 1 === first) return { why: 'no-candidate-on-streets' }
  if (unserved === 0) return { why: 'nobody-unserved' }
  const useful = Array.from({ length: siteFirst.length - 1 - first }, (_, i) => first + i).filter((site) =>
    demand.subarray(siteFirst[site]!, siteFirst[site + 1]!).some((home) => people[home]! > 0),
  )
  if (useful.length === 0) return { why: 'nobody-near-a-candidate', unserved }
  const cheapestFen = Math.min(...useful.map((site) => limits.money!.cost[site]!))
  return budgetFen !== undefined && budgetFen < cheapestFen
    ? { why: 'budget-too-small', cheapestFen }
    : undefined
}
