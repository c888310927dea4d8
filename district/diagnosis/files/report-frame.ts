import { boundsOf, type Position } from '#core/geo/polygon.ts'
import { localProjection } from '#core/geo/projection.ts'

/** Half pixels: whole numbers stay short, and lines stay smooth. */
const WIDTH = 1920
const MARGIN = 60

type Point = [x: number, y: number]

/** A part of the world on a sheet of 1920 units across, two to a pixel. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly metresPerUnit: number
  readonly at: (position: Position) => Point
  /** Like `at`, with places outside moved to just beyond the edge: for areas. */
  readonly clamped: (position: Position) => Point
  /** The parts of a line inside, with the point before and after each. */
  readonly runsInside: (line: readonly Position[]) => Point[][]
}

/** The frame that shows all positions with a margin, no higher than wide. */
export function frameOf(positions: readonly Position[]): Frame {
  const { west, south, east, north } = boundsOf(positions)
  const { toXY } = localProjection((west + east) / 2, (south + north) / 2)
  const corners = [toXY(west, south), toXY(east, south), toXY(west, north), toXY(east, north)]
  const halfX = Math.max(...corners.map(([x]) => Math.abs(x)), 50)
  const halfY = Math.max(...corners.map(([, y]) => Math.abs(y)), 50)
  const inner = WIDTH - 2 * MARGIN
  const metresPerUnit = Math.max((2 * halfX) / inner, (2 * halfY) / inner)
  const height = Math.round(Math.max((2 * halfY) / metresPerUnit + 2 * MARGIN, WIDTH / 3))
  const at = ([lon, lat]: Position): Point => {
    const [x, y] = toXY(lon, lat)
    return [Math.round(WIDTH / 2 + x / metresPerUnit), Math.round(height / 2 - y / metresPerUnit)]
  }
  const within = (value: number, size: number) => Math.min(size + MARGIN, Math.max(-MARGIN, value))
  const clamped = (position: Position): Point => {
    const [x, y] = at(position)
    return [within(x, WIDTH), within(y, height)]
  }
  const isInside = ([x, y]: Point) => x >= 0 && x <= WIDTH && y >= 0 && y <= height
  const runsInside = (line: readonly Position[]) => runsOf(line.map(at), isInside)
  return { width: WIDTH, height, metresPerUnit, at, clamped, runsInside }
}

/** Longest runs of points of which each is inside or next to one that is. */
function runsOf(points: readonly Point[], isInside: (point: Point) => boolean): Point[][] {
  const inside = points.map(isInside)
  const runs: Point[][] = []
  points.forEach((point, i) => {
    if (!inside[i] && !inside[i - 1] && !inside[i + 1]) return
    const followsOn = i > 0 && (inside[i] || inside[i - 1]) && runs.length > 0
    if (followsOn) runs.at(-1)!.push(point)
    else runs.push([point])
  })
  return runs
}
