import { Type } from 'typebox'
import { Range } from '#district/diagnosis/contract.ts'
import { AreaId, DATUMS, Lat, Lon, RejectedRow } from '#foundation/place/contract.ts'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'
import { CANDIDATE_KINDS } from './rules/catalogue.ts'

/** What this domain refuses. */
export const errors = {
  MODEL_IS_DISTRICTS: {
    status: 403,
    zh: '推演需要逐楼人口数据，只有全区角色可以使用',
    en: 'A what-if needs people by building: only a role of the whole district may use it',
  },
  MODEL_WITHOUT_STREETS: {
    status: 409,
    zh: '还没有路网，无法推演',
    en: 'There is no street network yet, so nothing can be tried out',
  },
  CHANGES_UNFIT: {
    status: 422,
    zh: '方案中有无法成立的改动',
    en: 'The scheme holds a change that cannot be made',
  },
  SCHEME_UNKNOWN: { status: 404, zh: '没有这个方案', en: 'There is no such scheme' },
  SCHEME_CHANGED: {
    status: 409,
    zh: '方案已被他人修改，请重新载入后再保存',
    en: 'Somebody else has changed the scheme: reload it before you save',
  },
  CANDIDATES_REFUSED: {
    status: 422,
    zh: '候选点文件无法导入，未保存任何一行',
    en: 'The table of candidates cannot be imported; nothing was kept',
  },
  SITES_REFUSED: {
    status: 422,
    zh: '同址项目文件无法导入，未保存任何一行',
    en: 'The table of programme sites cannot be imported; nothing was kept',
  },
  SITE_UNKNOWN: { status: 404, zh: '没有这个同址项目点', en: 'There is no such programme site' },
  PICTURE_KIND: { status: 415, zh: '请上传 PNG 或 JPEG 图片', en: 'Please upload a PNG or JPEG picture' },
  SCHEME_OUTSIDE: { status: 403, zh: '不在您的管辖范围内', en: 'Outside the area you may write' },
  ZONES_REFUSED: {
    status: 422,
    zh: '规划分区文件无法导入，未保存任何一行',
    en: 'The file of plan zones cannot be imported; nothing was kept',
  },
  WORKS_MADE: {
    status: 409,
    zh: '这一版方案的建设项目已经生成过',
    en: 'This revision of the scheme has been made into works projects already',
  },
  WORKS_UNFIT: {
    status: 422,
    zh: '建设项目的内容不成立，未保存',
    en: 'The works project does not hold together; nothing was saved',
  },
  WORK_UNKNOWN: { status: 404, zh: '没有这个建设项目', en: 'There is no such works project' },
  WORK_CHANGED: {
    status: 409,
    zh: '建设项目已被他人修改，请重新载入后再保存',
    en: 'Somebody else has changed the works project: reload it before you save',
  },
  WORK_STEP_UNFIT: {
    status: 409,
    zh: '建设项目不能从现在的状态进入这一状态',
    en: 'The works project cannot go on to this state from the one it is in',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)

export const Text = (description: string, maxLength = 400) => Type.String({ description, maxLength })
export const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const FacilityId = Type.String({ minLength: 1, maxLength: 80, description: 'Facility' })

/** Ids of added facilities begin so; those of the register do not. */
export const ADDED = 'new:'
const Size = {
  capacity: Maybe(Type.Number({ minimum: 0, maximum: 1e6 }), 'In the unit of its kind; null: not known'),
  areaM2: Maybe(Type.Number({ minimum: 0, maximum: 1e7 }), 'm²; null: not known'),
}

/** By what means a facility gets to its place, for its cost and its project. */
const Means = {
  interventionId: Maybe(
    Text('Intervention, as in packs/interventions', 60),
    'null: the usual one of its place',
  ),
  hostId: Maybe(
    Text('Candidate that it takes, `areaId/candidateId`, or facility whose rooms it shares', 200),
    'null: an open place',
  ),
}

/** One thing done to a facility. Of a facility each kind of change is made once; `remove` stands alone. */
export const Change = Type.Union([
  Type.Object({
    kind: Type.Literal('add'),
    facilityId: Type.String({ pattern: `^${ADDED}[0-9A-Za-z-]{1,60}$`, description: 'A new id' }),
    facilityKind: Text('Facility kind, as in packs/facilities/kinds.json', 60),
    name: Text('Name', 80),
    lon: Lon,
    lat: Lat,
    ...Size,
    ...Means,
  }),
  Type.Object({ kind: Type.Literal('move'), facilityId: FacilityId, lon: Lon, lat: Lat, ...Means }),
  Type.Object({ kind: Type.Literal('resize'), facilityId: FacilityId, ...Size }),
  Type.Object({ kind: Type.Literal('remove'), facilityId: FacilityId }),
])
export type Change = Type.Static<typeof Change>

/** A scheme holds so many changes at most. */
export const CHANGES_MAX = 500
export const Changes = Type.Array(Change, {
  maxItems: CHANGES_MAX,
  description: 'In the order they were made',
})

/** How one community fares; `scores` and `met` are in the order of the indicators of its pack. */
export const Outcome = Type.Object({
  communityId: AreaId,
  pack: Text('Pack it is measured by'),
  class: Text('Maturity class'),
  score: Range,
  completeness: Type.Number({ description: 'Share of the weight that has evidence, 0 to 1' }),
  scenarios: Type.Array(Range, { description: 'In the order of the scenarios of its pack' }),
  failing: Type.Array(Text('Scenario code'), { description: 'Required scenarios whose gate fails' }),
  indicators: Type.Array(Range, { description: 'In the order of the indicators of its pack' }),
})
export type Outcome = Type.Static<typeof Outcome>

export const planningModel = route({
  method: 'GET',
  path: '/api/planning/model',
  summary:
    'Everything the engine in the browser needs but the streets: people by building, facilities, packs',
  right: 'planning.simulate',
  reply: Type.Unknown(),
  produces: 'application/json',
})

export const planningStreets = route({
  method: 'GET',
  path: '/api/planning/streets/:checksum',
  summary: 'The prepared walking network, as core/reach saves it',
  right: 'planning.simulate',
  params: Type.Object({ checksum: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256' }) }),
  reply: Type.Unknown(),
  produces: 'application/octet-stream',
})

export const evaluateChanges = route({
  method: 'POST',
  path: '/api/planning/outcomes',
  summary: 'How every community would fare after these changes, by a full run',
  right: 'planning.simulate',
  body: Type.Object({ changes: Changes }),
  reply: Type.Object({ runs: Type.Array(Text('Stored run it starts from')), outcomes: Type.Array(Outcome) }),
})

export const schemeParams = Type.Object({
  areaId: AreaId,
  schemeId: Type.String({ format: 'uuid', description: 'Id of the scheme' }),
})

export const SchemeSummary = Type.Object({
  areaId: AreaId,
  schemeId: Text('Id'),
  name: Text('Name', 80),
  note: Text('What it is for', 2000),
  changeCount: Type.Integer({ description: 'Changes it holds' }),
  revision: Type.Integer({ description: 'Goes up with every save' }),
  createdBy: Text('Account or role'),
  createdAt: Text('ISO moment'),
  changedAt: Text('ISO moment'),
  archivedAt: Maybe(Text('ISO moment'), 'When it was put away'),
})
export type SchemeSummary = Type.Static<typeof SchemeSummary>

export const Scheme = Type.Object({ ...SchemeSummary.properties, changes: Changes })
export type Scheme = Type.Static<typeof Scheme>

export const listSchemes = route({
  method: 'GET',
  path: '/api/schemes',
  summary: 'Schemes (方案): named sets of changes, last changed first',
  right: 'planning.simulate',
  query: Type.Object({
    archived: Type.Optional(Type.Boolean({ default: false, description: 'Those put away instead' })),
  }),
  reply: Type.Array(SchemeSummary),
})

export const readScheme = route({
  method: 'GET',
  path: '/api/schemes/:areaId/:schemeId',
  summary: 'A scheme with its changes',
  right: 'planning.simulate',
  params: schemeParams,
  reply: Scheme,
})

const Named = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'Name' }),
  note: Type.Optional(Text('What it is for', 2000)),
}

