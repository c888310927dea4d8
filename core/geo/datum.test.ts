import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertDatum, DATUMS, guessDatum } from './datum.ts'
import { AreaIndex } from './locate.ts'
import type { Polygon, Position } from './polygon.ts'
import { haversineM } from './projection.ts'

const data = '../shared/data'
const noData = !existsSync(data)
if (noData) console.log(`${data} is missing: datums are not compared with real stations and schools`)

const inChina = fc.tuple(
  fc.double({ min: 72.02, max: 137.82, noNaN: true }),
  fc.double({ min: 0.84, max: 55.81, noNaN: true }),
)
const anyDatum = fc.constantFrom(...DATUMS)

test('there and back ends within 0.01 mm of the start, between any two datums', () => {
  fc.assert(
    fc.property(inChina, anyDatum, anyDatum, (point, from, to) => {
      const start = convertDatum(...point, 'WGS84', from)
      const [lon, lat] = convertDatum(...convertDatum(start[0], start[1], from, to), to, from)
      expect(haversineM(lon, lat, start[0], start[1])).toBeLessThan(1e-5)
    }),
    { numRuns: 5000 },
  )
})

test('outside China GCJ-02 is WGS84', () => {
  expect(convertDatum(-8.61, 41.15, 'WGS84', 'GCJ-02')).toEqual([-8.61, 41.15])
  expect(convertDatum(-8.61, 41.15, 'GCJ-02', 'WGS84')).toEqual([-8.61, 41.15])
})

test('the offset is hundreds of metres, CGCS2000 is WGS84', () => {
  const [lon, lat] = convertDatum(121.55, 29.82, 'WGS84', 'GCJ-02')
  expect(haversineM(121.55, 29.82, lon, lat)).toBeGreaterThan(300)
  expect(convertDatum(121.55, 29.82, 'CGCS2000', 'WGS84')).toEqual([121.55, 29.82])
})

// The vectors of googollee/eviltransform's own tests (Shanghai, Shenzhen, Beijing).
test.each([
  [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
  [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
  [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
])('%d, %d becomes GCJ-02 as published', (lon, lat, gcjLon, gcjLat) => {
  const found = convertDatum(lon, lat, 'WGS84', 'GCJ-02')
  expect(found).toEqual([expect.closeTo(gcjLon, 6), expect.closeTo(gcjLat, 6)])
})

// The example of wandergis/coordtransform; its way back is approximate, hence the tolerance of a decimetre.
test('BD-09 comes out as published', () => {
  const [lon, lat] = [116.404, 39.915]
  expect(convertDatum(lon, lat, 'GCJ-02', 'BD-09')).toEqual([
    expect.closeTo(116.41036949371029, 9),
    expect.closeTo(39.92133699351021, 9),
  ])
  const [backLon, backLat] = convertDatum(lon, lat, 'BD-09', 'GCJ-02')
  expect(haversineM(backLon, backLat, 116.39762729119315, 39.90865673957631)).toBeLessThan(0.1)
})

interface Ground {
  readonly properties: { readonly kind: string; readonly centroid: [number, number] }
  readonly geometry: { readonly type: string; readonly coordinates: Polygon }
}

describe.skipIf(noData)('with real places of Ningbo', () => {
  test('122 metro stations in GCJ-02 land on their published WGS84 positions', async () => {
    const source = readFileSync(`${data}/ningbo-metro-lines/nb.js`, 'utf8')
    const { default: lines } = await import(`data:text/javascript,${encodeURIComponent(source)}`)
    const { features } = JSON.parse(
      readFileSync(`${data}/ningbo-metro-lines/ningbo_metro_wgs84.geojson`, 'utf8'),
    )
    const known = new Map<string, Position>()
    for (const { properties, geometry } of features)
      if (properties.kind === 'station') known.set(properties.pinyin, geometry.coordinates)
    const stations = Object.values(lines)
      .flat()
      .filter((entry) => (entry as object) && 'lng' in (entry as object)) as {
      pinyin: string
      lng: string
      lat: string
    }[]
    expect(stations.length).toBe(122)
    for (const { pinyin, lng, lat } of stations) {
      const [lon, latitude] = convertDatum(Number(lng), Number(lat), 'GCJ-02', 'WGS84')
      expect(haversineM(lon, latitude, ...(known.get(pinyin) as [number, number]))).toBeLessThan(0.5)
    }
  })

  test.each(['WGS84', 'GCJ-02', 'BD-09'] as const)(
    'school centres given in %s are recognised by their grounds',
    (datum) => {
      const { features } = JSON.parse(
        readFileSync(`${data}/ningbo-osm-facilities/yinzhou_osm_facilities.geojson`, 'utf8'),
      )
      const grounds = features.filter(
        (f: Ground) => f.properties.kind === 'school' && f.geometry.type === 'Polygon',
      )
      const index = new AreaIndex(grounds.map((f: Ground) => [f.geometry.coordinates]))
      const points = grounds.map((f: Ground) => convertDatum(...f.properties.centroid, 'WGS84', datum))
      const guess = guessDatum(points, (lon, lat) => (index.find(lon, lat) < 0 ? 1 : 0))
      expect(guess).toMatchObject({ datum, sure: true })
      expect(guess.misfits[datum]).toBeLessThan(0.1)
    },
  )
})

test('points that fit any datum alike are assumed to be WGS84, and not surely', () => {
  const points = Array.from({ length: 50 }, (_, i): Position => [121.5 + i / 1000, 29.8])
  expect(guessDatum(points, () => 0)).toMatchObject({ datum: 'WGS84', sure: false })
  expect(guessDatum([], () => 0)).toMatchObject({ datum: 'WGS84', sure: false })
})

test('two points are too few to be sure', () => {
  const points = [1, 2].map((i) => convertDatum(121.5 + i / 100, 29.8, 'WGS84', 'GCJ-02'))
  const guess = guessDatum(points, (lon, lat) => haversineM(lon, lat, Math.round(lon * 100) / 100, 29.8))
  expect(guess).toMatchObject({ datum: 'GCJ-02', sure: false })
})
