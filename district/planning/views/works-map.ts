import { boundsOf, type LonLat } from '#core/geo/polygon.ts'
import { localProjection } from '#core/geo/projection.ts'
import { polygonsOf, type Shape } from '#foundation/place/rules/shape.ts'
import { PRINT_FONT } from '#platform/document/pdf.ts'
import type { ProgrammeSite, Work, WorkState } from '../contract/works.ts'
import type { PrintedList } from './printed-list.ts'

/** What the map is drawn over. */
export interface Ground {
  /** Boundaries by area id. */
  readonly towns: ReadonlyMap<string, Shape>
  readonly communities: ReadonlyMap<string, Shape>
  readonly waters: readonly Shape[]
  readonly streets: readonly Shape[]
}

/** Told apart by lightness as well, for a print without colours. */
export const STATE_COLOURS: Readonly<Record<WorkState, string>> = {
  planned: '#ffffff',
  approved: '#f6d9a4',
  building: '#d98a1f',
  built: '#0b6e69',
  dropped: '#c9cfd6',
}
const INK: Readonly<Record<WorkState, string>> = {
  ...{ planned: '#17212b', approved: '#17212b', building: '#17212b', built: '#ffffff', dropped: '#17212b' },
}
export const SITE_COLOUR = '#8a3fa0'
const RADIUS = 8
/** Room between two marks, and at the border of the sheet. */
const [GAP, BORDER] = [2, 16]
/** So much of the world is shown at least, m: one works project alone is still seen among its streets. */
const WIDTH_MIN_M = 1500

const WATER = '#cfe3ee'
const PAPER = '#f7f7f4'

interface Point {
  readonly x: number
  readonly y: number
}

/** Works by number and state over communities, towns, water and streets, `width` × `height` points. */
export function worksMapSvg(list: PrintedList, ground: Ground, width: number, height: number): string {
  const at = frameOf(list, ground, width, height)
  const marks = list.works.map(({ lon, lat }) => at([lon, lat]))
  const free = spread(marks, { radius: RADIUS + GAP, width, height })
  const path = (shapes: Iterable<Shape>, close: 'Z' | '') =>
    [...shapes].map((shape) => pathOf(shape, at, close)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${PRINT_FONT}">
<defs><clipPath id="sheet"><rect width="${width}" height="${height}"/></clipPath></defs>
<rect width="${width}" height="${height}" fill="${PAPER}"/>
<g clip-path="url(#sheet)" stroke-linejoin="round">
<path d="${path(ground.waters.filter(isArea), 'Z')}" fill="${WATER}"/>
<path d="${path(
    ground.waters.filter((shape) => !isArea(shape)),
    '',
  )}" fill="none" stroke="${WATER}" stroke-width="1.2"/>
<path d="${path(ground.streets, '')}" fill="none" stroke="#d9d4c8" stroke-width="0.8"/>
<path d="${path(ground.communities.values(), 'Z')}" fill="none" stroke="#c3cad1" stroke-width="0.4"/>
<path d="${path(ground.towns.values(), 'Z')}" fill="none" stroke="#6b7785" stroke-width="0.9"/>
${townLabels(list, ground, at)}
${list.sites.map((site) => siteMark(site, at)).join('')}
${marks.map((mark, i) => leader(mark, free[i]!)).join('')}
${list.works.map((work, i) => workMark(work, i + 1, free[i]!)).join('')}
</g><rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#6b7785"/></svg>`
}

const isArea = ({ type }: Shape) => type === 'Polygon' || type === 'MultiPolygon'

/** Puts the works and their sites, with room around them, or the whole district where there are none, on the sheet. */
function frameOf(list: PrintedList, ground: Ground, width: number, height: number) {
  const places = [...list.works, ...list.sites].map(({ lon, lat }): LonLat => [lon, lat])
  const whole = [...ground.towns.values()].flatMap((shape) => polygonsOf(shape).flat(2))
  const { west, south, east, north } = boundsOf(places.length > 0 ? places : whole)
  const { toXY } = localProjection((west + east) / 2, (south + north) / 2)
  const [right, top] = toXY(east, north)
  const metres = Math.max(
    ...[WIDTH_MIN_M / width, (2 * Math.abs(right)) / (width - 4 * BORDER)],
    (2 * Math.abs(top)) / (height - 4 * BORDER),
  )
  return ([lon, lat]: LonLat): Point => {
    const [x, y] = toXY(lon, lat)
    return { x: width / 2 + x / metres, y: height / 2 - y / metres }
  }
}

