import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairDistances, places } from '#core/reach/test-oracle.ts'
import { anyScene } from '#core/reach/test-scene.ts'
import { walksTo } from './walks.ts'

test('sites are paired with the homes in reach; candidates with those that no kept facility is as near to', () => {
  fc.assert(
    fc.property(anyScene, fc.nat({ max: 900 }), ({ network, categories, homes }, farthest) => {
      const [kept, candidates] = [categories[0]!, categories.at(-1)!]
      const walks = walksTo(homes, network, { kept, candidates }, farthest)
      const between = pairDistances(network)
      const fromKept = places(kept).map((site) => places(homes).map((home) => between(home, site)))
      const fromCandidates = places(candidates).map((site) =>
        places(homes).map((home, i) => {
          const walk = between(home, site)
          return fromKept.some((row) => row[i]! <= walk) ? Number.POSITIVE_INFINITY : walk
        }),
      )
      const expected = [...fromKept, ...fromCandidates].map((row) =>
        [...row.entries()].filter(([, walk]) => walk <= farthest),
      )
      expect(walks.kept).toEqual([...fromKept.keys()])
      expect(
        expected.map((_, site) => {
          const [first, end] = [walks.siteFirst[site]!, walks.siteFirst[site + 1]!]
          const pairs = Array.from({ length: end - first }, (_, i) => [
            walks.demand[first + i]!,
            walks.distance[first + i]!,
          ])
          return pairs.sort((a, b) => a[0]! - b[0]!)
        }),
      ).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})
