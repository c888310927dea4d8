/**
 * `npm run --silent bench:reach -- FILE.osm.pbf` prepares the walking network of the file and answers 30 categories of
 * 20 to 200 seeded random facilities, at random places of random edges. The last line is one JSON object: times in
 * milliseconds, medians of 9 after warm-up, except `prepare_ms`, the first and only run from the file to the engine;
 * the 95th percentile of edits in microseconds. `mismatches` counts distances and facility numbers of all nodes and
 * categories that differ from the plain searches of test-dijkstra.ts, and fields after edits from full runs.
 */
import { readOsm } from '#platform/osm/read.ts'
import { type Counts, countsWithin } from './counts.ts'
import { createReach, type Field, LANES, nearest, nearestDistances } from './nearest.ts'
import { prepareNetwork } from './network.ts'
import { NONE, pairOf } from './pairs.ts'
import { FAR, type Position, type Positions, positionsOf } from './positions.ts'
import { boundedSearch, bucketSearch, nearestPairs, plainGraph, startsOf } from './test-dijkstra.ts'
import { walkingGraph } from './walking.ts'
import { type Edit, undo, whatIf } from './what-if.ts'

const CATEGORIES = 30
const LIMITS_M = [300, 500, 1000]
const HOMES = 60_000
const EDITS = 500
const EDITS_COMPARED = 10
const WARM_UP_MS = 2000
const REPEAT_MS = 50
const ROUNDS = 9

const [file] = process.argv.slice(2)
if (file === undefined) throw new RangeError('which file? npm run --silent bench:reach -- FILE.osm.pbf')

const started = performance.now()
const map = await readOsm(file)
const read_ms = performance.now() - started
const network = prepareNetwork(walkingGraph(map))
const reach = createReach(network)
const prepare_ms = performance.now() - started

const random = seededRandom(12345)
const categories = Array.from({ length: CATEGORIES }, () => randomPlaces(20 + Math.floor(random() * 181)))
const homes = randomPlaces(HOMES)
const graph = plainGraph(network)
const starts = categories.map((facilities) => startsOf(network, graph, facilities))

const search = bucketSearch(graph, Math.max(...starts.flat().map(({ distance }) => distance)))
const plainDistance = starts.map(() => new Int32Array(network.lon.length))

const [nearest_ms, nearest_id_ms, homes_ms, oracle_ms, counts_ms, counts_oracle_ms] = medians(
  () => nearestDistances(reach, categories),
  () => nearest(reach, categories),
  () => nearest(reach, categories, homes),
  allBucketSearches,
  () => countsWithin(network, categories, LIMITS_M),
  plainCounts,
)
const add = editTimes((category) => ({ kind: 'add', category, at: randomPlace() }))
const remove = editTimes((category) => ({ kind: 'remove', category, facility: anyOf(categories[category]!) }))
const figures = {
  nodes: network.lon.length,
  edges: network.edgeLength.length,
  facilities: starts.flat().length / 2,
  homes: HOMES,
  read_ms,
  prepare_ms,
  nearest_ms,
  nearest_id_ms,
  nearest_id_with_homes_ms: homes_ms,
  oracle_ms,
  ratio: oracle_ms / nearest_ms,
  mismatches: fieldMismatches() + add.mismatches + remove.mismatches,
  counts_ms,
  counts_oracle_ms,
  counts_mismatches: countMismatches(),
  whatif_add_p95_us: add.network_us,
  whatif_remove_p95_us: remove.network_us,
  whatif_add_with_homes_and_counts_p95_us: add.all_us,
  whatif_remove_with_homes_and_counts_p95_us: remove.all_us,
}
console.log(
  JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)),
)

/** The oracle of `nearest`: one search per category. */
function allBucketSearches(): Int32Array[] {
  return starts.map((from, category) => {
    search(from, plainDistance[category]!)
    return plainDistance[category]!
  })
}

/** Distances and facility numbers that differ from the plain searches, over all nodes and categories. */
function fieldMismatches(): number {
  let wrong = 0
  const alone = nearestDistances(reach, categories).distance.slice()
  const field = nearest(reach, categories)
  for (const [category, distances] of allBucketSearches().entries()) {
    const pairs = nearestPairs(graph, starts[category]!)
    for (const [node, number] of graph.number.entries()) {
      const cell = node * LANES + category
      const distance = Math.min(distances[number]!, FAR)
      const pair = distance === FAR ? NONE : pairOf(distance, pairs[number]! % 65536)
      if (alone[cell] !== distance || field.pair[cell] !== pair) wrong++
    }
  }
  return wrong
}

