/**
 * `npm run --silent bench:siting:district -- [FILE.osm.pbf]` puts 68,000 homes at seeded random places of the streets of
 * Porto, each with 0 to 199 people (the square of a random number times 200), 62 facilities that are kept and 5,000
 * candidates, and chooses 5, 10 and 20 of these: for the walks to the nearest facility, of at most 2 km (`median`), and
 * for the people with one within 500 m (`cover`). Each runs until the gap, as a share of what is gained over the kept
 * facilities, is at most 0.05 % and 0.1 %. The last line is one JSON object; `ms` are from the pairs to that gap, and
 * `highs_ratio` is how many times longer HiGHS takes to prove the best choices of 6 small problems: 5 of 40 candidates for
 * 400 homes, half of them `median`, half `cover`. `highs_mismatches` counts those where it finds another best.
 */
import { prepareNetwork } from '#core/reach/network.ts'
import { type Positions, positionsOf } from '#core/reach/positions.ts'
import { walkingGraph } from '#core/reach/walking.ts'
import { readOsm } from '#platform/osm/read.ts'
import type { Goal, Siting, SitingProblem } from './problem.ts'
import { seededRandom } from './random.ts'
import { solveSiting } from './solve.ts'
import { gainByHighs } from './test-problems.ts'
import { walksTo } from './walks.ts'

const HOMES = 68_000
const KEPT = 62
const CANDIDATES = 5000
const COUNTS = [5, 10, 20]
const SMALL = { problems: 6, homes: 400, candidates: 40, count: 5 }

const [file = '../shared/data/osm-porto/porto.osm.pbf'] = process.argv.slice(2)
const network = prepareNetwork(walkingGraph(await readOsm(file)))
const random = seededRandom(5)
const homes = randomPlaces(HOMES)
const people = Uint32Array.from({ length: HOMES }, () => Math.floor(random() * random() * 200))
const sites = { kept: randomPlaces(KEPT), candidates: randomPlaces(CANDIDATES) }

const figures: Record<string, unknown> = { homes: HOMES, candidates: CANDIDATES, kept: KEPT }
for (const [kind, farthest, enough] of [
  ['median', 20_000, 0.0005],
  ['cover', 5000, 0.001],
] as const) {
  const before = performance.now()
  const walks = walksTo(homes, network, sites, farthest)
  console.log(`${kind}: ${walks.demand.length} pairs in ${Math.round(performance.now() - before)} ms`)
  figures[kind] = COUNTS.map((p) => {
    const { gap, ms } = chooseSites(
      { people, ...walks, goal: { kind, farthest }, limits: { count: p } },
      enough,
    )
    return { p, gap, ms }
  })
}
Object.assign(figures, againstHighs())
console.log(
  JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)),
)

function chooseSites(problem: SitingProblem, enough: number) {
  const before = performance.now()
  let last: Siting | undefined
  for (last of solveSiting(problem)) if (last.gap <= enough) break
  return { ...last!, ms: performance.now() - before }
}

function againstHighs() {
  let [ours, theirs, highs_mismatches] = [0, 0, 0]
  for (let i = 0; i < SMALL.problems; i++) {
    const goal: Goal =
      i % 2 === 0 ? { kind: 'median', farthest: 20_000 } : { kind: 'cover', farthest: 10_000 }
    const few = { kept: randomPlaces(0), candidates: randomPlaces(SMALL.candidates) }
    const problem: SitingProblem = {
      people: people.subarray(0, SMALL.homes),
      ...walksTo(randomPlaces(SMALL.homes), network, few, goal.farthest),
      goal,
      limits: { count: SMALL.count },
    }
    const { value, ms } = chooseSites(problem, 0)
    ours += ms
    const before = performance.now()
    if (gainByHighs(problem) !== value) highs_mismatches++
    theirs += performance.now() - before
  }
  return { highs_ratio: theirs / ours, highs_mismatches }
}

/** Any place of any edge, up to 100 m from the street. */
function randomPlaces(count: number): Positions {
  const { edgeLength } = network
  return positionsOf(
    Array.from({ length: count }, () => {
      const edge = Math.floor(random() * edgeLength.length)
      return {
        edge,
        offset: Math.floor(random() * (edgeLength[edge]! + 1)),
        access: Math.floor(random() * 1000),
      }
    }),
  )
}
