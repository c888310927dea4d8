import { area2, centroid, distance, type Point } from './plane.ts'
import type { Random } from './random.ts'

/** How a block is filled with rows of buildings that face south, with lanes between and paths across them. */
export interface RowPlan {
  /** Metres from north to south. */
  readonly depth: number
  /** Metres from one row to the next. */
  readonly pitch: number
  readonly length: readonly [least: number, most: number]
  /** Metres between buildings of a row. */
  readonly gap: number
  /** Metres between paths that cross the rows. */
  readonly spacing: number
  /** Share of the places left empty. */
  readonly empty: number
  /** Half-axes share of the middle kept free as a garden or pond. */
  readonly garden: number
  /** Metres a building may stand off its place. */
  readonly jitter: number
  /** Largest turn of a building against its row, radians. */
  readonly turn: number
  /** Share of the lanes that stop between two paths. */
  readonly broken: number
}

export interface Rows {
  readonly houses: readonly { readonly ring: Point[]; readonly length: number }[]
  readonly nodes: readonly Point[]
  /** Chains of node numbers. */
  readonly paths: readonly (readonly number[])[]
  /** Ends of lanes and paths, with the direction in which they leave. */
  readonly exits: readonly { readonly node: number; readonly toward: Point; readonly side: number }[]
  /** The free middle, where there is one. */
  readonly garden?: readonly Point[]
}

/** Side of exits that lead south. */
export const SOUTH = 1

type Span = readonly [from: number, to: number]
const PATH_HALF = 4.5
const CLEAR_M = 6

/** Fills what lies in all the rings with rows; rows run along `angle`. */
export function layRows(
  rings: readonly (readonly Point[])[],
  angle: number,
  plan: RowPlan,
  random: Random,
): Rows {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const local = (p: Point) => ({ x: p.x * cos + p.y * sin, y: p.y * cos - p.x * sin })
  const global = (p: Point) => ({ x: p.x * cos - p.y * sin, y: p.x * sin + p.y * cos })
  const across = rings.map((r) => r.map(local))
  const turned = across.map((r) => r.map((p) => ({ x: p.y, y: p.x })))
  const box = boxOf(across)
  const middle = centroid(across.at(-1)!)
  const garden = plan.garden * Math.sqrt(Math.abs(area2(across.at(-1)!)) / 2)
  const count = Math.max(1, Math.round((box.x1 - box.x0) / plan.spacing))
  const spines = Array.from({ length: count }, (_, j) => {
    const wobble = count === 1 ? 0 : random.between(-plan.jitter * 4, plan.jitter * 4)
    return box.x0 + ((j + 0.5) * (box.x1 - box.x0)) / count + wobble
  })
  const rows = Math.floor((box.y1 - box.y0 - 2 * CLEAR_M - plan.depth) / plan.pitch) + 1
  const first = (box.y0 + box.y1 - (rows - 1) * plan.pitch) / 2
  const houses: { ring: Point[]; length: number }[] = []
  for (let k = 0; k < rows; k++) {
    const y = first + k * plan.pitch
    const span = spanOf(across, y, plan.depth / 2 + 1)
    if (span === undefined) continue
    for (const [from, to] of betweenSpines([span[0] + CLEAR_M, span[1] - CLEAR_M], spines)) {
      for (const house of fill(from, to, y, plan, random)) {
        if (garden > 0 && distance(house.at, middle) < garden + house.length * 0.3) continue
        houses.push({ length: house.length, ring: house.ring.map(global) })
      }
    }
  }
  const lanes = Array.from({ length: Math.max(0, rows - 1) }, (_, k) => first + (k + 0.5) * plan.pitch)
  const net = layPaths(across, turned, { lanes, spines, broken: () => random.chance(plan.broken) })
  return {
    houses,
    nodes: net.nodes.map(global),
    paths: net.paths,
    exits: net.exits.map((e) => ({ ...e, toward: global(e.toward) })),
    ...(garden > 8 && { garden: circle(middle, garden * 0.72).map(global) }),
  }
}