/** Points nearer to the last one than this say nothing on paper, pt. */
const DETAIL = 0.6

function pathOf(shape: Shape, at: (position: LonLat) => Point, close: 'Z' | ''): string {
  return polygonsOf(shape)
    .flat()
    .map((line) => {
      const points: Point[] = []
      for (const position of line) {
        const point = at(position)
        const last = points.at(-1)
        if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= DETAIL) points.push(point)
      }
      if (points.length < 2) return ''
      return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${close}`
    })
    .join('')
}

/**
 * Where marks of a radius stand so that none covers another: each in its place if that is free, else as near to it as
 * can be, the earlier ones first.
 */
export function spread(
  wanted: readonly Point[],
  { radius, width, height }: { radius: number; width: number; height: number },
): Point[] {
  const taken: Point[] = []
  const isFree = (point: Point) =>
    taken.every(({ x, y }) => Math.hypot(x - point.x, y - point.y) >= 2 * radius - 1e-9)
  const inside = ({ x, y }: Point): Point => ({
    x: Math.min(width - radius, Math.max(radius, x)),
    y: Math.min(height - radius, Math.max(radius, y)),
  })
  const near = (point: Point) => {
    for (const other of around(inside(point), radius)) if (isFree(inside(other))) return inside(other)
    return point
  }
  for (const point of wanted) taken.push(near(point))
  return taken
}

/** The place itself, then rings around it, outwards; more than a hundred rings are looked for in vain. */
function* around({ x, y }: Point, radius: number): Generator<Point> {
  yield { x, y }
  for (let ring = 1; ring <= 100; ring++)
    for (let i = 0; i < 8 * ring; i++) {
      const angle = (2 * Math.PI * i) / (8 * ring)
      yield { x: x + ring * radius * Math.cos(angle), y: y + ring * radius * Math.sin(angle) }
    }
}

function leader(from: Point, to: Point): string {
  if (Math.hypot(from.x - to.x, from.y - to.y) < 1) return ''
  return `<path d="M${xy(from)}L${xy(to)}" stroke="#17212b" stroke-width="0.6" fill="none"/><circle cx="${from.x.toFixed(1)}" cy="${from.y.toFixed(1)}" r="1.4" fill="#17212b"/>`
}

const xy = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`

function workMark({ state }: Work, no: number, { x, y }: Point): string {
  const size = no > 99 ? 6 : 8
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${RADIUS}" fill="${STATE_COLOURS[state]}" stroke="#17212b" stroke-width="0.8"/><text x="${x.toFixed(1)}" y="${(y + size * 0.36).toFixed(1)}" font-size="${size}" font-weight="bold" text-anchor="middle" fill="${INK[state]}">${no}</text>`
}

/** An area is outlined, a point is a diamond. */
function siteMark({ shape, lon, lat }: ProgrammeSite, at: (position: LonLat) => Point): string {
  const line = `fill="none" stroke="${SITE_COLOUR}" stroke-width="1.2"`
  const own = shape as Shape
  if (own.type !== 'Point') return `<path d="${pathOf(own, at, 'Z')}" ${line}/>`
  const { x, y } = at([lon, lat])
  return `<path d="M${xy({ x, y: y - 6 })}L${xy({ x: x + 6, y })}L${xy({ x, y: y + 6 })}L${xy({ x: x - 6, y })}Z" ${line}/>`
}

function townLabels({ areas, language }: PrintedList, { towns }: Ground, at: (p: LonLat) => Point): string {
  return [...towns.keys()]
    .flatMap((areaId) => areas.get(areaId) ?? [])
    .map(({ name, centre }) => {
      const { x, y } = at([centre[0]!, centre[1]!])
      const text = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="9" text-anchor="middle"`
      const own = markupFree(name[language])
      // Once as a rim of paper, so that lines end before the letters.
      return `<text ${text} fill="${PAPER}" stroke="${PAPER}" stroke-width="2.5">${own}</text><text ${text} fill="#5b6775">${own}</text>`
    })
    .join('')
}

const markupFree = (text: string) =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)
