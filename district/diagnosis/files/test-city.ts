// A town of eleven by eleven streets, about 100 m apart, with homes beside them: the whole command in a second, on any machine.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { convertDatum, type Datum } from '#core/geo/datum.ts'
import { localProjection } from '#core/geo/projection.ts'
import { diagnoseCommand } from '../cli/diagnose.ts'

const { toLonLat } = localProjection(121.55, 29.85)
const SIDE = 11
/** Metres from the town's edge to street `i`; uneven, as in towns: a shifted table then fits the streets nowhere. */
const streetAt = (i: number) => 100 * i + Math.round(30 * Math.sin(5 * i))

/** Longitude and latitude, to a centimetre, of metres east and north of the town's south-west corner. */
export function placeAt(x: number, y: number, datum: Datum = 'WGS84'): [lon: number, lat: number] {
  const [lon, lat] = convertDatum(...toLonLat(x, y), 'WGS84', datum)
  return [Number(lon.toFixed(7)), Number(lat.toFixed(7))]
}

const numbers = Array.from({ length: SIDE }, (_, i) => i)
const nodeId = (column: number, row: number) => 1 + column + SIDE * row

/** The streets as OpenStreetMap XML, with two shops, a kindergarten and a pond. */
export function townOsm(): string {
  const node = (id: number, x: number, y: number, tags = '') => {
    const [lon, lat] = placeAt(x, y)
    return `<node id="${id}" lon="${lon}" lat="${lat}">${tags}</node>`
  }
  const tag = (k: string, v: string) => `<tag k="${k}" v="${v}"/>`
  const way = (id: number, nodes: readonly number[], tags: string) =>
    `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join('')}${tags}</way>`
  const streets = numbers.flatMap((i) => {
    const tags = tag('highway', i === 5 ? 'secondary' : 'residential')
    return [
      way(
        1000 + i,
        numbers.map((row) => nodeId(i, row)),
        tags,
      ),
      way(
        2000 + i,
        numbers.map((column) => nodeId(column, i)),
        tags,
      ),
    ]
  })
  const pond = [900, 901, 902, 900]
  return `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
${numbers.flatMap((row) => numbers.map((column) => node(nodeId(column, row), streetAt(column), streetAt(row)))).join('\n')}
${node(900, 220, 220)}${node(901, 280, 220)}${node(902, 250, 280)}
${node(910, streetAt(1), 10, tag('shop', 'convenience') + tag('name', '东柳便利店'))}
${node(911, 900, 910, tag('shop', 'convenience'))}
${node(912, 500, 490, tag('amenity', 'kindergarten') + tag('name', '东柳幼儿园'))}
${streets.join('\n')}
${way(3000, pond, tag('natural', 'water'))}
</osm>`
}

/** Two communities, west and east, as polygons. */
export const townCommunities = (datum: Datum = 'WGS84') =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      area({ id: 'W', name: '西社区' }, [-50, -50], [500, 1050], datum),
      area({ id: 'E', name: '东社区' }, [500, -50], [1050, 1050], datum),
    ],
  })

/** A rectangle as a feature. */
export function area(
  properties: Record<string, unknown>,
  [west, south]: readonly [number, number],
  [east, north]: readonly [number, number],
  datum: Datum = 'WGS84',
) {
  const at = (x: number, y: number) => placeAt(x, y, datum)
  const ring = [at(west, south), at(east, south), at(east, north), at(west, north)]
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } }
}

/** A home in the middle of every block's southern side, 12 m from the street, with 10 people and 4 households. */
export const townPopulation = (datum: Datum = 'WGS84') =>
  ['lon,lat,人口,户数', ...homes(datum).map(([lon, lat]) => `${lon},${lat},10,4`)].join('\n')

const homes = (datum: Datum) =>
  numbers
    .slice(1)
    .flatMap((row) =>
      numbers
        .slice(1)
        .map((column) => placeAt((streetAt(column - 1) + streetAt(column)) / 2, streetAt(row) - 12, datum)),
    )

/** Three stops, a bus every half hour; nobody can board at the last. */
export const townTimetable = () => {
  const stops = [100, 500, 900].map((x, i) => {
    const [lon, lat] = placeAt(x, 505)
    return `S${i},第${i}站,${lat},${lon}`
  })
  const trips = Array.from({ length: 24 }, (_, i) => `T${i}`)
  const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00`
  const calls = trips.flatMap((trip, i) =>
    stops.map((_, stop) => {
      const at = clock(7 * 60 + 30 * i + 2 * stop)
      return `${trip},${at},${at},S${stop},${stop}`
    }),
  )
  return {
    'stops.txt': ['stop_id,stop_name,stop_lat,stop_lon', ...stops].join('\n'),
    'routes.txt': 'route_id,route_short_name,route_type\nR,1,3',
    'trips.txt': ['route_id,service_id,trip_id', ...trips.map((trip) => `R,D,${trip}`)].join('\n'),
    'stop_times.txt': ['trip_id,arrival_time,departure_time,stop_id,stop_sequence', ...calls].join('\n'),
    'calendar.txt':
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nD,1,1,1,1,1,1,1,20240101,20241231',
  }
}

/** Writes files into a folder. @returns their paths by name */
export function writeFiles<Name extends string>(
  folder: string,
  files: Readonly<Record<Name, string | Uint8Array>>,
): Record<Name, string> {
  mkdirSync(folder, { recursive: true })
  const paths = Object.entries<string | Uint8Array>(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return [name, join(folder, name)]
  })
  return Object.fromEntries(paths)
}

/** What the command said, and with which code it ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `jiujing diagnose` with these arguments in this process: quicker than one of its own. */
export async function diagnoseHere(args: string[]): Promise<Ended> {
  const said: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' }
  const keep = (stream: 'stdout' | 'stderr') => (text: string) => {
    said[stream] += `${text}\n`
  }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(keep('stdout')),
    vi.spyOn(console, 'error').mockImplementation(keep('stderr')),
    vi.spyOn(process.stderr, 'write').mockReturnValue(true),
  ]
  try {
    return { code: await diagnoseCommand(args), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** `jiujing` with these arguments, as a process of its own. */
export async function jiujing(args: readonly string[]): Promise<Ended> {
  const root = join(import.meta.dirname, '../../..')
  const node = join(root, 'node_modules/.bin/node')
  const child = spawn(node, [join(root, 'apps/cli/main.ts'), ...args])
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text
    })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  return { code, ...said }
}
