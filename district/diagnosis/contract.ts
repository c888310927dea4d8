import { Type } from 'typebox'
import { AreaId, Box, Facility, Lat, Lon, Name, Page } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'

const Text = (description: string) => Type.String({ description })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })

/** A share from 0 to 1 as a range: lowest if everything missing fails, highest if it passes. */
export const Range = Type.Array(Type.Number(), {
  minItems: 2,
  maxItems: 2,
  description: 'Lowest and highest; equal once nothing is missing',
})
export const MaturityClass = Type.Enum(['mature', 'near-mature', 'to-be-created', 'undetermined'], {
  description: '成熟型、基本成熟型、创造条件成熟型; undetermined while the score range spans classes',
})
export const Need = Type.Enum(['required', 'encouraged', 'optional'], { description: '必选、鼓励、可选' })
export const Gate = Type.Enum(['passes', 'fails', 'unknown'], {
  description: 'Whether a required scenario reaches its floor; gates stand apart from scores',
})

export const ScenarioResult = Type.Object({
  scenario: Text('Scenario code, e.g. NB'),
  need: Need,
  signature: Type.Boolean({ description: 'Declared a signature scenario 特色场景' }),
  score: Range,
  completeness: Type.Number({ description: 'Share of the weight that has evidence, 0 to 1' }),
  gate: Gate,
})

export const CommunitySummary = Type.Object({
  communityId: AreaId,
  name: Name,
  townId: AreaId,
  settlement: Type.Enum(['urban', 'rural']),
  profile: Text('Profile id in the pack'),
  population: Type.Integer({ description: 'Residents' }),
  centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  score: Range,
  completeness: Type.Number(),
  class: MaturityClass,
  scenarios: Type.Array(ScenarioResult),
  failingRequired: Type.Array(Text('Scenario code'), { description: 'Required scenarios whose gate fails' }),
  gapCount: Type.Integer({ description: 'Indicators that are not met' }),
})
export type CommunitySummary = Type.Static<typeof CommunitySummary>

export const RunInfo = Type.Object({
  runId: Text('Id of the stored run'),
  pack: Text('Pack id'),
  packVersion: Text('Pack version'),
  packName: Name,
  packNote: Name,
  asOf: Text('Day the evidence is read as of, ISO date'),
  computedAt: Text('ISO moment'),
  network: Text('Checksum of the street network'),
  walkingSpeed: Type.Number({ description: 'm/min' }),
  demo: Type.Boolean({ description: 'Built on generated data 演示数据' }),
})

export const Deficit = Type.Object({
  indicator: Text('Indicator id'),
  scenario: Text('Scenario code'),
  name: Name,
  communities: Type.Integer({ description: 'Communities where it is not met' }),
  unknown: Type.Integer({ description: 'Communities without evidence' }),
  people: Type.Integer({ description: 'Residents affected' }),
})

export const DistrictDiagnosis = Type.Object({
  run: RunInfo,
  scenarios: Type.Array(Type.Object({ id: Text('Code'), name: Name })),
  communities: Type.Array(CommunitySummary),
  deficits: Type.Array(Deficit, { description: 'What is missing most, by people affected' }),
})
export type DistrictDiagnosis = Type.Static<typeof DistrictDiagnosis>

/** The diagnosis of the whole district: the data of the first page. */
export const districtDiagnosis = route({
  method: 'GET',
  path: '/api/diagnosis',
  summary: 'Every community with its score range, class and scenarios, and what is missing most',
  query: Type.Object({ pack: Type.Optional(Text('Pack id; zhejiang-33 unless said')) }),
  reply: DistrictDiagnosis,
})

export const TestResult = Type.Object({
  test: Text('Test id'),
  name: Name,
  measure: Type.Enum(['reach', 'supply', 'presence', 'reported', 'operated']),
  value: Nullable(Range, 'Measured value as a range in `unit`; null when nothing is known'),
  unit: Text('Unit of value and threshold'),
  threshold: Type.Object({
    atLeast: Type.Optional(Type.Number()),
    atMost: Type.Optional(Type.Number()),
    equals: Type.Optional(Type.Union([Type.String(), Type.Boolean()])),
  }),
  credit: Range,
  basis: Name,
  source: Text('Source, as in docs/sources.md'),
  grade: Text('Evidence grade: O N D M-h M-m M-l P'),
  supplier: Type.Array(Text('Role'), { description: 'Who should supply it, where it is missing' }),
})
export const IndicatorResult = Type.Object({
  indicator: Text('Indicator id'),
  no: Type.Integer({ description: 'Number in the pack' }),
  scenario: Text('Scenario code'),
  name: Name,
  part: Type.Enum(['binding', 'guiding'], { description: '约束性、引导性' }),
  need: Need,
  weight: Type.Number(),
  score: Range,
  met: Nullable(Type.Boolean(), 'null while it is not decided'),
  completeness: Type.Number(),
  optOut: Nullable(Name, 'Reason, where the community opts out; the denominator keeps it'),
  tests: Type.Array(TestResult),
})
export type IndicatorResult = Type.Static<typeof IndicatorResult>

export const Gap = Type.Object({
  rank: Type.Integer(),
  indicator: Text('Indicator id'),
  scenario: Text('Scenario code'),
  name: Name,
  people: Type.Integer({ description: 'Residents affected' }),
  severity: Type.Number({ description: 'How far below the threshold, 0 to 1' }),
  cost: Type.Enum(['low', 'medium', 'high']),
  priority: Type.Number({ description: 'people × severity × cost class; the order of the list' }),
  nearest: Nullable(
    Type.Object({
      facilityId: Text('Facility'),
      kind: Text('Kind'),
      name: Name,
      distanceM: Type.Number(),
      lon: Lon,
      lat: Lat,
    }),
    'Nearest existing facility, as the median resident walks',
  ),
})
export const Undecided = Type.Object({
  indicator: Text('Indicator id'),
  name: Name,
  closes: Type.Number({ description: 'How much of the score range this evidence would close, 0 to 1' }),
  supplier: Type.Array(Text('Role')),
})

