import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countsWithin } from './counts.ts'
import { type Position, positionsOf } from './positions.ts'
import { pairDistances, placeOfNode, places } from './test-oracle.ts'
import { anyScene, type Scene } from './test-scene.ts'

const anyLimits = fc
  .uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 3 })
  .map((l) => l.sort((a, b) => a - b))

/** The counts by the definition. */
function expected({ network, categories }: Scene, limits_m: readonly number[], from: readonly Position[]) {
  const between = pairDistances(network)
  return categories.flatMap((facilities) =>
    from.flatMap((place) => {
      const distances = places(facilities).map((f) => between(place, f))
      return limits_m.map((limit) => distances.filter((d) => d <= limit * 10).length)
    }),
  )
}

test('every node and home gets the number of facilities within each limit', () => {
  fc.assert(
    fc.property(anyScene, anyLimits, (scene, limits_m) => {
      const { network, categories, homes } = scene
      const counts = countsWithin(network, categories, limits_m, homes)
      const nodes = [...network.lon.keys()].map((node) => placeOfNode(network, node))
      expect([...counts.nodes]).toEqual(expected(scene, limits_m, nodes))
      expect([...counts.homes]).toEqual(expected(scene, limits_m, places(homes)))
    }),
    { numRuns: 500 },
  )
})

test('limits that do not ascend are refused', () => {
  const [{ network }] = fc.sample(anyScene, 1) as [Scene]
  expect(() => countsWithin(network, [positionsOf([])], [500, 300])).toThrow('500, 300')
})
