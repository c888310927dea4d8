import { positionsOf } from '#core/reach/positions.ts'
import type { Siting, SitingProblem } from '#core/siting/problem.ts'
import { solveSiting } from '#core/siting/solve.ts'
import { walksTo } from '#core/siting/walks.ts'
import type { Engine } from '../engine.ts'
import { demandOf, homesMeant, positionsOfHomes, sumOf } from '../siting/demand.ts'
import { type Option, optionsFor } from './options.ts'
import type { Measure, MixPoint, MixQuestion, MixStep } from './question.ts'

/** Budgets between nothing and what serves all who can be served. */
const BUDGETS = 16
/** A budget is left for the next one when its choice is this near to the best possible, or after so many steps. */
const NEAR = 0.001
const PATIENCE = 60

/** All gaps as one covering problem: its points are the residents without, once for each gap that they have. */
interface Together {
  /** One a site of the problem. */
  readonly options: readonly Option[]
  /** Gap of each point. */
  readonly gapOf: Uint32Array
  readonly unserved: readonly number[]
  readonly problem: Omit<SitingProblem, 'limits'>
  readonly cost: Float64Array
  /** Options at one place shut each other out. */
  readonly alternatives: readonly (readonly number[])[]
}

/**
 * What can be had for how much money, budget by budget: of each the choice of measures that serves most, with a proof
 * of how much any choice could serve. The steps are better and better; the same question always gets the same.
 *
 * @throws RangeError if no pack in use has one of the tests.
 */
export function* seekMix(engine: Engine, question: MixQuestion): Generator<MixStep, void> {
  const together = togetherOf(engine, question)
  const { unserved, options, cost, problem } = together
  const told = { unserved, of: BUDGETS + 1, done: 0, points: [], hindrance: undefined }
  if (sumOf(unserved) === 0) return yield { ...told, hindrance: 'nobody-unserved' }
  if (options.length === 0) return yield { ...told, hindrance: 'no-measure' }
  if (problem.demand.length === 0) return yield { ...told, hindrance: 'nobody-near' }
  const found: Found[] = [{ budget: 0, chosen: [], atMost: 0 }]
  const step = (done: number): MixStep => ({ ...told, done, points: curveOf(together, found) })

  const all = yield* solved(together, sumOf(cost), [], () => step(0))
  const needed = withoutIdle(together, all.chosen)
  const most = fenOf(together, needed)
  for (let i = 1; i <= BUDGETS; i++) {
    const budget = Math.round((most * i) / BUDGETS)
    const start = i === BUDGETS ? needed : found.at(-1)!.chosen
    const { chosen, bound } = yield* solved(together, budget, start, () => step(i))
    found.push({ budget, chosen: withoutIdle(together, chosen), atMost: Math.min(bound, all.bound) })
    yield step(i + 1)
  }
}

function togetherOf(engine: Engine, question: MixQuestion): Together {
  const demands = question.tests.map((test) => demandOf(engine, test))
  const homes = demands.map((demand) => homesMeant(engine, demand, 'unserved'))
  const people = demands.map((demand, gap) => homes[gap]!.map((home) => demand.people[home]!))
  const options = optionsFor(engine, question, demands)
  const walks = demands.map(({ withinDm }, gap) =>
    walksTo(
      positionsOfHomes(engine, homes[gap]!),
      engine.model.streets,
      {
        kept: positionsOf([]),
        candidates: positionsOf(options.filter((one) => one.gap === gap).map(({ position }) => position)),
      },
      withinDm,
    ),
  )
  const firstPoint = startsOf(homes.map(({ length }) => length))
  const demand = walks.flatMap((walk, gap) => Array.from(walk.demand, (point) => firstPoint[gap]! + point))
  const siteFirst = [0]
  for (const walk of walks) {
    const before = siteFirst.at(-1)!
    for (const first of walk.siteFirst.slice(1)) siteFirst.push(before + first)
  }
  const sites = Map.groupBy(options.keys(), (site) => options[site]!.hostId)
  return {
    options,
    gapOf: Uint32Array.from(homes.flatMap((own, gap) => own.map(() => gap))),
    unserved: people.map(sumOf),
    problem: {
      people: Uint32Array.from(people.flat()),
      siteFirst: Uint32Array.from(siteFirst),
      demand: Uint32Array.from(demand),
      distance: new Uint32Array(demand.length),
      ...{ kept: [], goal: { kind: 'cover', farthest: 0 } },
    },
    cost: Float64Array.from(options, ({ fen }) => fen),
    alternatives: [...sites.values()].filter(({ length }) => length > 1),
  }
}

