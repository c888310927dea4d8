import { area2, crossing, distance, type Point } from './plane.ts'

/**
 * A plane cut into faces by edges that share their vertices, so streets meet at junctions and neighbouring areas
 * share their border exactly. Half-edge `h` runs from `origin[h]` with its face on the left; its twin is `h ^ 1`;
 * edge `h >> 1` carries a line. Face 0 is everything outside.
 */
export interface Subdivision<Line> {
  readonly vertices: Point[]
  /** Number of edges at each vertex. */
  readonly degree: number[]
  readonly origin: number[]
  readonly next: number[]
  readonly face: number[]
  readonly lines: Line[]
  /** One half-edge of each face. */
  readonly faceEdge: number[]
}

export interface Stroke<Line> {
  readonly points: readonly Point[]
  readonly line: Line
}

export const OUTSIDE = 0

/** Half-edges round a face, in order. */
export function faceLoop(s: Subdivision<unknown>, face: number): number[] {
  const start = s.faceEdge[face]!
  const loop = [start]
  for (let h = s.next[start]!; h !== start; h = s.next[h]!) loop.push(h)
  return loop
}

/** Corners of a face, counter-clockwise, without repeated end. */
export const faceRing = (s: Subdivision<unknown>, face: number): Point[] =>
  faceLoop(s, face).map((h) => s.vertices[s.origin[h]!]!)

export const head = (s: Subdivision<unknown>, h: number): number => s.origin[h ^ 1]!

/** Puts a vertex on the edge of `h`, which keeps its first part; both faces see it. */
export function splitEdge<Line>(s: Subdivision<Line>, h: number, at: Point): number {
  const v = s.vertices.push(at) - 1
  s.degree.push(2)
  const twin = h ^ 1
  const g = s.origin.length
  const far = s.origin[twin]!
  const beforeTwin = previous(s, twin)
  // h: a → v, g: v → b; twin keeps its number and becomes v → a, g ^ 1: b → v.
  s.origin.push(v, far)
  s.origin[twin] = v
  s.face.push(s.face[h]!, s.face[twin]!)
  s.next.push(s.next[h] === twin ? g + 1 : s.next[h]!, twin)
  s.next[h] = g
  s.lines.push(s.lines[h >> 1]!)
  if (beforeTwin !== h) s.next[beforeTwin] = g + 1
  return v
}

/** The half-edge that leads to `h` round its face. */
function previous(s: Subdivision<unknown>, h: number): number {
  let p = s.next[h]!
  while (s.next[p] !== h) p = s.next[p]!
  return p
}

/**
 * Cuts a face in two along a line from the origin of `from` to the origin of `to` (half-edges of that face) over
 * the points between them; answers the new face, on the right of the line.
 */
export function splitFace<Line>(
  s: Subdivision<Line>,
  from: number,
  to: number,
  between: readonly Point[],
  line: Line,
): number {
  const oldFace = s.face[from]!
  const newFace = s.faceEdge.length
  const chain = [s.origin[from]!, ...between.map((p) => s.vertices.push(p) - 1), s.origin[to]!]
  for (const _ of between) s.degree.push(2)
  s.degree[chain[0]!]!++
  s.degree[chain.at(-1)!]!++
  const beforeFrom = previous(s, from)
  const beforeTo = previous(s, to)
  const first = s.origin.length
  for (let i = 0; i + 1 < chain.length; i++) {
    const h = s.origin.length
    s.origin.push(chain[i]!, chain[i + 1]!)
    s.face.push(oldFace, newFace)
    const last = i + 2 === chain.length
    s.next.push(last ? to : h + 2, i === 0 ? from : h - 1)
    s.lines.push(line)
  }
  s.next[beforeFrom] = first
  s.next[beforeTo] = s.origin.length - 1
  s.faceEdge[oldFace] = first
  s.faceEdge.push(first + 1)
  for (const h of faceLoop(s, newFace)) s.face[h] = newFace
  return newFace
}

/**
 * The subdivision that lines make where they cross. Vertices nearer than `snap` become one; loose ends are cut
 * back to the last junction; what lies outside the outline must not be among the lines.
 *
 * @throws RangeError if the lines do not make one connected picture.
 */
