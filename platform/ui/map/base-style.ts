import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../language.ts'

const at = (...stops: readonly (readonly [zoom: number, value: number])[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops.flat()] as never

const classIn = (...classes: string[]): ExpressionSpecification => [
  'in',
  ['get', 'class'],
  ['literal', classes],
]

/** Widths in pixels by zoom, for each group of street classes, thinnest first. */
const STREETS = [
  {
    id: 'path',
    classes: ['path', 'footway', 'pedestrian', 'steps', 'track', 'cycleway'],
    from: 14,
    width: at([14, 0.4], [18, 3]),
  },
  {
    id: 'minor',
    classes: ['residential', 'service', 'living_street', 'unclassified', 'road'],
    from: 13,
    width: at([12, 0.4], [15, 2.5], [18, 13]),
  },
  {
    id: 'middle',
    classes: ['secondary', 'tertiary', 'secondary_link', 'tertiary_link'],
    from: 11,
    width: at([10, 0.5], [14, 3], [18, 20]),
  },
  {
    id: 'major',
    classes: ['motorway', 'trunk', 'primary', 'motorway_link', 'trunk_link', 'primary_link'],
    from: 8,
    width: at([8, 0.6], [13, 3], [18, 26]),
  },
] as const

/** Before this layer come areas of colour; streets, buildings and names stay readable above them. */
export const FIRST_LINE = 'street-path'
/** Before this layer come lines of a page's own; names stay readable above them. */
export const FIRST_NAME = 'street-name'

function streetLayers(): LayerSpecification[] {
  const line = (id: string, paint: object, { classes, from }: (typeof STREETS)[number]): LayerSpecification =>
    ({
      id,
      type: 'line',
      source: 'base',
      'source-layer': 'street',
      minzoom: from,
      filter: classIn(...classes),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint,
    }) as LayerSpecification
  const [path, ...roads] = STREETS
  const edges = roads.map((group) =>
    line(`street-${group.id}-edge`, { 'line-color': '#c9ced0', 'line-width': group.width }, group),
  )
  const fills = roads.map((group) =>
    line(
      `street-${group.id}`,
      {
        'line-color': group.id === 'major' ? '#fdf0d2' : '#ffffff',
        'line-width': narrower(group.width),
      },
      group,
    ),
  )
  return [
    line(
      'street-path',
      { 'line-color': '#b9b3a4', 'line-width': path.width, 'line-dasharray': [3, 2] },
      path,
    ),
    ...edges,
    ...fills,
  ]
}

/** The same width less the edge on both sides; `interpolate` must stay outermost. */
function narrower(width: ExpressionSpecification): ExpressionSpecification {
  const [op, curve, input, ...stops] = width as unknown as [string, unknown, unknown, ...number[]]
  return [op, curve, input, ...stops.map((v, i) => (i % 2 === 0 ? v : Math.max(v * 0.72, v - 2)))] as never
}

function labelLayers(language: Language): LayerSpecification[] {
  const name: ExpressionSpecification =
    language === 'en'
      ? ['coalesce', ['get', 'name_en'], ['get', 'name']]
      : ['coalesce', ['get', 'name'], ['get', 'name_en']]
  const halo = { 'text-halo-color': 'rgba(255,255,255,.92)', 'text-halo-width': 1.4 }
  const label = (id: string, classes: string[], from: number, size: unknown, paint: object, layout = {}) =>
    ({
      id: `label-${id}`,
      type: 'symbol',
      source: 'base',
      'source-layer': 'label',
      minzoom: from,
      filter: classIn(...classes),
      layout: {
        'text-field': name,
        'text-font': ['sans'],
        'text-size': size,
        'text-max-width': 7,
        'text-padding': 6,
        ...layout,
      },
      paint: { ...halo, ...paint },
    }) as LayerSpecification
  return [
    {
      id: FIRST_NAME,
      type: 'symbol',
      source: 'base',
      'source-layer': 'street',
      minzoom: 13.5,
      filter: ['has', 'name'],
      layout: {
        'text-field': name,
        'text-font': ['sans'],
        'text-size': at([13, 10], [17, 13]),
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-letter-spacing': 0.08,
      },
      paint: { ...halo, 'text-color': '#5b5f63' },
    },
    label('water', ['water'], 12, 12, { 'text-color': '#3f6f86' }, { 'text-letter-spacing': 0.2 }),
    label('park', ['park'], 14, 11, { 'text-color': '#4a6b3f' }),
    label('estate', ['estate'], 15, 11, { 'text-color': '#5b5f63' }),
    label('station', ['station'], 13, 11, { 'text-color': '#0b5f66' }),
    label('community', ['community', 'village'], 13, 12, { 'text-color': '#22313b' }),
    label('town', ['town'], 9.5, at([9, 11], [13, 15]), { 'text-color': '#22313b' }),
  ]
}

const LAND: ExpressionSpecification = [
  'match',
  ['get', 'class'],
  ['farm', 'farmland', 'orchard'],
  '#eef1e2',
  ['industrial'],
  '#eeecee',
  ['commercial', 'retail'],
  '#f4eeea',
  ['residential', 'village'],
  '#f1efea',
  '#f2f1ed',
]

/**
 * Our base map: water, green, streets by class, buildings (standing up from zoom 15 on), names. It asks nobody but
 * our own server, and no glyphs either: the browser draws the characters.
 */
export function baseStyle(language: Language): StyleSpecification {
  const polygon: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
  return {
    version: 8,
    light: { anchor: 'viewport', color: '#ffffff', intensity: 0.2 },
    sources: {
      base: {
        type: 'vector',
        tiles: [`${location.origin}/api/tiles/{z}/{x}/{y}`],
        minzoom: 8,
        maxzoom: 15,
      },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#f4f3ef' } },
      fill('land', { 'fill-color': LAND }),
      fill('green', { 'fill-color': ['match', ['get', 'class'], ['wood', 'forest'], '#d5e2cc', '#dceacf'] }),
      { ...fill('water', { 'fill-color': '#c3dce6' }), filter: polygon } as LayerSpecification,
      {
        id: 'water-line',
        type: 'line',
        source: 'base',
        'source-layer': 'water',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': '#c3dce6', 'line-width': at([10, 1], [14, 3], [18, 24]) },
      },
      {
        id: 'rail',
        type: 'line',
        source: 'base',
        'source-layer': 'rail',
        minzoom: 10,
        paint: { 'line-color': '#a3a8ab', 'line-width': at([10, 0.6], [16, 2]), 'line-dasharray': [4, 3] },
      },
      ...streetLayers(),
      {
        id: 'wall',
        type: 'line',
        source: 'base',
        'source-layer': 'wall',
        minzoom: 15,
        paint: { 'line-color': '#b7a99a', 'line-width': 1 },
      },
      {
        id: 'building',
        type: 'fill-extrusion',
        source: 'base',
        'source-layer': 'building',
        minzoom: 13.5,
        paint: {
          'fill-extrusion-color': '#dcd8cf',
          'fill-extrusion-height': ['interpolate', ['linear'], ['zoom'], 14.5, 0, 15.5, ['get', 'height']],
          'fill-extrusion-vertical-gradient': false,
          'fill-extrusion-opacity': 0.85,
        },
      },
      ...labelLayers(language),
    ],
  }
}

const fill = (layer: string, paint: object): LayerSpecification =>
  ({ id: layer, type: 'fill', source: 'base', 'source-layer': layer, paint }) as LayerSpecification
