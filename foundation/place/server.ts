import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { templateXlsx } from '#platform/spreadsheet/template.ts'
import { type Db, inScope, publicScope } from '#platform/store/db.ts'
import {
  areaShapes,
  baseTile,
  importMapFile,
  importPlaces,
  importTemplate,
  listAreas,
  rejectedRows,
} from './contract.ts'
import { importFile, rejectedWorkbook } from './import.ts'
import { importColumns } from './import-columns.ts'
import { importMap } from './import-map.ts'
import { ogcRoutes } from './ogc.ts'
import { selectAreaShapes } from './queries/read.ts'
import { areas, placeMark } from './read.ts'
import { decodeShape } from './rules/shape.ts'
import { facilityRoutes } from './server/facility.ts'
import { collection, rounded } from './server/geojson.ts'
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
  ...facilityRoutes,
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
