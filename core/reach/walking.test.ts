import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tags } from '#core/geo/map-data.ts'
import { haversineM } from '#core/geo/projection.ts'
import { anyMap, mapOf } from './test-town.ts'
import { type WalkingOptions, walkingGraph } from './walking.ts'

const STREET = { highway: 'residential' }

const isWalked = (tags: Tags, options?: WalkingOptions) =>
  walkingGraph(
    mapOf(
      [
        [0, 0],
        [9, 0],
      ],
      [[[0, 1], tags]],
    ),
    options,
  ).edgeLength.length === 1

test.each<[Tags, boolean]>([
  [{ highway: 'footway' }, true],
  [{ highway: 'steps' }, true],
  [{ highway: 'primary' }, true],
  [{ highway: 'cycleway' }, true],
  [{ highway: 'cycleway', foot: 'no' }, false],
  [{ highway: 'motorway' }, false],
  [{ highway: 'motorway', foot: 'yes' }, false],
  [{ highway: 'trunk' }, false],
  [{ highway: 'trunk', sidewalk: 'right' }, true],
  [{ highway: 'trunk', sidewalk: 'no' }, false],
  [{ highway: 'trunk', foot: 'yes' }, true],
  [{ highway: 'primary', motorroad: 'yes' }, false],
  [{ highway: 'primary', foot: 'use_sidepath' }, false],
  [{ highway: 'construction', construction: 'residential' }, false],
  [{ highway: 'service', access: 'no' }, false],
  [{ highway: 'service', access: 'private' }, false],
  [{ highway: 'service', access: 'private', foot: 'yes' }, true],
  [{ highway: 'service', access: 'customers' }, true],
  [{ highway: 'service', foot: 'private' }, false],
  [{ highway: 'service', area: 'yes' }, false],
  [{ highway: 'pedestrian', area: 'yes' }, true],
  [{ highway: 'corridor', indoor: 'yes' }, true],
  [{ railway: 'platform' }, true],
  [{ route: 'ferry', foot: 'yes' }, false],
  [{ waterway: 'canal' }, false],
])('a way tagged %o is walked: %o', (tags, expected) => {
  expect(isWalked(tags)).toBe(expected)
})

test('private ways are open on request', () => {
  expect(isWalked({ highway: 'service', access: 'private' }, { privateWays: true })).toBe(true)
  expect(isWalked({ highway: 'service', access: 'no' }, { privateWays: true })).toBe(false)
})

const passes = (tags: Tags, options?: WalkingOptions) =>
  walkingGraph(
    mapOf(
      [
        [0, 0],
        [5, 0, tags],
        [9, 0],
      ],
      [[[0, 1, 2], STREET]],
    ),
    options,
  ).edgeLength[0]! > 600

test.each<[Tags, boolean]>([
  [{ barrier: 'gate' }, true],
  [{ barrier: 'bollard' }, true],
  [{ barrier: 'gate', access: 'private' }, false],
  [{ barrier: 'gate', access: 'private', foot: 'yes' }, true],
  [{ barrier: 'gate', locked: 'yes' }, false],
  [{ barrier: 'gate', locked: 'yes', foot: 'yes' }, true],
  [{ barrier: 'lift_gate', access: 'no' }, false],
  [{ barrier: 'wall' }, false],
  [{ barrier: 'fence', foot: 'yes' }, true],
  [{ highway: 'crossing' }, true],
])('one gets past a node tagged %o: %o', (tags, expected) => {
  expect(passes(tags)).toBe(expected)
})

test('a closed gate ends all ways that meet at it', () => {
  const gate = { barrier: 'gate', access: 'private' }
  const map = mapOf(
    [
      [0, 0],
      [5, 0, gate],
      [9, 0],
      [5, 9],
    ],
    [
      [[0, 1, 2], STREET],
      [[1, 3], STREET],
    ],
  )
  expect(walkingGraph(map).islands).toMatchObject({ count: 2, nodes: 4 })
  expect(walkingGraph(map, { privateWays: true }).islands.count).toBe(0)
})

test('chains are merged into one edge with its polyline, across ways', () => {
  const map = mapOf(
    [
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 1],
      [4, 0],
    ],
    [
      [[0, 1, 2], STREET],
      [[4, 3, 2], STREET],
    ],
  )
  const graph = walkingGraph(map)
  expect(graph.edgeLength).toHaveLength(1)
  expect(graph.lon).toHaveLength(2)
  expect([...graph.pointLon]).toEqual([...map.lon])
  expect(graph.edgeLength[0]).toBeCloseTo(4 * 100 * Math.SQRT2, -1)
})

test('steps can count more than their length, and end where they end', () => {
  const map = mapOf(
    [
      [0, 0],
      [5, 0],
      [9, 0],
    ],
    [
      [[0, 1], STREET],
      [[1, 2], { highway: 'steps' }],
    ],
  )
  expect([...walkingGraph(map).edgeLength]).toEqual([900])
  expect([...walkingGraph(map, { stepsFactor: 3 }).edgeLength]).toEqual([500, 1200])
})

test('a ring without a crossing becomes a loop', () => {
  const graph = walkingGraph(
    mapOf(
      [
        [0, 0],
        [5, 0],
        [0, 5],
      ],
      [[[0, 1, 2, 0], STREET]],
    ),
  )
  expect([graph.lon.length, graph.edgeLength.length, graph.pointLon.length]).toEqual([1, 1, 4])
  expect([graph.edgeFrom[0], graph.edgeTo[0]]).toEqual([0, 0])
})

test('the part with the longest streets is kept and the others are reported', () => {
  const map = mapOf(
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [20, 0],
      [60, 0],
    ],
    [
      [[0, 1, 2], STREET],
      [[3, 4], STREET],
    ],
  )
  const graph = walkingGraph(map)
  expect([...graph.edgeLength]).toEqual([4000])
  expect(graph.islands).toEqual({ count: 1, nodes: 2, metres: 60 })
  const all = walkingGraph(map, { keepIslands: true })
  expect(all.edgeLength).toHaveLength(2)
  expect(all.islands).toEqual(graph.islands)
})

test('merging neither loses nor adds street, and leaves no node in the middle of a chain', () => {
  fc.assert(
    fc.property(anyMap, (map) => {
      const graph = walkingGraph(map, { keepIslands: true })
      let metres = 0
      for (const way of map.wayTags.keys()) {
        for (let i = map.wayFirst[way]! + 1; i < map.wayFirst[way + 1]!; i++) {
          const [a, b] = [map.wayNode[i - 1]!, map.wayNode[i]!]
          metres += haversineM(map.lon[a]!, map.lat[a]!, map.lon[b]!, map.lat[b]!)
        }
      }
      const total = graph.edgeLength.reduce((sum, length) => sum + length, 0)
      expect(Math.abs(total - metres * 10)).toBeLessThanOrEqual(graph.edgeLength.length)

      const ends = new Uint32Array(graph.lon.length)
      const loops = new Set<number>()
      for (const [e, from] of graph.edgeFrom.entries()) {
        ends[from]!++
        ends[graph.edgeTo[e]!]!++
        if (from === graph.edgeTo[e]) loops.add(from)
      }
      for (const [node, count] of ends.entries()) expect(count === 2 && !loops.has(node)).toBe(false)
    }),
  )
})
