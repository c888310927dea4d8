import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { areaM2, containsPoint } from '#core/geo/polygon.ts'
import { areasOf } from './areas.ts'
import { buildingsOf, greenOf, waterOf } from './base-map.ts'
import { facilitiesOf, type TagMapping } from './facilities.ts'
import { readOsm } from './read.ts'

const data = '../shared/data'
const noData = !existsSync(data)
if (noData) console.log(`${data} is missing: facilities and areas of real maps are not read`)

type TagList = Record<string, string>
const tagXml = (tags: TagList) =>
  Object.entries(tags)
    .map(([k, v]) => `<tag k="${k}" v="${v.replaceAll('"', '&quot;')}"/>`)
    .join('')

/** A map of 10 × 10 nodes, node `10 y + x` (ids from 100) at (x, y) / 1000 degrees. */
function grid(body: {
  nodes?: Record<number, TagList>
  ways?: [number[], TagList][]
  relations?: [[number, string][], TagList][]
}) {
  const nodes = Array.from({ length: 100 }, (_, i) => {
    const tags = body.nodes?.[i]
    return `<node id="${100 + i}" lon="${(i % 10) / 1000}" lat="${Math.floor(i / 10) / 1000}">${tags ? tagXml(tags) : ''}</node>`
  })
  const ways = (body.ways ?? []).map(
    ([refs, tags], i) =>
      `<way id="${200 + i}">${refs.map((ref) => `<nd ref="${100 + ref}"/>`).join('')}${tagXml(tags)}</way>`,
  )
  const relations = (body.relations ?? []).map(
    ([members, tags], i) =>
      `<relation id="${300 + i}">${members.map(([way, role]) => `<member type="way" ref="${200 + way}" role="${role}"/>`).join('')}${tagXml(tags)}</relation>`,
  )
  return readOsm(Buffer.from(`<osm version="0.6">${[...nodes, ...ways, ...relations].join('\n')}</osm>`))
}

const mapping: TagMapping[] = [
  { kind: 'kindergarten', tags: [{ amenity: 'kindergarten' }] },
  {
    kind: 'primary_school',
    tags: [
      { amenity: 'school', 'isced:level': '1' },
      { amenity: 'school', school: 'primary' },
    ],
  },
  { kind: 'any_shop', tags: [{ shop: '*' }] },
  { kind: 'party_service_centre', tags: [] },
]
const square = [0, 4, 44, 40, 0]

describe('facilities', () => {
  test('are nodes and areas whose tags fit an alternative wholly', async () => {
    const map = await grid({
      nodes: {
        5: { amenity: 'kindergarten', name: '幼儿园', opening_hours: 'Mo-Fr 08:00-17:00', capacity: '90' },
        6: { amenity: 'school' },
        7: { amenity: 'school', school: 'primary', shop: 'books', capacity: 'many' },
        8: { shop: 'no-kind' },
      },
      ways: [
        [square, { amenity: 'school', 'isced:level': '1', 'name:zh': '小学' }],
        [[0, 1], { shop: 'kiosk' }],
      ],
    })
    const found = facilitiesOf(map, mapping)
    expect(found.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      'kindergarten node/105',
      'primary_school node/107',
      'any_shop node/107',
      'any_shop node/108',
      'primary_school way/200',
    ])
    expect(found[0]).toMatchObject({
      name: '幼儿园',
      openingHours: 'Mo-Fr 08:00-17:00',
      capacity: 90,
      lon: 0.005,
      lat: 0,
    })
    expect(found[1]).not.toHaveProperty('capacity')
    expect(found[4]).toMatchObject({
      name: '小学',
      lon: expect.closeTo(0.002, 9),
      lat: expect.closeTo(0.002, 9),
    })
    expect(found[4]!.groundM2! / 197_000).toBeCloseTo(1, 1)
  })
})

