import { Type } from 'typebox'
import { AreaId, Box, Facility, Lat, Lon, Name, Page, errors as place } from '#foundation/place/contract.ts'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'
import { Grade, Measure, Status, Threshold } from './rules/pack-schema.ts'

export const Text = (description: string) => Type.String({ description })
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(
  schema: T,
  description: string,
) => Type.Union([schema, Type.Null()], { description })

/** A share from 0 to 1 as a range: lowest if everything missing fails, highest if it passes. */
export const Range = Type.Array(Type.Number(), {
  minItems: 2,
  maxItems: 2,
  description: 'Lowest and highest; equal once nothing is missing',
})
export const MaturityClass = Type.Enum(['mature', 'near-mature', 'to-be-created', 'undetermined'], {
  description: '成熟型、基本成熟型、创造条件成熟型; undetermined while the score range spans classes',
})
export const Gate = Type.Enum(['passes', 'fails', 'unknown'], {
  description: 'Whether a required scenario reaches its floor; gates stand apart from scores',
})

export const ScenarioResult = Type.Object({
  scenario: Text('Scenario code, e.g. NB'),
  need: Status,
  signature: Type.Boolean({ description: 'Declared a signature scenario 特色场景' }),
  score: Range,
  completeness: Type.Number({ description: 'Share of the weight that has evidence, 0 to 1' }),
  gate: Gate,
})

/** A page can be asked for as it was: evidence is never overwritten. */
export const AsOf = Type.Optional(
  Type.String({
    format: 'date',
    description:
      'ISO day; the stored run of that day, or one computed from the evidence as of it. Today unless given',
  }),
)

