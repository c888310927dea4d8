import { basename } from 'node:path'
import type { Datum } from '#core/geo/datum.ts'
import type { MapData } from '#core/geo/map-data.ts'
import mapping from '#packs/facilities/osm-tags.json' with { type: 'json' }
import { departuresPerHour } from '#platform/gtfs/departures.ts'
import type { GtfsFeed } from '#platform/gtfs/feed.ts'
import { readGtfs } from '#platform/gtfs/read.ts'
import { facilitiesOf, type TagMapping } from '#platform/osm/facilities.ts'
import { kindName } from '../views/names.ts'
import { FACILITY_COLUMNS } from './columns.ts'
import { refuse } from './refusal.ts'
import { allPlaced, readRows } from './tables.ts'

/** A facility from a table, a map or a timetable. */
export interface FoundFacility {
  readonly facilityId: string
  readonly kind: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly lon: number
  readonly lat: number
  /** In the unit of its kind; departures per hour for a stop. */
  readonly capacity: number | null
  readonly areaM2: number | null
}

/** One without a name is called by its kind. */
const nameOf = (name: unknown, kind: string) =>
  name === undefined || name === '' ? kindName(kind) : { zh: String(name), en: String(name) }

/** Facilities of a table. @throws InputError, Refusal */
export async function facilitiesOfTable(path: string, datum: Datum): Promise<FoundFacility[]> {
  const rows = allPlaced(basename(path), await readRows(path, FACILITY_COLUMNS, datum))
  return rows.map(({ row, values, point: [lon, lat] }) => {
    const { id, kind, name, capacity, area_m2 } = values
    return {
      facilityId: String(id ?? `row/${row}`),
      kind: String(kind),
      name: nameOf(name, String(kind)),
      lon,
      lat,
      capacity: typeof capacity === 'number' ? capacity : null,
      areaM2: typeof area_m2 === 'number' ? area_m2 : null,
    }
  })
}

/** Facilities that the tags of the street map name, by packs/facilities/osm-tags.json. */
export function facilitiesOfMap(map: MapData): FoundFacility[] {
  return facilitiesOf(map, mapping as readonly TagMapping[]).map(
    ({ ref, kind, name, lon, lat, capacity, groundM2 }) => ({
      facilityId: `${kind}/${ref}`,
      kind,
      name: nameOf(name, kind),
      lon,
      lat,
      capacity: capacity ?? null,
      areaM2: groundM2 ?? null,
    }),
  )
}

/** A timetable knows better than maps and registers which stops are served: its kinds replace theirs. */
export function withStops(found: readonly FoundFacility[], stops: readonly FoundFacility[]): FoundFacility[] {
  const timetabled = new Set(stops.map(({ kind }) => kind))
  return [...found.filter(({ kind }) => !timetabled.has(kind)), ...stops]
}

/** Daytime, for departures per hour. [product default] */
const FROM_HOUR = 7
const TO_HOUR = 19

/** GTFS route types of trams, metros and trains; all others are buses to somebody on foot. */
const RAIL = new Set([0, 1, 2, 5, 7, 12])

/** Stops of a timetable that anything leaves from in daytime, with departures per hour. @throws InputError, Refusal */
export async function stopsOf(path: string): Promise<FoundFacility[]> {
  const feed = await readGtfs(path)
  const departures = departuresPerHour(feed, { fromHour: FROM_HOUR, toHour: TO_HOUR })
  const rail = stopsOfRail(feed)
  if (departures.every((perHour) => perHour === 0)) {
    throw refuse(
      basename(path),
      `${FROM_HOUR} 点到 ${TO_HOUR} 点之间没有任何班次`,
      `nothing departs between ${FROM_HOUR} and ${TO_HOUR} o'clock`,
    )
  }
  return feed.stopIds.flatMap((id, stop): FoundFacility[] => {
    const perHour = departures[stop]!
    if (perHour === 0) return []
    const kind = rail.has(stop) ? 'metro_station' : 'bus_stop'
    return [
      {
        facilityId: `${basename(path)}/${id}`,
        kind,
        name: nameOf(feed.stopNames[stop], kind),
        lon: feed.stopLon[stop]!,
        lat: feed.stopLat[stop]!,
        capacity: perHour,
        areaM2: null,
      },
    ]
  })
}

function stopsOfRail({ tripIds, tripRoute, tripFirst, callStop, routeType }: GtfsFeed): Set<number> {
  const stops = new Set<number>()
  for (let trip = 0; trip < tripIds.length; trip++) {
    const type = routeType[tripRoute[trip]!]!
    // Extended types 100 to 199 are railways, 400 to 499 metros, 900 to 999 trams.
    if (!RAIL.has(type) && ![1, 4, 9].includes(Math.floor(type / 100))) continue
    for (let call = tripFirst[trip]!; call < tripFirst[trip + 1]!; call++) stops.add(callStop[call]!)
  }
  return stops
}
