import { contains, distance, type Point, smoothLine, toPlane, toSegment } from './plane.ts'
import { noise } from './random.ts'
import { FOOT_OF_HILLS, LINES, OUTLINE, TOWN_CORES } from './skeleton.ts'

const plane = (points: readonly (readonly [number, number])[]) =>
  points.map(([lon, lat]) => toPlane(lon, lat))

const foot = smoothLine(plane(FOOT_OF_HILLS), 500)
/** The plain is the ring closed far in the west. */
const plain = [...foot, toPlane(121.42, 29.69), toPlane(121.42, 29.94)]
const valleys = LINES.filter((l) => l.kind === 'road' || l.kind === 'arterial').map((l) => plane(l.points))
const coast = plane(OUTLINE.find((l) => l.kind === 'coast')!.points)
const expressway = plane(LINES.find((l) => l.name?.zh === '绕城高速')!.points)
const cores = TOWN_CORES.map((c) => ({ ...c, at: toPlane(c.lon, c.lat) }))

/** The coastal plain lies within this distance of the harbour. */
const COAST_PLAIN_M = 1900

const distanceToLine = (p: Point, line: readonly Point[]): number => {
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < line.length; i++) least = Math.min(least, toSegment(p, line[i - 1]!, line[i]!).distance)
  return least
}

/** Whether hills rise at `p`: east of their foot, away from the valley roads and the coast. */
export function isHill(p: Point): boolean {
  if (contains(plain, p)) return false
  const rough = 1 + 0.55 * noise(p.x / 900, p.y / 900, 3)
  if (distanceToLine(p, coast) < COAST_PLAIN_M * rough) return false
  return !valleys.some((road) => distanceToLine(p, road) < 620 * rough)
}

/** Town outside the city in whose built-up core `p` lies. */
export const coreAt = (p: Point): (typeof cores)[number] | undefined =>
  cores.find((c) => distance(p, c.at) < c.radius * (1 + 0.25 * noise(p.x / 700, p.y / 700, 5)))

const SOUTH_END = toPlane(121.6, 29.797).y
/** The fringes, where villages stand between works and fields: in the east, and in two corners of the south. */
const EAST_FRINGE = toPlane(121.6225, 29.8415)
const SOUTH_FRINGE = { from: toPlane(121.601, 29.806), to: toPlane(121.53, 29.806).x }

/** Whether `p` lies in the closed-up city: west of the ring expressway and north of the southern fringe. */
function isCity(p: Point): boolean {
  if (p.y < SOUTH_END) return false
  const fringeEast = p.x > EAST_FRINGE.x && p.y < EAST_FRINGE.y
  const fringeSouth = p.y < SOUTH_FRINGE.from.y && (p.x > SOUTH_FRINGE.from.x || p.x < SOUTH_FRINGE.to)
  return !fringeEast && !fringeSouth && p.x < expresswayAt(p.y)
}

function expresswayAt(y: number): number {
  for (let i = 1; i < expressway.length; i++) {
    const [a, b] = [expressway[i - 1]!, expressway[i]!]
    if ((a.y - y) * (b.y - y) <= 0) return a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)
  }
  return Number.POSITIVE_INFINITY
}

export const isBuiltUp = (p: Point): boolean => isCity(p) || coreAt(p) !== undefined
