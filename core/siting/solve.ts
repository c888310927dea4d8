import { wholeOfFlows } from './flow-part.ts'
import { gainsOf } from './gains.ts'
import { alternativesOf, groupsOf } from './means.ts'
import { mergedPoints } from './merge.ts'
import { CLOSED, FREE, type Ground, OPEN, type Part } from './part.ts'
import { checkProblem, type Siting, type SitingProblem } from './problem.ts'
import { seededRandom } from './random.ts'
import { type Patience, type Relaxation, relax, settle, step, unitFor } from './relax.ts'
import { wholeOfRows } from './row-part.ts'
import type { Choice } from './swap.ts'

/** A part not searched yet: it may hold a choice of up to `bound`, shown by these prices. */
interface Node {
  readonly part: Part
  readonly bound: number
  readonly price: Float64Array
}

interface Search {
  readonly unit: number
  readonly random: () => number
  ground: Ground
  best: Choice
  bound: number
}

const AT_ROOT: Patience = { stride: 1.2, leastStride: 0.004, stale: 12, steps: 600 }
const AT_ROOT_AGAIN: Patience = { ...AT_ROOT, steps: 200 }
const AT_NODE: Patience = { stride: 1, leastStride: 0.1, stale: 6, steps: 40 }
const AT_NODE_AGAIN: Patience = { ...AT_NODE, stride: 0.6, steps: 30 }
const TRIAL: Patience = { stride: 0.6, leastStride: 0.05, stale: 4, steps: 30 }

const STEPS_PER_CHOICE = 40
/** Of the sites; then a new part is made. */
const MUCH = 0.2
const KICKS = 50
const NODES_PER_KICK = 8
/** Sites tried out before one is branched on, where parts have so few entries that trying is cheap. */
const TRIALS = 20
const CHEAP_ENTRIES = 6000
/** Entries of all open nodes together: 12 bytes each. */
const MOST_ENTRIES = 1 << 24

/**
 * Better and better choices with lower and lower bounds, until the best is proven best: the gap is then 0. Take the
 * next when there is time, stop when the gap is small enough. The same problem, seed and start always give the same.
 *
 * @param start new sites to start from as well, if they are known to be good
 * @throws RangeError if the problem contradicts itself.
 */
export function* solveSiting(
  asked: SitingProblem,
  seed = 1,
  start: readonly number[] = [],
): Generator<Siting, void> {
  checkProblem(asked)
  const problem = mergedPoints(asked)
  const wishes = { ...groupsOf(problem), ...alternativesOf(problem) }
  const whole = problem.capacity
    ? wholeOfFlows(problem, problem.capacity, wishes)
    : wholeOfRows(gainsOf(problem), problem.limits, wishes)
  if (whole === undefined) throw new RangeError('the limits do not allow a site for each group')
  const { part, most, firstPrices } = whole
  const ground = part.ground()
  const search: Search = {
    unit: unitFor(most + 1),
    random: seededRandom(seed),
    ground,
    best: ground.first(),
    bound: most,
  }
  if (start.length > 0) offer(search, ground.improved(start))
  yield report(search)
  const root = yield* solveRoot(search, { part, bound: most, price: firstPrices(search.best.sites) })
  if (root) yield* searchTree(search, root)
  search.bound = search.best.value
  yield report(search)
}

function report({ best, bound }: Search): Siting {
  const most = Math.max(best.value, Math.floor(bound))
  return {
    chosen: best.sites,
    value: best.value,
    bound: most,
    gap: most === 0 ? 0 : (most - best.value) / most,
  }
}

function offer(search: Search, choice: Choice): void {
  if (choice.value > search.best.value) search.best = choice
}

/**
 * Bounds all choices, and leaves out what no better choice has: as soon as that is much, because steps are faster in
 * a smaller part. @returns what is left, if anything.
 */
function* solveRoot(search: Search, root: Node): Generator<Siting, Node | undefined> {
  let node: Node | undefined = root
  let { stride } = AT_ROOT
  for (let patience = AT_ROOT; ; ) {
    search.ground = node.part.ground()
    const relaxation = relax(node.part, node.price, search.unit, stride)
    let more = true
    while (more) {
      more = step(relaxation, search.best.value, patience)
      if (relaxation.steps % STEPS_PER_CHOICE !== 0) continue
      offer(search, search.ground.improved(chosenSites(relaxation)))
      search.bound = Math.min(search.bound, relaxation.bound)
      yield report(search)
      if (settledShare(search, relaxation) > MUCH) break
    }
    const before: Node = node
    node = narrowed(search, node, relaxation)
    if (node === undefined) return undefined
    stride = relaxation.stride
    if (more) continue
    if (node.part.siteOf.length > 0.98 * before.part.siteOf.length) break
    patience = AT_ROOT_AGAIN
    stride = patience.stride
  }
  search.ground = node.part.ground()
  for (let kick = 0; kick < KICKS; kick++) {
    offer(search, search.ground.kicked(search.best.sites, search.random))
    yield report(search)
    if (Math.floor(node.bound) <= search.best.value) return undefined
  }
  return node
}

