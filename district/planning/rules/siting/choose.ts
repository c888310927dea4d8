import { positionsOf } from '#core/reach/positions.ts'
import type { Siting, SitingProblem } from '#core/siting/problem.ts'
import { canServeGroups, findRelaxations } from '#core/siting/relaxations.ts'
import { solveSiting } from '#core/siting/solve.ts'
import { walksTo } from '#core/siting/walks.ts'
import type { Engine } from '../engine.ts'
import { type Demand, demandOf, homesMeant, onStreets, positionsOfHomes, sumOf } from './demand.ts'
import type {
  Fairness,
  SitingAnswer,
  SitingCandidate,
  SitingQuestion,
  SitingStep,
  Terms,
  Unsolvable,
} from './question.ts'

/** The walk of the test times this is the farthest that the median counts, and that cover is relaxed to. */
export const FARTHEST_WALKS = 2
/** Steps to find out whether one value of a constraint is enough: a second or two for a district. */
const PATIENCE = 80

/**
 * Better and better choices of candidates for a gap, over the facilities as the engine has them now; the last is
 * proven best, or nothing is possible and it says what would have to give way. The same question always gets the same.
 *
 * @throws RangeError if no pack in use has such a test.
 */
export function* chooseSites(engine: Engine, question: SitingQuestion): Generator<SitingStep, void> {
  const setting = settingOf(engine, question)
  const { terms } = setting
  const problem = problemOf(engine, question, setting, terms.withinDm)
  const hindrance = hindranceOf(question, setting, problem)
  if (hindrance) return yield { answer: undefined, hindrance }
  let answer: SitingAnswer | undefined
  if (canServeGroups(problem)) {
    for (const siting of solveSiting(problem)) {
      answer = answerOf(setting, question, problem, siting)
      yield { answer, hindrance: undefined }
      if (terms.aim !== undefined && siting.bound < terms.aim) break
    }
    if (terms.aim === undefined || answer!.gained >= terms.aim) return
  }
  const missed = { why: 'out-of-reach', aim: answer && terms.aim, atMost: answer?.atMost ?? 0 } as const
  const longer = problemOf(engine, question, setting, FARTHEST_WALKS * terms.withinDm)
  const search = findRelaxations({ ...longer, goal: problem.goal }, terms.aim ?? 0, PATIENCE)
  for (;;) {
    const { done, value } = search.next()
    if (!done) {
      yield { answer, hindrance: { ...missed, relax: [...value], isComplete: false } }
      continue
    }
    if (value.kind === 'feasible') throw new RangeError('what is proven out of reach has been reached')
    const { relax, undecided } = value
    return yield { answer, hindrance: { ...missed, relax, isComplete: undecided.length === 0 } }
  }
}

/** Who is asked about, and the places that there are for them. */
interface Setting {
  readonly demand: Demand
  readonly homes: readonly number[] // those that are counted
  readonly without: ReadonlySet<number> // homes that have nothing within the walk; from nothing, all
  readonly candidates: ReturnType<typeof onStreets<SitingCandidate>>
  /** Towns that must get a site, with the sites that do: from nothing, the first are the existing facilities. */
  readonly groups: readonly { readonly town: string; readonly sites: readonly number[] }[]
  readonly terms: Terms
}

function settingOf(engine: Engine, question: SitingQuestion): Setting {
  const demand = demandOf(engine, question.test)
  const { people, withinDm: testDm } = demand
  const without = homesMeant(engine, demand, question.keepsExisting ? 'unserved' : 'all')
  const unserved = sumOf(without.map((home) => people[home]!))
  const withinDm = question.withinDm ?? testDm
  const candidates = onStreets(engine, question.candidates)
  return {
    demand,
    without: new Set(without),
    homes: question.goal === 'cover' ? without : homesMeant(engine, demand, 'all'),
    candidates,
    groups: question.fair ? groupsOf(engine, question, question.fair, { demand, without, candidates }) : [],
    terms: {
      ...{ residents: sumOf(people), unserved, testDm, withinDm },
      countedDm: FARTHEST_WALKS * testDm,
      aim: aimOf(question, unserved),
    },
  }
}

function aimOf({ goal, atLeast }: SitingQuestion, unserved: number): number | undefined {
  if (goal === 'median' || !atLeast) return undefined
  return 'people' in atLeast ? atLeast.people : Math.ceil(atLeast.share * unserved)
}

/**
 * Sites are the existing facilities, where they matter, and after them the candidates. To cover with existing
 * facilities kept, those whom they serve are no demand, and so the facilities no sites.
 */
