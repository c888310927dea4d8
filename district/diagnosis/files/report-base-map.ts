import type { MapData } from '#core/geo/map-data.ts'
import type { Position } from '#core/geo/polygon.ts'
import { waterOf } from '#platform/osm/base-map.ts'
import type { Frame } from './report-frame.ts'

/** Streets by what a reader takes bearings from first; paths and service ways are left out. */
const STREETS: readonly (readonly [layer: string, classes: readonly string[]])[] = [
  ['arterial', ['motorway', 'trunk', 'primary', 'secondary']],
  ['collector', ['tertiary']],
  ['minor', ['unclassified', 'residential', 'living_street', 'pedestrian', 'road']],
]

/** Characters of all layers together; streets are drawn down to the last class that fits. */
const CHARACTERS_MAX = 240_000

/** Water and streets of the map as SVG paths with the classes `water`, `arterial`, `collector` and `minor`. */
export function baseMapSvg(map: MapData, frame: Frame): string {
  const water = waterPath(map, frame)
  let left = CHARACTERS_MAX - water.length
  let streets = ''
  for (const [layer, classes] of STREETS) {
    const path = streetPath(map, frame, new Set(classes))
    left -= path.length
    if (left < 0) break
    // What matters more is drawn later, over what matters less.
    streets = `<path class="${layer}" d="${path}"/>${streets}`
  }
  return `<path class="water" d="${water}"/>${streets}`
}

function waterPath(map: MapData, frame: Frame): string {
  const rings = waterOf(map).flatMap(({ polygons }) => polygons.flat())
  return rings.map((ring) => pathOf(ring.map(frame.clamped), 'Z')).join('')
}

function streetPath(map: MapData, frame: Frame, classes: ReadonlySet<string>): string {
  return map.wayTags
    .flatMap(({ highway = '' }, way) => (classes.has(highway.replace(/_link$/, '')) ? [way] : []))
    .flatMap((way) => {
      const nodes = map.wayNode.subarray(map.wayFirst[way], map.wayFirst[way + 1])
      const line = Array.from(nodes, (node): Position => [map.lon[node]!, map.lat[node]!])
      return frame.runsInside(line).map((run) => pathOf(run, ''))
    })
    .join('')
}

/** Points nearer to the last one than this say nothing at this scale, in half pixels. */
const DETAIL = 3

/** A path in whole half pixels, relative from point to point; empty for what is no larger than a dot. */
function pathOf(points: readonly (readonly [number, number])[], close: 'Z' | ''): string {
  const [first, ...rest] = points
  if (!first) return ''
  let [x, y] = first
  const steps: string[] = []
  rest.forEach(([nextX, nextY], i) => {
    const isLast = i === rest.length - 1
    const [dx, dy] = [nextX - x, nextY - y]
    if (Math.hypot(dx, dy) < (isLast && steps.length > 0 ? 1 : DETAIL)) return
    steps.push(`${dx}${dy < 0 ? '' : ' '}${dy}`)
    ;[x, y] = [nextX, nextY]
  })
  if (steps.length < (close ? 2 : 1)) return ''
  return `M${first[0]} ${first[1]}l${steps.join(' ').replaceAll(' -', '-')}${close}`
}
