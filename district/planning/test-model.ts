import fc from 'fast-check'
import { type Network, prepareNetwork } from '#core/reach/network.ts'
import { NOWHERE_ON_STREETS, type Position, positionsOf } from '#core/reach/positions.ts'
import { anyPlace, anyWalkingGraph, graphOf } from '#core/reach/test-scene.ts'
import { readPack } from '#district/diagnosis/packs.ts'
import type { KnownFacility } from '#district/diagnosis/rules/engine.ts'
import type { OpenModel } from './rules/model.ts'

/** Small districts, whose nodes lie on a diagonal line from 120° E 30° N. */

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
export const amount = fc.option(fc.integer({ min: 0, max: 300 }))
export const lon = fc.integer({ min: 1199990, max: 1200160 }).map((v) => v / 1e4)
export const lat = lon.map((v) => v - 90)

/** Homes and facilities at random places of these streets. */
function modelOn(streets: Network, place: fc.Arbitrary<Position>): fc.Arbitrary<OpenModel> {
  const home = fc.record({
    place,
    community,
    people: fc.array(fc.nat(5), { minLength: 7, maxLength: 7 }),
  })
  const facility = fc.record({
    kind: fc.constantFrom(...KINDS),
    position: fc.oneof(place, fc.constant(NOWHERE_ON_STREETS)),
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
}

export const anyModel = anyWalkingGraph
  .map(prepareNetwork)
  .chain((streets) => modelOn(streets, anyPlace(streets)))

const STREET = prepareNetwork(
  graphOf(
    15,
    Array.from({ length: 14 }, (_, n) => [n, n + 1, 1500] as const),
  ),
)
const onTheStreet = fc.record({
  edge: fc.nat({ max: 13 }),
  offset: fc.nat({ max: 1500 }),
  access: fc.nat({ max: 50 }),
})

/** One street of two kilometres with everything on it. */
export const anyStreetModel = modelOn(STREET, onTheStreet)
