import { type Positions, positionAt, positionsOf } from '#core/reach/positions.ts'
import { snapper } from '#core/reach/snap.ts'
import { walksTo } from '#core/siting/walks.ts'
import type { KnownFacility } from '#district/diagnosis/rules/engine.ts'
import type { Engine } from '../engine.ts'

/** What a test asks for within a walk, whom it is about, and what there is, as the engine has it now. */
export interface Demand {
  readonly kinds: ReadonlySet<string>
  readonly withinDm: number
  /** Residents of the ages it is about, by home; none where another pack measures the community. */
  readonly people: Uint32Array
  /** Facilities of the kinds that stand on the streets. */
  readonly existing: readonly KnownFacility[]
}

/** @throws RangeError if no pack in use has such a test within a walk. */
export function demandOf(engine: Engine, test: string): Demand {
  const { packs } = engine
  const part = packs.findIndex(({ tests }) => tests.some((one) => one.test.id === test))
  const pack = packs[part]
  const measure = pack?.tests.find((one) => one.test.id === test)?.measure
  if (!pack || measure?.type !== 'network') throw new RangeError(`there is no test ${test} within a walk`)
  const { kinds: numbers, within_dm: withinDm, ages } = pack.questions[measure.question]!
  const kinds = new Set(numbers.map((kind) => pack.kinds[kind]!))
  const existing = engine.facilities().filter(({ kind, position }) => kinds.has(kind) && position.edge !== -1)
  return { kinds, withinDm, people: peopleMeant(engine, part, ages), existing }
}

function peopleMeant(
  { model: { homes }, owner }: Engine,
  part: number,
  ages: readonly number[],
): Uint32Array {
  const { people, bands, community } = homes
  return Uint32Array.from(community, (c, home) => {
    if (owner[c] !== part) return 0
    if (bands === 1) return people[home]!
    let sum = 0
    for (let band = 0; band < bands; band++)
      if (ages.length === 0 || ages.includes(band)) sum += people[home * bands + band]!
    return sum
  })
}

/** Homes of people whom the test is about, ascending; with `unserved` those that have nothing within the walk. */
export function homesMeant(engine: Engine, demand: Demand, which: 'all' | 'unserved'): number[] {
  const { people, existing, withinDm } = demand
  const served = new Uint8Array(people.length)
  if (which === 'unserved') {
    const sites = { kept: positionsOf(existing.map(({ position }) => position)), candidates: positionsOf([]) }
    const { positions } = engine.model.homes
    for (const home of walksTo(positions, engine.model.streets, sites, withinDm).demand) served[home] = 1
  }
  return [...people.keys()].filter((home) => people[home]! > 0 && served[home] === 0)
}

/** How large a gap is: residents whom a test is about, and those who have nothing within the walk. */
export interface Need {
  readonly test: string
  readonly residents: number
  readonly unserved: number
}

export function needOf(engine: Engine, test: string): Need {
  const demand = demandOf(engine, test)
  const without = homesMeant(engine, demand, 'unserved')
  return {
    test,
    residents: sumOf(demand.people),
    unserved: sumOf(without.map((home) => demand.people[home]!)),
  }
}

/** Where these homes stand on the streets. */
export const positionsOfHomes = ({ model: { homes } }: Engine, numbers: readonly number[]): Positions =>
  positionsOf(numbers.map((home) => positionAt(homes.positions, home)))

/** Those of these places that a street leads to, with where on it. */
export function onStreets<P extends { readonly lon: number; readonly lat: number }>(
  { model: { streets, barriers } }: Engine,
  places: readonly P[],
) {
  const place = snapper(streets, { barriers })
  return places
    .map((one) => ({ one, position: place(one.lon, one.lat) }))
    .filter(({ position }) => position.edge !== -1)
}

export const sumOf = (numbers: Iterable<number>): number => {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
