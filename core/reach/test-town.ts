import fc from 'fast-check'
import type { MapData, Tags } from '#core/geo/map-data.ts'
import { walkingGraph } from './walking.ts'

/** Metres of a degree of latitude, roughly: towns of the tests are laid out on a grid of 10 m. */
const STEP = 10 / 111_195

/** A map of nodes on a grid of 10 m, at [column, row], and ways over them. */
export function mapOf(
  nodes: readonly (readonly [column: number, row: number, tags?: Tags])[],
  ways: readonly (readonly [nodes: readonly number[], tags: Tags])[],
): MapData {
  const wayFirst = [0]
  for (const [way] of ways) wayFirst.push(wayFirst.at(-1)! + way.length)
  return {
    lon: Float64Array.from(nodes, ([column]) => column * STEP),
    lat: Float64Array.from(nodes, ([, row]) => row * STEP),
    nodeTags: new Map(nodes.flatMap(([, , tags], i) => (tags === undefined ? [] : [[i, tags]]))),
    wayFirst: Uint32Array.from(wayFirst),
    wayNode: Uint32Array.from(ways.flatMap(([way]) => way)),
    wayTags: ways.map(([, tags]) => tags),
    relations: [],
  }
}

/** A map with some streets between random places at the equator. */
export const anyMap: fc.Arbitrary<MapData> = fc.integer({ min: 2, max: 25 }).chain((nodeCount) => {
  const cell = fc.integer({ min: 0, max: 40 })
  const nodes = fc.array(fc.tuple(cell, cell), { minLength: nodeCount, maxLength: nodeCount })
  const way = fc.array(fc.nat(nodeCount - 1), { minLength: 2, maxLength: 6 })
  const ways = fc.array(way, { minLength: 1, maxLength: 12 })
  return fc.tuple(nodes, ways).map(([at, lines]) =>
    mapOf(
      at,
      lines.map((line) => [line, { highway: 'residential' }] as const),
    ),
  )
})

/** The walking graph of such a map, as far as it has streets at all. */
export const anyTown = anyMap
  .map((map) => walkingGraph(map, { keepIslands: true }))
  .filter((g) => g.lon.length > 0)
