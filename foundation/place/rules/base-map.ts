import type { MapData, Tags } from '#core/geo/map-data.ts'
import { areaM2, type LonLat } from '#core/geo/polygon.ts'
import { joinLines } from './chains.ts'
import type { NewArea, NewEstate, NewMapFeature } from './places.ts'
import { innerPoint, type Shape } from './shape.ts'

type Drawn = Pick<NewMapFeature, 'layer' | 'class' | 'minZoom'>

/** Streets from the zoom level at which their class can be told apart on a screen; a link counts as its street. */
const STREETS: Readonly<Record<string, readonly [street: string, minZoom: number]>> = {
  motorway: ['motorway', 8],
  trunk: ['trunk', 8],
  primary: ['primary', 9],
  secondary: ['secondary', 11],
  tertiary: ['tertiary', 12],
  unclassified: ['residential', 13],
  residential: ['residential', 13],
  living_street: ['residential', 13],
  service: ['service', 14],
  pedestrian: ['path', 14],
  track: ['path', 14],
  footway: ['path', 15],
  path: ['path', 15],
  steps: ['path', 15],
  cycleway: ['path', 15],
}
const WATERWAYS: Readonly<Record<string, number>> = { river: 9, canal: 11, stream: 13, ditch: 14, drain: 14 }
const GREENS = new Set([
  ...['leisure=park', 'leisure=garden', 'leisure=pitch', 'leisure=golf_course', 'leisure=nature_reserve'],
  ...[
    'natural=wood',
    'natural=scrub',
    'natural=grassland',
    'natural=wetland',
    'landuse=forest',
    'landuse=grass',
  ],
  ...['landuse=meadow', 'landuse=recreation_ground', 'landuse=cemetery', 'landuse=village_green'],
])
const LANDS: Readonly<Record<string, string>> = {
  residential: 'residential',
  commercial: 'commercial',
  retail: 'commercial',
  industrial: 'industrial',
  railway: 'industrial',
  education: 'institution',
  institutional: 'institution',
  farmland: 'farm',
  farmyard: 'farm',
  orchard: 'farm',
  greenhouse_horticulture: 'farm',
}

/**
 * What the base map draws of a map's ways: waters, green, land, streets, railways and walls, each from the zoom level
 * at which it can be seen, and lines that continue one another joined. Ways with other tags are left out, and so are areas of several ways.
 */
export function baseMapOf(
  map: MapData,
  provenance: { readonly source: string; readonly generated: boolean },
): NewMapFeature[] {
  const features: NewMapFeature[] = []
  for (const [way, tags] of map.wayTags.entries()) {
    const points = pointsOf(map, way)
    if (points.length < 2) continue
    const shape = shapeOf(points, tags)
    const drawn = drawnAs(tags, shape)
    if (drawn) features.push({ ...drawn, ...nameOf(tags), bridge: isBridge(tags), shape, ...provenance })
  }
  return joinLines(features)
}

function pointsOf(map: MapData, way: number): LonLat[] {
  const nodes = map.wayNode.subarray(map.wayFirst[way], map.wayFirst[way + 1])
  return Array.from(nodes, (node) => [map.lon[node]!, map.lat[node]!] as const)
}

/** A closed way is an area, unless it is a street, railway, wall or watercourse that runs in a ring. */
function shapeOf(points: readonly LonLat[], tags: Tags): Shape {
  const [first, last] = [points[0]!, points.at(-1)!]
  const closed = points.length > 3 && first[0] === last[0] && first[1] === last[1]
  const line = tags.highway || tags.railway || tags.barrier || WATERWAYS[tags.waterway ?? '']
  return closed && !line
    ? { type: 'Polygon', coordinates: [points] }
    : { type: 'LineString', coordinates: points }
}

function drawnAs(tags: Tags, shape: Shape): Drawn | undefined {
  const street = STREETS[(tags.highway ?? '').replace(/_link$/, '')]
  if (street) return { layer: 'street', class: street[0], minZoom: street[1] }
  if (tags.railway === 'rail') return { layer: 'rail', class: 'rail', minZoom: 10 }
  if (tags.railway) return { layer: 'rail', class: tags.railway, minZoom: 12 }
  const course = WATERWAYS[tags.waterway ?? '']
  if (course) return { layer: 'water', class: tags.waterway!, minZoom: course }
  if (tags.barrier === 'wall' || tags.barrier === 'fence')
    return { layer: 'wall', class: tags.barrier, minZoom: 15 }
  return shape.type === 'Polygon' ? drawnArea(tags, zoomOf(shape.coordinates)) : undefined
}

function drawnArea(tags: Tags, minZoom: number): Drawn | undefined {
  if (tags.natural === 'water' || tags.waterway || tags.landuse === 'reservoir')
    return { layer: 'water', class: tags.water ?? 'water', minZoom }
  for (const key of ['leisure', 'natural', 'landuse'] as const) {
    if (GREENS.has(`${key}=${tags[key]}`)) return { layer: 'green', class: tags[key]!, minZoom }
  }
  const land = LANDS[tags.landuse ?? '']
  return land ? { layer: 'land', class: land, minZoom: Math.max(minZoom, 10) } : undefined
}

/** Smallest width of an area in metres that is drawn from zoom level 8, 9 … 13; the rest from 14. */
const WIDTHS_M = [2000, 1000, 500, 250, 120, 60]

function zoomOf(rings: readonly (readonly LonLat[])[]): number {
  const side_m = Math.sqrt(areaM2(rings))
  return 8 + WIDTHS_M.filter((width_m) => side_m < width_m).length
}

const isBridge = (tags: Tags) => tags.bridge !== undefined && tags.bridge !== 'no'

function nameOf(tags: Tags): { name?: { zh: string; en: string } } {
  const zh = tags['name:zh'] ?? tags.name
  return zh ? { name: { zh, en: tags['name:en'] ?? zh } } : {}
}

/** Names for the map: towns from afar, communities nearer, estates, parks and waters nearest. */
export function labelsOf(
  areas: readonly Pick<NewArea, 'level' | 'name' | 'shape' | 'source' | 'generated'>[],
  estates: readonly NewEstate[],
  features: readonly NewMapFeature[],
): NewMapFeature[] {
  const label = (
    { name, shape, source, generated }: Pick<NewArea, 'name' | 'shape' | 'source' | 'generated'>,
    what: string,
    minZoom: number,
  ): NewMapFeature => ({
    ...{ layer: 'label', class: what, minZoom, name, source, generated },
    shape: { type: 'Point', coordinates: innerPoint(shape) },
  })
  return [
    ...areas.filter(({ level }) => level === 'town').map((area) => label(area, 'town', 9)),
    ...areas.filter(({ level }) => level === 'community').map((area) => label(area, 'community', 12)),
    ...estates.map((estate) => label(estate, 'estate', 15)),
    ...features.flatMap((feature) => {
      const { layer, name, shape, minZoom } = feature
      if (!name || shape.type !== 'Polygon' || (layer !== 'water' && layer !== 'green')) return []
      return [label({ ...feature, name }, layer === 'green' ? 'park' : 'water', Math.min(minZoom + 2, 15))]
    }),
  ]
}