export function subdivide<Line>(strokes: readonly Stroke<Line>[], snap: number): Subdivision<Line> {
  const { vertices, edges } = withoutLooseEnds(brokenAtCrossings(strokes, snap))
  const s: Subdivision<Line> = {
    vertices,
    degree: vertices.map(() => 0),
    origin: [],
    next: [],
    face: [],
    lines: edges.map((e) => e.line),
    faceEdge: [],
  }
  const out: number[][] = vertices.map(() => [])
  edges.forEach(({ a, b }, i) => {
    s.origin.push(a, b)
    out[a]!.push(2 * i)
    out[b]!.push(2 * i + 1)
  })
  out.forEach((star, v) => {
    s.degree[v] = star.length
    const angle = (h: number) => direction(vertices[v]!, vertices[head(s, h)]!)
    star.sort((g, h) => angle(g) - angle(h))
    // Coming in along the twin of star[i], the face on the left goes on with the next edge clockwise.
    star.forEach((h, i) => {
      s.next[h ^ 1] = star[(i + star.length - 1) % star.length]!
    })
  })
  nameFaces(s)
  return s
}

const direction = (a: Point, b: Point) => Math.atan2(b.y - a.y, b.x - a.x)

function nameFaces(s: Subdivision<unknown>): void {
  s.face.push(...s.origin.map(() => -1))
  s.faceEdge.push(-1)
  for (let start = 0; start < s.origin.length; start++) {
    if (s.face[start] !== -1) continue
    const loop = [start]
    for (let h = s.next[start]!; h !== start; h = s.next[h]!) loop.push(h)
    const outside = area2(loop.map((h) => s.vertices[s.origin[h]!]!)) < 0
    if (outside && s.faceEdge[OUTSIDE] !== -1) throw new RangeError('the lines are not connected')
    const face = outside ? OUTSIDE : s.faceEdge.push(start) - 1
    s.faceEdge[face] = start
    for (const h of loop) s.face[h] = face
  }
}

interface Graph<Line> {
  readonly vertices: Point[]
  readonly edges: { a: number; b: number; line: Line }[]
}

function brokenAtCrossings<Line>(strokes: readonly Stroke<Line>[], snap: number): Graph<Line> {
  const pieces = strokes.flatMap(({ points, line }) =>
    points.slice(1).map((b, i) => ({ a: points[i]!, b, line, cuts: [0, 1] })),
  )
  for (let i = 0; i < pieces.length; i++) {
    const p = pieces[i]!
    for (let j = i + 1; j < pieces.length; j++) {
      const q = pieces[j]!
      if (apart(p, q)) continue
      const hit = crossing(p.a, p.b, q.a, q.b)
      if (hit === undefined) continue
      p.cuts.push(hit.t)
      q.cuts.push(hit.u)
    }
  }
  const vertices: Point[] = []
  const vertexAt = (p: Point) => {
    const near = vertices.findIndex((v) => distance(v, p) < snap)
    return near >= 0 ? near : vertices.push(p) - 1
  }
  const edges = new Map<string, { a: number; b: number; line: Line }>()
  for (const { a, b, line, cuts } of pieces) {
    cuts.sort((t, u) => t - u)
    let from = vertexAt(a)
    for (const t of cuts) {
      const to = vertexAt({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
      const key = `${Math.min(from, to)}-${Math.max(from, to)}`
      if (to !== from && !edges.has(key)) edges.set(key, { a: from, b: to, line })
      from = to
    }
  }
  return { vertices, edges: [...edges.values()] }
}

const apart = (p: { a: Point; b: Point }, q: { a: Point; b: Point }) =>
  Math.max(p.a.x, p.b.x) < Math.min(q.a.x, q.b.x) ||
  Math.max(q.a.x, q.b.x) < Math.min(p.a.x, p.b.x) ||
  Math.max(p.a.y, p.b.y) < Math.min(q.a.y, q.b.y) ||
  Math.max(q.a.y, q.b.y) < Math.min(p.a.y, p.b.y)

function withoutLooseEnds<Line>({ vertices, edges }: Graph<Line>): Graph<Line> {
  const degree = vertices.map(() => 0)
  for (const { a, b } of edges) {
    degree[a]!++
    degree[b]!++
  }
  let kept = edges
  for (let count = -1; count !== kept.length; ) {
    count = kept.length
    kept = kept.filter(({ a, b }) => {
      if (degree[a]! > 1 && degree[b]! > 1) return true
      degree[a]!--
      degree[b]!--
      return false
    })
  }
  const number = new Map<number, number>()
  const renumber = (v: number) => {
    if (!number.has(v)) number.set(v, number.size)
    return number.get(v)!
  }
  const renumbered = kept.map(({ a, b, line }) => ({ a: renumber(a), b: renumber(b), line }))
  return { vertices: [...number.keys()].map((v) => vertices[v]!), edges: renumbered }
}
