import { AreaIndex } from '#core/geo/locate.ts'
import type { MapData } from '#core/geo/map-data.ts'
import { boundsOf, type Position } from '#core/geo/polygon.ts'
import { haversineM } from '#core/geo/projection.ts'
import { barrierLines } from '#core/reach/barriers.ts'
import type { Network } from '#core/reach/network.ts'
import { positionAt } from '#core/reach/positions.ts'
import { snap } from '#core/reach/snap.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import type { DiagnosisFacility, KnownArea } from '#foundation/place/read.ts'
import { InputError } from '#platform/input/input-error.ts'
import type { Gathered } from '../gather.ts'
import type { DistrictInputs, KnownCommunity, KnownFacility, ResidentHomes } from '../rules/engine.ts'
import type { Pack } from '../rules/pack-schema.ts'
import type { FoundFacility } from './found-facilities.ts'
import type { Outline } from './report-drawings.ts'
import type { PlacedRow } from './tables.ts'

/** A city read from files: what the engine takes, and what its views need to name things. */
export interface City {
  readonly inputs: DistrictInputs
  readonly gathered: Gathered
  readonly outlines: readonly Outline[]
  readonly population: {
    readonly rows: number
    readonly people: number
    readonly offStreet: number
    readonly outside: number
  }
}

interface Tables {
  readonly map: MapData
  readonly network: Network
  readonly communities: readonly PlacedRow[]
  readonly population: readonly PlacedRow[]
  readonly facilities: readonly FoundFacility[]
  readonly pack: Pack
  /** File names, for messages. */
  readonly files: { readonly communities: string; readonly population: string }
}

/** Put homes and facilities on the streets and into communities. @throws InputError if nothing remains to diagnose. */
export function assembleCity({
  map,
  network,
  communities,
  population,
  facilities,
  pack,
  files,
}: Tables): City {
  const unplaced = communities.find(({ point }) => point === undefined)
  if (unplaced)
    throw new InputError('VALUE_MISSING', { file: files.communities, row: unplaced.row, field: 'lon, lat' })
  const find = communityFinder(communities)
  const barriers = barrierLines(map)
  const homes = homesOf(population, find, communities.length, files.population)
  const positions = snap(network, homes.lon, homes.lat, { barriers })
  const known = facilitiesOn(network, barriers, facilities, find)
  const surveyed = new Set(facilities.map(({ kind }) => kind))
  const offStreet = homes.total.reduce(
    (sum, people, home) => sum + (positions.edge[home] === -1 ? people : 0),
    0,
  )
  return {
    inputs: {
      network,
      homes: {
        positions,
        lon: homes.lon,
        lat: homes.lat,
        community: homes.community,
        people: homes.people,
        bands: homes.bands,
      },
      facilities: known,
      communities: communities.map(
        (row, c): KnownCommunity => ({
          communityId: String(row.values.id),
          profile: pack.defaultProfile,
          choices: {},
          households: homes.households[c]!,
          surveyed,
          facts: new Map(),
        }),
      ),
    },
    gathered: {
      communities: communities.map((row) => areaOf(row, pack)),
      facilities: facilities.map((facility, f) => namedFacility(facility, communities[known[f]!.community])),
      facts: new Map(),
      declarations: [],
    },
    outlines: communities.map(({ area, point }) => (area ? { area } : { point: point! })),
    population: {
      rows: homes.lon.length,
      people: homes.total.reduce((sum, people) => sum + people, 0),
      offStreet,
      outside: homes.outside,
    },
  }
}

