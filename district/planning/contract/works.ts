import { Type } from 'typebox'
import { Range } from '#district/diagnosis/contract.ts'
import { AreaId, Lat, Lon, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { Changes, Imported, Maybe, schemeParams, Text } from '../contract.ts'

/** 计划、批准、在建、建成、取消. */
export const WORK_STATES = ['planned', 'approved', 'building', 'built', 'dropped'] as const
export type WorkState = (typeof WORK_STATES)[number]
const State = Type.Enum(WORK_STATES, { description: '计划、批准、在建、建成、取消' })

/** 一次开挖、在其之前、在其之后、互不相关. */
export const SITE_RELATIONS = ['one-dig', 'before', 'after', 'apart'] as const
/** 申请中、已落实、已到位. */
export const FUNDING_STATES = ['sought', 'committed', 'received'] as const
/** 台账所载、按目录、录入. */
export const COST_BASES = ['stated', 'catalogue', 'entered'] as const
const GRADES = ['O', 'N', 'D', 'M-h', 'M-m', 'M-l', 'P'] as const

const Day = (description: string) => Type.String({ format: 'date', description })
/** Money as a whole number of Fen, up to a trillion yuan. */
const Fen = (description: string, minimum = 0) => Type.Integer({ minimum, maximum: 1e14, description })
const Revision = Type.Integer({ minimum: 1, description: 'The revision that was changed' })

export const CostLine = Type.Object({
  category: Text('Category, as in packs/works/costs.json', 60),
  fen: Maybe(Fen('Fen'), 'null: not known yet'),
  basis: Type.Enum(COST_BASES, { description: 'As the register states it, by the catalogue, or entered' }),
  source: Text('Where the figure is from'),
  grade: Type.Enum(GRADES, { description: 'Evidence grade' }),
})
export type CostLine = Type.Static<typeof CostLine>

export const FundingLine = Type.Object({
  source: Text('Source, as in packs/works/funding.json', 60),
  fen: Fen('Fen', 1),
  state: Type.Enum(FUNDING_STATES, { description: 'Sought, committed or received' }),
  note: Text('Note'),
})
export type FundingLine = Type.Static<typeof FundingLine>

export const WorkSite = Type.Object({
  areaId: AreaId,
  siteId: Text('Programme site', 120),
  relation: Type.Enum(SITE_RELATIONS, {
    description: 'One dig with it, before it, after it, or nothing to do with each other',
  }),
})
export type WorkSite = Type.Static<typeof WorkSite>

/** A site of another programme. */
export const ProgrammeSite = Type.Object({
  communityId: AreaId,
  siteId: Text('Id within its community', 120),
  programme: Text('Programme, as in packs/works/programmes.json', 60),
  name: Text('Name', 200),
  shape: Type.Unknown({ description: 'GeoJSON point or polygon' }),
  lon: Lon,
  lat: Lat,
  from: Day('First day'),
  to: Day('Last day'),
  digs: Type.Boolean({ description: 'It opens the ground' }),
  holder: Text('Who answers for it', 200),
  beforeDocument: Maybe(Text('Id'), 'Picture of before, GET /api/documents/:communityId/:documentId'),
  afterDocument: Maybe(Text('Id'), 'Picture of after'),
  source: Text('Where it is from'),
  generated: Type.Boolean({ description: 'Generated 演示数据' }),
})
export type ProgrammeSite = Type.Static<typeof ProgrammeSite>

const place = { lon: Lon, lat: Lat }
const planned = {
  unitRole: Text('Role that answers for it, as in packs/roles', 60),
  unit: Text('Name of that unit; empty while it is not known', 200),
  plannedFrom: Day('Planned start'),
  plannedTo: Day('Planned finish, the last day'),
}

/** A row of the list of works. */
export const WorkSummary = Type.Object({
  communityId: AreaId,
  workId: Text('Id'),
  name: Text('Name', 80),
  state: State,
  stateOn: Day('Day since which it is in this state'),
  startedOn: Maybe(Day('Day'), 'Day on which building began'),
  builtOn: Maybe(Day('Day'), 'Day on which it was built'),
  facilityKind: Text('Facility kind, as in packs/facilities/kinds.json', 60),
  interventionId: Maybe(Text('Intervention', 60), 'null: nothing is built, a facility is closed'),
  digs: Type.Boolean({ description: 'It opens the ground' }),
  ...place,
  ...planned,
  costFen: Fen('Costs that are known, together'),
  costUnknown: Type.Integer({
    description: 'Cost lines whose amount is not known; no line at all counts as one',
  }),
  fundedFen: Fen('Committed or received'),
  soughtFen: Fen('Sought and not committed yet'),
  sites: Type.Array(WorkSite, { description: 'Other programmes on its site' }),
  scheme: Maybe(
    Type.Object({ areaId: AreaId, schemeId: Text('Id'), revision: Type.Integer() }),
    'Scheme it was made from',
  ),
  revision: Type.Integer({ description: 'Goes up with every save and every step' }),
  generated: Type.Boolean({ description: 'Generated 演示数据' }),
})
export type WorkSummary = Type.Static<typeof WorkSummary>

const MeasuringRun = Type.Object({
  runId: Text('Stored run'),
  pack: Text('Pack id'),
  packVersion: Text('Pack version'),
  asOf: Day('Day the evidence is read as of'),
})
export type MeasuringRun = Type.Static<typeof MeasuringRun>

export const ForecastRow = Type.Object({
  affects: AreaId,
  item: Text('`score`, or an indicator of the pack'),
  name: Name,
  pack: Text('Pack it is measured by'),
  before: Range,
  alone: Range,
  whole: Range,
  measured: Maybe(Range, 'By the latest run after it was built; null: not measured yet, or opted out since'),
  error: Maybe(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), 'measured - alone, of both ends'),
})
export type ForecastRow = Type.Static<typeof ForecastRow>

