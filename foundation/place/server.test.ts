import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { beforeAll, expect, test } from 'vitest'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { listAreas, listFacilities } from './contract.ts'
import type { NewMapFeature } from './rules/places.ts'
import { placeRoutes } from './server.ts'
import { COMMUNITIES, corner, square, testDistrict } from './test-places.ts'
import { loadPlaces } from './write.ts'

const { db } = await testDb()
const app = await createServer({ db, routes: placeRoutes, version: 'test' })
const call = testClient(app)
const [west, south] = corner(0)
const feature = (changes: Partial<NewMapFeature>): NewMapFeature => ({
  layer: 'street',
  class: 'primary',
  minZoom: 9,
  name: { zh: '中河路', en: 'Zhonghe Road' },
  bridge: true,
  shape: {
    type: 'LineString',
    coordinates: [
      [west, south],
      [west + 0.02, south + 0.02],
    ],
  },
  source: 'test',
  generated: true,
  ...changes,
})

beforeAll(() =>
  inScope(db, wholeScope, (tx) =>
    loadPlaces(tx, 'test', {
      ...testDistrict,
      mapFeatures: [
        feature({}),
        feature({ layer: 'water', class: 'river', name: undefined!, shape: square(west, south, 0.003) }),
        feature({
          layer: 'label',
          class: 'town',
          shape: { type: 'Point', coordinates: [west + 0.005, south + 0.005] },
        }),
        feature({ layer: 'wall', class: 'wall', minZoom: 15 }),
      ],
    }),
  ),
)

/** The tile that holds a point. */
const tileAt = (zoom: number, lon: number, lat: number) => {
  const rad = (lat * Math.PI) / 180
  const y = ((1 - Math.log(Math.tan(rad) + 1 / Math.cos(rad)) / Math.PI) / 2) * 2 ** zoom
  return `/api/tiles/${zoom}/${Math.floor(((lon + 180) / 360) * 2 ** zoom)}/${Math.floor(y)}`
}
const tile = async (zoom: number, lon = west + 0.005, lat = south + 0.005) => {
  const reply = await app.inject(tileAt(zoom, lon, lat))
  return { reply, layers: new VectorTile(new PbfReader(reply.rawPayload)).layers }
}

test('areas are listed with the district first', async () => {
  const areas = await call(listAreas)
  expect(areas.map((area) => area.level)).toEqual(['district', ...Array(6).fill(expect.anything())])
  expect(areas.find((area) => area.areaId === COMMUNITIES[0])).toMatchObject({
    parentId: '330299001',
    settlement: 'urban',
    generated: true,
  })
})

test('shapes of a level are GeoJSON with the area id, to a metre', async () => {
  const reply = await app.inject('/api/areas/community/shapes')
  expect(reply.headers['content-type']).toContain('application/geo+json')
  const { features } = reply.json()
  expect(features.map((f: { id: string }) => f.id)).toEqual(COMMUNITIES)
  expect(features[0].geometry.coordinates[0][0]).toEqual([121.5, 29.8])
  expect(features[0].properties).toMatchObject({
    areaId: COMMUNITIES[0],
    generated: true,
    name_zh: expect.anything(),
  })
  expect((await app.inject('/api/areas/street/shapes')).statusCode).toBe(400)
})

test('facilities are found by community, kind, id and part of the name; shared ones count for both', async () => {
  const total = async (query: object) => (await call(listFacilities, { query })).total
  expect(await total({})).toBe(2)
  expect(await total({ communityId: COMMUNITIES[0] })).toBe(2)
  expect(await total({ communityId: COMMUNITIES[1] })).toBe(1)
  expect(await total({ kind: 'hospital' })).toBe(0)
  expect(await total({ q: '第1幼' })).toBe(1)
  expect(await total({ q: 'kindergarten' })).toBe(2)
  expect(await total({ q: '%' })).toBe(0)
  expect(await total({ facilityId: 'f2' })).toBe(1)
})

test('facilities come in pages, and all of them as points', async () => {
  const page = await call(listFacilities, { query: { limit: 1, offset: 1 } })
  expect([page.total, page.rows.length, page.rows[0]?.facilityId]).toEqual([2, 1, 'f2'])
  const points = (await app.inject('/api/facilities/points?kind=kindergarten')).json()
  expect(points.features.map((f: { properties: object }) => f.properties)).toMatchObject([
    { facilityId: 'f1' },
    { facilityId: 'f2' },
  ])
})

test('a tile decodes to the layers of the base map with names, classes and heights', async () => {
  const { reply, layers } = await tile(15)
  expect(reply.headers['content-type']).toContain('application/vnd.mapbox-vector-tile')
  expect(Object.keys(layers).sort()).toEqual(['building', 'label', 'street', 'wall', 'water'])
  expect(layers.street!.feature(0).properties).toEqual({
    class: 'primary',
    name: '中河路',
    name_en: 'Zhonghe Road',
    bridge: true,
  })
  expect(layers.building!.feature(0).properties).toEqual({ height: 18, storeys: 6 })
})

test('from afar a tile shows what can be seen from there', async () => {
  expect(Object.keys((await tile(11)).layers).sort()).toEqual(['label', 'street', 'water'])
})

test('a tile with nothing in it is empty, and so is one beyond the edge of the world', async () => {
  expect((await tile(15, 10, 50)).reply.rawPayload.length).toBe(0)
  expect((await app.inject('/api/tiles/3/99/1')).rawPayload.length).toBe(0)
})

test('a load makes every tile new', async () => {
  expect((await tile(13)).layers.green).toBeUndefined()
  await inScope(db, wholeScope, (tx) =>
    loadPlaces(tx, 'more', {
      mapFeatures: [feature({ layer: 'green', class: 'park', shape: square(west, south, 0.003) })],
    }),
  )
  expect(Object.keys((await tile(13)).layers)).toEqual(['green'])
})
