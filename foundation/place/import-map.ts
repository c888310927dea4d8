import type { MapData } from '#core/geo/map-data.ts'
import { boundsOf } from '#core/geo/polygon.ts'
import mapping from '#packs/facilities/osm-tags.json' with { type: 'json' }
import type { Caller } from '#platform/http/caller.ts'
import type { Upload } from '#platform/http/server.ts'
import { facilitiesOf, type OsmFacility, type TagMapping } from '#platform/osm/facilities.ts'
import { readOsm } from '#platform/osm/read.ts'
import type { Table } from '#platform/spreadsheet/table.ts'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import { type MapImportReport, refuse } from './contract.ts'
import { importers } from './import-writers.ts'
import { lockPlaces } from './queries/load.ts'
import { areaShapes, areas, communities } from './read.ts'
import { baseMapOf, labelsOf } from './rules/base-map.ts'
import { Ground } from './rules/ground.ts'
import { judgeRows } from './rules/import.ts'
import type { SourceRow } from './rules/import-rows.ts'
import { facilityKinds } from './rules/kinds.ts'
import { networkOf } from './rules/street-network.ts'
import { loadPlaces, recordImport } from './write.ts'

/** Rows of other sources are not touched by an import of a map. */
const SOURCE = 'OpenStreetMap'
const PROVENANCE = { source: SOURCE, generated: false } as const

/**
 * Imports an OpenStreetMap file: streets become the walking network, what can be drawn the base map, and what its tags
 * name facilities of the communities they lie in. Network and base map replace those before; facilities are updated by
 * their id in the map. One transaction: whole or absent.
 *
 * @throws InputError if the file cannot be read; DomainError MAP_IS_DISTRICTS unless the caller may write everywhere,
 * MAP_ELSEWHERE if no community lies on it
 */
export async function importMap(db: Db, caller: Caller, upload: Upload): Promise<MapImportReport> {
  if (caller.scope.write !== '*') throw refuse('MAP_IS_DISTRICTS')
  const map = await readOsm(upload.bytes, { name: upload.filename })
  const network = networkOf(map, PROVENANCE)
  const drawn = baseMapOf(map, PROVENANCE)
  const found = facilitiesOf(map, mapping as readonly TagMapping[])
  return await inScope(db, caller.scope, async (tx) => {
    await lockPlaces(tx)
    await refuseElsewhere(tx, map)
    const ground = new Ground(await areaShapes(tx, 'community'))
    const rows = found.map(sourceRow)
    const everywhere = { source: SOURCE, writable: () => true }
    const judged = judgeRows('facilities', rows, { ...everywhere, ground, datum: 'WGS84' })
    const { rejections, ...counts } = await importers.facilities(tx, judged.candidates, everywhere)
    const mapFeatures = [...drawn, ...labelsOf(await labelled(tx), [], drawn)]
    await loadPlaces(tx, upload.filename, { mapFeatures, network })
    const run = {
      kind: 'map',
      filename: upload.filename,
      datum: 'WGS84' as const,
      datumStated: true,
      ...counts,
    }
    const kept = await recordImport(tx, caller, {
      ...{ ...run, source: SOURCE, bytes: upload.bytes, table: tableOf(upload.filename, found) },
      rejections: [...judged.rejections, ...rejections],
    })
    const { nodeCount, edgeCount } = network
    return {
      ...counts,
      ...kept,
      filename: upload.filename,
      streetNodes: nodeCount,
      streetEdges: edgeCount,
      drawn: drawn.length,
    }
  })
}

/** The streets are replaced as a whole: a map of another city must not take the place of this one's. */
async function refuseElsewhere(tx: Tx, map: MapData): Promise<void> {
  const nodes = function* () {
    for (let i = 0; i < map.lon.length; i++) yield [map.lon[i]!, map.lat[i]!] as const
  }
  const { west, south, east, north } = boundsOf(nodes())
  const isOnMap = ([lon, lat]: readonly number[]) =>
    lon! > west && lon! < east && lat! > south && lat! < north
  if (!(await communities(tx)).some(({ centre }) => isOnMap(centre))) throw refuse('MAP_ELSEWHERE')
}

function sourceRow(
  { ref, kind, name, lon, lat, capacity, groundM2, openingHours, tags }: OsmFacility,
  i: number,
): SourceRow {
  const named = name ?? facilityKinds.get(kind)!.name.zh
  return {
    row: i + 1,
    values: {
      external_id: `${kind}/${ref}`,
      kind,
      name_zh: tags['name:zh'] ?? named,
      name_en: tags['name:en'] ?? name ?? facilityKinds.get(kind)!.name.en,
      ...(capacity !== undefined && { capacity }),
      ...(groundM2 !== undefined && { area_m2: groundM2 }),
      ...(openingHours !== undefined && { hours: openingHours }),
    },
    shape: { type: 'Point', coordinates: [lon, lat] },
  }
}

/** The facilities as a table, for the rejected ones to be looked at. */
const tableOf = (file: string, found: readonly OsmFacility[]): Table => ({
  file,
  header: ['ref', 'kind', 'name', 'lon', 'lat'],
  rows: found.map(({ ref, kind, name, lon, lat }, i) => ({
    row: i + 1,
    cells: [ref, kind, name ?? null, lon, lat],
  })),
})

/** Towns and communities as the map names them. */
async function labelled(tx: Tx) {
  const known = await areas(tx)
  const shapes = new Map([...(await areaShapes(tx, 'town')), ...(await areaShapes(tx, 'community'))])
  return known.flatMap(({ areaId, level, name, source, generated }) => {
    const shape = shapes.get(areaId)
    return shape ? [{ level, name, source, generated, shape }] : []
  })
}