const People = Maybe(Type.Integer(), 'null: would tell of fewer than ten people')
export const ServedRow = Type.Object({
  test: Text('Test of an indicator'),
  name: Name,
  before: People,
  alone: People,
  whole: People,
  measured: Maybe(Type.Integer(), 'By the latest run after it was built; null: not measured yet, or hidden'),
})
export type ServedRow = Type.Static<typeof ServedRow>

export const Forecast = Type.Object({
  runs: Type.Array(MeasuringRun, { description: 'Runs it starts from, one a pack' }),
  measuredBy: Type.Array(MeasuringRun, { description: 'Latest runs after it was built, one a pack' }),
  rows: Type.Array(ForecastRow),
  served: Type.Array(ServedRow, { description: 'Residents of the district within the walk' }),
})
export type Forecast = Type.Static<typeof Forecast>

export const WorkStep = Type.Object({
  state: State,
  on: Day('Day since which'),
  note: Text('Note'),
  by: Text('Account or role'),
  at: Text('ISO moment it was recorded'),
})

export const Work = Type.Object({
  ...WorkSummary.properties,
  note: Text('What is to be known of it', 2000),
  hostId: Maybe(Text('Candidate or facility', 200), 'Whose rooms or ground it takes'),
  builtFacilityId: Maybe(Text('Facility', 80), 'The facility of the register that it became'),
  changes: Changes,
  costs: Type.Array(CostLine),
  funding: Type.Array(FundingLine),
  steps: Type.Array(WorkStep, { description: 'Every state it was in, the first one first' }),
  forecast: Forecast,
})
export type Work = Type.Static<typeof Work>

export const listWorks = route({
  method: 'GET',
  path: '/api/works',
  summary: 'The list of works (项目清单): works projects and the programme sites beside them',
  right: 'diagnosis.read',
  reply: Type.Object({ works: Type.Array(WorkSummary), sites: Type.Array(ProgrammeSite) }),
})

const workParams = Type.Object({
  communityId: AreaId,
  workId: Type.String({ format: 'uuid', description: 'Works project' }),
})

export const readWork = route({
  method: 'GET',
  path: '/api/works/:communityId/:workId',
  summary: 'A works project with its costs, funding, states, and its forecast beside what was measured',
  right: 'diagnosis.read',
  params: workParams,
  reply: Work,
})

export const saveWork = route({
  method: 'PUT',
  path: '/api/works/:communityId/:workId',
  summary: 'Save a works project anew; refused where somebody else has saved it since',
  right: 'planning.simulate',
  params: workParams,
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'Name' }),
    note: Text('What is to be known of it', 2000),
    ...planned,
    builtFacilityId: Maybe(Type.String({ minLength: 1, maxLength: 80 }), 'Facility that it became'),
    costs: Type.Array(CostLine, { maxItems: 100 }),
    funding: Type.Array(FundingLine, { maxItems: 100 }),
    sites: Type.Array(WorkSite, { maxItems: 50 }),
    revision: Revision,
  }),
  reply: Work,
})

