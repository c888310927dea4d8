import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { openZip, type Zip, type ZipLimits } from '#platform/input/zip.ts'
import type { Frequency, GtfsFeed, Service } from './feed.ts'
import { gtfsRows } from './gtfs-table.ts'
import { readCalls } from './stop-times.ts'

const limits: ZipLimits = { entries: 1000, bytes: 2 ** 32 }

export interface ReadGtfsOptions {
  /** What messages call the file; default is the last part of the path, or `upload`. */
  readonly name?: string
  readonly signal?: AbortSignal
}

/**
 * Reads a GTFS feed (a zip of CSV tables, UTF-8); the tables may lie in a folder inside the zip. Missing optional tables
 * and columns are allowed, blank times between two calls with times are interpolated by the number of calls.
 *
 * @throws InputError naming table, line and column; the reason of `signal` when aborted
 */
export async function readGtfs(
  source: string | Uint8Array,
  options: ReadGtfsOptions = {},
): Promise<GtfsFeed> {
  const zip = await openZip(source, limits, { name: options.name, expected: 'GTFS .zip' })
  try {
    requireTables(zip)
    const stops = await readStops(zip)
    const routes = await readRoutes(zip)
    const services = await readServices(zip)
    const trips = await readTrips(zip, numbersOf(routes.routeIds), numbersOf(services.map(({ id }) => id)))
    const tripNumbers = numbersOf(trips.tripIds)
    const calls = await readCalls(zip, tripNumbers, numbersOf(stops.stopIds), options.signal)
    return {
      ...stops,
      ...routes,
      services,
      ...trips,
      ...calls,
      frequencies: await readFrequencies(zip, tripNumbers),
    }
  } finally {
    zip.close()
  }
}

function requireTables(zip: Zip): void {
  const has = (table: string) => zip.names.some((name) => name === table || name.endsWith(`/${table}`))
  const missing = ['stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt'].filter((table) => !has(table))
  if (!has('calendar.txt') && !has('calendar_dates.txt')) missing.push('calendar.txt')
  if (missing.length > 0)
    throw new InputError('NOTHING_INSIDE', { file: zip.file }, { what: missing.join(', ') })
}

const numbersOf = (ids: readonly string[]): Map<string, number> => new Map(ids.map((id, i) => [id, i]))

async function readStops(zip: Zip) {
  const [stopIds, stopNames]: [string[], string[]] = [[], []]
  const [lon, lat, type]: [number[], number[], number[]] = [[], [], []]
  for await (const row of gtfsRows(zip, 'stops.txt')) {
    stopIds.push(row.required('stop_id'))
    stopNames.push(row.text('stop_name'))
    const kind = row.number('location_type', 0, 9, 0)
    type.push(kind)
    const blank = kind === 0 ? undefined : Number.NaN
    lon.push(row.number('stop_lon', -180, 180, blank))
    lat.push(row.number('stop_lat', -90, 90, blank))
  }
  const [stopLon, stopLat, stopType] = [Float64Array.from(lon), Float64Array.from(lat), Uint8Array.from(type)]
  return { stopIds, stopNames, stopLon, stopLat, stopType }
}

async function readRoutes(zip: Zip) {
  const [routeIds, routeNames, types]: [string[], string[], number[]] = [[], [], []]
  for await (const row of gtfsRows(zip, 'routes.txt')) {
    routeIds.push(row.required('route_id'))
    routeNames.push(row.text('route_short_name') || row.text('route_long_name'))
    types.push(row.number('route_type', 0, 2000))
  }
  return { routeIds, routeNames, routeType: Uint16Array.from(types) }
}

async function readTrips(
  zip: Zip,
  routes: ReadonlyMap<string, number>,
  services: ReadonlyMap<string, number>,
) {
  const [tripIds, route, service]: [string[], number[], number[]] = [[], [], []]
  for await (const row of gtfsRows(zip, 'trips.txt')) {
    tripIds.push(row.required('trip_id'))
    route.push(row.reference('route_id', routes, things.route))
    service.push(row.reference('service_id', services, things.service))
  }
  return { tripIds, tripRoute: Uint32Array.from(route), tripService: Uint32Array.from(service) }
}

const weekdayColumns = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

async function readServices(zip: Zip): Promise<Service[]> {
  const services = new Map<string, Service & { added: Set<number>; removed: Set<number> }>()
  const addService = (id: string, rest: Pick<Service, 'weekdays' | 'firstDay' | 'lastDay'>) => {
    const service = { id, ...rest, added: new Set<number>(), removed: new Set<number>() }
    services.set(id, service)
    return service
  }
  for await (const row of gtfsRows(zip, 'calendar.txt')) {
    addService(row.required('service_id'), {
      weekdays: weekdayColumns.map((column) => row.number(column, 0, 1) === 1),
      firstDay: row.day('start_date'),
      lastDay: row.day('end_date'),
    })
  }
  const never = { weekdays: weekdayColumns.map(() => false), firstDay: 0, lastDay: -1 }
  for await (const row of gtfsRows(zip, 'calendar_dates.txt')) {
    const id = row.required('service_id')
    const service = services.get(id) ?? addService(id, never)
    const isAdded = row.number('exception_type', 1, 2) === 1
    ;(isAdded ? service.added : service.removed).add(row.day('date'))
  }
  return [...services.values()]
}

async function readFrequencies(zip: Zip, trips: ReadonlyMap<string, number>): Promise<Frequency[]> {
  const frequencies: Frequency[] = []
  for await (const row of gtfsRows(zip, 'frequencies.txt')) {
    row.required('start_time')
    row.required('end_time')
    frequencies.push({
      trip: row.reference('trip_id', trips, things.trip),
      start: row.seconds('start_time'),
      end: row.seconds('end_time'),
      headwaySeconds: row.number('headway_secs', 1, 86_400),
    })
  }
  return frequencies
}
