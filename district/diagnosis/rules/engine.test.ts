import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Network } from '#core/reach/network.ts'
import { prepareNetwork } from '#core/reach/network.ts'
import { type Position, positionsOf } from '#core/reach/positions.ts'
import { anyPlace, anyWalkingGraph } from '#core/reach/test-scene.ts'
import { goneFacility, movedFacility, moveFacility, replaceFacility } from './change.ts'
import { type Diagnosis, type DistrictInputs, diagnose, type KnownFacility } from './engine.ts'
import { compiled, dictionary } from './test-case.ts'

const COMMUNITIES = 3

interface Home {
  readonly place: Position
  readonly community: number
  readonly people: readonly number[]
}

const districtOf = (
  network: Network,
  homes: readonly Home[],
  facilities: readonly KnownFacility[],
): DistrictInputs => ({
  network,
  communities: Array.from({ length: COMMUNITIES }, (_, c) => ({
    communityId: `c${c}`,
    profile: c === 0 ? 'strict' : 'mild',
    choices: {},
    households: 100,
    surveyed: new Set(dictionary.kinds),
    facts: new Map([['rate', 40]]),
  })),
  homes: {
    positions: positionsOf(homes.map(({ place }) => place)),
    lon: new Float64Array(homes.length),
    lat: new Float64Array(homes.length),
    community: Uint16Array.from(homes, ({ community }) => community),
    people: Uint16Array.from(homes.flatMap(({ people }) => people)),
    bands: 7,
  },
  facilities,
})

const community = fc.integer({ min: 0, max: COMMUNITIES - 1 })
const amount = fc.option(fc.integer({ min: 0, max: 400 }))

const anyDistrict = anyWalkingGraph.map(prepareNetwork).chain((network) => {
  const home = fc.record({
    place: anyPlace(network),
    community,
    people: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 7, maxLength: 7 }),
  })
  const facility = fc
    .record({
      kind: fc.constantFrom(...dictionary.kinds),
      position: anyPlace(network),
      community,
      partner: fc.option(community),
      capacity: amount,
      areaM2: amount,
    })
    .map(({ partner, ...rest }) => ({
      ...rest,
      shares:
        partner === null || partner === rest.community
          ? [{ community: rest.community, share: 1 }]
          : [
              { community: rest.community, share: 0.75 },
              { community: partner, share: 0.25 },
            ],
    }))
  return fc.record({
    network: fc.constant(network),
    homes: fc.array(home, { maxLength: 12 }),
    facilities: fc
      .array(facility, { minLength: 1, maxLength: 10 })
      .map((list): KnownFacility[] => list.map((entry, f) => ({ ...entry, facilityId: `f${f}` }))),
    moves: fc.array(fc.tuple(fc.nat(), anyPlace(network), community), { maxLength: 6 }),
  })
})

/** Scores by community, as text of their exact numbers. */
const bits = ({ scores }: Diagnosis) =>
  JSON.stringify(
    [...scores].sort((a, b) => (a.communityId < b.communityId ? -1 : 1)),
    (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String) : value),
  )

test('after any moves the scores have the bits of a full run, and undoing brings back the first ones', () =>
  fc.assert(
    fc.property(anyDistrict, ({ network, homes, facilities, moves }) => {
      const start = districtOf(network, homes, facilities)
      const diagnosis = diagnose(compiled, start)
      const first = bits(diagnosis)
      const undos: (() => void)[] = []
      for (const [pick, to, into] of moves) {
        const facility = pick % facilities.length
        // The engine moves what is on the streets; a facility on no edge has no place to move from or to.
        if (diagnosis.facilities[facility]!.position.edge === -1 || to.edge === -1) continue
        undos.push(moveFacility(diagnosis, { facility, to, community: into }).undo)
        const full = diagnose(compiled, { ...start, facilities: diagnosis.facilities })
        expect(bits(diagnosis)).toBe(bits(full))
      }
      for (const undo of undos.reverse()) undo()
      expect(bits(diagnosis)).toBe(first)
    }),
  ))

/** What may happen to a facility: built, closed, enlarged, moved; and again, in any order. */
const anyChange = (network: Network) =>
  fc.record({
    pick: fc.nat(),
    what: fc.constantFrom('add', 'remove', 'resize', 'move'),
    kind: fc.constantFrom(...dictionary.kinds),
    to: anyPlace(network),
    into: community,
    amount,
  })

const anyChanges = anyDistrict.chain(({ network, homes, facilities }) =>
  fc.record({
    start: fc.constant(districtOf(network, homes, facilities)),
    changes: fc.array(anyChange(network), { maxLength: 8 }),
  }),
)

test('facilities built, closed, enlarged and moved leave the bits of a full run, and can all be taken back', () =>
  fc.assert(
    fc.property(anyChanges, ({ start, changes }) => {
      const diagnosis = diagnose(compiled, start)
      const first = bits(diagnosis)
      const undos: (() => void)[] = []
      for (const { pick, what, kind, to, into, amount } of changes) {
        const { facilities } = diagnosis
        const f = what === 'add' ? facilities.length : pick % facilities.length
        const before = facilities[f]!
        const after: KnownFacility = {
          add: () => ({
            ...{ facilityId: `new${f}`, kind, position: to, community: into },
            ...{ shares: [{ community: into, share: 1 }], capacity: amount, areaM2: amount },
          }),
          remove: () => goneFacility(before),
          resize: () => ({ ...before, capacity: amount, areaM2: amount }),
          move: () => movedFacility(before, { to, community: into }),
        }[what as 'add']()
        undos.push(replaceFacility(diagnosis, f, after).undo)
        expect(bits(diagnosis)).toBe(bits(diagnose(compiled, { ...start, facilities: diagnosis.facilities })))
      }
      for (const undo of undos.reverse()) undo()
      expect(bits(diagnosis)).toBe(first)
      expect(diagnosis.facilities).toEqual(start.facilities)
    }),
  ))

test('the order in which homes and facilities arrive does not matter', () =>
  fc.assert(
    fc.property(anyDistrict, fc.infiniteStream(fc.nat()), ({ network, homes, facilities }, picks) => {
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((item) => ({ item, at: picks.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item)
      const one = diagnose(compiled, districtOf(network, homes, facilities))
      const other = diagnose(compiled, districtOf(network, shuffled(homes), shuffled(facilities)))
      expect(bits(other)).toBe(bits(one))
    }),
  ))
