import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareNetwork } from './network.ts'
import { loadNetwork, saveNetwork } from './saved.ts'
import { anyWalkingGraph } from './test-scene.ts'

const anySaved = anyWalkingGraph.map((graph) => saveNetwork(prepareNetwork(graph)))

test('what is saved is loaded again, wherever the bytes lie', () => {
  fc.assert(
    fc.property(anyWalkingGraph, fc.nat(9), (graph, shift) => {
      const network = prepareNetwork({ ...graph, islands: { count: 1, nodes: 2, metres: 3 } })
      const saved = saveNetwork(network)
      const shifted = new Uint8Array(saved.length + shift)
      shifted.set(saved, shift)
      expect(loadNetwork(shifted.subarray(shift))).toEqual(network)
    }),
  )
})

test('the same graph always gives the same bytes', () => {
  fc.assert(
    fc.property(anyWalkingGraph, (graph) => {
      expect(saveNetwork(prepareNetwork(graph))).toEqual(saveNetwork(prepareNetwork(graph)))
    }),
  )
})

test('bytes that are cut short are refused', () => {
  fc.assert(
    fc.property(anySaved, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (saved, share) => {
      expect(() => loadNetwork(saved.subarray(0, Math.floor(saved.length * share)))).toThrow(RangeError)
    }),
  )
})

test('a single changed byte anywhere is noticed', () => {
  fc.assert(
    fc.property(anySaved, fc.nat(), fc.integer({ min: 1, max: 255 }), (saved, where, flip) => {
      saved[where % saved.length]! ^= flip
      expect(() => loadNetwork(saved)).toThrow(RangeError)
    }),
  )
})

test('other files and other versions are named as such', () => {
  const [saved] = fc.sample(anySaved, 1) as [Uint8Array]
  expect(() => loadNetwork(new TextEncoder().encode('{"type":"FeatureCollection"}'))).toThrow(
    'not a saved network',
  )
  expect(() => loadNetwork(new Uint8Array(0))).toThrow('not a saved network')
  saved[4] = 2
  expect(() => loadNetwork(saved)).toThrow('format 2')
})
