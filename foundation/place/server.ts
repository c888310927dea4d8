import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { templateXlsx } from '#platform/spreadsheet/template.ts'
import { type Db, inScope, publicScope } from '#platform/store/db.ts'
import {
  areaShapes,
  baseTile,
  facilityPoints,
  importMapFile,
  importPlaces,
  importTemplate,
  listAreas,
  listFacilities,
  rejectedRows,
} from './contract.ts'
import { importFile, rejectedWorkbook } from './import.ts'
import { importColumns } from './import-columns.ts'
import { importMap } from './import-map.ts'
import { ogcRoutes } from './ogc.ts'
import { selectFacilityPage, selectFacilityPoints } from './queries/facility.ts'
import { selectAreaShapes } from './queries/read.ts'
import { areas, placeMark } from './read.ts'
import { decodeShape, type Shape } from './rules/shape.ts'
import { drawTile } from './tile.ts'

/** Everything about places that the server answers. */
export const placeRoutes: Routes = [
  handle(listAreas, (_, { tx }) => areas(tx).then((all) => all.map(({ path, source, ...area }) => area))),
  handle(areaShapes, async ({ params }, { tx }) => ({
    bytes: collection(
      (await selectAreaShapes(tx, params.level)).map(({ shape, areaId, ...properties }) => ({
        ...{ type: 'Feature', id: areaId, properties: { areaId, ...properties } },
        geometry: rounded(decodeShape(shape)),
      })),
    ),
  })),
  handle(listFacilities, async ({ query: { limit = 50, offset = 0, ...filter } }, { tx }) => {
    const { total, rows } = await selectFacilityPage(tx, filter, { limit, offset })
    return { total, rows: rows.map(({ name_zh: zh, name_en: en, ...row }) => ({ ...row, name: { zh, en } })) }
  }),
  handle(facilityPoints, async ({ query }, { tx }) => ({
    bytes: collection(
      (await selectFacilityPoints(tx, query)).map(({ lon, lat, ...properties }) => ({
        ...{ type: 'Feature', properties },
        geometry: rounded({ type: 'Point', coordinates: [lon, lat] }),
      })),
    ),
  })),
  handleAlone(baseTile, async ({ params: { z, x, y } }, { db }) => ({
    ...(await keptTile(db, z, x, y)),
    // A load or import shows within a minute; until then the map is drawn from what the browser has.
    keepSeconds: 60,
  })),
  handleAlone(importMapFile, (_, { db, caller, upload }) => importMap(db, caller, upload!)),
  handleAlone(importPlaces, async ({ body }, { db, caller, upload }) =>
    importFile(db, caller, { ...body, upload: upload! }),
  ),
  handle(rejectedRows, async ({ params: { importId } }, { tx }) => ({
    bytes: await rejectedWorkbook(tx, importId),
    filename: 'rejected.xlsx',
  })),
  handleAlone(importTemplate, async ({ params: { kind } }) => ({
    bytes: await templateXlsx(importColumns[kind]),
    filename: `${kind}.xlsx`,
  })),
  ...ogcRoutes,
]

const collection = (features: readonly object[]) => JSON.stringify({ type: 'FeatureCollection', features })

/** Coordinates to 10⁻⁵ degree, about a metre: enough for a screen, and half the bytes. */
function rounded(shape: Shape): unknown {
  const round = (value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : (value as unknown[]).map(round)
  return { type: shape.type, coordinates: round(shape.coordinates) }
}

/** Tiles drawn lately of each store, the least recently asked for first. */
const tiles = new WeakMap<Db, Map<string, Uint8Array>>()
const TILES_KEPT = 1000

/** A tile from memory, or drawn: the base map is public, and a load or import makes every tile new. */
async function keptTile(db: Db, z: number, x: number, y: number) {
  if (x >= 2 ** z || y >= 2 ** z) return { bytes: new Uint8Array() }
  const kept = tiles.get(db) ?? new Map<string, Uint8Array>()
  tiles.set(db, kept)
  const mark = await placeMark(db)
  const key = `${mark}/${z}/${x}/${y}`
  const bytes =
    kept.get(key) ?? (await inScope(db, publicScope, (tx) => drawTile(tx, z, x, y), { readOnly: true }))
  kept.delete(key)
  kept.set(key, bytes)
  if (kept.size > TILES_KEPT) kept.delete(kept.keys().next().value!)
  return { bytes, etag: mark }
}
