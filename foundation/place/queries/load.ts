import { sql } from 'kysely'
import type { Bounds } from '#core/geo/polygon.ts'
import { insertRows } from '#platform/store/bulk.ts'
import type { Db, Tx } from '#platform/store/db.ts'
import type {
  NewArea,
  NewBuilding,
  NewDwelling,
  NewEstate,
  NewFacility,
  NewMapFeature,
  NewNetwork,
  NewPopulation,
} from '../rules/places.ts'
import { boundsOfShape, encodeShape, type Shape } from '../rules/shape.ts'
import type {} from '../tables.ts'

const BOX = ['west', 'south', 'east', 'north'] as const
const shapeCells = (shape: Shape) => [encodeShape(shape), ...boxCells(boundsOfShape(shape))]
const boxCells = ({ west, south, east, north }: Bounds) => [west, south, east, north]

function* mapped<T>(rows: Iterable<T>, cells: (row: T) => unknown[]): Generator<unknown[]> {
  for (const row of rows) yield cells(row)
}

/** `on conflict`: an existing row takes the new values, and what else changes with them, if they differ. */
const replace = (table: string, key: string, columns: readonly string[], ...also: readonly string[]) => {
  const rest = columns.filter((column) => !key.split(', ').includes(column))
  const now = rest.map((column) => `${table}.${column}`).join()
  const given = rest.map((column) => `excluded.${column}`).join()
  const set = [...rest.map((column) => `${column} = excluded.${column}`), ...also].join()
  return { onConflict: `(${key}) do update set ${set} where (${now}) is distinct from (${given})` }
}

export async function insertAreas(
  tx: Tx,
  areas: readonly (NewArea & { path: string; centre: readonly [number, number] })[],
): Promise<number> {
  const columns = [
    ...['area_id', 'level', 'settlement', 'parent_id', 'path', 'name_zh', 'name_en', 'shape', ...BOX],
    ...['centre_lon', 'centre_lat', 'managed', 'source', 'generated'],
  ]
  const rows = mapped(areas, (a) => [
    ...[a.areaId, a.level, a.settlement, a.parentId, a.path, a.name.zh, a.name.en],
    ...[...shapeCells(a.shape), ...a.centre, a.managed, a.source, a.generated],
  ])
  return await insertRows(tx, 'area', columns, rows, replace('area', 'area_id', columns))
}

export async function insertEstates(tx: Tx, estates: Iterable<NewEstate>): Promise<number> {
  const columns = [
    ...['community_id', 'estate_id', 'name_zh', 'name_en', 'kind', 'built_year'],
    ...['shape', ...BOX, 'source', 'generated'],
  ]
  const rows = mapped(estates, (e) => [
    ...[e.communityId, e.estateId, e.name.zh, e.name.en, e.kind, e.builtYear],
    ...[...shapeCells(e.shape), e.source, e.generated],
  ])
  return await insertRows(tx, 'estate', columns, rows, replace('estate', 'community_id, estate_id', columns))
}

export async function insertBuildings(tx: Tx, buildings: Iterable<NewBuilding>): Promise<number> {
  const columns = [
    ...['community_id', 'building_id', 'estate_id', 'use', 'height_m', 'storeys', 'built_year', 'house_code'],
    ...['lon', 'lat', 'shape', ...BOX, 'source', 'generated'],
  ]
  const rows = mapped(buildings, (b) => [
    ...[b.communityId, b.buildingId, b.estateId, b.use, b.heightM, b.storeys, b.builtYear, b.houseCode],
    ...[b.lon, b.lat, ...shapeCells(b.shape), b.source, b.generated],
  ])
  const options = replace('building', 'community_id, building_id', columns)
  return await insertRows(tx, 'building', columns, rows, options)
}

