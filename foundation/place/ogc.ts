import { Type } from 'typebox'
import type { Bounds } from '#core/geo/polygon.ts'
import { type Fault, refuse } from '#platform/http/errors.ts'
import { type Bytes, route } from '#platform/http/route.ts'
import { type Call, handle, type Routes } from '#platform/http/server.ts'
import type { Tx } from '#platform/store/db.ts'
import { type Item, type ItemQuery, type Source, selectItems } from './queries/ogc.ts'
import { decodeShape } from './rules/shape.ts'

/**
 * OGC API – Features, Part 1 (OGC 17-069r4), read-only: what is public about places, for desktop GIS. Coordinates are
 * CRS84 (WGS84, longitude first). Conformance: core and GeoJSON.
 */
const CONFORMANCE = ['core', 'geojson'].map(
  (name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`,
)
const GEOJSON = 'application/geo+json'
const JSON_TYPE = 'application/json'
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const LIMIT = 10
const LIMIT_MAX = 10_000

interface Collection extends Source {
  readonly title: string
  readonly description: string
}

const area = {
  name_zh: 'name_zh',
  name_en: 'name_en',
  parentId: 'parent_id',
  managed: 'managed',
  generated: 'generated',
}

/** What is published, by its id in addresses. */
const COLLECTIONS: Readonly<Record<string, Collection>> = {
  towns: {
    ...{ title: 'Towns 镇街', description: 'Towns and streets of the district' },
    ...{ table: 'area', id: 'area_id', level: 'town', properties: area },
  },
  communities: {
    ...{ title: 'Communities 社区(村)', description: 'Urban communities and villages' },
    ...{
      table: 'area',
      id: 'area_id',
      level: 'community',
      properties: { ...area, settlement: 'settlement' },
    },
  },
  estates: {
    ...{ title: 'Estates 小区', description: 'Residential estates and village settlements' },
    ...{ table: 'estate', id: 'estate_id' },
    properties: {
      ...{ communityId: 'community_id', name_zh: 'name_zh', name_en: 'name_en', kind: 'kind' },
      ...{ builtYear: 'built_year', generated: 'generated' },
    },
  },
  facilities: {
    ...{ title: 'Facilities 设施', description: 'Public and commercial facilities that are open' },
    ...{ table: 'facility', id: 'facility_id' },
    properties: {
      ...{ communityId: 'community_id', kind: 'kind', name_zh: 'name_zh', name_en: 'name_en' },
      ...{ areaM2: 'area_m2', capacity: 'capacity', capacityUnit: 'capacity_unit', hours: 'hours' },
      generated: 'generated',
    },
  },
}

const reply = { reply: Type.Unknown(), produces: JSON_TYPE }
const params = Type.Object({
  collectionId: Type.String({ description: 'towns, communities, estates, facilities' }),
})
const loose = Type.Object({}, { additionalProperties: true })

const landing = route({
  method: 'GET',
  path: '/ogc',
  summary: 'OGC API Features: landing page',
  query: loose,
  ...reply,
})
const conformance = route({
  ...{ method: 'GET', path: '/ogc/conformance', summary: 'OGC API Features: conformance classes' },
  ...{ query: loose, ...reply },
})
const collections = route({
  ...{ method: 'GET', path: '/ogc/collections', summary: 'OGC API Features: collections' },
  ...{ query: loose, ...reply },
})
const oneCollection = route({
  ...{ method: 'GET', path: '/ogc/collections/:collectionId', summary: 'OGC API Features: one collection' },
  ...{ params, query: loose, ...reply },
})
const items = route({
  method: 'GET',
  path: '/ogc/collections/:collectionId/items',
  summary: 'OGC API Features: items, by bbox, limit, offset and equality of any property',
  params,
  query: loose,
  reply: Type.Unknown(),
  produces: GEOJSON,
})
const oneItem = route({
  method: 'GET',
  path: '/ogc/collections/:collectionId/items/:itemId',
  summary: 'OGC API Features: one item',
  params: Type.Object({
    collectionId: Type.String({ description: 'Collection' }),
    itemId: Type.String({ maxLength: 100, description: 'Id of the feature' }),
  }),
  query: loose,
  reply: Type.Unknown(),
  produces: GEOJSON,
})

type Query = Readonly<Record<string, string | string[] | undefined>>

const link = (origin: string, path: string, rel: string, type = JSON_TYPE, title?: string) => ({
  ...{ href: origin + path, rel, type },
  ...(title && { title }),
})
const json = (value: unknown, type = JSON_TYPE): Bytes => ({ bytes: JSON.stringify(value), type })

export const ogcRoutes: Routes = [
  handle(landing, async ({ query }, { origin }) => {
    refuseUnknown(query as Query, [])
    return json({
      title: 'Jiujing 九景',
      description: 'Places of the district: towns, communities, estates and facilities',
      links: [
        link(origin, '/ogc', 'self', JSON_TYPE, 'This document'),
        link(origin, '/api/openapi.json', 'service-desc', 'application/vnd.oai.openapi+json;version=3.1'),
        link(origin, '/api/docs', 'service-doc', 'text/html'),
        link(origin, '/ogc/conformance', 'conformance'),
        link(origin, '/ogc/collections', 'data'),
      ],
    })
  }),
  handle(conformance, async ({ query }) => {
    refuseUnknown(query as Query, [])
    return json({ conformsTo: CONFORMANCE })
  }),
  handle(collections, async ({ query }, { origin }) => {
    refuseUnknown(query as Query, [])
    return json({
      links: [link(origin, '/ogc/collections', 'self')],
      collections: Object.keys(COLLECTIONS).map((id) => describe(id, origin)),
    })
  }),
  handle(oneCollection, async ({ params, query }, { origin }) => {
    refuseUnknown(query as Query, [])
    collectionOf(params.collectionId)
    return json(describe(params.collectionId, origin))
  }),
  handle(items, async ({ params, query }, call) => await pageOf(params.collectionId, query as Query, call)),
  handle(oneItem, async ({ params: { collectionId, itemId }, query }, { tx, origin }) => {
    refuseUnknown(query as Query, [])
    const page = { limit: 1, offset: 0, filters: {}, id: itemId }
    const [item] = (await selectItems(tx, collectionOf(collectionId), page)).items
    if (!item) throw refuse('NOT_FOUND', { collection: collectionId, item: itemId })
    const path = `/ogc/collections/${collectionId}`
    const links = [
      link(origin, `${path}/items/${encodeURIComponent(itemId)}`, 'self', GEOJSON),
      link(origin, path, 'collection'),
    ]
    return json({ ...featureOf(item), links }, GEOJSON)
  }),
]

function collectionOf(id: string): Collection {
  const found = Object.hasOwn(COLLECTIONS, id) ? COLLECTIONS[id] : undefined
  if (!found) throw refuse('NOT_FOUND', { collection: id })
  return found
}

function describe(id: string, origin: string) {
  const { title, description } = COLLECTIONS[id]!
  const path = `/ogc/collections/${id}`
  return {
    ...{ id, title, description, itemType: 'feature', crs: [CRS84] },
    extent: { spatial: { bbox: [[-180, -90, 180, 90]], crs: CRS84 } },
    links: [link(origin, path, 'self'), link(origin, `${path}/items`, 'items', GEOJSON, title)],
  }
}

async function pageOf(collectionId: string, query: Query, { tx, origin }: Call & { readonly tx: Tx }) {
  const collection = collectionOf(collectionId)
  refuseUnknown(query, ['limit', 'offset', 'bbox', 'datetime', ...Object.keys(collection.properties)])
  const page = itemQueryOf(collection, query)
  const { total, items } = await selectItems(tx, collection, page)
  const path = `/ogc/collections/${collectionId}`
  const at = (offset: number) => {
    const rest = Object.entries(query).filter(([name, value]) => name !== 'offset' && value !== undefined)
    const search = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, String(value)]))
    search.set('offset', String(offset))
    return `${path}/items?${search}`
  }
  const { limit, offset } = page
  const links = [
    link(origin, at(offset), 'self', GEOJSON),
    link(origin, path, 'collection'),
    ...(offset + limit < total ? [link(origin, at(offset + limit), 'next', GEOJSON)] : []),
    ...(offset > 0 ? [link(origin, at(Math.max(0, offset - limit)), 'prev', GEOJSON)] : []),
  ]
  const counts = { numberMatched: total, numberReturned: items.length, timeStamp: new Date().toISOString() }
  return json({ type: 'FeatureCollection', features: items.map(featureOf), links, ...counts }, GEOJSON)
}

function featureOf({ id, properties, lon, lat, shape }: Item) {
  const geometry = shape ? decodeShape(shape) : { type: 'Point', coordinates: [lon, lat] }
  return { type: 'Feature', id, geometry, properties }
}

const wrong = (field: string, zh: string, en: string) =>
  refuse('INPUT_INVALID', {}, [{ field, reason: { zh, en } } satisfies Fault])

/** The standard asks for a 400 where a parameter is not known; `f=json` is what many clients add unasked. */
function refuseUnknown(query: Query, known: readonly string[]): void {
  for (const name of Object.keys(query)) {
    if (known.includes(name) || (name === 'f' && query.f === 'json')) continue
    throw wrong(name, `不认识参数“${name}”`, `the parameter "${name}" is not known`)
  }
}

function itemQueryOf(collection: Collection, query: Query): ItemQuery {
  const limit = wholeNumber(query, 'limit', 1) ?? LIMIT
  checkDatetime(query.datetime)
  return {
    limit: Math.min(limit, LIMIT_MAX),
    offset: wholeNumber(query, 'offset', 0) ?? 0,
    bounds: query.bbox === undefined ? undefined : boundsOf(String(query.bbox)),
    filters: Object.fromEntries(
      Object.keys(collection.properties).flatMap((name) =>
        query[name] === undefined ? [] : [[name, String(query[name])]],
      ),
    ),
  }
}

function wholeNumber(query: Query, name: string, least: number): number | undefined {
  const text = query[name]
  if (text === undefined) return undefined
  const value = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : -1
  if (value < least)
    throw wrong(name, `应为不小于 ${least} 的整数`, `should be a whole number of at least ${least}`)
  return value
}

/** west, south, east, north; or with heights, which are ignored, as six numbers. */
function boundsOf(text: string): Bounds {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [west, south, east, north] = numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]!) : numbers
  const whole = (numbers.length === 4 || numbers.length === 6) && numbers.every(Number.isFinite)
  if (!whole || south! > north! || west! > east! || Math.abs(south!) > 90 || Math.abs(north!) > 90)
    throw wrong('bbox', '应为“西,南,东,北”四个数', 'should be four numbers: west,south,east,north')
  return { west: west!, south: south!, east: east!, north: north! }
}

const MOMENT = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})`
const DATETIME = new RegExp(`^(?:${MOMENT}|(?:${MOMENT}|\\.\\.|)/(?:${MOMENT}|\\.\\.|))$`)

/** Our features have no time, so every well-formed moment or interval matches all of them, as the standard says. */
function checkDatetime(text: string | string[] | undefined): void {
  if (text === undefined || DATETIME.test(String(text))) return
  throw wrong('datetime', '应为 RFC 3339 时间或区间', 'should be an RFC 3339 moment or interval')
}
