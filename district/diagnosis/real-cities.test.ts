import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readOsm } from '#platform/osm/read.ts'
import type { HomeCells } from './files/homes.ts'
import type { Scores } from './files/scores.ts'
import { jiujing } from './files/test-city.ts'

const data = join(import.meta.dirname, '../../../shared/data')
const noData = !existsSync(data)
if (noData) console.log(`${data} is missing: real cities are not diagnosed`)

const folder = mkdtempSync(join(tmpdir(), 'jiujing-cities-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Run the real command. @returns what it wrote, and how it said so */
async function diagnose(name: string, args: readonly string[]) {
  const out = join(folder, name)
  const { code, stdout, stderr } = await jiujing(['diagnose', ...args, '--out', out])
  expect(code, stderr).toBe(0)
  expect(stdout).toBe(`${out}\n`)
  const text = (file: string) => readFileSync(join(out, file), 'utf8')
  return { scores: JSON.parse(text('scores.json')) as Scores, text }
}

const write = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(folder, name), lines.join('\n'))
  return join(folder, name)
}

describe.skipIf(noData)('Porto Alegre', () => {
  const poa = join(data, 'r5r-poa')
  const districts = ['1,Centro,-51.228,-30.030', '2,Menino Deus,-51.222,-30.055', '3,Moinhos,-51.203,-30.027']

  test('streets, census cells and timetables become scores of every community', async () => {
    // Schools and clinics of the census grid as a register of facilities.
    const [, ...cells] = readFileSync(join(poa, 'poa_hexgrid.csv'), 'utf8').trim().split('\n')
    const register = cells.flatMap((line) => {
      const [id, lon, lat, , schools, , clinics] = line.split(',')
      return [
        ...(Number(schools) > 0 ? [`school/${id},primary_school,${lon},${lat}`] : []),
        ...(Number(clinics) > 0 ? [`clinic/${id},health_station,${lon},${lat}`] : []),
      ]
    })
    const { scores, text } = await diagnose('poa', [
      ...['--network', join(poa, 'poa_osm.pbf'), '--population', join(poa, 'poa_hexgrid.csv')],
      ...['--communities', write('poa.csv', ['id,name,lon,lat', ...districts])],
      ...['--facilities', write('register.csv', ['id,kind,lon,lat', ...register])],
      ...['--gtfs', join(poa, 'poa_eptc.zip'), '--gtfs', join(poa, 'poa_trensurb.zip')],
      ...['--pack', 'gb50180-circles', '--language', 'en'],
    ])
    expect(scores.population).toMatchObject({ rows: 1227, people: 812_935, nearest: 812_935, outside: 0 })
    expect(scores.population.offStreet).toBeLessThan(812_935 / 100)
    expect(scores.network.nodes).toBeGreaterThan(15_000)
    expect(scores.facilities.stops).toBeGreaterThan(3000)
    for (const { name, score } of scores.communities) {
      const [low, high] = score
      expect(low, name).toBeGreaterThan(0)
      expect(high, name).toBeGreaterThan(low!)
    }
    // A bus stop within 500 m of nine in ten residents: surely in the centre, just not in the others.
    const busStops = scores.communities.map(({ name, indicators }) => {
      const { met, value } = indicators.find(({ id }) => id === 'gb-31')!
      return [name, met, Math.round(100 * value[0]!)]
    })
    expect(busStops).toEqual([
      ['Centro', true, 98],
      ['Menino Deus', false, 90],
      ['Moinhos', false, 90],
    ])
    const { features } = JSON.parse(text('homes.geojson')) as HomeCells
    expect(Math.min(...features.map(({ properties }) => properties.people))).toBeGreaterThanOrEqual(10)
    const report = text('report.html')
    expect(report).toContain('Menino Deus')
    expect(report.length).toBeLessThan(400_000)
  })
})

/** A grid of communities as points and of homes over the densest part of a map. */
async function madeUp(name: string, network: string, step: number) {
  const { lon, lat } = await readOsm(network)
  const middle = (values: Float64Array) => values.toSorted()[values.length >> 1]!
  const [x, y] = [middle(lon), middle(lat)]
  const offsets = [-2, -1, 0, 1, 2]
  const communities = [-1, 1].flatMap((i) => [-1, 1].map((j) => [x + i * step, y + j * step]))
  const homes = offsets.flatMap((i) => offsets.map((j) => [x + i * step, y + j * step]))
  return [
    ...['--network', network],
    '--communities',
    write(`${name}-c.csv`, ['id,lon,lat', ...communities.map(([a, b], i) => `${name}${i},${a},${b}`)]),
    '--population',
    write(`${name}-p.csv`, ['lon,lat,population', ...homes.map(([a, b]) => `${a},${b},100`)]),
    ...['--pack', 'gb50180-circles'],
  ]
}

describe.skipIf(noData)('a map alone', () => {
  test.each<[name: string, file: string, step: number, nodes: number, kinds: RegExp]>([
    ['Porto', 'osm-porto/porto.osm.pbf', 0.008, 50_000, /^(park|school|primary_school|bus_stop)\//],
    ['Monaco', 'osm-graphhopper/monaco.osm.gz', 0.0015, 500, /^(pharmacy|restaurant|bank)\//],
    [
      'North Bayreuth',
      'osm-graphhopper/north-bayreuth.osm.gz',
      0.004,
      1000,
      /^(kindergarten|restaurant|bank)\//,
    ],
  ])('%s gives streets and, by their tags, facilities', async (name, file, step, nodes, kinds) => {
    const { scores } = await diagnose(name, await madeUp(name, join(data, file), step))
    expect(scores.network.nodes).toBeGreaterThan(nodes)
    expect(scores.population).toMatchObject({ people: 2500, nearest: 2500 })
    expect(scores.facilities.count).toBeGreaterThan(20)
    const seen = scores.communities.flatMap(({ indicators }) =>
      indicators.flatMap(({ evidence }) => evidence.facilities),
    )
    expect(
      seen.some((id) => kinds.test(id)),
      [...new Set(seen.map((id) => id.split('/')[0]))].join(),
    ).toBe(true)
    for (const { score, completeness } of scores.communities) {
      expect(score[0]).toBeLessThanOrEqual(score[1]!)
      expect(completeness).toBeGreaterThan(0)
    }
  })
})