export async function insertPopulation(tx: Tx, population: Iterable<NewPopulation>): Promise<number> {
  const columns = ['community_id', 'building_id', 'households', 'people', 'source', 'generated']
  const rows = mapped(population, (p) => [
    ...[p.communityId, p.buildingId, p.households, p.people, p.source, p.generated],
  ])
  const options = replace('population', 'community_id, building_id', columns)
  return await insertRows(tx, 'population', columns, rows, options)
}

export async function insertDwellings(tx: Tx, dwellings: Iterable<NewDwelling>): Promise<number> {
  const columns = [
    ...['community_id', 'dwelling_id', 'building_id', 'unit', 'floor', 'floor_area_m2', 'house_code'],
    ...['source', 'generated'],
  ]
  const rows = mapped(dwellings, (d) => [
    ...[d.communityId, d.dwellingId, d.buildingId, d.unit, d.floor, d.floorAreaM2, d.houseCode],
    ...[d.source, d.generated],
  ])
  const options = replace('dwelling', 'community_id, dwelling_id', columns)
  return await insertRows(tx, 'dwelling', columns, rows, options)
}

export async function insertFacilities(tx: Tx, facilities: Iterable<Required<NewFacility>>): Promise<number> {
  const columns = [
    ...['community_id', 'facility_id', 'kind', 'name_zh', 'name_en', 'lon', 'lat', 'area_m2', 'capacity'],
    ...['capacity_unit', 'hours', 'floor', 'age_bands', 'shared_with', 'share_permille'],
    ...['source', 'external_id', 'generated'],
  ]
  const life = ['opened_on', 'closed_on']
  const rows = mapped(facilities, (f) => [
    ...[f.communityId, f.facilityId, f.kind, f.name.zh, f.name.en, f.lon, f.lat, f.areaM2, f.capacity],
    ...[f.capacityUnit, f.hours, f.floor, f.ageBands, f.sharedWith, f.sharePermille],
    ...[f.source, f.externalId, f.generated, f.openedOn, f.closedOn],
  ])
  const options = replace(
    'facility',
    'community_id, facility_id',
    columns,
    'revision = facility.revision + 1',
  )
  return await insertRows(tx, 'facility', [...columns, ...life], rows, options)
}

export async function insertMapFeatures(tx: Tx, features: Iterable<NewMapFeature>): Promise<number> {
  const columns = [
    ...['layer', 'class', 'min_zoom', 'name_zh', 'name_en', 'bridge', 'shape', ...BOX, 'source', 'generated'],
  ]
  const rows = mapped(features, (f) => [
    ...[f.layer, f.class, f.minZoom, f.name?.zh ?? null, f.name?.en ?? null, f.bridge ?? false],
    ...[...shapeCells(f.shape), f.source, f.generated],
  ])
  return await insertRows(tx, 'map_feature', columns, rows)
}

export async function insertNetwork(tx: Tx, network: NewNetwork & { checksum: string }): Promise<void> {
  await tx
    .insertInto('street_network')
    .values({
      checksum: network.checksum,
      bytes: bufferOf(network.bytes),
      barriers: bufferOf(encodeShape({ type: 'MultiLineString', coordinates: network.barriers })),
      node_count: network.nodeCount,
      edge_count: network.edgeCount,
      source: network.source,
      generated: network.generated,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Paths of areas by id. */
export async function areaPaths(db: Db | Tx): Promise<Map<string, string>> {
  const rows = await db.selectFrom('area').select(['area_id', 'path']).execute()
  return new Map(rows.map((row) => [row.area_id, row.path]))
}

export async function insertChange(tx: Tx, placeChangeId: string, what: string): Promise<void> {
  await tx.insertInto('place_change').values({ place_change_id: placeChangeId, what }).execute()
}

/** Holds every other import and load back until this transaction ends, so that look-then-write is safe. */
export async function lockPlaces(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(20260, 1)`.execute(tx)
}

export async function removeMapFeatures(tx: Tx): Promise<void> {
  await tx.deleteFrom('map_feature').execute()
}