export const stepWork = route({
  method: 'POST',
  path: '/api/works/:communityId/:workId/steps',
  summary: 'Take a works project on to another state: approved, building, built, dropped, or back',
  right: 'planning.simulate',
  params: workParams,
  body: Type.Object({
    state: State,
    on: Day('Day since which; not in the future, not before the step before'),
    note: Text('Note'),
    revision: Revision,
  }),
  reply: Work,
})

/** How a works project of a scheme stands to what has been made of the scheme before. */
const STANDINGS = ['new', 'changed', 'same', 'fixed'] as const

export const WorkProposal = Type.Object({
  facilityIds: Type.Array(Text('Facility', 80), { description: 'Whose changes it makes' }),
  name: Text('Name', 80),
  communityId: AreaId,
  facilityKind: Text('Facility kind', 60),
  interventionId: Maybe(Text('Intervention', 60), 'null: a facility is closed'),
  hostId: Maybe(Text('Candidate or facility', 200), 'Whose rooms or ground it takes'),
  digs: Type.Boolean({ description: 'It opens the ground' }),
  ...place,
  ...planned,
  costs: Type.Array(CostLine),
  sites: Type.Array(WorkSite),
  standing: Type.Enum(STANDINGS, {
    description: 'new; changed since it was made; the same; or approved since and so left alone',
  }),
  workId: Maybe(Text('Id'), 'The works project it is already'),
})
export type WorkProposal = Type.Static<typeof WorkProposal>

/** One works project a facility, or one a place that several facilities share. */
export const WORK_GROUPINGS = ['facility', 'host'] as const

export const proposeWorks = route({
  method: 'GET',
  path: '/api/schemes/:areaId/:schemeId/works',
  summary: 'The works projects that a scheme would make, with proposed cost, dates and unit',
  right: 'planning.simulate',
  params: schemeParams,
  query: Type.Object({
    by: Type.Optional(
      Type.Enum(WORK_GROUPINGS, { default: 'facility', description: 'One a facility or place' }),
    ),
  }),
  reply: Type.Object({ revision: Type.Integer(), proposals: Type.Array(WorkProposal) }),
})

export const makeWorks = route({
  method: 'POST',
  path: '/api/schemes/:areaId/:schemeId/works',
  summary:
    'Make works projects of a scheme, with their forecast; a project made before is brought up to date',
  right: 'planning.simulate',
  params: schemeParams,
  body: Type.Object({
    revision: Type.Integer({ minimum: 1, description: 'Revision of the scheme that was looked at' }),
    works: Type.Array(
      Type.Object({
        facilityIds: Type.Array(Text('Facility', 80), { minItems: 1, maxItems: 500 }),
        name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'Name' }),
      }),
      { minItems: 1, maxItems: 500 },
    ),
  }),
  reply: Type.Object({
    made: Type.Integer({ description: 'New works projects' }),
    updated: Type.Integer({ description: 'Brought up to date with the scheme' }),
    works: Type.Array(Type.Object({ communityId: AreaId, workId: Text('Id') })),
  }),
})

export const importSites = route({
  method: 'POST',
  path: '/api/programme-sites/imports',
  summary: 'Import programme sites from CSV, XLSX or GeoJSON: known ones are updated, none is doubled',
  right: 'planning.simulate',
  upload: 16 * 1024 * 1024,
  body: Type.Object({
    source: Type.String({ minLength: 1, maxLength: 200, description: 'Where they are from' }),
  }),
  reply: Imported,
})

export const siteTemplate = route({
  method: 'GET',
  path: '/api/programme-sites/imports/template',
  summary: 'An empty table with explanations, to fill in and import',
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

export const uploadSitePicture = route({
  method: 'POST',
  path: '/api/programme-sites/pictures',
  summary: 'Keep a picture of a programme site as it was before, or as it is after',
  right: 'planning.simulate',
  upload: 20 * 1024 * 1024,
  body: Type.Object({
    communityId: AreaId,
    siteId: Text('Programme site', 120),
    of: Type.Enum(['before', 'after'], { description: 'Before or after' }),
  }),
  reply: Type.Object({ documentId: Text('Id') }),
})
