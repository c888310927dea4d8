import type { Barriers } from '#core/reach/barriers.ts'
import type { Db, Tx } from '#platform/store/db.ts'
import type { Area } from './contract.ts'
import * as queries from './queries/read.ts'
import { selectMapFeatures } from './queries/tile.ts'
import type { MapGround } from './rules/map-svg.ts'
import { decodeShape, polygonsOf, type Shape } from './rules/shape.ts'

/** Homes as columns: entry `b` of each is one building with people in it, by community, then building id. */
export interface Residences {
  readonly count: number
  readonly communityId: readonly string[]
  readonly buildingId: readonly string[]
  /** Float64, degrees. */
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly households: Uint32Array
  /** Uint32, count × 7: people of age band `a` in building `b` at `b * 7 + a`. */
  readonly people: Uint32Array
}

/** Every residential building in the caller's scope with its people. Counts of people are never public. */
export async function residences(tx: Tx): Promise<Residences> {
  const rows = await queries.selectResidences(tx)
  const count = rows.length
  const homes = {
    count,
    communityId: rows.map((row) => row.community_id),
    buildingId: rows.map((row) => row.building_id),
    lon: Float64Array.from(rows, (row) => row.lon),
    lat: Float64Array.from(rows, (row) => row.lat),
    households: Uint32Array.from(rows, (row) => row.households),
    people: new Uint32Array(count * 7),
  }
  for (let b = 0; b < count; b++) {
    const bands = rows[b]!.people.split(',')
    for (let band = 0; band < 7; band++) homes.people[b * 7 + band] = Number(bands[band])
  }
  return homes
}

/** Where the counts of people of a community are from. */
export interface PopulationSource {
  readonly source: string
  readonly generated: boolean
  /** The file last imported from it; null where it came with the first load. */
  readonly filename: string | null
  /** When that was. */
  readonly recordedAt: Date
  readonly homes: number
  readonly people: number
}

/** The sources of a community's population, the largest first; empty where the caller may not read it. */
export const populationSources = (tx: Tx, communityId: string): Promise<PopulationSource[]> =>
  queries.selectPopulationSources(tx, communityId)

export interface DiagnosisFacility {
  readonly communityId: string
  readonly facilityId: string
  readonly kind: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly lon: number
  readonly lat: number
  readonly areaM2: number | null
  readonly capacity: number | null
  readonly capacityUnit: string | null
  /** `null` where it serves the bands of its kind. */
  readonly ageBands: readonly string[] | null
  readonly sharedWith: readonly string[]
  /** Thousandths for each of `sharedWith`; rules/share.ts gives the part of any community. */
  readonly sharePermille: readonly number[]
  readonly generated: boolean
}

/** The facilities that are open on an ISO day, or every one on record, closed ones too; by facility id. */
export async function facilitiesForDiagnosis(tx: Tx, openOn?: string): Promise<DiagnosisFacility[]> {
  const rows = await queries.selectFacilities(tx, openOn)
  return rows.map(({ name_zh, name_en, ...row }) => ({ ...row, name: { zh: name_zh, en: name_en } }))
}

/** An area with what only the server needs. */
export interface KnownArea extends Area {
  /** Ids from the district down, `330212/330212008/330212008006`. */
  readonly path: string
  readonly source: string
}

/** Every area, or those of one level, the district first and then by path. */
export async function areas(tx: Tx, level?: Area['level']): Promise<KnownArea[]> {
  const rows = await queries.selectAreas(tx, level)
  return rows.map(
    ({ name_zh, name_en, west, south, east, north, centre_lon, centre_lat, ...row }): KnownArea => ({
      ...row,
      name: { zh: name_zh, en: name_en },
      box: [west, south, east, north],
      centre: [centre_lon, centre_lat],
    }),
  )
}

/** Every community and village, by path, so those of a town stand together. */
export const communities = (tx: Tx): Promise<KnownArea[]> => areas(tx, 'community')

/** Boundaries of a level by area id, in degrees. */
export async function areaShapes(tx: Tx, level: Area['level']): Promise<Map<string, Shape>> {
  const rows = await queries.selectAreaShapes(tx, level)
  return new Map(rows.map((row) => [row.areaId, decodeShape(row.shape)]))
}

/** The level of an area; `undefined` if there is none of that id. Areas are public: no scope is needed. */
export async function levelOf(db: Db | Tx, areaId: string): Promise<Area['level'] | undefined> {
  return (await queries.selectLevel(db, areaId))?.level
}

/** The id of an area and of every area within it, by path; empty if there is none of that id. */
export const within = (db: Db | Tx, areaId: string): Promise<string[]> => queries.selectWithin(db, areaId)

/** The communities that these buildings or facilities belong to; an id that is not there is in no row. */
export const buildingHomes = queries.selectBuildingHomes
export const facilityHomes = queries.selectFacilityHomes

export interface StreetNetwork {
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly checksum: string
  /** For `loadNetwork` of core/reach. */
  readonly bytes: Uint8Array
  readonly nodeCount: number
  readonly edgeCount: number
  readonly source: string
  readonly generated: boolean
}

/** The street network with this checksum, or the newest; `undefined` where there is none. */
export const streetNetwork = (tx: Tx, checksum?: string): Promise<StreetNetwork | undefined> =>
  queries.selectNetwork(tx, checksum)

/** What one does not walk across, of the newest street network: waters, railways, walls. */
export async function barriers(tx: Tx): Promise<Barriers> {
  const bytes = await queries.selectBarriers(tx)
  const lines = bytes ? polygonsOf(decodeShape(bytes))[0]! : []
  const points = lines.flat()
  const first = new Uint32Array(lines.length + 1)
  for (let b = 0; b < lines.length; b++) first[b + 1] = first[b]! + lines[b]!.length
  return {
    first,
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
  }
}

/** What a map of this box (west, south, east, north; the whole world where it is not known) is printed over. */
export async function mapGround(
  tx: Tx,
  zoom: number,
  [west = -180, south = -85, east = 180, north = 85]: readonly number[] = [],
): Promise<MapGround> {
  const rows = await selectMapFeatures(tx, { west, south, east, north }, zoom)
  const shapesOf = (layer: string) =>
    rows.flatMap((row) => (row.layer === layer ? [decodeShape(row.shape)] : []))
  return {
    towns: await areaShapes(tx, 'town'),
    communities: await areaShapes(tx, 'community'),
    ...{ waters: shapesOf('water'), streets: shapesOf('street') },
  }
}

/** Changes with every load and import: what was computed from places under one mark is good while the mark stays. */
export const placeMark = async (db: Db | Tx): Promise<string> => String(await queries.countChanges(db))

export interface DataCounts {
  readonly areas: number
  readonly communities: number
  readonly buildings: number
  readonly people: number
  /** Open today. */
  readonly facilities: number
  readonly streetNodes: number
}

/** How much there is, as far as the caller's scope shows it: `people` is 0 where no population may be read. */
export async function dataCounts(tx: Tx): Promise<DataCounts> {
  const counts = await queries.selectCounts(tx)
  return {
    areas: counts.areas ?? 0,
    communities: counts.communities ?? 0,
    buildings: counts.buildings ?? 0,
    people: counts.people ?? 0,
    facilities: counts.facilities ?? 0,
    streetNodes: counts.streetNodes ?? 0,
  }
}
