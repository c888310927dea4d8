import { Type } from 'typebox'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'
import { LIVES } from './rules/life.ts'

/** What this domain refuses. */
export const errors = {
  MAP_ELSEWHERE: {
    status: 422,
    zh: '地图上没有本区的任何社区，未改动任何数据',
    en: 'No community of the district lies on the map; nothing was changed',
  },
  MAP_IS_DISTRICTS: {
    status: 403,
    zh: '路网和底图属于全区，只有全区角色可以导入',
    en: "Streets and base map are the whole district's: only a role of the district may import them",
  },
  FILE_REFUSED: {
    status: 422,
    zh: '文件无法导入，未改动任何数据',
    en: 'The file cannot be imported; nothing was changed',
  },
  IMPORT_UNKNOWN: { status: 404, zh: '没有这次导入', en: 'There is no such import' },
  AREA_UNKNOWN: { status: 422, zh: '没有这个区域', en: 'There is no such area' },
  FACILITY_KIND_UNKNOWN: { status: 422, zh: '没有这种设施类别', en: 'There is no such kind of facility' },
  SHARES_WRONG: {
    status: 422,
    zh: '共享比例与共享社区不对应，或合计超过 100%',
    en: 'The shares do not match the communities, or add up to more than 100 %',
  },
  FACILITY_UNKNOWN: { status: 404, zh: '没有这个设施', en: 'There is no such facility' },
  FACILITY_UNFIT: { status: 422, zh: '设施的内容有误，未保存', en: 'The facility cannot be kept like this' },
  FACILITY_ELSEWHERE: {
    status: 422,
    zh: '新位置在另一个社区，未保存',
    en: 'The new place is in another community; nothing was changed',
  },
  FACILITY_OUTSIDE: {
    status: 403,
    zh: '设施所在社区不在您的管辖范围内',
    en: 'The facility is in a community outside the area you may write',
  },
  FACILITY_CHANGED: {
    status: 409,
    zh: '设施已被他人修改，请重新载入后再保存',
    en: 'Somebody else has changed the facility: reload it before you save',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)

export const Text = (description: string, maxLength = 400) => Type.String({ description, maxLength })
export const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })

export const Name = Type.Object({ zh: Text('Name in Chinese'), en: Text('Name in English, or pinyin') })
export const Lon = Type.Number({
  minimum: -180,
  maximum: 180,
  description: 'Longitude, degrees, CGCS2000/WGS84',
})
export const Lat = Type.Number({
  minimum: -90,
  maximum: 90,
  description: 'Latitude, degrees, CGCS2000/WGS84',
})
export const AreaId = Type.String({
  pattern: '^[0-9A-Za-z_-]{1,40}$',
  description: 'Official code of an area',
})
export const Box = Type.Array(Type.Number(), {
  minItems: 4,
  maxItems: 4,
  description: 'West, south, east, north in degrees',
})

/** Age bands of every count of people, in this order. */
export const AGE_BANDS = ['0-2', '3-5', '6-11', '12-14', '15-59', '60-79', '80+'] as const

export const Area = Type.Object({
  areaId: AreaId,
  level: Type.Enum(['district', 'town', 'community'], { description: '区、镇街、社区(村)' }),
  settlement: Maybe(
    Type.Enum(['urban', 'rural']),
    'Urban community 社区 or village 村; null above community',
  ),
  parentId: Maybe(AreaId, 'The area this one is part of; null for the district'),
  name: Name,
  box: Box,
  centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'A point inside: lon, lat' }),
  managed: Type.Boolean({ description: 'Run by the district and counted in its quotas' }),
  generated: Type.Boolean({ description: 'The boundary is generated 演示数据' }),
})
export type Area = Type.Static<typeof Area>

export const Facility = Type.Object({
  communityId: AreaId,
  facilityId: Type.String({ description: 'Stable id' }),
  kind: Text('Facility kind, as in packs/facilities/kinds.json', 60),
  name: Name,
  lon: Lon,
  lat: Lat,
  areaM2: Maybe(Type.Number({ minimum: 0 }), 'Floor or ground area, m²'),
  capacity: Maybe(Type.Number({ minimum: 0 }), 'How many it serves at once, in capacityUnit'),
  capacityUnit: Maybe(Text('Unit', 20), 'seats, beds, parking spaces …'),
  hours: Maybe(Text('Hours', 200), 'Opening hours in the form of opening_hours'),
  floor: Maybe(Text('Floor', 20), 'Floor in the building'),
  sharedWith: Type.Array(AreaId, { description: 'Other communities it also serves (共享)' }),
  generated: Type.Boolean({ description: 'Generated 演示数据' }),
})
export type Facility = Type.Static<typeof Facility>

/** A facility as the register has it. */
export const RegisteredFacility = Type.Object({
  ...Facility.properties,
  ageBands: Maybe(Type.Array(Type.String()), 'Age bands it serves; null: those of its kind'),
  openedOn: Maybe(Type.String({ format: 'date' }), 'First day it is open; null where it is not known'),
  closedOn: Maybe(Type.String({ format: 'date' }), 'First day on which it is closed; null: for none'),
  revision: Type.Integer({ description: 'Goes up with every change' }),
  source: Text('Where it is from'),
})
export type RegisteredFacility = Type.Static<typeof RegisteredFacility>

export const listAreas = route({
  method: 'GET',
  path: '/api/areas',
  summary: 'The district, its towns and its communities',
  reply: Type.Array(Area),
})

/** GeoJSON of all areas of a level, for maps. */
export const areaShapes = route({
  method: 'GET',
  path: '/api/areas/:level/shapes',
  summary: 'Boundaries of the towns or communities as GeoJSON',
  params: Type.Object({
    level: Type.Enum(['district', 'town', 'community'], { description: 'Level of the areas' }),
  }),
  reply: Type.Unknown(),
  produces: 'application/geo+json',
})

