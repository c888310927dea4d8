import { describe, expect, test } from 'vitest'
import { createServer } from '#platform/http/server.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { placeRoutes } from './server.ts'
import { COMMUNITIES, corner, STEP, testDistrict, testFacility } from './test-places.ts'
import { loadPlaces } from './write.ts'

// After the abstract tests of OGC 17-069r4, annex A: core and GeoJSON.
const { db } = await testDb()
await inScope(db, wholeScope, (tx) =>
  loadPlaces(tx, 'test', {
    ...testDistrict,
    facilities: Array.from({ length: 25 }, (_, i) =>
      testFacility(i % 4, i, i < 5 ? 'library' : 'kindergarten'),
    ),
  }),
)
const app = await createServer({ db, routes: placeRoutes, version: 'test' })

interface Link {
  href: string
  rel: string
  type: string
}
const get = async (url: string) => {
  const reply = await app.inject({ url, headers: { host: 'gis.example' } })
  return { status: reply.statusCode, type: String(reply.headers['content-type']), body: reply.json() }
}
const linked = (links: Link[], rel: string) =>
  links.find((found) => found.rel === rel)?.href.replace('http://gis.example', '')
const items = '/ogc/collections/facilities/items'

test('the landing page leads to everything, by absolute addresses that answer', async () => {
  const { status, body } = await get('/ogc')
  expect(status).toBe(200)
  expect(body.links.map((found: Link) => found.rel)).toEqual([
    'self',
    'service-desc',
    'service-doc',
    'conformance',
    'data',
  ])
  for (const { href } of body.links) {
    expect(href).toMatch(/^http:\/\/gis\.example\//)
    expect((await app.inject(href.replace('http://gis.example', ''))).statusCode, href).toBe(200)
  }
})

test('the conformance classes are core and GeoJSON', async () => {
  const { body } = await get('/ogc/conformance')
  expect(body.conformsTo).toEqual([
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  ])
})

test('each collection names its items and coordinate system, and answers as the list says', async () => {
  const { body } = await get('/ogc/collections')
  expect(body.collections.map((c: { id: string }) => c.id)).toEqual([
    'towns',
    'communities',
    'estates',
    'facilities',
  ])
  for (const collection of body.collections) {
    expect(collection.crs).toContain('http://www.opengis.net/def/crs/OGC/1.3/CRS84')
    expect((await get(linked(collection.links, 'self')!)).body).toEqual(collection)
    const page = await get(linked(collection.links, 'items')!)
    expect([page.status, page.type]).toEqual([200, expect.stringContaining('application/geo+json')])
    expect(page.body.type).toBe('FeatureCollection')
  }
})

test('items say how many match and how many are on the page, with the time', async () => {
  const { body } = await get(items)
  expect(body).toMatchObject({ numberMatched: 25, numberReturned: 10 })
  expect(body.features).toHaveLength(10)
  expect(Date.parse(body.timeStamp)).not.toBeNaN()
  expect(body.features[0]).toMatchObject({
    type: 'Feature',
    id: 'f0',
    geometry: { type: 'Point' },
    properties: { kind: 'library' },
  })
})

test('following next from page to page gives every item once, and prev leads back', async () => {
  const ids: string[] = []
  for (let url: string | undefined = `${items}?limit=7`; url; ) {
    const { body } = await get(url)
    ids.push(...body.features.map((f: { id: string }) => f.id))
    const back = linked(body.links, 'prev')
    if (ids.length > 7) expect((await get(back!)).status).toBe(200)
    url = linked(body.links, 'next')
  }
  expect(ids.length).toBe(25)
  expect(new Set(ids).size).toBe(25)
})

test('bbox selects by place, also with heights, and next keeps it', async () => {
  const [west, south] = corner(1)
  const box = [west, south, west + STEP / 2, south + STEP / 2]
  const { body } = await get(`${items}?bbox=${box}&limit=2`)
  expect(body.numberMatched).toBe(6)
  expect((await get(linked(body.links, 'next')!)).body.numberMatched).toBe(6)
  expect((await get(`${items}?bbox=${box[0]},${box[1]},0,${box[2]},${box[3]},99`)).body.numberMatched).toBe(6)
  const communities = await get(`/ogc/collections/communities/items?bbox=${box}`)
  expect(communities.body.features.map((f: { id: string }) => f.id)).toContain(COMMUNITIES[1])
  expect((await get('/ogc/collections/communities/items?bbox=0,0,1,1')).body.numberMatched).toBe(0)
})

test('a property selects by equality', async () => {
  expect((await get(`${items}?kind=library`)).body.numberMatched).toBe(5)
  expect((await get(`${items}?kind=library&communityId=${COMMUNITIES[0]}`)).body.numberMatched).toBe(2)
  expect((await get('/ogc/collections/communities/items?managed=false')).body.numberMatched).toBe(0)
})

test('a limit above the maximum is the maximum, and well-formed times match everything', async () => {
  expect((await get(`${items}?limit=999999`)).body.numberReturned).toBe(25)
  for (const time of ['2026-01-01T00:00:00Z', '../2026-01-01T00:00:00Z', '2026-01-01T00:00:00+08:00/..'])
    expect((await get(`${items}?datetime=${encodeURIComponent(time)}`)).body.numberMatched).toBe(25)
})

test('one item has its own address and leads to its collection', async () => {
  const { body, type } = await get(`${items}/f3`)
  expect(type).toContain('application/geo+json')
  expect(body).toMatchObject({ type: 'Feature', id: 'f3' })
  expect(linked(body.links, 'collection')).toBe('/ogc/collections/facilities')
  expect((await get(linked(body.links, 'self')!)).body.id).toBe('f3')
})

describe('refused with a problem of status 400, naming the parameter:', () => {
  test.each([
    ...[
      'limit=0',
      'limit=-1',
      'limit=x',
      'offset=-1',
      'bbox=1,2,3',
      'bbox=1,2,3,x',
      'bbox=3,2,1,4',
      'bbox=1,,3,4',
    ],
    ...['datetime=yesterday', 'colour=red'],
  ])('%s', async (query) => {
    const { status, type, body } = await get(`${items}?${query}`)
    expect([status, type]).toEqual([400, expect.stringContaining('application/problem+json')])
    expect(body.faults[0].field).toBe(query.split('=')[0])
  })
})

test.each([
  '/ogc/collections/castles',
  '/ogc/collections/castles/items',
  `${items}/f99`,
  '/ogc/collections/constructor/items',
])('%s is not found', async (url) => expect((await get(url)).status).toBe(404))