const circle = (at: Point, radius: number): Point[] =>
  Array.from({ length: 12 }, (_, i) => ({
    x: at.x + radius * 1.25 * Math.cos((i * Math.PI) / 6),
    y: at.y + radius * 0.8 * Math.sin((i * Math.PI) / 6),
  }))

function boxOf(rings: readonly (readonly Point[])[]) {
  const box = { x0: -1e9, x1: 1e9, y0: -1e9, y1: 1e9 }
  for (const ring of rings) {
    box.x0 = Math.max(box.x0, Math.min(...ring.map((p) => p.x)))
    box.x1 = Math.min(box.x1, Math.max(...ring.map((p) => p.x)))
    box.y0 = Math.max(box.y0, Math.min(...ring.map((p) => p.y)))
    box.y1 = Math.min(box.y1, Math.max(...ring.map((p) => p.y)))
  }
  return box
}

/** The stretch of the band `y ± half` that lies in all rings. */
function spanOf(rings: readonly (readonly Point[])[], y: number, half: number): Span | undefined {
  let [from, to] = [-1e9, 1e9]
  for (const ring of rings) {
    for (const at of half === 0 ? [y] : [y - half, y, y + half]) {
      const span = widest(ring, at)
      if (span === undefined) return undefined
      from = Math.max(from, span[0])
      to = Math.min(to, span[1])
    }
    // A corner that pokes into the band cuts it on the nearer side.
    for (const p of ring) {
      if (Math.abs(p.y - y) >= half || p.x <= from || p.x >= to) continue
      if (p.x - from < to - p.x) from = p.x
      else to = p.x
    }
  }
  return to - from > 2 * CLEAR_M ? [from, to] : undefined
}

function widest(ring: readonly Point[], y: number): Span | undefined {
  const xs: number[] = []
  let a = ring[ring.length - 1]!
  for (const b of ring) {
    if (a.y > y !== b.y > y) xs.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x))
    a = b
  }
  xs.sort((p, q) => p - q)
  let best: Span | undefined
  for (let i = 0; i + 1 < xs.length; i += 2) {
    if (best === undefined || xs[i + 1]! - xs[i]! > best[1] - best[0]) best = [xs[i]!, xs[i + 1]!]
  }
  return best
}

function betweenSpines([from, to]: Span, spines: readonly number[]): Span[] {
  const marks = spines.filter((x) => x > from - PATH_HALF && x < to + PATH_HALF)
  const starts = [from, ...marks.map((x) => x + PATH_HALF)]
  const stops = [...marks.map((x) => x - PATH_HALF), to]
  return starts.map((s, i) => [Math.max(s, from), Math.min(stops[i]!, to)] as const).filter(([a, b]) => b > a)
}

interface Place {
  readonly at: Point
  readonly length: number
  readonly ring: Point[]
}

function fill(from: number, to: number, y: number, plan: RowPlan, random: Random): Place[] {
  const [least, most] = plan.length
  const wished = random.between(least, most)
  const n = Math.max(1, Math.floor((to - from + plan.gap) / (wished + plan.gap)))
  const length = Math.min(most, (to - from - (n - 1) * plan.gap) / n)
  if (length < least * 0.75) return []
  const step = (to - from - length) / Math.max(1, n - 1)
  const places: Place[] = []
  for (let i = 0; i < n; i++) {
    if (random.chance(plan.empty)) continue
    const own = plan.jitter > 0 ? length * random.between(0.72, 1) : length
    const x =
      (n === 1 ? (from + to) / 2 : from + length / 2 + i * step) + random.between(-0.5, 0.5) * plan.jitter
    const at = { x, y: y + random.between(-1, 1) * plan.jitter }
    places.push({ at, length: own, ring: box(at, own, plan.depth, random.between(-plan.turn, plan.turn)) })
  }
  return places
}