describe('areas', () => {
  test('of a relation are joined from ways in any direction, with holes in their outer ring', async () => {
    const map = await grid({
      ways: [
        [[0, 9], {}],
        [[99, 9], {}],
        [[99, 90, 0], {}],
        [[22, 24, 44, 42, 22], {}],
        [[55, 57, 77, 75, 55], { natural: 'water' }],
      ],
      relations: [
        [
          [
            [0, 'outer'],
            [1, 'outer'],
            [2, ''],
            [3, 'inner'],
            [4, 'inner'],
          ],
          { type: 'multipolygon', natural: 'water' },
        ],
      ],
    })
    const [lake, pond] = waterOf(map)
    expect(lake).toMatchObject({ ref: 'relation/300' })
    expect(lake!.polygons.map((polygon) => polygon.length)).toEqual([3])
    const [polygon] = lake!.polygons
    expect([containsPoint(polygon!, 0.001, 0.001), containsPoint(polygon!, 0.003, 0.003)]).toEqual([
      true,
      false,
    ])
    expect(pond).toMatchObject({ ref: 'way/204' })
  })

  test('two outer rings give two polygons, each with its own hole', async () => {
    const map = await grid({
      ways: [
        [[0, 3, 33, 30, 0], {}],
        [[5, 9, 99, 95, 5], {}],
        [[26, 28, 48, 46, 26], {}],
      ],
      relations: [
        [
          [
            [0, 'outer'],
            [1, 'outer'],
            [2, 'inner'],
          ],
          { type: 'multipolygon', landuse: 'forest' },
        ],
      ],
    })
    expect(greenOf(map)[0]!.polygons.map((polygon) => polygon.length)).toEqual([1, 2])
  })

  test('an outer way that repeats its relation is not counted twice; rings cut off by the file are left out', async () => {
    const map = await grid({
      ways: [
        [square, { building: 'yes' }],
        [[50, 55], {}],
        [[60, 66, 96], { building: 'yes' }],
      ],
      relations: [
        [[[0, 'outer']], { type: 'multipolygon', building: 'yes' }],
        [
          [
            [1, 'outer'],
            [99, 'outer'],
          ],
          { type: 'multipolygon', building: 'yes' },
        ],
      ],
    })
    expect(buildingsOf(map).map(({ ref }) => ref)).toEqual(['relation/300'])
  })

  test.each([
    [
      { 'building:levels': '6', height: '18.5' },
      { levels: 6, heightM: 18.5 },
    ],
    [{ height: '12 m' }, { heightM: 12 }],
    [{ height: `40'6"` }, { heightM: expect.closeTo(12.3444, 6) }],
    [{ 'building:levels': '-1', height: 'tall' }, {}],
    [{ height: '' }, {}],
  ])('a building tagged %o is %o', async (tags, size) => {
    const [building] = buildingsOf(await grid({ ways: [[square, { building: 'yes', ...tags }]] }))
    const { ref, tags: _, polygons, ...known } = building!
    expect(known).toEqual(size)
  })

  test('area=no and building=no are none', async () => {
    const map = await grid({
      ways: [
        [square, { building: 'no' }],
        [square, { natural: 'water', area: 'no' }],
      ],
    })
    expect([buildingsOf(map), waterOf(map)]).toEqual([[], []])
  })
})

describe.skipIf(noData)('real maps', () => {
  const osmTags: TagMapping[] = JSON.parse(readFileSync('packs/facilities/osm-tags.json', 'utf8'))

  test('Porto Alegre has 1,054 bus stops, and facilities lie in the extract', async () => {
    const map = await readOsm(`${data}/r5r-poa/poa_osm.pbf`)
    const stops = facilitiesOf(map, [{ kind: 'bus_stop', tags: [{ highway: 'bus_stop' }] }])
    expect(stops.length).toBe(1054)
    const all = facilitiesOf(map, osmTags)
    expect(all.length).toBeGreaterThan(1054)
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThan(8)
  })

  test('North Bayreuth has 4,267 buildings; their grounds are of plausible size', async () => {
    const map = await readOsm(`${data}/osm-graphhopper/north-bayreuth.osm.gz`)
    const tagged = map.wayTags.filter((tags) => tags.building && tags.building !== 'no').length
    const buildings = buildingsOf(map)
    expect(tagged).toBe(4267)
    expect(buildings.length).toBeGreaterThan(4200)
    const grounds = buildings.map(({ polygons }) => areaM2(polygons[0]!)).sort((a, b) => a - b)
    expect(grounds[grounds.length >> 1]).toBeGreaterThan(50)
    expect(grounds[grounds.length >> 1]).toBeLessThan(500)
  })

  test('Monaco’s multipolygons become areas with holes', async () => {
    const areas = areasOf(
      await readOsm(`${data}/osm-graphhopper/monaco.osm.gz`),
      (tags) => tags.building !== undefined,
    )
    expect(areas.some(({ polygons }) => polygons.some((polygon) => polygon.length > 1))).toBe(true)
  })
})