export const Page = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object({
    total: Type.Integer({ description: 'Rows that match, over all pages' }),
    rows: Type.Array(item),
  })

const facilityFilter = {
  communityId: Type.Optional(AreaId),
  facilityId: Type.Optional(Text('Facility', 80)),
  kind: Type.Optional(Text('Facility kind', 60)),
  q: Type.Optional(Text('Part of the name', 80)),
  standing: Type.Optional(
    Type.Enum(LIVES, {
      description: 'Open today, to open, or closed; those open unless one is asked for by its id',
    }),
  ),
}

export const listFacilities = route({
  method: 'GET',
  path: '/api/facilities',
  summary: 'Facilities by community, kind and name',
  query: Type.Object({
    ...facilityFilter,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50, description: 'Rows a page' })),
    offset: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Rows to skip' }),
    ),
  }),
  reply: Page(RegisteredFacility),
})

export const facilityPoints = route({
  method: 'GET',
  path: '/api/facilities/points',
  summary:
    'All facilities that match as GeoJSON points with facilityId, communityId, kind, name_zh and name_en',
  query: Type.Object(facilityFilter),
  reply: Type.Unknown(),
  produces: 'application/geo+json',
})

/**
 * Layers of a tile: `water`, `green`, `land`, `street`, `rail`, `wall` with `class` and, where they have one, `name` and
 * `name_en`; `street` also `bridge`; `building` with `height` and `storeys` from zoom 14; `label` points with `class`
 * town, community, estate, park, water or station, `name` and `name_en`.
 */
export const baseTile = route({
  method: 'GET',
  path: '/api/tiles/:z/:x/:y',
  summary: 'Base map: water, green, land, streets, buildings and names as a vector tile',
  params: Type.Object({
    z: Type.Integer({ minimum: 0, maximum: 18, description: 'Zoom' }),
    x: Type.Integer({ minimum: 0, description: 'Column of the tile' }),
    y: Type.Integer({ minimum: 0, description: 'Row of the tile' }),
  }),
  reply: Type.Unknown(),
  produces: 'application/vnd.mapbox-vector-tile',
})

/** What may be imported, each as a table or GeoJSON with columns of its own. */
export const IMPORT_KINDS = ['areas', 'estates', 'buildings', 'dwellings', 'facilities'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** Datums a file's coordinates may be in; WGS84 is CGCS2000. */
export const DATUMS = ['WGS84', 'GCJ-02', 'BD-09'] as const

export const RejectedRow = Type.Object({
  file: Text('File name'),
  row: Maybe(Type.Integer(), 'Row in the file, counted from 1 as a spreadsheet does'),
  field: Maybe(Text('Field', 100), 'Column or property'),
  reason: Name,
})

export const ImportReport = Type.Object({
  importId: Text('Id of the import'),
  kind: Type.Enum(IMPORT_KINDS),
  filename: Text('File name'),
  datum: Type.Enum(DATUMS, { description: 'Datum the coordinates were read in' }),
  datumStated: Type.Boolean({ description: 'False where the datum was guessed' }),
  inserted: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  rejectedRows: Type.Array(RejectedRow, { description: 'The first hundred; the file has all' }),
})
export type ImportReport = Type.Static<typeof ImportReport>

export const MapImportReport = Type.Object({
  importId: Type.String({ description: 'Id of the import' }),
  filename: Type.String({ description: 'File name' }),
  streetNodes: Type.Integer({ description: 'Nodes of the walking network' }),
  streetEdges: Type.Integer({ description: 'Edges of the walking network' }),
  drawn: Type.Integer({ description: 'Features of the base map' }),
  inserted: Type.Integer({ description: 'New facilities' }),
  updated: Type.Integer({ description: 'Facilities that have changed' }),
  unchanged: Type.Integer({ description: 'Facilities that were there already' }),
  rejected: Type.Integer({ description: 'Facilities that could not be placed' }),
  rejectedRows: Type.Array(RejectedRow, { description: 'The first hundred; the file has all' }),
})
export type MapImportReport = Type.Static<typeof MapImportReport>

/** Streets, base map and facilities of a real city, from OpenStreetMap. */
export const importMapFile = route({
  method: 'POST',
  path: '/api/imports/map',
  summary: 'Import an OpenStreetMap file (.osm.pbf, .osm, .osm.gz): streets, base map and facilities',
  right: 'place.import',
  upload: 256 * 1024 * 1024,
  reply: MapImportReport,
})

export const importPlaces = route({
  method: 'POST',
  path: '/api/imports',
  summary: 'Import areas, estates, buildings, dwellings or facilities from GeoJSON, CSV or XLSX',
  right: 'place.import',
  upload: 64 * 1024 * 1024,
  body: Type.Object({
    kind: Type.Enum(IMPORT_KINDS),
    datum: Type.Optional(Type.Enum(DATUMS)),
    source: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Where the data is from; ids are those of this source',
    }),
  }),
  reply: ImportReport,
})

export const rejectedRows = route({
  method: 'GET',
  path: '/api/imports/:importId/rejected',
  summary:
    'The rejected rows of an import of your own as a table: file, row, field, reason and the row itself',
  params: Type.Object({ importId: Type.String({ format: 'uuid', description: 'Id of the import' }) }),
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

export const importTemplate = route({
  method: 'GET',
  path: '/api/imports/templates/:kind',
  summary: 'An empty table with explanations, to fill in and import',
  params: Type.Object({ kind: Type.Enum(IMPORT_KINDS, { description: 'What the table holds' }) }),
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