function problemOf(
  engine: Engine,
  question: SitingQuestion,
  setting: Setting,
  coverDm: number,
): SitingProblem {
  const { goal, keepsExisting, count, budgetFen, capacity } = question
  const { demand, homes, candidates, terms } = setting
  const existing = positionsOf(demand.existing.map(({ position }) => position))
  const nothing = positionsOf([])
  const farthest = goal === 'cover' ? coverDm : terms.countedDm
  const places = candidates.map(({ position }) => position)
  const sites = {
    kept: goal === 'median' && keepsExisting ? existing : nothing,
    candidates: keepsExisting
      ? positionsOf(places)
      : positionsOf([...demand.existing.map(({ position }) => position), ...places]),
  }
  const walks = walksTo(positionsOfHomes(engine, homes), engine.model.streets, sites, farthest)
  const siteCount = walks.siteFirst.length - 1
  const first = siteCount - candidates.length
  const people = Uint32Array.from(homes, (home) => demand.people[home]!)
  const cost = new Float64Array(siteCount)
  for (const [i, { one }] of candidates.entries()) cost[first + i] = one.fen
  const firstOfGroups = keepsExisting ? first : 0
  const groups = setting.groups.map(({ sites }) => sites.map((site) => firstOfGroups + site))
  return {
    ...{ people, ...walks, goal: { kind: goal, farthest } },
    limits: {
      ...(count !== undefined && { count }),
      money: { cost, budget: budgetFen ?? Number.MAX_SAFE_INTEGER },
      groups,
    },
    // What an existing facility can serve is not known in residents: like in the test, all in reach.
    ...(goal === 'cover' &&
      capacity !== undefined && {
        capacity: Uint32Array.from(cost, (_, site) => (site < first ? sumOf(people) : capacity)),
      }),
  }
}

/** The sites that a town may get are within the test's walk of someone without, whatever the new ones are held to. */
function groupsOf(
  engine: Engine,
  { keepsExisting }: SitingQuestion,
  { townOf, except }: Fairness,
  {
    demand,
    without,
    candidates,
  }: Pick<Setting, 'demand' | 'candidates'> & { readonly without: readonly number[] },
): Setting['groups'] {
  const { community } = engine.model.homes
  const old = demand.existing.map(({ community: c, position }) => ({ town: townOf[c], position }))
  const fresh = candidates.map(({ one, position }) => ({ town: one.town, position }))
  const has = new Set(keepsExisting ? old.map(({ town }) => town) : [])
  const needy = new Set(without.flatMap((home) => townOf[community[home]!] ?? []))
  const places = keepsExisting ? fresh : [...old, ...fresh]
  const { siteFirst } = walksTo(
    positionsOfHomes(engine, without),
    engine.model.streets,
    { kept: positionsOf([]), candidates: positionsOf(places.map(({ position }) => position)) },
    demand.withinDm,
  )
  return [...needy]
    .filter((town) => !except.includes(town) && !has.has(town))
    .sort()
    .map((town) => ({
      town,
      sites: [...places.keys()].filter(
        (site) => places[site]!.town === town && siteFirst[site]! < siteFirst[site + 1]!,
      ),
    }))
}

function hindranceOf(
  question: SitingQuestion,
  setting: Setting,
  { siteFirst, limits }: SitingProblem,
): Unsolvable | undefined {
  const { candidates, terms } = setting
  if (candidates.length === 0) return { why: 'no-candidate-on-streets' }
  if (terms.unserved === 0 && question.goal === 'cover') return { why: 'nobody-unserved' }
  const towns = setting.groups.filter(({ sites }) => sites.length === 0)
  if (towns.length > 0) return { why: 'towns-without-candidate', towns: towns.map(({ town }) => town) }
  const useful = [...siteFirst.slice(1).keys()].filter((site) => siteFirst[site]! < siteFirst[site + 1]!)
  const first = siteFirst.length - 1 - candidates.length
  if (!useful.some((site) => site >= first))
    return { why: 'nobody-near-a-candidate', unserved: terms.unserved }
  const cheapestFen = Math.min(...useful.map((site) => limits.money!.cost[site]!))
  const isShort = question.budgetFen !== undefined && question.budgetFen < cheapestFen
  return isShort ? { why: 'budget-too-small', cheapestFen } : undefined
}

function answerOf(
  setting: Setting,
  { goal, keepsExisting }: SitingQuestion,
  problem: SitingProblem,
  { chosen, value, bound, gap }: Siting,
): SitingAnswer {
  const { demand, candidates, terms } = setting
  const first = problem.siteFirst.length - 1 - candidates.length
  const known = demand.existing.map(({ facilityId }) => facilityId)
  const stays = new Set(chosen)
  return {
    ...{ goal, terms, gap, gained: value, atMost: bound },
    chosen: chosen.filter((site) => site >= first).map((site) => candidates[site - first]!.one.id),
    stay: keepsExisting ? [] : known.filter((_, site) => stays.has(site)),
    spare: keepsExisting ? [] : known.filter((_, site) => !stays.has(site)),
    served: goal === 'cover' ? value : newlyServed(setting, problem, chosen),
    fen: sumOf(chosen.map((site) => problem.limits.money!.cost[site]!)),
  }
}

/** Residents within the walk of one of these sites who are not within that of a kept facility. */
function newlyServed(
  { homes, without, demand, terms }: Setting,
  problem: SitingProblem,
  chosen: readonly number[],
): number {
  const served = new Set<number>()
  for (const site of chosen) {
    for (let pair = problem.siteFirst[site]!; pair < problem.siteFirst[site + 1]!; pair++) {
      const home = homes[problem.demand[pair]!]!
      if (problem.distance[pair]! <= terms.testDm && without.has(home)) served.add(home)
    }
  }
  return sumOf([...served].map((home) => demand.people[home]!))
}
