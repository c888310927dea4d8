import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ADDED, type Change } from '../contract.ts'
import { amount, anyModel, lat, lon } from '../test-model.ts'
import { evaluate, openEngine } from './engine.ts'
import { decodeModel, encodeModel } from './model.ts'

const means = { interventionId: fc.constant(null), hostId: fc.constant(null) }
const added = fc.record({
  kind: fc.constant('add' as const),
  facilityId: fc.nat(2).map((n) => `${ADDED}${n}`),
  facilityKind: fc.constant('kindergarten'),
  name: fc.constant('甲'),
  ...{ lon, lat, capacity: amount, areaM2: amount, ...means },
})
const ofExisting = (facilityId: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.record({ kind: fc.constant('move' as const), facilityId, lon, lat, ...means }),
    fc.record({ kind: fc.constant('resize' as const), facilityId, capacity: amount, areaM2: amount }),
    fc.record({ kind: fc.constant('remove' as const), facilityId }),
  )
const anyChanges = (count: number) =>
  fc.uniqueArray<Change, string>(
    count === 0 ? added : fc.oneof(added, ofExisting(fc.nat(count - 1).map((f) => `f${f}`))),
    { maxLength: 6, selector: ({ kind, facilityId }) => `${kind} ${facilityId}` },
  )

test('whatever is tried out one after the other, outcomes have the bits of a full run, and the changed are named', () =>
  fc.assert(
    fc.property(
      anyModel.chain((model) =>
        fc.tuple(fc.constant(model), fc.array(anyChanges(model.facilities.length), { maxLength: 4 })),
      ),
      ([model, steps]) => {
        const engine = openEngine(model)
        expect(engine.outcomes).toEqual(evaluate(model, []))
        for (const changes of [...steps, []]) {
          const before = [...engine.outcomes]
          const changed = engine.apply(changes)
          expect(engine.outcomes).toEqual(evaluate(model, changes))
          const others = before.map((_, c) => c).filter((c) => !changed.includes(c))
          for (const c of others) expect(engine.outcomes[c]).toEqual(before[c])
        }
      },
    ),
    { numRuns: 60 },
  ))

test('a model reads back as it was written', () =>
  fc.assert(
    fc.property(anyModel, ({ streets: _, ...model }) => {
      expect(decodeModel(encodeModel(model))).toEqual(model)
    }),
    { numRuns: 20 },
  ))
