import type { MapData } from '#core/geo/map-data.ts'
import { boundsOf } from '#core/geo/polygon.ts'
import { type Barriers, barrierLines } from '#core/reach/barriers.ts'
import type { Network } from '#core/reach/network.ts'
import { MAX_FACILITIES } from '#core/reach/pairs.ts'
import { positionAt } from '#core/reach/positions.ts'
import { snap } from '#core/reach/snap.ts'
import type { DiagnosisFacility, KnownArea } from '#foundation/place/read.ts'
import type { Gathered } from '../gather.ts'
import type { DistrictInputs, KnownCommunity, KnownFacility } from '../rules/engine.ts'
import type { Pack } from '../rules/pack-schema.ts'
import { Communities } from './communities.ts'
import type { FoundFacility } from './found-facilities.ts'
import { checkPlaces, offStreetPeople } from './placing.ts'
import { refuse } from './refusal.ts'
import { type Assignment, residentsOf } from './residents.ts'
import { allPlaced, type PlacedRow, type TableRow } from './tables.ts'

/** A city read from files: what the engine takes, and what its views need to name things. */
export interface City {
  readonly inputs: DistrictInputs
  readonly gathered: Gathered
  readonly communities: readonly PlacedRow[]
  readonly population: Assignment & { readonly offStreet: number }
}

interface Sources {
  readonly map: MapData
  readonly network: Network
  readonly communities: readonly TableRow[]
  readonly population: readonly TableRow[]
  readonly facilities: readonly FoundFacility[]
  readonly pack: Pack
  /** Whether the user said which datum the tables are in. */
  readonly datumStated: boolean
  /** File names, for messages. */
  readonly files: { readonly communities: string; readonly population: string; readonly facilities: string }
}

/** Put homes and facilities on the streets and into communities. @throws Refusal where they do not fit together. */
export function assembleCity(sources: Sources): City {
  const { map, network, facilities, pack, files } = sources
  const communities = new Communities(files.communities, allPlaced(files.communities, sources.communities))
  const residents = residentsOf(files.population, sources.population, communities)
  const barriers = barrierLines(map)
  const positions = snap(network, residents.lon, residents.lat, { barriers })
  checkPlaces(files.population, network, residents, positions, sources.datumStated)
  checkCounts(files.facilities, facilities)
  const known = facilitiesOn(network, barriers, facilities, communities)
  // Without a store nobody can state a survey: a file speaks for the kinds it has, in every community.
  const surveyed = new Set(facilities.map(({ kind }) => kind))
  const { households, assignment, ...homes } = residents
  return {
    inputs: {
      network,
      homes: { ...homes, positions },
      facilities: known,
      communities: communities.rows.map(
        ({ values }, c): KnownCommunity => ({
          communityId: String(values.id),
          profile: String(values.profile ?? pack.defaultProfile),
          choices: {},
          households: households[c]!,
          surveyed,
          facts: new Map(),
        }),
      ),
    },
    gathered: {
      communities: communities.rows.map((row) => areaOf(row, pack)),
      facilities: facilities.map((facility, f) =>
        namedFacility(facility, communities.rows[known[f]!.community]),
      ),
      facts: new Map(),
      overdue: new Map(),
      surveys: new Map(),
      declarations: new Map(),
    },
    communities: communities.rows,
    population: { ...assignment, offStreet: offStreetPeople(residents, positions) },
  }
}

/** Facilities of a kind are numbered in 15 bits. @throws Refusal */
function checkCounts(file: string, facilities: readonly FoundFacility[]): void {
  for (const [kind, { length }] of Map.groupBy(facilities, (facility) => facility.kind)) {
    if (length <= MAX_FACILITIES) continue
    const limit = MAX_FACILITIES.toLocaleString('en')
    throw refuse(
      file,
      `${kind} 有 ${length} 处，一类设施最多 ${limit} 处`,
      `${length} facilities of the kind ${kind}; at most ${limit} of one kind`,
    )
  }
}

function facilitiesOn(
  network: Network,
  barriers: Barriers,
  facilities: readonly FoundFacility[],
  communities: Communities,
): KnownFacility[] {
  const lon = Float64Array.from(facilities, (facility) => facility.lon)
  const lat = Float64Array.from(facilities, (facility) => facility.lat)
  const at = snap(network, lon, lat, { barriers })
  return facilities.map(({ facilityId, kind, capacity, areaM2 }, f) => {
    const { community } = communities.of([lon[f]!, lat[f]!])
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
  const { west, south, east, north } = boundsOf(area ? area.flat(2) : [point])
  return {
    areaId: id,
    level: 'community',
    settlement: settlement === 'rural' ? 'rural' : 'urban',
    parentId: '',
    name: { zh: name, en: name },
    box: [west, south, east, north],
    centre: [point[0], point[1]],
    managed: true,
    generated: false,
    path: id,
    source: '',
  }
}

const namedFacility = (facility: FoundFacility, community: PlacedRow | undefined): DiagnosisFacility => ({
  ...facility,
  communityId: String(community?.values.id ?? ''),
  capacityUnit: null,
  ageBands: null,
  sharedWith: [],
  sharePermille: [],
  generated: false,
})