export const CommunitySummary = Type.Object({
  communityId: AreaId,
  name: Name,
  townId: AreaId,
  settlement: Type.Enum(['urban', 'rural']),
  pack: Text('Pack it is measured by; villages have their own'),
  profile: Text('Profile id in the pack'),
  population: Nullable(Type.Integer(), 'Residents; null where not known'),
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
  runId: Text('Id of the stored run; empty where it was computed for this question and not stored'),
  pack: Text('Pack id'),
  packVersion: Text('Pack version'),
  packName: Name,
  packNote: Name,
  asOf: Text('Day the evidence is read as of, ISO date'),
  computedAt: Text('ISO moment'),
  network: Text('Checksum of the street network'),
  streetNodes: Type.Integer({ description: 'Nodes of the street network' }),
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

export const Cutoffs = Type.Object({
  scenarioFloor: Type.Number({ description: 'Score a required scenario must reach to pass its gate' }),
  classes: Type.Array(Type.Object({ class: MaturityClass, atLeast: Type.Number() }), {
    description: 'Lowest score of each class, highest first; empty where classes are given by rank',
  }),
})

export const DistrictDiagnosis = Type.Object({
  run: RunInfo,
  cutoffs: Cutoffs,
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
  right: 'diagnosis.read',
  query: Type.Object({ pack: Type.Optional(Text('Pack id; zhejiang-33 unless said')), asOf: AsOf }),
  reply: DistrictDiagnosis,
})

/** A piece of evidence that nobody has supplied: a fact, a survey of a kind, a figure of its facilities, a count. */
export const MissingEvidence = Type.Object({
  need: Type.Enum(['fact', 'survey', 'capacity', 'area', 'people', 'ages', 'households']),
  item: Text('Term for a fact, facility kind for survey, capacity and area; else empty'),
  name: Name,
  suppliers: Type.Array(Text('Role that may supply it')),
  overdueSince: Type.Optional(Text('Day since which a reported fact waits to be renewed')),
})
export type MissingEvidence = Type.Static<typeof MissingEvidence>

export const TestResult = Type.Object({
  test: Text('Test id'),
  part: Type.Enum(['binding', 'guiding'], { description: '约束性、引导性' }),
  counts: Type.Boolean({ description: 'In the score; guiding tests are in signature scenarios alone' }),
  measure: Measure,
  term: Nullable(Type.Object({ id: Text('Term'), name: Name }), 'For a reported or operated measure'),
  value: Type.Array(Nullable(Type.Number(), 'null where nothing bounds this end'), {
    minItems: 2,
    maxItems: 2,
    description: 'Measured value in `unit`, lowest and highest',
  }),
  choice: Nullable(Text('Value'), 'The recorded choice or text, where the value is no number'),
  unit: Text('share (0 to 1), min, kinds, choice, the unit of the term, or what/per such as m2/person'),
  threshold: Threshold,
  credit: Range,
  met: Nullable(Type.Boolean(), 'null while it is not decided'),
  completeness: Type.Number(),
  basis: Nullable(Name, 'Where the figure comes from, in words'),
  source: Text('Id in the sources of the pack'),
  grade: Grade,
  missing: Type.Array(MissingEvidence),
})
export type TestResult = Type.Static<typeof TestResult>

export const IndicatorResult = Type.Object({
  indicator: Text('Indicator id'),
  no: Type.Integer({ description: 'Number in the pack' }),
  scenario: Text('Scenario code'),
  name: Name,
  need: Status,
  weight: Type.Number({ description: "In the community's denominator; 0: shown, not counted" }),
  score: Range,
  met: Nullable(Type.Boolean(), 'null while it is not decided'),
  completeness: Type.Number(),
  optOut: Nullable(Text('Reason'), 'Reason, where the community opts out; the denominator keeps it'),
  tests: Type.Array(TestResult),
})
export type IndicatorResult = Type.Static<typeof IndicatorResult>

export const Gap = Type.Object({
  rank: Type.Integer(),
  indicator: Text('Indicator id'),
  test: Text('Test id'),
  scenario: Text('Scenario code'),
  name: Name,
  people: Nullable(Type.Integer(), 'Residents it concerns; null where their number is not known'),
  severity: Type.Number({ description: 'How far below the threshold at best, 0 to 1' }),
  cost: Type.Object({ id: Text('Cost class'), name: Name, factor: Type.Number(), grade: Grade }),
  priority: Type.Number({ description: 'people × severity × cost factor; the order of the list' }),
  kinds: Type.Array(Text('Facility kind'), { description: 'Kinds that would help' }),
  nearest: Nullable(
    Type.Object({
      facilityId: Text('Facility'),
      kind: Text('Kind'),
      name: Name,
      distanceM: Type.Number({ description: 'Mean walk of the residents for whom it is the nearest' }),
      lon: Lon,
      lat: Lat,
    }),
    'The existing facility that most residents have nearest; null for a reported measure, or where there is none',
  ),
})
export type Gap = Type.Static<typeof Gap>

/** Missing evidence with how much of the score range it would close. */
export const Closing = Type.Object({
  evidence: MissingEvidence,
  closes: Type.Number({ description: 'Part of the score, 0 to 1' }),
  indicators: Type.Array(Text('Indicator id')),
})

export const CommunityDiagnosis = Type.Object({
  run: RunInfo,
  summary: CommunitySummary,
  box: Box,
  profile: Type.Object({ id: Text('Profile id'), name: Name, source: Text('Source'), grade: Text('Grade') }),
  people: Nullable(
    Type.Array(Nullable(Type.Integer(), 'null where hidden for k = 10')),
    'Residents by age band, in the order of AGE_BANDS; null where not known',
  ),
  households: Nullable(Type.Integer(), 'null where not known'),
  cutoffs: Cutoffs,
  scenarioNames: Type.Array(Type.Object({ id: Text('Code'), name: Name })),
  indicators: Type.Array(IndicatorResult),
  gaps: Type.Array(Gap),
  undecided: Type.Array(Closing, {
    description: 'Evidence that would decide the class, most telling first',
  }),
  candidates: Type.Array(MaturityClass, { description: 'Classes it may turn out to be, best first' }),
  applicable: Range,
  denominator: Type.Object({ fixed: Type.Number(), optedOut: Type.Number() }),
  gates: Type.Array(
    Type.Object({
      id: Text('Scenario, indicator or gate id'),
      kind: Type.Enum(['scenario', 'floor', 'test']),
      state: Gate,
      score: Range,
      floor: Type.Number(),
      name: Name,
    }),
  ),
  nextClass: Nullable(
    Type.Object({
      class: MaturityClass,
      lacking: Type.Number({ description: 'Score still lacking, 0 to 1' }),
      gates: Type.Array(Text('Gate id'), { description: 'Gates that must still pass' }),
    }),
    'Distance to the next class; null at the top',
  ),
})
export type CommunityDiagnosis = Type.Static<typeof CommunityDiagnosis>

export const communityDiagnosis = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId',
  summary: 'One community: scenarios, indicators with value, threshold and basis, gaps',
  right: 'diagnosis.read',
  params: Type.Object({ communityId: AreaId }),
  query: Type.Object({ pack: Type.Optional(Text('Pack id')), asOf: AsOf }),
  reply: CommunityDiagnosis,
})