function startsOf(lengths: readonly number[]): number[] {
  let sum = 0
  return lengths.map((length) => {
    sum += length
    return sum - length
  })
}

interface Found {
  readonly budget: number
  readonly chosen: readonly number[]
  readonly atMost: number
}

function* solved(
  { problem, cost, alternatives }: Together,
  budget: number,
  start: readonly number[],
  step: () => MixStep,
): Generator<MixStep, Siting> {
  const limits = { money: { cost, budget }, alternatives }
  let last: Siting | undefined
  let steps = 0
  for (last of solveSiting({ ...problem, limits }, 1, start)) {
    if (last.gap <= NEAR || ++steps >= PATIENCE) break
    yield step() // whoever waits can stop here
  }
  return last!
}

const fenOf = ({ cost }: Together, chosen: readonly number[]): number =>
  sumOf(chosen.map((site) => cost[site]!))

const pointsOf = ({ problem: { siteFirst, demand } }: Together, site: number): Uint32Array =>
  demand.subarray(siteFirst[site], siteFirst[site + 1])

/** Without the measures that serve nobody whom the others do not, the dearest left out first. */
function withoutIdle(together: Together, chosen: readonly number[]): number[] {
  const { cost, problem } = together
  const servedBy = new Uint32Array(problem.people.length)
  for (const site of chosen) for (const point of pointsOf(together, site)) servedBy[point]!++
  const dearestFirst = [...chosen].sort((a, b) => cost[b]! - cost[a]! || b - a)
  const idle = new Set<number>()
  for (const site of dearestFirst) {
    const points = pointsOf(together, site)
    if (points.some((point) => problem.people[point]! > 0 && servedBy[point] === 1)) continue
    idle.add(site)
    for (const point of points) servedBy[point]!--
  }
  return chosen.filter((site) => !idle.has(site))
}

/** The choices than which none is both cheaper and better. What is not possible for more money is not for less. */
function curveOf(together: Together, found: readonly Found[]): MixPoint[] {
  const bounds = found.map(({ atMost }) => atMost)
  for (let i = bounds.length - 2; i >= 0; i--) bounds[i] = Math.min(bounds[i]!, bounds[i + 1]!)
  const points = found.map(({ chosen }, i) => pointOf(together, chosen, bounds[i]!))
  return points
    .filter(({ fen, served }, i) =>
      points.every(
        (other, j) =>
          other.served < served ||
          other.fen > fen ||
          (other.served === served && other.fen === fen && j >= i),
      ),
    )
    .sort((a, b) => a.fen - b.fen)
}

function pointOf(together: Together, chosen: readonly number[], bound: number): MixPoint {
  const { options, unserved, problem } = together
  const reached = (site: number) =>
    sumOf(Array.from(pointsOf(together, site), (point) => problem.people[point]!))
  const served = new Set<number>()
  const measures = [...chosen]
    .sort((a, b) => reached(b) - reached(a) || a - b)
    .map((site): Measure & { readonly gap: number } => {
      const fresh = [...pointsOf(together, site)].filter((point) => !served.has(point))
      for (const point of fresh) served.add(point)
      const { position: _, ...option } = options[site]!
      return { ...option, people: sumOf(fresh.map((point) => problem.people[point]!)) }
    })
  const byTest = unserved.map((_, gap) =>
    sumOf(measures.filter((one) => one.gap === gap).map(({ people }) => people)),
  )
  const all = sumOf(byTest)
  return {
    ...{ fen: fenOf(together, chosen), served: all, atMost: Math.max(all, bound), byTest },
    measures: measures.sort((a, b) => a.gap - b.gap || b.people - a.people).map(({ gap: _, ...one }) => one),
  }
}