/** The community of a place: by its id, else the polygon around it, else, among points, the nearest. */
function communityFinder(communities: readonly PlacedRow[]) {
  const byId = new Map(communities.map(({ values }, c) => [String(values.id), c]))
  const index = new AreaIndex(communities.map(({ area }) => area ?? []))
  const points = communities.flatMap(({ area, point }, c) => (area ? [] : [{ c, point: point! }]))
  return ([lon, lat]: Position, id?: string): number => {
    const named = id === undefined ? undefined : byId.get(id)
    if (named !== undefined) return named
    const around = index.find(lon, lat)
    if (around !== -1 || points.length === 0) return around
    let nearest = { c: -1, metres: Infinity }
    for (const { c, point } of points) {
      const metres = haversineM(lon, lat, point[0], point[1])
      if (metres < nearest.metres) nearest = { c, metres }
    }
    return nearest.c
  }
}

type Finder = ReturnType<typeof communityFinder>

function homesOf(rows: readonly PlacedRow[], find: Finder, communityCount: number, file: string) {
  const byAge = rows.every(({ values }) => AGE_BANDS.every((band) => typeof values[band] === 'number'))
  const bands: ResidentHomes['bands'] = byAge ? 7 : 1
  const used: { point: Position; community: number; people: number[]; households: number | undefined }[] = []
  let outside = 0
  for (const { row, values, point } of rows) {
    if (!point) throw new InputError('VALUE_MISSING', { file, row, field: 'lon, lat' })
    const people = byAge ? AGE_BANDS.map((band) => Number(values[band])) : [Number(values.people ?? NaN)]
    if (people.some(Number.isNaN)) throw new InputError('VALUE_MISSING', { file, row, field: 'population' })
    const community = find(point, values.id === undefined ? undefined : String(values.id))
    // Censuses spread people over cells in fractions; a person is whole here, so that sums are exact.
    const whole = people.map(Math.round)
    if (community === -1) outside += sumOf(whole)
    else used.push({ point, community, people: whole, households: values.households as number | undefined })
  }
  if (used.length === 0)
    throw new InputError('NOTHING_INSIDE', { file }, { what: '社区内的人口 residents of any community' })
  const households = new Array<number | null>(communityCount).fill(null)
  for (const home of used) {
    if (home.households === undefined) continue
    households[home.community] = (households[home.community] ?? 0) + home.households
  }
  return {
    lon: Float64Array.from(used, ({ point }) => point[0]),
    lat: Float64Array.from(used, ({ point }) => point[1]),
    community: Uint16Array.from(used, ({ community }) => community),
    people: Uint32Array.from(used.flatMap(({ people }) => people)),
    total: used.map(({ people }) => sumOf(people)),
    households,
    bands,
    outside,
  }
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

function facilitiesOn(
  network: Network,
  barriers: ReturnType<typeof barrierLines>,
  facilities: readonly FoundFacility[],
  find: Finder,
): KnownFacility[] {
  const at = snap(
    network,
    Float64Array.from(facilities, ({ lon }) => lon),
    Float64Array.from(facilities, ({ lat }) => lat),
    { barriers },
  )
  return facilities.map(({ lon, lat, facilityId, kind, capacity, areaM2 }, f) => {
    const community = find([lon, lat])
    return {
      facilityId,
      kind,
      position: positionAt(at, f),
      community,
      shares: community === -1 ? [] : [{ community, share: 1 }],
      capacity,
      areaM2,
    }
  })
}

function areaOf({ values, area, point }: PlacedRow, { settlement }: Pack): KnownArea {
  const id = String(values.id)
  const name = String(values.name ?? id)
  const { west, south, east, north } = boundsOf(area ? area.flat(2) : [point!])
  return {
    areaId: id,
    level: 'community',
    settlement: settlement === 'rural' ? 'rural' : 'urban',
    parentId: '',
    name: { zh: name, en: name },
    box: [west, south, east, north],
    centre: [point![0], point![1]],
    managed: true,
    generated: false,
    path: id,
    source: '',
  }
}

const namedFacility = (facility: FoundFacility, community: PlacedRow | undefined): DiagnosisFacility => ({
  ...facility,
  communityId: String(community?.values.id ?? ''),
  name: { zh: facility.name, en: facility.name },
  capacityUnit: null,
  ageBands: null,
  sharedWith: [],
  sharePermille: [],
  generated: false,
})