/** Side of the squares that homes are counted in, in degrees: about 110 m, so that an estate is several. [product default] */
export const SQUARE_DEGREES = 0.001

/** Homes are only ever shown in cells of neighbouring squares that hold at least ten people (rules/cells.ts). */
export const CellPlace = {
  cell: Text('Cell id'),
  lon: Lon,
  lat: Lat,
  squares: Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
    description: 'Middle of every square of the cell, lon and lat; `lon`, `lat` is that of the most populous',
  }),
}
export const HomeCell = Type.Object({
  ...CellPlace,
  people: Type.Integer({ minimum: 10, description: 'Residents of the ages that the test is about' }),
  within: Nullable(
    Type.Integer({ description: 'Those of them within the walk: 0, or at least 10, like the others' }),
    'null in every cell where fewer than ten of the community are on one side',
  ),
  distanceM: Nullable(Type.Number(), 'Mean walk to the nearest facility; null beyond 6.5 km'),
  kinds: Nullable(Type.Number(), 'For presence within a walk: mean number of the kinds that are'),
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
  documentId: Nullable(
    Text('Document'),
    'The uploaded proof; null where there is none, or the caller may not open it',
  ),
  communityId: AreaId,
  enteredBy: Text('Who entered it'),
  confirmedBy: Nullable(Text('Who'), 'Who confirmed it'),
  overdueSince: Type.Optional(Text('Day since which it counts no longer, because nobody renewed it')),
  generated: Type.Boolean(),
})
export const TestEvidence = Type.Object({
  test: TestResult,
  cells: Type.Array(HomeCell, { description: 'For reach: where people live and how far they walk' }),
  counted: Nullable(
    Type.Object({
      people: Type.Integer({ minimum: 10, description: 'Residents of the ages that the test is about' }),
      within: Nullable(Type.Integer(), 'Those of them within the walk; null where a side has fewer than ten'),
      hidden: Type.Integer({ description: 'Those of them in no cell: the cells and these are all people' }),
    }),
    'The people of a walk, home by home; null for other measures, and where fewer than ten are meant',
  ),
  facilities: Type.Array(Facility, { description: 'Facilities that count, those across the border too' }),
  facts: Type.Array(FactRow),
})
export const IndicatorEvidence = Type.Object({ indicator: IndicatorResult, tests: Type.Array(TestEvidence) })
export type IndicatorEvidence = Type.Static<typeof IndicatorEvidence>

export const indicatorEvidence = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/indicators/:indicator',
  summary: 'The rows behind one indicator of one community',
  right: 'diagnosis.read',
  params: Type.Object({
    communityId: AreaId,
    indicator: Type.String({ maxLength: 60, description: 'Indicator id' }),
  }),
  query: Type.Object({ pack: Type.Optional(Text('Pack id')), asOf: AsOf }),
  reply: IndicatorEvidence,
})

export const walkingRoute = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/indicators/:indicator/tests/:test/route',
  summary: 'The walk from a cell of homes to its nearest facility',
  right: 'diagnosis.read',
  params: Type.Object({
    communityId: AreaId,
    indicator: Type.String({ maxLength: 60, description: 'Indicator id' }),
    test: Type.String({ maxLength: 90, description: 'Test id' }),
  }),
  query: Type.Object({
    cell: Type.String({ maxLength: 40, description: 'Cell of homes' }),
    pack: Type.Optional(Text('Pack id')),
    asOf: AsOf,
  }),
  reply: Type.Object({
    distanceM: Type.Number(),
    minutes: Type.Number({ description: 'At the walking speed of the run' }),
    facilityId: Text('Facility'),
    line: Type.Array(Type.Array(Type.Number()), { description: 'lon, lat pairs along the streets' }),
  }),
})

