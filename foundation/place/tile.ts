import { geoJSONToTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Bounds } from '#core/geo/polygon.ts'
import type { Tx } from '#platform/store/db.ts'
import { selectBuildingShapes, selectMapFeatures } from './queries/tile.ts'
import { decodeShape } from './rules/shape.ts'

/** Buildings are drawn from here on; before, they are dust. */
const BUILDINGS_FROM = 14
const EXTENT = 4096
/** Units beyond the edge that are kept, so that lines and outlines do not end at it. */
const BUFFER = 64

type Feature = Extract<Parameters<typeof geoJSONToTile>[0], { type: 'Feature' }>

/** Degrees covered by a tile and its buffer, web mercator. */
export function tileBounds(zoom: number, x: number, y: number): Bounds {
  const margin = BUFFER / EXTENT
  const lonAt = (column: number) => (column / 2 ** zoom) * 360 - 180
  const latAt = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** zoom))) / Math.PI) * 180
  return {
    west: lonAt(x - margin),
    south: latAt(y + 1 + margin),
    east: lonAt(x + 1 + margin),
    north: latAt(y - margin),
  }
}

/** The base map's vector tile (Mapbox Vector Tile 2.1), drawn from our own tables; empty where there is nothing. */
export async function drawTile(tx: Tx, zoom: number, x: number, y: number): Promise<Uint8Array> {
  const bounds = tileBounds(zoom, x, y)
  const layers = new Map<string, Feature[]>()
  for (const { layer, shape, ...row } of await selectMapFeatures(tx, bounds, zoom)) {
    const named = row.name_zh !== null && { name: row.name_zh, name_en: row.name_en }
    add(layers, layer, shape, { class: row.class, ...named, ...(row.bridge && { bridge: true }) })
  }
  if (zoom >= BUILDINGS_FROM) {
    for (const { height_m, storeys, shape } of await selectBuildingShapes(tx, bounds)) {
      add(layers, 'building', shape, {
        ...(height_m !== null && { height: height_m }),
        ...(storeys !== null && { storeys }),
      })
    }
  }
  const tiles = Array.from(layers, ([layer, features]) => {
    // A name in two tiles would be written twice.
    const options = { extent: EXTENT, buffer: layer === 'label' ? 0 : BUFFER, tolerance: 3, clip: true }
    return [layer, geoJSONToTile({ type: 'FeatureCollection', features }, zoom, x, y, options)] as const
  })
  const filled = tiles.filter(([, tile]) => tile?.features.length > 0)
  return fromGeojsonVt(Object.fromEntries(filled), { version: 2, extent: EXTENT })
}

function add(layers: Map<string, Feature[]>, layer: string, shape: Uint8Array, properties: object): void {
  const geometry = decodeShape(shape) as unknown as Feature['geometry']
  const features = layers.get(layer) ?? []
  features.push({ type: 'Feature', geometry, properties: { ...properties } })
  layers.set(layer, features)
}
