import { expect, test } from 'vitest'
import { barrierLines } from './barriers.ts'
import { mapOf } from './test-town.ts'

test('rivers, railways, walls and the shores of lakes are barriers; tunnels, bridges and streams are not', () => {
  const nodes = Array.from({ length: 12 }, (_, i) => [i, 0] as const)
  const map = mapOf(nodes, [
    [[0, 1, 2], { waterway: 'canal' }],
    [[3, 4], { railway: 'rail' }],
    [[5, 6], { barrier: 'wall' }],
    [[7, 8], {}],
    [[9, 10], { railway: 'rail', bridge: 'yes' }],
    [[9, 10], { waterway: 'river', tunnel: 'culvert' }],
    [[10, 11], { waterway: 'stream' }],
    [[10, 11], { highway: 'residential' }],
  ])
  const lake = { tags: { natural: 'water' }, members: [{ type: 'way' as const, index: 3, role: 'outer' }] }
  const { first, lon } = barrierLines({ ...map, relations: [lake] })
  expect([...first]).toEqual([0, 3, 5, 7, 9])
  expect([...lon]).toEqual([...map.lon.subarray(0, 9)])
})