export const CommunityDiagnosis = Type.Object({
  run: RunInfo,
  summary: CommunitySummary,
  box: Box,
  profile: Type.Object({ id: Text('Profile id'), name: Name, source: Text('Source'), grade: Text('Grade') }),
  people: Type.Array(Nullable(Type.Integer(), 'null below k = 10'), {
    description: 'Residents by age band, in the order of AGE_BANDS',
  }),
  households: Type.Integer(),
  scenarioNames: Type.Array(Type.Object({ id: Text('Code'), name: Name })),
  indicators: Type.Array(IndicatorResult),
  gaps: Type.Array(Gap),
  undecided: Type.Array(Undecided, {
    description: 'Evidence that would decide the class, most telling first',
  }),
  nextClass: Nullable(
    Type.Object({
      class: MaturityClass,
      lacking: Type.Number({ description: 'Score still lacking, 0 to 1' }),
    }),
    'Distance to the next class; null at the top',
  ),
})
export type CommunityDiagnosis = Type.Static<typeof CommunityDiagnosis>

export const communityDiagnosis = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId',
  summary: 'One community: scenarios, indicators with value, threshold and basis, gaps',
  params: Type.Object({ communityId: AreaId }),
  query: Type.Object({ pack: Type.Optional(Text('Pack id')) }),
  reply: CommunityDiagnosis,
})

/** Homes are only ever shown as grid cells of at least ten people. */
export const HomeCell = Type.Object({
  cell: Text('Cell id'),
  lon: Lon,
  lat: Lat,
  people: Type.Integer({ minimum: 10, description: 'Residents of the cell, at least 10' }),
  distanceM: Nullable(Type.Number(), 'Mean walk to the nearest facility; null beyond 6.5 km'),
  within: Type.Boolean({ description: 'Within the walk that the test asks for' }),
  facilityId: Nullable(Text('Nearest facility'), 'Nearest facility'),
})
export const FactRow = Type.Object({
  factId: Text('Fact'),
  term: Text('Term of the data dictionary'),
  termName: Name,
  value: Text('Value as text'),
  unit: Text('Unit, or empty'),
  period: Text('Period it holds for'),
  recordedAt: Text('ISO moment'),
  source: Text('Document or system it is from'),
  enteredBy: Text('Who entered it'),
  confirmedBy: Nullable(Text('Who'), 'Who confirmed it'),
  generated: Type.Boolean(),
})
export const TestEvidence = Type.Object({
  test: TestResult,
  cells: Type.Array(HomeCell, { description: 'For reach: where people live and how far they walk' }),
  peopleHidden: Type.Integer({ description: 'Residents in cells too small to show' }),
  facilities: Type.Array(Facility, { description: 'Facilities that count, those across the border too' }),
  facts: Type.Array(FactRow),
  missing: Type.Array(Type.Object({ what: Name, supplier: Type.Array(Text('Role')) }), {
    description: 'What nobody has supplied',
  }),
})
export const IndicatorEvidence = Type.Object({ indicator: IndicatorResult, tests: Type.Array(TestEvidence) })
export type IndicatorEvidence = Type.Static<typeof IndicatorEvidence>

export const indicatorEvidence = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/indicators/:indicator',
  summary: 'The rows behind one indicator of one community',
  params: Type.Object({ communityId: AreaId, indicator: Type.String({ maxLength: 60 }) }),
  query: Type.Object({ pack: Type.Optional(Text('Pack id')) }),
  reply: IndicatorEvidence,
})

export const walkingRoute = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/indicators/:indicator/tests/:test/route',
  summary: 'The walk from a cell of homes to its nearest facility, as GeoJSON',
  params: Type.Object({ communityId: AreaId, indicator: Type.String(), test: Type.String() }),
  query: Type.Object({ cell: Type.String({ maxLength: 40 }), pack: Type.Optional(Text('Pack id')) }),
  reply: Type.Object({
    distanceM: Type.Number(),
    facilityId: Text('Facility'),
    line: Type.Array(Type.Array(Type.Number()), { description: 'lon, lat pairs along the streets' }),
  }),
})

export const packList = route({
  method: 'GET',
  path: '/api/packs',
  summary: 'Indicator packs',
  reply: Type.Array(
    Type.Object({
      pack: Text('Id'),
      version: Text('Version'),
      name: Name,
      note: Name,
      indicators: Type.Integer(),
    }),
  ),
})

export const diagnosisTable = route({
  method: 'GET',
  path: '/api/diagnosis.xlsx',
  summary: 'Communities, scenarios and indicators as a workbook',
  query: Type.Object({
    pack: Type.Optional(Text('Pack id')),
    language: Type.Optional(Type.Enum(['zh', 'en'])),
  }),
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

/** Facilities of a community and those across the border that its residents use. */
export const communityFacilities = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/facilities',
  summary: 'Facilities inside, shared, or nearest across the border, with residents served',
  params: Type.Object({ communityId: AreaId }),
  reply: Page(
    Type.Object({
      facility: Facility,
      place: Type.Enum(['inside', 'shared', 'nearby'], {
        description: 'Inside, shared by agreement, or used across the border',
      }),
      people: Type.Integer({
        description: 'Residents of this community for whom it is the nearest of its kind',
      }),
    }),
  ),
})
