/**
 * Scoring of all communities of the demo district by zhejiang-33, and scoring anew after one facility has moved.
 * The last line is JSON. `identical` says that after every tenth move all scores have the bits of a full run.
 */

import { barrierLines } from '#core/reach/barriers.ts'
import { prepareNetwork } from '#core/reach/network.ts'
import { type Position, positionAt } from '#core/reach/positions.ts'
import { loadNetwork, saveNetwork } from '#core/reach/saved.ts'
import { snap } from '#core/reach/snap.ts'
import { walkingGraph } from '#core/reach/walking.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { readDictionary, readPack } from './packs.ts'
import { moveFacility } from './rules/change.ts'
import { compilePack } from './rules/compile.ts'
import { type Diagnosis, type DistrictInputs, diagnose, type KnownFacility } from './rules/engine.ts'

const MOVES = 300
const RUNS = 5

const dictionary = readDictionary()
const compiled = compilePack(readPack('zhejiang-33', dictionary), dictionary)
const inputs = demoInputs()

const fullTimes: number[] = []
for (let run = 0; run < RUNS + 2; run++) {
  const started = performance.now()
  diagnose(compiled, inputs)
  if (run >= 2) fullTimes.push(performance.now() - started)
}
const { times, identical } = movesOn(inputs)
const full_ms = quantile(fullTimes, 0.5)
const rescore_p95_ms = quantile(times, 0.95)
console.log(
  JSON.stringify({
    communities: inputs.communities.length,
    indicators: compiled.indicators.length,
    homes: inputs.homes.community.length,
    nodes: inputs.network.lon.length,
    full_ms: round(full_ms),
    rescore_p50_ms: round(quantile(times, 0.5)),
    rescore_p95_ms: round(rescore_p95_ms),
    ratio: round(full_ms / rescore_p95_ms),
    identical,
  }),
)

/** Seeded moves of random facilities to the places of random homes, each on top of the one before. */
function movesOn(start: DistrictInputs) {
  const random = mulberry32(20211217)
  const diagnosis = diagnose(compiled, start)
  const { facilities } = diagnosis
  const kinds = new Set(
    compiled.tests.flatMap(({ test }) => ('kinds' in test.measure ? test.measure.kinds : [])),
  )
  const movable = facilities.flatMap(({ kind, position }, f) =>
    kinds.has(kind) && position.edge !== -1 ? [f] : [],
  )
  const times: number[] = []
  let identical = true
  for (let i = 0; i < MOVES; i++) {
    const facility = movable[Math.floor(random() * movable.length)]!
    const home = Math.floor(random() * start.homes.community.length)
    const to: Position = positionAt(start.homes.positions, home)
    const community = start.homes.community[home]!
    const started = performance.now()
    moveFacility(diagnosis, { facility, to, community })
    times.push(performance.now() - started)
    if (i % 10 === 9) identical &&= bits(diagnosis) === bits(diagnose(compiled, { ...start, facilities }))
  }
  return { times: times.slice(20), identical }
}

function bits({ scores }: Diagnosis): string {
  return JSON.stringify(scores, (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String) : value,
  )
}

/** The demo district as the engine takes it, without a database. Shared facilities are taken as their own community's. */
function demoInputs(): DistrictInputs {
  const district = generateDistrict()
  const network = loadNetwork(saveNetwork(prepareNetwork(walkingGraph(district.map))))
  const barriers = barrierLines(district.map)
  const numberOf = new Map<string, number>()
  const areas = district.areas.filter(({ level }) => level === 'community')
  for (const [c, { areaId }] of areas.entries()) numberOf.set(areaId, c)
  const { buildings } = district
  const lived = Array.from({ length: buildings.count }, (_, b) => b).filter(
    (b) => peopleIn(buildings.people, b) > 0,
  )
  const lon = Float64Array.from(lived, (b) => buildings.lon[b]!)
  const lat = Float64Array.from(lived, (b) => buildings.lat[b]!)
  const people = new Uint16Array(lived.length * 7)
  lived.forEach((b, home) => {
    people.set(buildings.people.subarray(b * 7, b * 7 + 7), home * 7)
  })
  const community = Uint16Array.from(
    lived,
    (b) => numberOf.get(district.areas[buildings.community[b]!]!.areaId)!,
  )
  const places = snap(
    network,
    Float64Array.from(district.facilities, (f) => f.lon),
    Float64Array.from(district.facilities, (f) => f.lat),
    { barriers },
  )
  const surveyed = new Set(district.facilities.map(({ kind }) => kind))
  return {
    network,
    homes: { positions: snap(network, lon, lat, { barriers }), lon, lat, community, people, bands: 7 },
    facilities: district.facilities.map((f, i): KnownFacility => {
      const own = numberOf.get(f.communityId)!
      return {
        facilityId: f.facilityId,
        kind: f.kind,
        position: positionAt(places, i),
        community: own,
        shares: [{ community: own, share: 1 }],
        capacity: f.capacity ?? null,
        areaM2: f.area_m2 ?? null,
      }
    }),
    communities: areas.map(({ areaId, households }) => ({
      communityId: areaId,
      profile: compiled.pack.defaultProfile,
      choices: {},
      households,
      surveyed,
      facts: new Map(),
    })),
  }
}

function peopleIn(people: Uint16Array, b: number): number {
  let sum = 0
  for (let band = 0; band < 7; band++) sum += people[b * 7 + band]!
  return sum
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)]!
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Seeded random numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