/** One indicator over the whole district: where it is met, not met or unknown. */
export const indicatorAcross = route({
  method: 'GET',
  path: '/api/diagnosis/indicators/:indicator',
  summary: 'One indicator in every community',
  right: 'diagnosis.read',
  params: Type.Object({ indicator: Type.String({ maxLength: 60, description: 'Indicator id' }) }),
  query: Type.Object({ pack: Type.Optional(Text('Pack id')), asOf: AsOf }),
  reply: Type.Object({
    indicator: Type.Object({
      indicator: Text('Indicator id'),
      no: Type.Integer(),
      scenario: Text('Scenario code'),
      name: Name,
    }),
    rows: Type.Array(
      Type.Object({
        communityId: AreaId,
        met: Nullable(Type.Boolean(), 'null while it is not decided'),
        score: Range,
        completeness: Type.Number(),
        optOut: Type.Boolean(),
        counts: Type.Boolean({ description: 'In the score: weighed, and not opted out of' }),
        people: Nullable(Type.Integer(), 'Residents whom its widest gap concerns; null where there is none'),
      }),
    ),
  }),
})

export const packDetail = route({
  method: 'GET',
  path: '/api/packs/:pack',
  summary: 'One indicator pack, as in packs/indicators and its JSON Schema',
  params: Type.Object({ pack: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Pack id' }) }),
  reply: Type.Unknown({
    description: 'The pack; its JSON Schema is packs/indicators/indicator-pack.schema.json',
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
  right: 'diagnosis.read',
  query: Type.Object({
    pack: Type.Optional(Text('Pack id')),
    asOf: AsOf,
    language: Type.Optional(Type.Enum(['zh', 'en'], { description: 'Language of the workbook' })),
  }),
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

/** Facilities of a community and those across the border that its residents use. */
export const communityFacilities = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/facilities',
  summary: 'Facilities inside, shared, or nearest across the border, with residents served',
  right: 'diagnosis.read',
  params: Type.Object({ communityId: AreaId }),
  query: Type.Object({ asOf: AsOf }),
  reply: Page(
    Type.Object({
      facility: Facility,
      place: Type.Enum(['inside', 'shared', 'nearby'], {
        description: 'Inside, shared by agreement, or used across the border',
      }),
      people: Nullable(
        Type.Integer(),
        'Residents of this community for whom it is the nearest of its kind; null where hidden for k = 10',
      ),
    }),
  ),
})

export const errors = {
  DECLARATION_UNFIT: {
    status: 422,
    zh: '指标包中没有这一项,或者没有写明理由',
    en: 'The pack has no such item, or the reason is missing',
  },
  DECLARATION_UNCHANGED: {
    status: 409,
    zh: '这一项已经申明,或者已经撤回',
    en: 'This has been declared, or taken back, already',
  },
  SIGNATURES_TOO_MANY: {
    status: 409,
    zh: '特色场景最多三个,请先撤回一个',
    en: 'At most three signature scenarios: take one back first',
  },
  COMMUNITY_OF_OTHERS: {
    status: 403,
    zh: '这个社区不在您的管辖范围内',
    en: 'The community is outside the area you may write',
  },
  MATURITY_UNFIT: {
    status: 422,
    zh: '类型须与指标包一致,分数线由高到低、最末为零,按名次时须给出名额',
    en: "Classes must be the pack's, cut-offs fall to zero, and ranks need quotas",
  },
  REASON_MISSING: { status: 422, zh: '请写明理由', en: 'Please say why' },
  RUN_UNKNOWN: { status: 404, zh: '没有这次诊断记录', en: 'There is no such run' },
  RUNS_OF_DIFFERENT_PACKS: {
    status: 422,
    zh: '两次诊断用的不是同一个指标包,不能比较',
    en: 'The two runs are by different packs and cannot be compared',
  },
  AS_OF_FUTURE: { status: 422, zh: '不能查看今天以后的诊断', en: 'A day after today cannot be asked for' },
  PACK_UNKNOWN: { status: 404, zh: '没有这个指标包', en: 'There is no such indicator pack' },
  COMMUNITY_UNKNOWN: { status: 404, zh: '没有这个社区', en: 'There is no such community' },
  FACILITY_UNKNOWN: place.FACILITY_UNKNOWN,
  INDICATOR_UNKNOWN: { status: 404, zh: '指标包中没有这个指标', en: 'The pack has no such indicator' },
  ROUTE_UNKNOWN: { status: 404, zh: '没有这条步行路线', en: 'There is no such walk' },
  DIAGNOSIS_WITHOUT_STREETS: {
    status: 409,
    zh: '还没有导入路网,无法诊断',
    en: 'No street network has been loaded yet, so nothing can be diagnosed',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)
