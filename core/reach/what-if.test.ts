import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Counts, countsWithin } from './counts.ts'
import { createReach, type Field, LANES, nearest } from './nearest.ts'
import { positionsOf } from './positions.ts'
import { anyPlace, anyScene, type Scene } from './test-scene.ts'
import { type Change, type Edit, undo, whatIf } from './what-if.ts'

const LIMITS_M = [1, 4, 3000]

/** Wishes become edits when their turn comes: which facilities there are depends on the edits before. */
interface Wish {
  readonly edit: Edit
  readonly undo: boolean
}

const anySession = anyScene.chain((scene) => {
  const category = fc.nat(scene.categories.length - 1)
  const place = anyPlace(scene.network)
  const facility = fc.nat(7)
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), category, at: place }),
    fc.record({ kind: fc.constant('move' as const), category, facility, to: place }),
    fc.record({ kind: fc.constant('remove' as const), category, facility }),
  )
  const wishes = fc.array(fc.record({ edit, undo: fc.boolean() }), { minLength: 1, maxLength: 8 })
  return fc.record({ scene: fc.constant(scene), wishes })
})

const isPossible = (field: Field, edit: Edit) =>
  edit.kind === 'add' || (field.categories[edit.category]!.edge[edit.facility] ?? -1) !== -1

const bits = (field: Field, counts: Counts) =>
  [field.pair, field.homePair, counts.nodes, counts.homes].map((a) => a.slice())

function fullRun({ network, homes }: Scene, field: Field) {
  const counts = countsWithin(network, field.categories, LIMITS_M, homes)
  return bits(nearest(createReach(network), field.categories, homes), counts)
}

test('after any edits the field and the counts hold the same bits as a full run', () => {
  fc.assert(
    fc.property(anySession, ({ scene, wishes }: { scene: Scene; wishes: Wish[] }) => {
      const field = nearest(createReach(scene.network), scene.categories, scene.homes)
      const counts = countsWithin(scene.network, scene.categories, LIMITS_M, scene.homes)
      for (const wish of wishes) {
        if (!isPossible(field, wish.edit)) continue
        const before = bits(field, counts)
        const change = whatIf(field, wish.edit, counts)
        expect(bits(field, counts)).toEqual(fullRun(scene, field))
        if (!wish.undo) continue
        undo(change)
        expect(bits(field, counts)).toEqual(before)
      }
    }),
    { numRuns: 700 },
  )
})

test('an edit names exactly the homes whose distance or facility changed', () => {
  fc.assert(
    fc.property(anySession, ({ scene, wishes }: { scene: Scene; wishes: Wish[] }) => {
      const field = nearest(createReach(scene.network), scene.categories, scene.homes)
      for (const { edit } of wishes) {
        if (!isPossible(field, edit)) continue
        const before = field.homePair.slice()
        const { homes } = whatIf(field, edit)
        const changed = [...scene.homes.edge.keys()].filter((home) =>
          [...scene.categories.keys()].some(
            (category) => before[home * LANES + category] !== field.homePair[home * LANES + category],
          ),
        )
        expect([...homes]).toEqual(changed)
      }
    }),
  )
})

const [scene] = fc.sample(anyScene, { numRuns: 1, seed: 1 }) as [Scene]
const place = { edge: 0, offset: 0, access: 0 }

test('the last edit is undone first, and nothing after another run', () => {
  const reach = createReach(scene.network)
  const field = nearest(reach, [positionsOf([])])
  const add = () => whatIf(field, { kind: 'add', category: 0, at: place })
  const [first, second]: Change[] = [add(), add()]
  expect(() => undo(first!)).toThrow('later edits')
  undo(second!)
  expect(() => undo(second!)).toThrow()
  undo(first!)
  nearest(reach, [])
  expect(add).toThrow('run again')
})

test('edits of what is not there are refused', () => {
  const field = nearest(createReach(scene.network), [positionsOf([place])])
  whatIf(field, { kind: 'remove', category: 0, facility: 0 })
  expect(() => whatIf(field, { kind: 'remove', category: 0, facility: 0 })).toThrow('no facility 0')
  expect(() => whatIf(field, { kind: 'move', category: 0, facility: 1, to: place })).toThrow('no facility 1')
  expect(() => whatIf(field, { kind: 'add', category: 1, at: place })).toThrow('no category 1')
  expect(() => whatIf(field, { kind: 'add', category: 0, at: { ...place, edge: 9999 } })).toThrow(
    'no edge 9999',
  )
})
