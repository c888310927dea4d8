import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareNetwork } from '#core/reach/network.ts'
import { NOWHERE_ON_STREETS, positionsOf } from '#core/reach/positions.ts'
import { anyPlace, anyWalkingGraph } from '#core/reach/test-scene.ts'
import { readPack } from '#district/diagnosis/packs.ts'
import type { KnownFacility } from '#district/diagnosis/rules/engine.ts'
import { ADDED, type Change } from '../contract.ts'
import { evaluate, openEngine } from './engine.ts'
import { decodeModel, encodeModel, type OpenModel } from './model.ts'

const KINDS = ['kindergarten', 'health_station', 'childcare', 'parcel_point', 'no-such-kind']
const PACKS = ['zhejiang-33', 'rural-nine'].map((name) => readPack(name))

/** Three areas side by side, the last a village; the nodes of a scene lie on the diagonal through all. */
const AREAS = [0, 1, 2].map((c) => {
  const [west, east] = [120 + c * 0.005, 120 + (c + 1) * 0.005]
  const ring = [
    [west, 29.9],
    [east, 29.9],
    [east, 30.2],
    [west, 30.2],
    [west, 29.9],
  ] as const
  return {
    areaId: `c${c}`,
    settlement: c === 2 ? 'rural' : 'urban',
    shape: { type: 'Polygon' as const, coordinates: [ring] },
  }
})
const community = fc.integer({ min: 0, max: 2 })
const amount = fc.option(fc.integer({ min: 0, max: 300 }))
const lon = fc.integer({ min: 1199990, max: 1200160 }).map((v) => v / 1e4)
const lat = lon.map((v) => v - 90)

const anyModel = anyWalkingGraph.map(prepareNetwork).chain((streets) => {
  const home = fc.record({
    place: anyPlace(streets),
    community,
    people: fc.array(fc.nat(5), { minLength: 7, maxLength: 7 }),
  })
  const facility = fc.record({
    kind: fc.constantFrom(...KINDS),
    position: fc.oneof(anyPlace(streets), fc.constant(NOWHERE_ON_STREETS)),
    community,
    capacity: amount,
    areaM2: amount,
  })
  return fc
    .record({
      homes: fc.array(home, { maxLength: 10 }),
      facilities: fc.array(facility, { maxLength: 6 }),
      surveyed: fc.boolean(),
    })
    .map(({ homes, facilities, surveyed }): OpenModel => {
      const kinds = new Set(surveyed ? KINDS : KINDS.slice(1))
      return {
        ...{ streets, network: 'x', runs: ['a', 'b'], areas: AREAS, demo: true },
        names: facilities.map(() => ({ name: { zh: '甲', en: 'A' }, lon: 120, lat: 30, capacityUnit: null })),
        barriers: { first: Uint32Array.of(0), lon: new Float64Array(0), lat: new Float64Array(0) },
        parts: PACKS.map((pack) => ({
          ...{ pack, walkingSpeed: 75 },
          communities: AREAS.map(({ areaId }) => ({
            ...{ communityId: areaId, profile: pack.defaultProfile, choices: { optOuts: new Map() } },
            ...{ households: 40, surveyed: kinds, facts: new Map() },
          })),
        })),
        homes: {
          positions: positionsOf(homes.map(({ place }) => place)),
          lon: new Float64Array(homes.length),
          lat: new Float64Array(homes.length),
          community: Uint16Array.from(homes, (one) => one.community),
          people: Uint16Array.from(homes.flatMap(({ people }) => people)),
          bands: 7,
        },
        facilities: facilities.map(
          (one, f): KnownFacility => ({
            ...one,
            facilityId: `f${f}`,
            shares: [{ community: one.community, share: 1 }],
          }),
        ),
      }
    })
})

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