/** The oracle of `countsWithin`: one bounded search per facility. */
function plainCounts(): Counts['nodes'] {
  const nodeCount = network.lon.length
  const [radius, limits] = [LIMITS_M.at(-1)! * 10, LIMITS_M.map((limit) => limit * 10)]
  const counts = new Uint16Array(CATEGORIES * nodeCount * limits.length)
  const search = boundedSearch(graph)
  for (const [category, from] of starts.entries()) {
    for (let i = 0; i < from.length; i += 2) {
      search(from.slice(i, i + 2), radius, (node, distance) => {
        const first = (category * nodeCount + node) * limits.length
        for (let limit = 0; limit < limits.length; limit++)
          if (distance <= limits[limit]!) counts[first + limit]!++
      })
    }
  }
  return counts
}

function countMismatches(): number {
  let wrong = 0
  const expected = plainCounts()
  const { nodes, limits } = countsWithin(network, categories, LIMITS_M)
  for (let category = 0; category < CATEGORIES; category++) {
    for (const [node, number] of graph.number.entries()) {
      const [first, plain] = [node, number].map((n) => (category * graph.number.length + n) * limits.length)
      for (let limit = 0; limit < limits.length; limit++) {
        if (nodes[first! + limit] !== expected[plain! + limit]) wrong++
      }
    }
  }
  return wrong
}

/**
 * The 95th percentile of edits in microseconds, each edit the median of 5 after a warm-up and undone again. `network`
 * is a field of all nodes, as for `nearest_id_ms`; `all` has the homes and the counts of both in it as well.
 */
function editTimes(anyEdit: (category: number) => Edit) {
  const edits = Array.from({ length: EDITS }, () => anyEdit(Math.floor(random() * CATEGORIES)))
  const p95 = (field: Field, counts?: Counts) => {
    const times = edits.map((edit) => {
      const runs = Array.from({ length: 6 }, () => {
        const before = performance.now()
        const change = whatIf(field, edit, counts)
        const time = performance.now() - before
        undo(change)
        return time * 1000
      })
      return runs.slice(1).sort((a, b) => a - b)[2]!
    })
    return times.sort((a, b) => a - b)[Math.floor(EDITS * 0.95)]!
  }
  const network_us = p95(nearest(reach, categories))
  const field = nearest(reach, categories, homes)
  const counts = countsWithin(network, categories, LIMITS_M, homes)
  const all_us = p95(field, counts)
  return { network_us, all_us, mismatches: editMismatches(field, counts, edits.slice(0, EDITS_COMPARED)) }
}

/** Entries of fields and counts after each of the edits that differ from full runs, and of those after undoing. */
function editMismatches(field: Field, counts: Counts, edits: readonly Edit[]): number {
  const other = createReach(network)
  const compare = () => {
    const full = nearest(other, field.categories, homes)
    const recounted = countsWithin(network, field.categories, LIMITS_M, homes)
    return (
      differences(field.pair, full.pair) +
      differences(field.homePair, full.homePair) +
      differences(counts.nodes, recounted.nodes) +
      differences(counts.homes, recounted.homes)
    )
  }
  let mismatches = 0
  for (const edit of edits) {
    const change = whatIf(field, edit, counts)
    mismatches += compare()
    undo(change)
  }
  return mismatches + compare()
}

function differences(a: Uint16Array | Uint32Array, b: Uint16Array | Uint32Array): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++
  return count
}

function randomPlaces(count: number): Positions {
  return positionsOf(Array.from({ length: count }, randomPlace))
}

function anyOf({ edge }: Positions): number {
  return Math.floor(random() * edge.length)
}

/** Any place of any edge, up to 100 m from the street. */
function randomPlace(): Position {
  const { edgeLength } = network
  const edge = Math.floor(random() * edgeLength.length)
  return { edge, offset: Math.floor(random() * (edgeLength[edge]! + 1)), access: Math.floor(random() * 1000) }
}

/**
 * Median times of repeated runs, in milliseconds. The first warm-up lasts long enough for the compilers, which optimise
 * in the background, to be done with short runs too. Then all take turns, so that what else the machine does slows all
 * alike; each is repeated before its time is taken, until caches and branch prediction are its own again.
 */
function medians<Runs extends (() => unknown)[]>(...runs: Runs): { [R in keyof Runs]: number } {
  const repeat = (run: () => unknown, ms: number) => {
    const end = performance.now() + ms
    while (performance.now() < end) run()
  }
  for (const run of runs) repeat(run, WARM_UP_MS)
  const times = runs.map(() => [] as number[])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, run] of runs.entries()) {
      repeat(run, REPEAT_MS)
      const before = performance.now()
      run()
      times[i]!.push(performance.now() - before)
    }
  }
  const middle = times.map((t) => t.sort((a, b) => a - b)[ROUNDS >> 1]!)
  return middle as { [R in keyof Runs]: number }
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