function settledShare({ best }: Search, relaxation: Relaxation): number {
  const states = settle(relaxation, best.value)
  return states.reduce((count, state) => count + (state === FREE ? 0 : 1), 0) / states.length
}

/** Splits what is left into ever smaller parts, and drops those that hold nothing better. */
function* searchTree(search: Search, root: Node): Generator<Siting, void> {
  const open = [root]
  let entries = root.part.entries
  for (let nodes = 1; open.length > 0; nodes++) {
    const highest = open.reduce((top, { bound }, i) => (bound >= open[top]!.bound ? i : top), 0)
    search.bound = Math.min(search.bound, open[highest]!.bound)
    if (Math.floor(search.bound) <= search.best.value) return
    const [node] = open.splice(entries > MOST_ENTRIES ? open.length - 1 : highest, 1) as [Node]
    entries -= node.part.entries
    for (const child of splitNode(search, node)) {
      open.push(child)
      entries += child.part.entries
    }
    if (nodes % NODES_PER_KICK === 0) offer(search, search.ground.kicked(search.best.sites, search.random))
    yield report(search)
  }
}

function splitNode(search: Search, node: Node): Node[] {
  if (Math.floor(node.bound) <= search.best.value) return []
  let left: Node | undefined = node
  for (const patience of [AT_NODE, AT_NODE_AGAIN, AT_NODE_AGAIN]) {
    const relaxation = relax(left.part, left.price, search.unit, patience.stride)
    while (step(relaxation, search.best.value, patience));
    const { siteOf } = left.part
    left = narrowed(search, left, relaxation)
    if (!left) return []
    if (left.part.siteOf.length > 0.85 * siteOf.length || patience === AT_NODE_AGAIN) {
      return branch(search, left, sharesIn(left.part, siteOf, relaxation.share))
    }
  }
  return []
}

function sharesIn(part: Part, siteOf: Uint32Array, share: Float64Array): Float64Array {
  const of = new Map(Array.from(siteOf, (site, i) => [site, share[i]!]))
  return Float64Array.from(part.siteOf, (site) => of.get(site)!)
}

/** What is left of a node: the choices that can be better than the best, if there are any. */
function narrowed(search: Search, { part, bound }: Node, relaxation: Relaxation): Node | undefined {
  const lower = Math.min(bound, relaxation.bound)
  if (Math.floor(lower) <= search.best.value) return undefined
  const states = settle(relaxation, search.best.value)
  if (part.worth(relaxation.selection.chosen) > search.best.value) {
    offer(search, search.ground.improved(chosenSites(relaxation)))
  }
  return child(search, { part, bound: lower, price: relaxation.price }, states)
}

/** The part of a node with these states; undefined if it is empty, or holds one choice, which is then offered. */
function child(search: Search, { part, bound, price }: Node, states: Uint8Array): Node | undefined {
  const smaller = states.some((state) => state !== FREE) ? part.narrow(states) : part
  if (smaller === undefined) return undefined
  const { siteOf, cost, count, budget, opened } = smaller
  if (count === siteOf.length && cost.reduce((a, b) => a + b, 0) <= budget) {
    offer(search, search.ground.improved([...opened, ...siteOf]))
    return undefined
  }
  if (smaller === part) return { part, bound, price }
  return { part: smaller, bound, price: smaller.pricesFrom(price) }
}

function chosenSites({ part, selection }: Relaxation): number[] {
  return [...part.opened, ...part.siteOf.filter((_, site) => selection.chosen[site] === 1)]
}

/**
 * Two parts, with one site open and with it closed: a site that the relaxation chose about every second time. Where
 * it is cheap, the likeliest are tried out first, and the one is taken that lowers both bounds most (strong
 * branching): pmed33 of the OR-Library takes 10 nodes instead of 3,400.
 */
function branch(search: Search, node: Node, share: Float64Array): Node[] {
  const byDoubt = Array.from(share.keys()).sort(
    (a, b) => Math.abs(share[a]! - 0.5) - Math.abs(share[b]! - 0.5),
  )
  const trials = node.part.entries > CHEAP_ENTRIES ? 1 : TRIALS
  let best: Node[] = []
  let most = -1
  for (const site of byDoubt.slice(0, trials)) {
    const children = [OPEN, CLOSED].flatMap((state) => {
      const states = new Uint8Array(share.length)
      states[site] = state
      return child(search, node, states) ?? []
    })
    if (trials === 1) return children
    const tried = children.flatMap((half) => tryOut(search, half) ?? [])
    if (tried.length === 0) return []
    const drops = tried.map(({ bound }) => Math.max(node.bound - bound, search.unit))
    const score = drops.length === 2 ? drops[0]! * drops[1]! : drops[0]! * (node.bound - search.best.value)
    if (score <= most) continue
    most = score
    best = tried
  }
  return best
}

function tryOut({ unit, best }: Search, { part, bound, price }: Node): Node | undefined {
  const relaxation = relax(part, price, unit, TRIAL.stride)
  while (step(relaxation, best.value, TRIAL));
  const lower = Math.min(bound, relaxation.bound)
  return Math.floor(lower) > best.value ? { part, bound: lower, price: relaxation.price } : undefined
}
