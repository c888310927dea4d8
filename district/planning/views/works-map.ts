import type { LonLat } from '#core/geo/polygon.ts'
import {
  cornersOf,
  frameAround,
  type MapGround,
  mapSvg,
  type Point,
  pathOf,
} from '#foundation/place/rules/map-svg.ts'
import type { Shape } from '#foundation/place/rules/shape.ts'
import { PRINT_FONT } from '#platform/document/pdf.ts'
import type { ProgrammeSite, Work, WorkState } from '../contract/works.ts'
import type { PrintedList } from './printed-list.ts'

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
/** Room between two marks. */
const GAP = 2
/** Works by number and state over communities, towns, water and streets, `width` × `height` points. */
export function worksMapSvg(list: PrintedList, ground: MapGround, width: number, height: number): string {
  const places = [...list.works, ...list.sites].map(({ lon, lat }): LonLat => [lon, lat])
  const at = frameAround(places.length > 0 ? places : cornersOf(ground), width, height)
  const marks = list.works.map(({ lon, lat }) => at([lon, lat]))
  const free = spread(marks, { radius: RADIUS + GAP, width, height })
  const drawn = [
    ...list.sites.map((site) => siteMark(site, at)),
    ...marks.map((mark, i) => leader(mark, free[i]!)),
    ...list.works.map((work, i) => workMark(work, i + 1, free[i]!)),
  ]
  const { areas, language } = list
  return mapSvg({ ground, areas, language, at, width, height, font: PRINT_FONT, over: drawn.join('') })
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
