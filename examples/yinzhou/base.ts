import { type Line, makeLine } from './lines.ts'
import { contains, distance, type Point, smoothLine, toPlane } from './plane.ts'
import { noise } from './random.ts'
import { LAKE, LINES, type LineKind, OUTLINE } from './skeleton.ts'
import { type Stroke, type Subdivision, subdivide } from './subdivision.ts'

/** Metres between vertices of a drawn line, and the roughness laid over it, by kind. */
const DETAIL: Partial<Record<LineKind, { step: number; rough: number }>> = {
  outline: { step: 180, rough: 170 },
  coast: { step: 120, rough: 150 },
  river: { step: 150, rough: 20 },
  lake: { step: 110, rough: 110 },
  canal: { step: 90, rough: 22 },
  stream: { step: 80, rough: 30 },
  road: { step: 140, rough: 45 },
}

/** Outline of the district in the plane, counter-clockwise. */
const outlineRing = (): Point[] => OUTLINE.flatMap((l) => drawn(l.kind, l.points).slice(0, -1))

/** The drawn lines as one subdivision. */
export function baseSubdivision(): Subdivision<Line> {
  const outline = outlineRing()
  const strokes: Stroke<Line>[] = OUTLINE.map((l) => ({ points: drawn(l.kind, l.points), line: lineOf(l) }))
  const lake = drawn('lake', [...LAKE.points, LAKE.points[0]!])
  strokes.push({ points: lake, line: lineOf(LAKE) })
  for (const l of LINES) strokes.push(...inside(outline, drawn(l.kind, l.points), lineOf(l)))
  return subdivide(strokes, 28)
}

const lineOf = (l: (typeof LINES)[number]) => makeLine(l.kind, l.name && { ...l.name, generated: false })

/** Drawn points as a smooth, slightly rough line; its ends stay where they were drawn. */
function drawn(kind: LineKind, points: readonly (readonly [number, number])[]): Point[] {
  const { step, rough } = DETAIL[kind] ?? { step: 240, rough: 0 }
  const smooth = smoothLine(
    points.map(([lon, lat]) => toPlane(lon, lat)),
    step,
  )
  const ends = [smooth[0]!, smooth.at(-1)!]
  return smooth.map((p) => {
    const fade = Math.min(1, distance(p, ends[0]!) / 600, distance(p, ends[1]!) / 600)
    const by = rough * fade
    return { x: p.x + by * swing(p, 11), y: p.y + by * swing(p, 12) }
  })
}

const swing = (p: Point, salt: number) =>
  0.7 * noise(p.x / 700, p.y / 700, salt) + 0.3 * noise(p.x / 230, p.y / 230, salt + 2)

/** The stretches of a line inside the ring, each with one segment that crosses it as a loose end. */
function inside(ring: readonly Point[], points: readonly Point[], line: Line): Stroke<Line>[] {
  const within = points.map((p) => contains(ring, p))
  const strokes: Stroke<Line>[] = []
  let stretch: Point[] = []
  points.forEach((p, i) => {
    if (within[i] || within[i - 1] || within[i + 1]) stretch.push(p)
    else stretch = []
    if (stretch.length === 1) strokes.push({ points: stretch, line })
  })
  return strokes.filter((s) => s.points.length > 1)
}