export const createScheme = route({
  method: 'POST',
  path: '/api/schemes',
  summary: 'Save changes as a new scheme; a copy is a new scheme with the same changes',
  right: 'planning.simulate',
  body: Type.Object({ ...Named, changes: Changes }),
  reply: Scheme,
})

export const saveScheme = route({
  method: 'PUT',
  path: '/api/schemes/:areaId/:schemeId',
  summary: 'Save a scheme anew; refused where somebody else has saved it since',
  right: 'planning.simulate',
  params: schemeParams,
  body: Type.Object({
    ...Named,
    changes: Changes,
    revision: Type.Integer({ minimum: 1, description: 'The revision that was changed' }),
  }),
  reply: Scheme,
})

export const archiveScheme = route({
  method: 'PUT',
  path: '/api/schemes/:areaId/:schemeId/archive',
  summary: 'Put a scheme away, or bring it back',
  right: 'planning.simulate',
  params: schemeParams,
  body: Type.Object({ archived: Type.Boolean({ description: 'False brings it back' }) }),
  reply: Type.Object({ done: Type.Boolean() }),
})

/** A place where a facility could be put. */
export const Candidate = Type.Object({
  communityId: AreaId,
  candidateId: Text('Id within its community', 120),
  kind: Type.Enum(CANDIDATE_KINDS, { description: '存量用房、可用地块、既有公建' }),
  name: Text('Name', 200),
  lon: Lon,
  lat: Lat,
  areaM2: Maybe(Type.Number({ exclusiveMinimum: 0 }), 'm²'),
  costFen: Maybe(Type.Integer({ minimum: 0 }), 'Cost as recorded, in Fen; null: by the catalogue'),
  holder: Text('Who holds it', 200),
  source: Text('Where it is from', 400),
  generated: Type.Boolean({ description: 'Generated 演示数据' }),
})
export type Candidate = Type.Static<typeof Candidate>

