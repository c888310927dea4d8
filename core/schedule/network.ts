import { dayIn, type WorkingCalendar } from './calendar.ts'
import { type Day, isoOf } from './day.ts'
import { type Dependency, type Plan, PlanError, type PlanFault, type Step } from './plan.ts'
import { firstStart, type Span } from './span.ts'

/** A plan checked and numbered, steps in an order in which each comes after all that it waits for. */
export interface Network {
  readonly nodes: readonly Node[]
  readonly from: Day
  readonly deadline: Day
}

export interface Node {
  readonly id: string
  readonly span: Span
  readonly low: Day // no start before this one
  readonly startOn: Day | undefined
  readonly finishOn: Day | undefined
  readonly started: Day | undefined
  readonly finished: Day | undefined
  readonly before: Link[] // what it waits for
  readonly after: Link[] // what waits for it
}

export interface Link {
  readonly node: Node
  readonly lag: Span
}

const NO_LAG: Span = { count: 0, unit: 'calendar-day' }

/** @throws PlanError naming the first step that is wrong; RangeError if `from` or `deadline` is no day. */
export function networkOf(calendar: WorkingCalendar, plan: Plan): Network {
  const from = dayIn(calendar, plan.from)
  const deadline = dayIn(calendar, plan.deadline)
  const nodes = new Map<string, Node>()
  for (const step of plan.steps) {
    if (nodes.has(step.id)) refuse('repeated-step', step.id, `there are two steps ${step.id}`)
    nodes.set(step.id, nodeOf(calendar, step, from))
  }
  for (const { id, after = [] } of plan.steps) {
    for (const dependency of after) connect(nodes, id, dependency)
  }
  return { nodes: sorted([...nodes.values()]), from, deadline }
}

function nodeOf(calendar: WorkingCalendar, step: Step, from: Day): Node {
  const { id, duration } = step
  checkSpan(id, duration, 1)
  const [started, finished] = [stepDay(calendar, id, step.started), stepDay(calendar, id, step.finished)]
  checkHistory(id, from, started, finished)
  const notBefore = stepDay(calendar, id, step.notBefore) ?? calendar.first
  const [startOn, finishOn] = [stepDay(calendar, id, step.startOn), stepDay(calendar, id, step.finishOn)]
  for (const fixed of [startOn, finishOn]) {
    if (fixed === undefined) continue
    if (firstStart(calendar, fixed, duration) !== fixed) {
      refuse('fixed-date', id, `${id} cannot start or finish on ${isoOf(fixed)}, a day off`)
    }
    if (fixed < Math.max(notBefore, startOn ?? fixed)) {
      refuse('fixed-date', id, `${id} is fixed to ${isoOf(fixed)}, before it may start`)
    }
  }
  const low = firstStart(calendar, Math.max(from, notBefore, startOn ?? from), duration)
  return { id, span: duration, low, startOn, finishOn, started, finished, before: [], after: [] }
}

function stepDay(calendar: WorkingCalendar, id: string, iso: string | undefined): Day | undefined {
  if (iso === undefined) return undefined
  try {
    return dayIn(calendar, iso)
  } catch (cause) {
    return refuse('date', id, `${id}: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function checkHistory(id: string, from: Day, started: Day | undefined, finished: Day | undefined) {
  if (Math.max(started ?? from, finished ?? from) > from) {
    refuse('history', id, `${id} started or finished after today`)
  }
  if (started !== undefined && finished !== undefined && started > finished) {
    refuse('history', id, `${id} finished before it started`)
  }
}

function connect(nodes: ReadonlyMap<string, Node>, id: string, { step, lag = NO_LAG }: Dependency) {
  const [first, next] = [nodes.get(step), nodes.get(id)!]
  checkSpan(id, lag, 0)
  if (first === undefined) return refuse('unknown-step', id, `${id} waits for ${step}, which is not there`)
  first.after.push({ node: next, lag })
  next.before.push({ node: first, lag })
}

/** Kahn's algorithm (1962). */
function sorted(nodes: readonly Node[]): Node[] {
  const waiting = new Map(nodes.map((node) => [node, node.before.length]))
  const order = nodes.filter((node) => node.before.length === 0)
  for (const node of order) {
    for (const { node: next } of node.after) {
      const left = waiting.get(next)! - 1
      waiting.set(next, left)
      if (left === 0) order.push(next)
    }
  }
  if (order.length === nodes.length) return order
  const cycle = cycleAmong(new Set(nodes.filter((node) => waiting.get(node)! > 0)))
  return refuse('cycle', cycle[0]!, `${[...cycle, cycle[0]].join(' waits for ')}`)
}

/** Each of `nodes` waits for another of them, so walking back must come round. */
function cycleAmong(nodes: ReadonlySet<Node>): string[] {
  const walk: Node[] = []
  let [node] = nodes
  while (!walk.includes(node!)) {
    walk.push(node!)
    node = node!.before.find((link) => nodes.has(link.node))!.node
  }
  return walk.slice(walk.indexOf(node!)).map(({ id }) => id)
}

function checkSpan(id: string, span: Span, least: number) {
  if (!Number.isSafeInteger(span.count) || span.count < least) {
    refuse('span', id, `${id} has a duration or lag of ${written(span)}`)
  }
}

const written = ({ count, unit }: Span) => `${count} ${unit}${count === 1 ? '' : 's'}`

export function refuse(code: PlanFault, step: string, message: string): never {
  throw new PlanError(code, step, message)
}
