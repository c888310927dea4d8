import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCurrent, createReach, LANES, nearest, nearestDistances } from './nearest.ts'
import { prepareNetwork } from './network.ts'
import { distanceOf, facilityOf, NONE, pairOf } from './pairs.ts'
import { FAR, type Position, positionsOf } from './positions.ts'
import { nearestOf, pairDistances, placeOfNode, places } from './test-oracle.ts'
import { anyScene, graphOf, type Scene } from './test-scene.ts'

/** What a field should hold, by the definition. */
function expected({ network, categories }: Scene, from: readonly Position[]) {
  const distance = new Uint16Array(from.length * LANES).fill(FAR)
  const facility = new Int16Array(from.length * LANES).fill(-1)
  const between = pairDistances(network)
  for (const [i, place] of from.entries()) {
    for (const [category, facilities] of categories.entries()) {
      const best = nearestOf(places(facilities).map((f) => between(place, f)))
      distance[i * LANES + category] = best.distance
      facility[i * LANES + category] = best.facility
    }
  }
  return { distance, facility }
}

const read = (pairs: Uint32Array) => ({
  distance: Uint16Array.from(pairs, distanceOf),
  facility: Int16Array.from(pairs, facilityOf),
})

const nodesOf = ({ network }: Scene) => [...network.lon.keys()].map((node) => placeOfNode(network, node))

test('every node and home gets the nearest facility of every category, the lower number among equals', () => {
  fc.assert(
    fc.property(anyScene, (scene) => {
      const field = nearest(createReach(scene.network), scene.categories, scene.homes)
      expect(read(field.pair)).toEqual(expected(scene, nodesOf(scene)))
      expect(read(field.homePair)).toEqual(expected(scene, places(scene.homes)))
    }),
    { numRuns: 1000 },
  )
})

test('distances alone are the same as with facility numbers, whatever ran before', () => {
  fc.assert(
    fc.property(anyScene, fc.boolean(), (scene, otherFirst) => {
      const reach = createReach(scene.network)
      if (otherFirst) nearest(reach, [...scene.categories].reverse(), positionsOf([]))
      const { distance, homeDistance } = nearestDistances(reach, scene.categories, scene.homes)
      expect(distance).toEqual(expected(scene, nodesOf(scene)).distance)
      expect(homeDistance).toEqual(expected(scene, places(scene.homes)).distance)
    }),
  )
})

test('an engine gives the same field again after others', () => {
  fc.assert(
    fc.property(anyScene, (scene) => {
      const reach = createReach(scene.network)
      const first = nearest(reach, scene.categories, scene.homes)
      const copy = [first.pair.slice(), first.homePair.slice()]
      nearest(reach, [...scene.categories].reverse(), scene.categories[0])
      const again = nearest(reach, scene.categories, scene.homes)
      expect([again.pair, again.homePair]).toEqual(copy)
    }),
  )
})

const street = prepareNetwork(graphOf(2, [[0, 1, 1000]]))
const at = (offset: number, access = 0): Position => ({ edge: 0, offset, access })

test('neighbours on the same edge walk along it and not around by its ends', () => {
  const field = nearest(createReach(street), [positionsOf([at(400, 5)])], positionsOf([at(450, 7)]))
  expect(field.homePair[0]).toBe(pairOf(62, 0))
})

test('a distance of 6,553.5 m counts as too far, one of 6,553.4 m does not', () => {
  const field = nearest(
    createReach(street),
    [positionsOf([at(500, 64_534)])],
    positionsOf([at(0, 500), at(0, 501)]),
  )
  expect([...field.homePair.filter((_, i) => i % LANES === 0)]).toEqual([pairOf(65_534, 0), NONE])
})

test('wrong calls are refused with the value that is wrong', () => {
  const reach = createReach(street)
  const none = positionsOf([])
  expect(() => nearest(reach, new Array(33).fill(none))).toThrow('33 categories')
  expect(() => nearest(reach, [positionsOf([{ edge: 1, offset: 0, access: 0 }])])).toThrow('no edge 1')
  expect(() => nearest(reach, [none], positionsOf([at(1001)]))).toThrow('offset 1001')
  expect(() => nearest(reach, [positionsOf(new Array(32_768).fill(at(0)))])).toThrow('32768 facilities')
})

test('a field knows when its engine has run again', () => {
  const reach = createReach(street)
  const field = nearest(reach, [positionsOf([at(0)])])
  checkCurrent(field)
  nearestDistances(reach, [])
  expect(() => checkCurrent(field)).toThrow('run again')
})
