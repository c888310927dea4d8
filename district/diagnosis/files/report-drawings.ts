import type { MultiPolygon, Position } from '#core/geo/polygon.ts'
import { localProjection } from '#core/geo/projection.ts'
import type { CommunitySummary } from '../contract.ts'
import { CLASS_NAMES, type Language } from './report-words.ts'

/** What a community looks like on the map: its area, or the point that stands for it. */
export type Outline = { readonly area: MultiPolygon } | { readonly point: Position }

/** Text safe in HTML. */
export const html = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

const WIDTH = 960

/** The communities by maturity; every shape has its name and class as a title. */
export function mapSvg(
  communities: readonly CommunitySummary[],
  outlines: readonly Outline[],
  language: Language,
): string {
  const points = outlines.flatMap((outline) => ('area' in outline ? outline.area.flat(2) : [outline.point]))
  if (points.length === 0) return ''
  const { toXY } = localProjection(points[0]![0], points[0]![1])
  const plane = points.map(([lon, lat]) => toXY(lon, lat))
  const [west, east] = extent(plane.map(([x]) => x))
  const [south, north] = extent(plane.map(([, y]) => y))
  const metres = Math.max(east - west, north - south, 1)
  const scale = (WIDTH - 40) / Math.max(east - west, metres / 2)
  const height = Math.round((north - south) * scale) + 40
  const place = ([lon, lat]: Position) => {
    const [x, y] = toXY(lon, lat)
    return [20 + (x - west) * scale, 20 + (north - y) * scale].map((n) => n.toFixed(1))
  }
  const shapes = communities.map(({ name, class: maturity }, c) => {
    const title = `<title>${html(name[language])}: ${CLASS_NAMES[maturity][language]}</title>`
    const outline = outlines[c]!
    if ('point' in outline) {
      const [x, y] = place(outline.point)
      return `<circle class="${maturity}" cx="${x}" cy="${y}" r="9" stroke="#1f2933" stroke-width=".6">${title}</circle>`
    }
    const rings = outline.area
      .flat()
      .map((ring) => `M${ring.map((point) => place(point).join(' ')).join('L')}Z`)
    return `<path class="${maturity}" d="${rings.join('')}" fill-rule="evenodd" stroke="#fff" stroke-width=".8">${title}</path>`
  })
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${communities.length}"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#8a97a3"/></pattern></defs>${shapes.join('')}</svg>`
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return [low, high]
}

/** A score range on a bar from 0 to 1. */
export const rangeSvg = ([low, high]: readonly [number, number]) =>
  `<svg viewBox="0 0 100 8" width="100" height="8" aria-hidden="true"><rect width="100" height="8" fill="#e4e9ee"/><rect x="${(low * 100).toFixed(1)}" width="${Math.max(1.5, (high - low) * 100).toFixed(1)}" height="8" fill="#0b6e69"/></svg>`

const RADIUS = 110
const CENTRE = 160

/** The scenarios of a community: the band between lowest and highest score; required ones are set in bold. */
export function radarSvg(
  scenarios: CommunitySummary['scenarios'],
  names: ReadonlyMap<string, string>,
): string {
  const at = (i: number, share: number) => {
    const angle = (2 * Math.PI * i) / scenarios.length - Math.PI / 2
    return [CENTRE + Math.cos(angle) * RADIUS * share, CENTRE + Math.sin(angle) * RADIUS * share]
  }
  const ring = (shares: readonly number[]) =>
    `M${shares
      .map((share, i) =>
        at(i, share)
          .map((n) => n.toFixed(1))
          .join(' '),
      )
      .join('L')}Z`
  const grid = [0.25, 0.5, 0.75, 1].map(
    (share) => `<path d="${ring(scenarios.map(() => share))}" fill="none" stroke="#d5dce2"/>`,
  )
  const low = scenarios.map(({ score }) => score[0]!)
  const high = scenarios.map(({ score }) => score[1]!)
  const labels = scenarios.map(({ scenario, need }, i) => {
    const [x, y] = at(i, 1.16)
    const weight = need === 'required' ? ' font-weight="700"' : need === 'optional' ? ' fill="#7b8794"' : ''
    return `<text x="${x!.toFixed(1)}" y="${(y! + 4).toFixed(1)}" text-anchor="middle" font-size="12"${weight}>${html(names.get(scenario) ?? scenario)}</text>`
  })
  const said = scenarios.map(
    ({ scenario }, i) =>
      `${names.get(scenario) ?? scenario} ${Math.round(low[i]! * 100)}–${Math.round(high[i]! * 100)} %`,
  )
  return `<svg viewBox="0 0 320 320" role="img" aria-label="${html(said.join(', '))}">${grid.join('')}<path d="${ring(high)}${ring(low)}" fill="#0b6e69" fill-opacity=".28" fill-rule="evenodd" stroke="none"/><path d="${ring(low)}" fill="#0b6e69" fill-opacity=".5" stroke="#0b6e69"/><path d="${ring(high)}" fill="none" stroke="#0b6e69" stroke-dasharray="3 3"/>${labels.join('')}</svg>`
}
