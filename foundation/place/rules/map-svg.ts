import { boundsOf, type LonLat } from '#core/geo/polygon.ts'
import { localProjection } from '#core/geo/projection.ts'
import type { Language, Sentence } from '#core/language/language.ts'
import { polygonsOf, type Shape } from './shape.ts'

/** What a printed map is drawn over. */
export interface MapGround {
  /** Boundaries by area id. */
  readonly towns: ReadonlyMap<string, Shape>
  readonly communities: ReadonlyMap<string, Shape>
  readonly waters: readonly Shape[]
  readonly streets: readonly Shape[]
}

/** A place on the sheet, in points from its upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}
export type Frame = (position: LonLat) => Point

/** At the border of the sheet, pt. */
const BORDER = 16
/** So much of the world is shown at least, m: one mark alone is still seen among its streets. */
const WIDTH_MIN_M = 1500
/** Points nearer to the last one than this say nothing on paper, pt. */
const DETAIL = 0.6

const WATER = '#cfe3ee'
const PAPER = '#f7f7f4'

/** Every corner of every town. */
export const cornersOf = ({ towns }: MapGround): LonLat[] =>
  [...towns.values()].flatMap((shape) => polygonsOf(shape).flat(2))

/** Puts these places, with room around them, on a sheet of `width` × `height` points. */
export function frameAround(places: readonly LonLat[], width: number, height: number): Frame {
  const { west, south, east, north } = boundsOf([...places])
  const { toXY } = localProjection((west + east) / 2, (south + north) / 2)
  const [right, top] = toXY(east, north)
  const metres = Math.max(
    ...[WIDTH_MIN_M / width, (2 * Math.abs(right)) / (width - 4 * BORDER)],
    (2 * Math.abs(top)) / (height - 4 * BORDER),
  )
  return ([lon, lat]) => {
    const [x, y] = toXY(lon, lat)
    return { x: width / 2 + x / metres, y: height / 2 - y / metres }
  }
}

/** The outline of a shape as SVG path data. */
export function pathOf(shape: Shape, at: Frame, close: 'Z' | ''): string {
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

interface Drawing {
  readonly ground: MapGround
  /** Names of towns, by area id, with where they stand. */
  readonly areas: ReadonlyMap<string, { readonly name: Sentence; readonly centre: readonly number[] }>
  readonly language: Language
  readonly at: Frame
  readonly width: number
  readonly height: number
  readonly font: string
  /** SVG under the boundaries, and over everything. */
  readonly under?: string
  readonly over?: string
}

/** A map for paper: water, streets, boundaries and names, with what is drawn under and over them. */
export function mapSvg({
  ground,
  areas,
  language,
  at,
  width,
  height,
  font,
  under = '',
  over = '',
}: Drawing): string {
  const path = (shapes: Iterable<Shape>, close: 'Z' | '') =>
    [...shapes].map((shape) => pathOf(shape, at, close)).join('')
  const rivers = ground.waters.filter((shape) => !isArea(shape))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}">
<defs><clipPath id="sheet"><rect width="${width}" height="${height}"/></clipPath></defs>
<rect width="${width}" height="${height}" fill="${PAPER}"/>
<g clip-path="url(#sheet)" stroke-linejoin="round">
<path d="${path(ground.waters.filter(isArea), 'Z')}" fill="${WATER}"/>
<path d="${path(rivers, '')}" fill="none" stroke="${WATER}" stroke-width="1.2"/>
${under}
<path d="${path(ground.streets, '')}" fill="none" stroke="#d9d4c8" stroke-width="0.8"/>
<path d="${path(ground.communities.values(), 'Z')}" fill="none" stroke="#c3cad1" stroke-width="0.4"/>
<path d="${path(ground.towns.values(), 'Z')}" fill="none" stroke="#6b7785" stroke-width="0.9"/>
${townNames({ ground, areas, language, at })}
${over}
</g><rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#6b7785"/></svg>`
}

const isArea = ({ type }: Shape) => type === 'Polygon' || type === 'MultiPolygon'

function townNames({
  ground,
  areas,
  language,
  at,
}: Pick<Drawing, 'ground' | 'areas' | 'language' | 'at'>): string {
  return [...ground.towns.keys()]
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

/** A text that is no markup. */
export const markupFree = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)
