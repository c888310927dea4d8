import type { MapData } from '#core/geo/map-data.ts'
import type { CommunitySummary } from '../contract.ts'
import type { homesGeoJson } from './homes.ts'
import { baseMapSvg } from './report-base-map.ts'
import { type Frame, frameOf } from './report-frame.ts'
import { html } from './report-svg.ts'
import { CLASS_NAMES, type Language } from './report-words.ts'
import type { PlacedRow } from './tables.ts'

export interface MapContent {
  readonly map: MapData
  readonly communities: readonly PlacedRow[]
  readonly homes: ReturnType<typeof homesGeoJson>
}

/** Communities by maturity over streets and water; every shape has its name and class as a title. */
export function mapSvg(
  { map, communities, homes }: MapContent,
  summaries: readonly CommunitySummary[],
  language: Language,
): string {
  const corners = communities.flatMap(({ area, point }) => area?.flat(2) ?? [point])
  const frame = frameOf([...corners, ...homes.features.map(({ geometry }) => geometry.coordinates)])
  const isPoint = communities.map(({ area }) => area === undefined)
  const shapes = communities.map((row, c) => shapeOf(row, summaries[c]!, frame, language))
  const said = summaries.map(({ name, class: id }) => `${name[language]}: ${CLASS_NAMES[id][language]}`)
  return `<svg class="map" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${html(said.join('; '))}">${HATCH}
${baseMapSvg(map, frame)}
${isPoint.includes(true) ? homeCells(homes, summaries, isPoint, frame) : ''}${shapes.join('')}
${labels(communities, summaries, frame, language)}${scaleBar(frame)}</svg>`
}

const HATCH =
  '<defs><pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="14" height="14" fill="#eef1f4"/><rect width="4" height="14" fill="#a3afb7"/></pattern></defs>'

function shapeOf(
  { area, point }: PlacedRow,
  { communityId, name, class: maturity }: CommunitySummary,
  frame: Frame,
  language: Language,
): string {
  const title = `<title>${html(name[language])}: ${CLASS_NAMES[maturity][language]}</title>`
  const [x, y] = frame.at(point)
  const path = area
    ?.flat()
    .map((ring) => `M${ring.map((corner) => frame.at(corner).join(' ')).join('L')}Z`)
    .join('')
  const shape = path
    ? `<path class="area ${maturity}" fill-rule="evenodd" d="${path}">${title}</path>`
    : `<circle class="point ${maturity}" cx="${x}" cy="${y}" r="16">${title}</circle>`
  return `<a href="#${html(encodeURIComponent(communityId))}">${shape}</a>`
}

/** Where the people of communities without a polygon live, in the colour of their class. */
function homeCells(
  { features }: MapContent['homes'],
  summaries: readonly CommunitySummary[],
  isPoint: readonly boolean[],
  frame: Frame,
): string {
  const classOf = new Map(
    summaries.map(({ communityId, class: id }, c) => [communityId, isPoint[c] ? id : '']),
  )
  const byClass = Map.groupBy(features, ({ properties }) => classOf.get(properties.community) ?? '')
  byClass.delete('')
  const dot = (feature: MapContent['homes']['features'][number]) => {
    const [x, y] = frame.at(feature.geometry.coordinates)
    return `M${x - 4} ${y - 4}h8v8h-8z`
  }
  return [...byClass]
    .map(([id, cells]) => `<path class="homes ${id}" d="${cells.map(dot).join('')}"/>`)
    .join('')
}

const LETTER = 26

/** Names beside what they name, the most populous first; one that would cover another is left out. */
function labels(
  communities: readonly PlacedRow[],
  summaries: readonly CommunitySummary[],
  frame: Frame,
  language: Language,
): string {
  const taken: { x: number; y: number; half: number }[] = []
  return summaries
    .map(({ name, population }, c) => ({ c, text: name[language], people: population ?? 0 }))
    .sort((a, b) => b.people - a.people || a.c - b.c)
    .flatMap(({ c, text }) => {
      const { area, point } = communities[c]!
      const [x, middle] = frame.at(point)
      const y = area ? middle + LETTER / 3 : middle - LETTER
      const half = ([...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.55), 0) * LETTER) / 2
      const covers = taken.some(
        (other) => Math.abs(other.y - y) < LETTER * 1.2 && Math.abs(other.x - x) < other.half + half + 8,
      )
      if (covers) return []
      taken.push({ x, y, half })
      return [`<text class="name" x="${x}" y="${y.toFixed(0)}">${html(text)}</text>`]
    })
    .join('')
}

/** A round length of about a sixth of the width. */
function scaleBar({ width, height, metresPerUnit }: Frame): string {
  const about = (width * metresPerUnit) / 6
  const power = 10 ** Math.floor(Math.log10(about))
  const metres = power * ([5, 2].find((step) => step * power <= about) ?? 1)
  const length = Math.round(metres / metresPerUnit)
  const text = metres < 1000 ? `${metres} m` : `${metres / 1000} km`
  return `<g class="scale"><path d="M40 ${height - 52}v16h${length}v-16"/><text x="${40 + length / 2}" y="${height - 60}">${text}</text></g>`
}