export const listCandidates = route({
  method: 'GET',
  path: '/api/candidates',
  summary: 'The register of vacant space: rooms, plots and public buildings that could take a facility',
  right: 'planning.simulate',
  query: Type.Object({ communityId: Type.Optional(AreaId) }),
  reply: Type.Array(Candidate),
})

/** What became of a table of places. */
export const Imported = Type.Object({
  importId: Text('Id; GET /api/imports/:importId/rejected gives the rejected rows as a table'),
  filename: Text('File name'),
  datum: Type.Enum(DATUMS, { description: 'Datum the coordinates were taken to be in' }),
  sure: Type.Boolean({ description: 'False where the datum is only the likeliest' }),
  inserted: Type.Integer({ description: 'New rows' }),
  updated: Type.Integer({ description: 'Rows that have changed' }),
  unchanged: Type.Integer({ description: 'Rows that were there already' }),
  rejected: Type.Integer({ description: 'Rows that were not kept' }),
  rejectedRows: Type.Array(RejectedRow, { description: 'The first hundred; the table has all' }),
})

export const importCandidates = route({
  method: 'POST',
  path: '/api/candidates/imports',
  summary: 'Import candidates from CSV, XLSX or GeoJSON: known ones are updated, none is doubled',
  right: 'planning.simulate',
  upload: 16 * 1024 * 1024,
  body: Type.Object({
    source: Type.String({ minLength: 1, maxLength: 200, description: 'Where they are from' }),
  }),
  reply: Imported,
})

export const candidateTemplate = route({
  method: 'GET',
  path: '/api/candidates/imports/template',
  summary: 'An empty table with explanations, to fill in and import',
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
