import type { Static } from 'typebox'
import { FAR } from '#core/reach/positions.ts'
import { routeToNearest } from '#core/reach/route.ts'
import type { KnownFact } from '#foundation/evidence/read.ts'
import { overdueFrom } from '#foundation/evidence/rules.ts'
import type { Facility } from '#foundation/place/contract.ts'
import type { DiagnosisFacility } from '#foundation/place/read.ts'
import type { FactRow, IndicatorEvidence, TestResult, walkingRoute } from '../contract.ts'
import { kindsIn, surveysOf } from '../gather.ts'
import type { Run } from '../runs.ts'
import { type Asked, matchOf, type ReachCell, reachCells } from './cells.ts'
import { indicatorResults } from './community.ts'
import { termName } from './names.ts'
import { fieldOf, walkFrom } from './walk.ts'

/** The rows behind one indicator of community number `c`, with documents that the caller may open; undefined if the pack has no such indicator. */
export function evidenceView(
  run: Run,
  c: number,
  indicatorId: string,
  mayOpen: boolean,
): IndicatorEvidence | undefined {
  const indicator = indicatorResults(run, c).find(({ indicator }) => indicator === indicatorId)
  return indicator && { indicator, tests: indicator.tests.map((test) => testEvidence(run, c, test, mayOpen)) }
}

function testEvidence(
  run: Run,
  c: number,
  test: TestResult,
  mayOpen: boolean,
): IndicatorEvidence['tests'][number] {
  const question = questionOf(run, c, test.test)
  const { cells, counted } = question ? reachCells(run.diagnosis, c, question) : { cells: [], counted: null }
  const used = new Set(cells.flatMap(({ facility }) => (facility === -1 ? [] : [facility])))
  return {
    test,
    cells: cells.map((cell) => cellRow(run, cell)),
    counted,
    facilities: facilitiesOf(run, c, test, used).map((f) => facilityRow(run.gathered.facilities[f]!)),
    facts: test.term ? factsOf(run, c, test.term.id, mayOpen) : surveyRows(run, c, test, mayOpen),
  }
}

/** What a test asks of the network, if anything; a mean walk is met within the minutes of its threshold. */
function questionOf({ compiled, diagnosis }: Run, c: number, testId: string): Asked | undefined {
  const planned = diagnosis.plans[c]!.tests.find(({ test }) => test.id === testId)
  if (planned?.measure.type !== 'network') return undefined
  const question = compiled.questions[planned.measure.question]!
  const { value } = planned.bound
  const { match, within_dm } = question
  const bound =
    match === 'distance' ? value * compiled.walkingSpeed * 10 : match === 'count' ? value : within_dm
  return { ...question, bound }
}

const cellRow = ({ gathered }: Run, { facility, distance, home: _, ...cell }: ReachCell) => ({
  ...cell,
  distanceM: distance >= FAR ? null : Math.round(distance / 10),
  facilityId: facility === -1 ? null : gathered.facilities[facility]!.facilityId,
})

/** Facilities of the test's kinds that stand in the community, serve it, or are the nearest for some of its homes. */
function facilitiesOf(
  { diagnosis }: Run,
  c: number,
  { measure }: TestResult,
  used: ReadonlySet<number>,
): number[] {
  const kinds = new Set('kinds' in measure ? measure.kinds : [])
  return diagnosis.district.facilities.flatMap(({ kind, community, shares }, f) =>
    kinds.has(kind) && (community === c || used.has(f) || shares.some((share) => share.community === c))
      ? [f]
      : [],
  )
}

export const facilityRow = (facility: DiagnosisFacility): Facility => ({
  communityId: facility.communityId,
  facilityId: facility.facilityId,
  kind: facility.kind,
  name: facility.name,
  lon: facility.lon,
  lat: facility.lat,
  areaM2: facility.areaM2,
  capacity: facility.capacity,
  capacityUnit: facility.capacityUnit,
  hours: null,
  floor: null,
  sharedWith: [...facility.sharedWith],
  generated: facility.generated,
})

function factsOf(
  { diagnosis, gathered }: Run,
  c: number,
  term: string,
  mayOpen: boolean,
): Static<typeof FactRow>[] {
  const { communityId } = diagnosis.inputs[c]!
  const fact = gathered.facts.get(communityId)?.get(term)
  const overdue = gathered.overdue.get(communityId)?.get(term)
  if (fact) return [factRow(fact, mayOpen)]
  return overdue ? [{ ...factRow(overdue, mayOpen), overdueSince: overdueFrom(overdue)! }] : []
}

/** The surveys that looked for kinds of the test, each with those kinds alone. */
function surveyRows(
  { gathered }: Run,
  c: number,
  { measure }: TestResult,
  mayOpen: boolean,
): Static<typeof FactRow>[] {
  const asked: readonly string[] = 'kinds' in measure ? measure.kinds : []
  return surveysOf(gathered, gathered.communities[c]!.path).flatMap((survey) => {
    const kinds = kindsIn(survey).filter((kind) => asked.includes(kind))
    return kinds.length === 0 ? [] : [factRow({ ...survey, value: kinds }, mayOpen)]
  })
}

const factRow = (fact: KnownFact, mayOpen: boolean): Static<typeof FactRow> => ({
  communityId: fact.communityId,
  documentId: mayOpen ? fact.documentId : null,
  factId: fact.factId,
  term: fact.term,
  termName: termName(fact.term),
  value: String(fact.value),
  unit: fact.unit ?? '',
  period: `${fact.validFrom} – ${fact.validTo ?? ''}`,
  recordedAt: fact.recordedAt.toISOString(),
  source: fact.source,
  enteredBy: fact.enteredRole,
  confirmedBy: fact.confirmedRole,
  generated: fact.generated,
})

/** The walk from a cell of homes to its nearest facility; undefined where there is no such cell or no way. */
export function routeView(
  run: Run,
  c: number,
  testId: string,
  cell: string,
): Static<typeof walkingRoute.reply> | undefined {
  const question = questionOf(run, c, testId)
  const known = question && reachCells(run.diagnosis, c, question).cells.find((one) => one.cell === cell)
  if (question === undefined || known === undefined) return undefined
  const { home } = known
  const { kind, facility } = walkFrom(run.diagnosis, home, question.kinds, matchOf(question))
  const at = facility === -1 ? undefined : fieldOf(run.diagnosis, kind)
  const route = at && routeToNearest(at.field, home, at.lane)
  if (!route) return undefined
  return {
    distanceM: Math.round(route.distance / 10),
    minutes: route.distance / 10 / run.compiled.walkingSpeed,
    facilityId: run.gathered.facilities[facility]!.facilityId,
    line: Array.from(route.lon, (lon, i) => [lon, route.lat[i]!]),
  }
}
