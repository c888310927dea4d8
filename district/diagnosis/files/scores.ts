import { type Static, type TSchema, Type } from 'typebox'
import { DATUMS } from '#core/geo/datum.ts'
import { IndicatorResult, MaturityClass, Range, ScenarioResult, TestResult } from '../contract.ts'
import { Threshold } from '../rules/pack-schema.ts'
import type { Run } from '../runs.ts'
import { indicatorResults } from '../views/community.ts'
import { communitySummary } from '../views/summary.ts'

const Text = (description: string) => Type.String({ description })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const People = (description: string) => Type.Integer({ minimum: 0, description })

const Evidence = Type.Object({
  from: Type.Enum(['streets', 'register', 'facts', 'none'], {
    description: 'Walks over the street network, the facility register, reported facts, or nothing yet',
  }),
  facilities: Type.Array(Text('Facility id'), {
    description: 'Facilities of the kinds asked for, inside or shared',
  }),
  missing: Type.Array(Text('What is missing, e.g. fact:pact_signed or survey:childcare')),
})

const TestScore = Type.Object({
  id: Text('Test id'),
  value: TestResult.properties.value,
  unit: TestResult.properties.unit,
  threshold: Threshold,
  met: TestResult.properties.met,
  basis: Text('Source id in the pack'),
  grade: TestResult.properties.grade,
  evidence: Evidence,
})

/** `scores.json` of `jiujing diagnose`; published as `docs/scores.schema.json`. */
export const ScoresSchema = Type.Object(
  {
    pack: Text('Pack id'),
    version: Text('Pack version'),
    network: Type.Object({
      file: Text('File name'),
      sha256: Text('Of the prepared network'),
      nodes: Type.Integer(),
      edges: Type.Integer(),
      islandNodes: Type.Integer({ description: 'Nodes outside the largest connected part, left out' }),
    }),
    population: Type.Object(
      {
        file: Text('File name'),
        rows: People('Rows of the table'),
        people: People('In the communities: what everything is computed from'),
        byId: People('Of the community, given as a point, that their row names'),
        inArea: People('In the polygon of a community'),
        nearest: People('In no polygon, of the nearest community given as a point'),
        outside: People('In no community; left out'),
        contested: People('In the polygons of several communities; counted in the first'),
        withoutPlace: People('In rows without coordinates, placed at the point of their community'),
        offStreet: People('Farther than 500 m from any street: they reach nothing'),
      },
      { description: 'Numbers of people' },
    ),
    facilities: Type.Object({
      file: Text('File name: the map, or the table'),
      from: Type.Enum(['map', 'table']),
      count: Type.Integer(),
      timetables: Type.Array(Text('File name')),
      stops: Type.Integer({
        description: 'Stops of the timetables, which replace those of the map or table',
      }),
    }),
    walkingSpeed: Type.Number({ description: 'm/min' }),
    datum: Type.Object(
      { name: Type.Enum([...DATUMS]), stated: Type.Boolean() },
      { description: 'That the coordinates of the tables were read in; WGS84 unless stated' },
    ),
    communities: Type.Array(
      Type.Object({
        id: Text('Community id'),
        name: Text('Name'),
        profile: Text('Profile of the pack that it is measured by'),
        population: Nullable(Type.Integer()),
        completeness: Type.Number(),
        score: Range,
        class: MaturityClass,
        scenarios: Type.Array(ScenarioResult),
        indicators: Type.Array(
          Type.Object({
            id: Text('Indicator id'),
            scenario: Text('Scenario code'),
            need: IndicatorResult.properties.need,
            score: Range,
            value: TestResult.properties.value,
            unit: TestResult.properties.unit,
            threshold: Threshold,
            met: IndicatorResult.properties.met,
            basis: Text('Source id in the pack'),
            grade: TestResult.properties.grade,
            evidence: Evidence,
            tests: Type.Array(TestScore, { description: 'All tests; the fields above are of the first' }),
          }),
        ),
      }),
    ),
  },
  { title: 'Jiujing scores', description: 'What `jiujing diagnose` writes as scores.json' },
)
export type Scores = Static<typeof ScoresSchema>

/** Which files a run was computed from, and how they were read. */
export type SourcesRead = Pick<Scores, 'network' | 'population' | 'facilities' | 'datum'>

/** The content of `scores.json`. */
export function scoresOf(run: Run, sources: SourcesRead): Scores {
  const { compiled, diagnosis } = run
  return {
    pack: compiled.pack.pack,
    version: compiled.pack.version,
    ...sources,
    walkingSpeed: compiled.walkingSpeed,
    communities: diagnosis.scores.map((_, c) => communityScores(run, c)),
  }
}

function communityScores(run: Run, c: number): Scores['communities'][number] {
  const {
    communityId,
    name,
    profile,
    population,
    completeness,
    score,
    class: maturity,
    scenarios,
  } = communitySummary(run, c)
  return {
    id: communityId,
    name: name.zh,
    profile,
    population,
    completeness,
    score,
    class: maturity,
    scenarios,
    indicators: indicatorResults(run, c).flatMap(
      ({ indicator, scenario, need, score, met, tests: results }) => {
        const tests = results.map((test) => testScore(run, c, test))
        const [first] = tests
        return first ? [{ ...first, id: indicator, scenario, need, score, met, tests }] : []
      },
    ),
  }
}

function testScore(run: Run, c: number, test: Static<typeof TestResult>): Static<typeof TestScore> {
  const { value, unit, threshold, met, source, grade } = test
  return {
    id: test.test,
    value,
    unit,
    threshold,
    met,
    basis: source,
    grade,
    evidence: evidenceOf(run, c, test),
  }
}

function evidenceOf(
  { diagnosis }: Run,
  c: number,
  { measure, missing, completeness }: Static<typeof TestResult>,
) {
  const kinds = 'kinds' in measure ? measure.kinds : []
  const facilities = diagnosis.facilities.filter(
    ({ kind, shares, community }) =>
      kinds.includes(kind) && (community === c || shares.some((share) => share.community === c)),
  )
  const walks = measure.type === 'reach' || measure.type === 'walk' || ('within' in measure && measure.within)
  const from = kinds.length === 0 ? 'facts' : walks ? 'streets' : 'register'
  return {
    from: completeness === 0 ? ('none' as const) : (from as 'facts' | 'streets' | 'register'),
    facilities: facilities.map(({ facilityId }) => facilityId),
    missing: missing.map(({ need, item }) => (item ? `${need}:${item}` : need)),
  }
}
