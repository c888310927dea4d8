import { type Static, type TSchema, Type } from 'typebox'
import { IndicatorResult, MaturityClass, Range, ScenarioResult, TestResult } from '../contract.ts'
import { Threshold } from '../rules/pack-schema.ts'
import type { Run } from '../runs.ts'
import { indicatorResults } from '../views/community.ts'
import { communitySummary } from '../views/summary.ts'

const Text = (description: string) => Type.String({ description })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

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
      nodes: Type.Integer(),
      edges: Type.Integer(),
      islandNodes: Type.Integer({ description: 'Nodes outside the largest connected part, left out' }),
    }),
    population: Type.Object({
      file: Text('File name'),
      rows: Type.Integer({ description: 'Rows used' }),
      people: Type.Integer(),
      offStreet: Type.Integer({ description: 'People farther than 500 m from any street' }),
    }),
    walkingSpeed: Type.Number({ description: 'm/min' }),
    communities: Type.Array(
      Type.Object({
        id: Text('Community id'),
        name: Text('Name'),
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

/** The content of `scores.json`. */
export function scoresOf(run: Run, files: Pick<Scores, 'network' | 'population'>): Scores {
  const { compiled, diagnosis } = run
  return {
    pack: compiled.pack.pack,
    version: compiled.pack.version,
    ...files,
    walkingSpeed: compiled.walkingSpeed,
    communities: diagnosis.scores.map((_, c) => communityScores(run, c)),
  }
}

function communityScores(run: Run, c: number): Scores['communities'][number] {
  const {
    communityId,
    name,
    population,
    completeness,
    score,
    class: maturity,
    scenarios,
  } = communitySummary(run, c)
  return {
    id: communityId,
    name: name.zh,
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
