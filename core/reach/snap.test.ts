import fc from 'fast-check'
import { expect, test } from 'vitest'
import { haversineM } from '#core/geo/projection.ts'
import type { Barriers } from './barriers.ts'
import { type Network, prepareNetwork } from './network.ts'
import { snap } from './snap.ts'
import { anyTown, mapOf } from './test-town.ts'
import { walkingGraph } from './walking.ts'

const STREET = { highway: 'residential' }
const DEGREE_M = 111_195

/** Metres from a point to the nearest place on any street, by trying a hundred places on every segment. */
function metresToStreets(network: Network, lon: number, lat: number): number {
  let least = Number.POSITIVE_INFINITY
  const { pointFirst, pointLon, pointLat } = network
  for (let e = 0; e < network.edgeLength.length; e++) {
    for (let p = pointFirst[e]!; p + 1 < pointFirst[e + 1]!; p++) {
      for (let k = 0; k <= 100; k++) {
        const x = pointLon[p]! + (k / 100) * (pointLon[p + 1]! - pointLon[p]!)
        const y = pointLat[p]! + (k / 100) * (pointLat[p + 1]! - pointLat[p]!)
        least = Math.min(least, haversineM(lon, lat, x, y))
      }
    }
  }
  return least
}

const anyPoint = fc.tuple(fc.integer({ min: -300, max: 700 }), fc.integer({ min: -300, max: 700 }))
const degrees = (metres: number) => metres / DEGREE_M

test('a point goes to the nearest street, with the way to it counted', () => {
  fc.assert(
    fc.property(anyTown.map(prepareNetwork), anyPoint, (network, [x, y]) => {
      const [lon, lat] = [degrees(x), degrees(y)]
      const { edge, access } = snap(network, Float64Array.of(lon), Float64Array.of(lat), { limit_m: 200 })
      const expected = metresToStreets(network, lon, lat)
      if (edge[0] === -1) expect(expected).toBeGreaterThan(198)
      // The trial places lie up to 3 m apart; sphere and ellipsoid differ by 0.6 %.
      else expect(Math.abs(access[0]! / 10 - expected)).toBeLessThan(3 + 0.01 * expected)
    }),
  )
})

/** One straight street of 400 m along the equator from west to east, and points beside it in metres. */
const street = prepareNetwork(
  walkingGraph(
    mapOf(
      [
        [0, 0],
        [40, 0],
      ],
      [[[0, 1], STREET]],
    ),
  ),
)
const snapAt = (network: Network, points: readonly [number, number][], barriers?: Barriers) =>
  snap(
    network,
    Float64Array.from(points, ([x]) => degrees(x)),
    Float64Array.from(points, ([, y]) => degrees(y)),
    barriers ? { barriers } : {},
  )
const line = (...points: [number, number][]): Barriers => ({
  first: Uint32Array.of(0, points.length),
  lon: Float64Array.from(points, ([x]) => degrees(x)),
  lat: Float64Array.from(points, ([, y]) => degrees(y)),
})

test('the offset is counted from the start of the edge and the access straight to the street', () => {
  const { edge, offset, access } = snapAt(street, [
    [100, 30],
    [-40, 0],
    [400, -50],
    [100, 600],
  ])
  expect([...edge]).toEqual([0, 0, 0, -1])
  // On the ellipsoid a degree along the equator is 0.1 % longer than on the sphere, one to the north 0.6 % shorter.
  const near = (actual: number, expected: number) => expect(Math.abs(actual - expected)).toBeLessThan(5)
  near(offset[0]!, 1000)
  near(access[0]!, 300)
  near(offset[1]!, 0)
  near(access[1]!, 400)
  near(offset[2]!, street.edgeLength[0]!)
  near(access[2]!, 500)
})

/** Two parallel streets, 100 m apart, joined far away; a canal runs at 30 m, between the point and the nearer one. */
const twoStreets = prepareNetwork(
  walkingGraph(
    mapOf(
      [
        [0, 0],
        [40, 0],
        [0, 10],
        [40, 10],
      ],
      [
        [[0, 1, 3, 2], STREET],
        [[2, 0], STREET],
      ],
    ),
  ),
)
const edgeThere = (point: [number, number], barriers?: Barriers) => {
  const { access, crossesBarrier } = snapAt(twoStreets, [point], barriers)
  return { metres: Math.round(access[0]! / 10), crosses: crossesBarrier[0] }
}

test('the street on this side of a canal is taken, although the one beyond is nearer', () => {
  expect(edgeThere([200, 40])).toEqual({ metres: 40, crosses: 0 })
  expect(edgeThere([200, 40], line([-900, 30], [900, 30]))).toEqual({ metres: 60, crosses: 0 })
})

test('no way slips through a corner of a barrier', () => {
  expect(edgeThere([200, 40], line([100, 35], [200, 30], [300, 35]))).toEqual({ metres: 60, crosses: 0 })
})

test('a way may end on a barrier: a street can run on its line', () => {
  expect(edgeThere([200, 40], line([-900, 0], [900, 0]))).toEqual({ metres: 40, crosses: 0 })
})

test('enclosed on all sides, a point goes to the nearest street and says that it crosses', () => {
  const wall = line([150, 20], [250, 20], [250, 60], [150, 60], [150, 20])
  expect(edgeThere([200, 40], wall)).toEqual({ metres: 40, crosses: 1 })
})

test('at equal distance the edge with the lower number is taken, then the lower offset', () => {
  fc.assert(
    fc.property(anyTown.map(prepareNetwork), fc.nat(), (network, pick) => {
      const node = pick % network.lon.length
      const at = [Float64Array.of(network.lon[node]!), Float64Array.of(network.lat[node]!)] as const
      const { edge, offset, access } = snap(network, ...at)
      if (access[0]! > 0) return
      const here = [...network.edgeLength.keys()].filter(
        (e) => network.edgeFrom[e] === node || network.edgeTo[e] === node,
      )
      expect(edge[0]).toBeLessThanOrEqual(Math.min(...here))
      if (network.edgeFrom[edge[0]!] === node) expect(offset[0]).toBe(0)
    }),
  )
})

test('a network without streets has a place for nobody', () => {
  const empty = prepareNetwork(walkingGraph(mapOf([], [])))
  expect([...snapAt(empty, [[0, 0]]).edge]).toEqual([-1])
})

test('limits and coordinates that make no sense are refused', () => {
  const none = new Float64Array(0)
  expect(() => snap(street, none, none, { limit_m: 0 })).toThrow('limit_m is 0')
  expect(() => snap(street, none, none, { limit_m: 6553.5 })).toThrow('limit_m is 6553.5')
  expect(() => snap(street, none, Float64Array.of(1))).toThrow('0 longitudes but 1 latitudes')
})
