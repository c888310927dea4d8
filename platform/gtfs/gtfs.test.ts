import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '#platform/input/input-error.ts'
import type { InputCode } from '#platform/input/input-errors.ts'
import { zipOf } from '#platform/input/zip-fixture.ts'
import { departuresPerHour, runsOn, typicalWeekday } from './departures.ts'
import { dayOf } from './gtfs-table.ts'
import { readGtfs } from './read.ts'

const data = '../shared/data'
const noData = !existsSync(data)
if (noData) console.log(`${data} is missing: real timetables are not read`)

/** 2024-05-06 is a Monday. */
const feed = {
  'stops.txt':
    'stop_id,stop_name,stop_lat,stop_lon\n007,东柳,29.87,121.57\n7,白鹤,29.86,121.58\nC,终点,29.85,121.59\n',
  'routes.txt': 'route_id,route_short_name,route_type\nR,1路,3\n',
  'trips.txt': 'route_id,service_id,trip_id\nR,WD,T1\nR,WD,T2\n',
  'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence
T2,8:00:00,8:00:00,007,1
T1,,,7,20
T1,07:00:00,07:00:00,007,3
T1,07:10:00,07:10:00,C,31
T2,08:20:00,08:20:00,C,2
`,
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nWD,1,1,1,1,1,0,0,20240501,20240531\n',
}
type Tables = Partial<Record<string, string>>
const read = (changes: Tables = {}) => {
  const members = Object.entries({ ...feed, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return readGtfs(zipOf(Object.fromEntries(members)), { name: 'bus.zip' })
}

describe('a timetable', () => {
  test('keeps ids as text, orders calls by sequence and fills blank times', async () => {
    const { stopIds, stopNames, tripFirst, callStop, callArrival, callDeparture, callBoards } = await read()
    expect(stopIds).toEqual(['007', '7', 'C'])
    expect(stopNames).toEqual(['东柳', '白鹤', '终点'])
    expect(Array.from(tripFirst)).toEqual([0, 3, 5])
    expect(Array.from(callStop)).toEqual([0, 1, 2, 0, 2])
    expect(Array.from(callArrival)).toEqual([25200, 25500, 25800, 28800, 30000])
    expect(callDeparture).toEqual(callArrival)
    expect(Array.from(callBoards)).toEqual([1, 1, 0, 1, 0])
  })

  test('may lie in a folder, have a byte order mark, spaces in its header, quotes and Windows line ends', async () => {
    const members = Object.entries(feed).map(([name, text]) => [
      `gtfs/${name}`,
      text.replaceAll('\n', '\r\n'),
    ])
    const stops =
      '\ufeff stop_id , "stop_name",stop_lat,stop_lon,zone\r\n007,"a, ""b""",1,2\r\n\r\n7,,1,2,Z\r\nC,c,1,2'
    const found = await readGtfs(zipOf({ ...Object.fromEntries(members), 'gtfs/stops.txt': stops }))
    expect(found.stopNames).toEqual(['a, "b"', '', 'c'])
  })

  test('may leave coordinates of entrances out, not of stops', async () => {
    const stops = 'stop_id,stop_lat,stop_lon,location_type\n007,1,2,\n7,1,2,0\nC,1,2,0\nE,,,3'
    const found = await read({ 'stops.txt': stops })
    expect(Array.from(found.stopType)).toEqual([0, 0, 0, 3])
    expect(found.stopLon[3]).toBeNaN()
  })
})

describe('a service', () => {
  test('runs on its weekdays within its period, with exceptions', async () => {
    const dates = 'service_id,date,exception_type\nWD,20240504,1\nWD,20240506,2\nONCE,20240505,1\n'
    const { services } = await read({ 'calendar_dates.txt': dates })
    const runs = (service: number, date: string) => runsOn(services[service]!, dayOf(date)!)
    expect(
      ['20240430', '20240501', '20240504', '20240505', '20240506', '20240531', '20240603'].map((d) =>
        runs(0, d),
      ),
    ).toEqual([false, true, true, false, false, true, false])
    expect(services[1]!.id).toBe('ONCE')
    expect(['20240505', '20240507'].map((d) => runs(1, d))).toEqual([true, false])
  })

  test('may be given by dates alone', async () => {
    const dates = 'service_id,date,exception_type\nWD,20240507,1\n'
    const found = await read({ 'calendar.txt': undefined, 'calendar_dates.txt': dates })
    expect(typicalWeekday(found)).toBe('2024-05-07')
  })
})

describe('departures per hour', () => {
  const all = { fromHour: 7, toHour: 9 }
  test('count boardings on the typical weekday, not the end of the line', async () => {
    expect(Array.from(departuresPerHour(await read(), all))).toEqual([1, 0.5, 0])
    expect(Array.from(departuresPerHour(await read(), { fromHour: 7, toHour: 8 }))).toEqual([1, 1, 0])
    expect(Array.from(departuresPerHour(await read(), { date: '2024-05-05', ...all }))).toEqual([0, 0, 0])
  })

  test('the typical weekday is no holiday and not the thin end of the calendar', async () => {
    const calendar = `${feed['calendar.txt']}THIN,1,1,1,1,1,0,0,20240101,20240531\n`
    const trips = `${feed['trips.txt']}R,THIN,T3\n`
    const dates =
      'service_id,date,exception_type\n' + ['01', '02', '03'].map((d) => `WD,202405${d},2\n`).join('')
    const thin = await read({ 'calendar.txt': calendar, 'trips.txt': trips, 'calendar_dates.txt': dates })
    expect(typicalWeekday(thin)).toBe('2024-01-01') // five months thin, three weeks full: thin is typical
    const short = calendar.replace('20240101', '20240425')
    expect(
      typicalWeekday(await read({ 'calendar.txt': short, 'trips.txt': trips, 'calendar_dates.txt': dates })),
    ).toBe('2024-05-06')
  })

  test('a trip past midnight counts on the next morning', async () => {
    const night = feed['stop_times.txt']
      .replace('8:00:00,8:00:00', '25:30:00,25:30:00')
      .replaceAll('08:20:00', '26:00:00')
    const found = await read({ 'stop_times.txt': night })
    const early = { fromHour: 1, toHour: 2 }
    expect(departuresPerHour(found, { date: '2024-05-06', ...early })[0]).toBe(0) // nothing ran on Sunday
    expect(departuresPerHour(found, { date: '2024-05-07', ...early })[0]).toBe(1)
    expect(departuresPerHour(found, { date: '2024-05-04', ...early })[0]).toBe(1) // Friday's
  })

  test('stops where nobody may board do not count', async () => {
    const times = feed['stop_times.txt']
      .replace('stop_sequence', 'stop_sequence,pickup_type')
      .replace('007,3', '007,3,1')
    expect(departuresPerHour(await read({ 'stop_times.txt': times }), all)[0]).toBe(0.5)
  })

  test('a frequency counts as if each of its starts were a trip of its own', async () => {
    const time = (minutes: number) =>
      `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00`
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 300, max: 700 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 90 }),
        async (start, length, headway) => {
          const rows = `trip_id,start_time,end_time,headway_secs\nT1,${time(start)},${time(start + length)},${headway * 60}\n`
          const counted = departuresPerHour(await read({ 'frequencies.txt': rows }), all)
          let starts = 0
          for (let at = start; at < start + length; at += headway) if (at >= 420 && at < 540) starts++
          expect(counted[0]).toBe((starts + 1) / 2) // T2 runs once, by its own times
        },
      ),
      { numRuns: 40 },
    )
  })

  test('senseless hours are the caller’s mistake', async () => {
    const found = await read()
    expect(() => departuresPerHour(found, { fromHour: 9, toHour: 9 })).toThrow(RangeError)
    expect(() => departuresPerHour(found, { ...all, date: '2024-02-30' })).toThrow(RangeError)
  })
})

describe('a feed that cannot be used is refused with table, line and column', () => {
  const times = (from: string, to: string): Tables => ({
    'stop_times.txt': feed['stop_times.txt'].replace(from, to),
  })
  const cases: [string, Tables, InputCode, object][] = [
    ['no stops', { 'stops.txt': undefined }, 'NOTHING_INSIDE', { file: 'bus.zip' }],
    ['no calendar', { 'calendar.txt': undefined }, 'NOTHING_INSIDE', { file: 'bus.zip' }],
    [
      'unknown trip',
      times('T2,8', 'T9,8'),
      'REFERENCE',
      { file: 'bus.zip', part: 'stop_times.txt', line: 2, field: 'trip_id' },
    ],
    ['unknown stop', times(',7,20', ',8,20'), 'REFERENCE', { line: 3, field: 'stop_id' }],
    ['a time of 7.30', times('07:00:00', '7.30'), 'NOT_A_TIME', { line: 4, field: 'arrival_time' }],
    ['sequence a word', times('007,1', '007,first'), 'NOT_A_NUMBER', { field: 'stop_sequence' }],
    [
      'no time at the end',
      times('07:10:00,07:10:00', ','),
      'VALUE_MISSING',
      { element: 'trip T1', field: 'arrival_time' },
    ],
    ['no time at the start', times('07:00:00,07:00:00', ','), 'VALUE_MISSING', { element: 'trip T1' }],
    [
      'no such day',
      { 'calendar.txt': feed['calendar.txt'].replace('20240531', '20240532') },
      'NOT_A_DATE',
      { line: 2, field: 'end_date' },
    ],
    [
      'no such month',
      { 'calendar.txt': feed['calendar.txt'].replace('20240531', '20241331') },
      'NOT_A_DATE',
      { line: 2, field: 'end_date' },
    ],
    [
      'latitude 129',
      { 'stops.txt': feed['stops.txt'].replace('29.87', '129.87') },
      'OUT_OF_RANGE',
      { line: 2, field: 'stop_lat' },
    ],
    [
      'a stop without place',
      { 'stops.txt': feed['stops.txt'].replace('29.87', '') },
      'VALUE_MISSING',
      { line: 2, field: 'stop_lat' },
    ],
    [
      'an unknown route',
      { 'trips.txt': feed['trips.txt'].replace('R,WD,T2', 'Q,WD,T2') },
      'REFERENCE',
      { line: 3, field: 'route_id' },
    ],
    ['an unclosed quote', { 'stops.txt': feed['stops.txt'].replace('白鹤', '"白鹤') }, 'QUOTE', { line: 4 }],
    [
      'headway 0',
      { 'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nT1,7:00:00,8:00:00,0' },
      'OUT_OF_RANGE',
      { field: 'headway_secs' },
    ],
    [
      'a line of 3 MB',
      { 'stops.txt': feed['stops.txt'] + 'x'.repeat(3 << 20) },
      'LINE_TOO_LONG',
      { line: 5 },
    ],
  ]
  test.each(cases)('%s', async (_, changes, code, place) => {
    const error = await read(changes).then(
      () => undefined,
      (caught) => caught,
    )
    expect(error).toBeInstanceOf(InputError)
    expect(error.toProblem()).toMatchObject({ code, ...place })
  })

  const good = zipOf(feed)
  const gbk = {
    ...feed,
    'stops.txt': Buffer.concat([Buffer.from(feed['stops.txt']), Buffer.from([0xb6, 0xab, 0xc1, 0x0a])]),
  }
  test.each<[string, Uint8Array, InputCode]>([
    ['an empty file', Buffer.alloc(0), 'FILE_EMPTY'],
    ['a table instead of a zip', Buffer.from(feed['stops.txt']), 'FILE_KIND'],
    ['a zip cut off', good.subarray(0, -40), 'FILE_DAMAGED'],
    ['GBK', zipOf(gbk), 'ENCODING'],
    ['a member larger than it says', zipOf(feed, () => 10), 'FILE_DAMAGED'],
    ['members of 5 GB', zipOf(feed, () => 1e9), 'FILE_TOO_LARGE'],
    [
      '1,001 members',
      zipOf(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, '']))),
      'FILE_TOO_LARGE',
    ],
  ])('%s', async (_, bytes, code) => {
    await expect(readGtfs(bytes)).rejects.toMatchObject({ name: 'InputError', code })
  })

  test('any changed bytes end in a feed or an InputError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
        const bad = Buffer.from(good)
        bad[at] = byte
        await readGtfs(bad).catch((error) => expect(error).toBeInstanceOf(InputError))
      }),
      { numRuns: 300 },
    )
  })
})

describe.skipIf(noData)('real timetables', () => {
  test.each([
    ['poa_eptc', 115, 3986, 2374, 130_019, 12, 15],
    ['poa_trensurb', 2, 24, 1248, 14_855, 7, 9],
  ])(
    '%s has the counts its source states',
    async (name, routes, stops, trips, calls, fromHour, toHour) => {
      const found = await readGtfs(`${data}/r5r-poa/${name}.zip`)
      expect(
        [found.routeIds, found.stopIds, found.tripIds, found.callStop].map(({ length }) => length),
      ).toEqual([routes, stops, trips, calls])
      const perHour = departuresPerHour(found, { fromHour, toHour })
      const total = perHour.reduce((sum, count) => sum + count, 0)
      // The slow, obvious reference: every call of every trip that runs that day.
      const day = dayOf(typicalWeekday(found)!)!
      let boardings = 0
      for (let trip = 0; trip < trips; trip++) {
        if (!runsOn(found.services[found.tripService[trip]!]!, day)) continue
        for (let call = found.tripFirst[trip]!; call < found.tripFirst[trip + 1]! - 1; call++) {
          const hour = found.callDeparture[call]! / 3600
          if (hour >= fromHour && hour < toHour) boardings++
        }
      }
      expect(total * (toHour - fromHour)).toBeCloseTo(boardings, 6)
      expect(boardings).toBeGreaterThan(500)
    },
    30_000,
  )
})
