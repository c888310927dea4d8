import type { CommunitySummary, DistrictDiagnosis } from '#district/diagnosis/contract.ts'
import type { MaturityClass } from './parts/maturity.tsx'

/** What the list shows, as the address says it; every value a text, empty for “no filter”. */
export interface Choice {
  readonly q: string
  readonly town: string
  /** A class, or for a scenario the class its score alone would be in. */
  readonly band: string
  /** Scenario that is required and fails its floor; `any` for whichever. */
  readonly missing: string
  /** Scenario looked at; empty for the community as a whole. */
  readonly lens: string
  readonly sort: string
}

type Cutoffs = DistrictDiagnosis['cutoffs']

/** The class a score range lies in as a whole; undetermined while it spans a boundary. */
export function bandOf(range: readonly number[], { classes }: Cutoffs): MaturityClass {
  const [low, high] = range.map((end) => classes.find(({ atLeast }) => end >= atLeast)?.class)
  return low !== undefined && low === high ? low : 'undetermined'
}

/** What is coloured and sorted for one community: its class and score, or those of the scenario looked at. */
export function seenThrough(lens: string, community: CommunitySummary, cutoffs: Cutoffs) {
  const scenario = community.scenarios.find((s) => s.scenario === lens)
  return scenario
    ? { band: bandOf(scenario.score, cutoffs), score: scenario.score, completeness: scenario.completeness }
    : { band: community.class, score: community.score, completeness: community.completeness }
}

const folded = (text: string) => text.toLowerCase().replace(/[\s']/g, '')

/** Whether a community passes every filter but the band's: the counts on the bands are taken before it. */
export function passes(community: CommunitySummary, choice: Choice, only?: ReadonlySet<string>): boolean {
  const { q, town, missing, lens } = choice
  // Villages are measured by a pack with scenarios of its own.
  if (lens && !community.scenarios.some((s) => s.scenario === lens)) return false
  if (town && community.townId !== town) return false
  if (missing === 'any' && community.failingRequired.length === 0) return false
  if (missing && missing !== 'any' && !community.failingRequired.includes(missing)) return false
  if (only && !only.has(community.communityId)) return false
  return !q || folded(`${community.name.zh} ${community.name.en}`).includes(folded(q))
}

type Order = (a: CommunitySummary, b: CommunitySummary) => number

/** Order of the list by the name in the address; a leading `-` turns it round. */
export function orderBy(sort: string, lens: string, cutoffs: Cutoffs): Order {
  const sign = sort.startsWith('-') ? -1 : 1
  const middle = (c: CommunitySummary) => {
    const [low = 0, high = 1] = seenThrough(lens, c, cutoffs).score
    return low + high
  }
  const keys: Readonly<Record<string, Order>> = {
    name: (a, b) => a.name.en.localeCompare(b.name.en),
    score: (a, b) => middle(a) - middle(b),
    people: (a, b) => (a.population ?? 0) - (b.population ?? 0),
    evidence: (a, b) => a.completeness - b.completeness,
  }
  const order = keys[sort.replace('-', '')] ?? keys.score!
  return (a, b) => sign * order(a, b) || a.communityId.localeCompare(b.communityId)
}