function box(at: Point, length: number, depth: number, turn: number): Point[] {
  const [c, s] = [Math.cos(turn), Math.sin(turn)]
  const corner = (u: number, v: number) => ({ x: at.x + u * c - v * s, y: at.y + u * s + v * c })
  const [u, v] = [length / 2, depth / 2]
  return [corner(-u, -v), corner(u, -v), corner(u, v), corner(-u, v)]
}

/** A net of lanes and spines, cut where they cross; stubs longer than 25 m stay as dead ends. */
function layPaths(
  across: readonly (readonly Point[])[],
  turned: readonly (readonly Point[])[],
  { lanes, spines, broken }: { lanes: readonly number[]; spines: readonly number[]; broken: () => boolean },
) {
  const nodes: Point[] = []
  const paths: number[][] = []
  const exits: { node: number; toward: Point; side: number }[] = []
  const node = (x: number, y: number) => nodes.push({ x, y }) - 1
  const laneSpans = lanes.map((y) => spanOf(across, y, 0))
  const spineSpans = spines.map((x) => spanOf(turned, x, 0))
  const on = (span: Span | undefined, at: number) =>
    span !== undefined && at > span[0] + 4 && at < span[1] - 4
  const grid = lanes.map((y, k) =>
    spines.map((x, j) => (on(laneSpans[k], x) && on(spineSpans[j], y) ? node(x, y) : -1)),
  )
  const run = (stops: number[], span: Span, place: (at: number) => number, axis: 'x' | 'y') => {
    if (stops.length === 0) return
    const path = [...stops]
    if (nodes[stops[0]!]![axis] - span[0] > 20) path.unshift(place(span[0] + 9))
    if (span[1] - nodes[stops.at(-1)!]![axis] > 20) path.push(place(span[1] - 9))
    let piece = [path[0]!]
    for (const n of path.slice(1)) {
      if (axis === 'x' && broken()) {
        if (piece.length > 1) paths.push(piece)
        piece = [n]
      } else piece.push(n)
    }
    if (piece.length > 1) paths.push(piece)
    const low = { x: axis === 'x' ? -1 : 0, y: axis === 'y' ? -1 : 0 }
    exits.push({ node: path[0]!, toward: low, side: axis === 'x' ? 0 : 1 })
    exits.push({ node: path.at(-1)!, toward: { x: -low.x, y: -low.y }, side: axis === 'x' ? 2 : 3 })
  }
  lanes.forEach((y, k) => {
    const stops = grid[k]!.filter((n) => n >= 0)
    if (laneSpans[k]) run(stops, laneSpans[k], (x) => node(x, y), 'x')
  })
  spines.forEach((x, j) => {
    const stops = grid.map((row) => row[j]!).filter((n) => n >= 0)
    if (spineSpans[j]) run(stops, spineSpans[j], (y) => node(x, y), 'y')
  })
  return inOnePiece({ nodes, paths, exits })
}

/** The net less what does not hang together with its largest piece. */
function inOnePiece(net: Pick<Rows, 'nodes' | 'paths' | 'exits'>): Pick<Rows, 'nodes' | 'paths' | 'exits'> {
  const parent = net.nodes.map((_, n) => n)
  const find = (n: number): number => {
    let root = n
    while (parent[root] !== root) root = parent[root]!
    return root
  }
  for (const path of net.paths) for (const n of path) parent[find(n)] = find(path[0]!)
  const size = net.nodes.map(() => 0)
  for (const n of parent.keys()) size[find(n)]!++
  const largest = size.indexOf(Math.max(...size))
  const number = new Map<number, number>()
  for (const n of parent.keys()) if (find(n) === largest) number.set(n, number.size)
  return {
    nodes: [...number.keys()].map((n) => net.nodes[n]!),
    paths: net.paths.filter((path) => number.has(path[0]!)).map((path) => path.map((n) => number.get(n)!)),
    exits: net.exits.filter((e) => number.has(e.node)).map((e) => ({ ...e, node: number.get(e.node)! })),
  }
}
