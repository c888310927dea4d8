// A small pack with every measure and form of threshold, and evidence in its raw form, for the tests of this folder.
import { type CompiledPack, compilePack } from './compile.ts'
import {
  addFacility,
  type CommunityInputs,
  emptySums,
  type FactValue,
  type Homes,
  NO_FACILITY,
  sumReach,
} from './inputs.ts'
import type { Dictionary, Term } from './pack.ts'
import type { Measure, Pack, Status, Test, Threshold } from './pack-schema.ts'

const text = { zh: '甲', en: 'A' }
const basis = { source: 'own', grade: 'P' } as const
const figure = (value: number) => ({ value, ...basis })
export const atLeast = (value: number): Threshold => ({ atLeast: value, ...basis })
const atMost = (value: number): Threshold => ({ atMost: value, ...basis })
export const moreThan = (value: number): Threshold => ({ moreThan: value, ...basis })
export const oneOf = (...choices: string[]): Threshold => ({ oneOf: choices, ...basis })
export const present: Threshold = { present: true, ...basis }
export const metres = (value: number) => ({ value, unit: 'm' as const, ...basis })

const term = (id: string, type: Term['type'], more: Partial<Term> = {}): Term => ({
  id,
  type,
  origin: 'report',
  enter: ['town'],
  ...more,
})

export const dictionary: Dictionary = {
  kinds: ['school', 'clinic', 'shop'],
  terms: [
    term('rate', 'number', { unit: '%', min: 0, max: 100 }),
    term('growth', 'number'),
    term('delay', 'number', { min: 0, origin: 'service' }),
    term('pact', 'choice', { choices: [{ id: 'yes' }, { id: 'no' }] }),
    term('plan', 'document'),
  ],
}

export const test = (id: string, measure: Measure, threshold: Threshold, more: Partial<Test> = {}): Test => ({
  id,
  part: 'binding',
  measure,
  threshold,
  weight: figure(1),
  cost: 'low',
  ...more,
})

const indicator = (id: string, no: number, scenario: string, tests: Test[], weight = 1) => ({
  id,
  no,
  scenario,
  name: text,
  weight: figure(weight),
  tests,
  ...basis,
})

const profile = (id: string, scenarios: Record<string, Status>, floor: string[] = []) => ({
  id,
  name: text,
  scenarios,
  floor,
  ...basis,
})

export const reach = (kinds: string[], match: 'any' | 'each', within: number, ages?: '0-2'[]): Measure => ({
  type: 'reach',
  kinds,
  match,
  within: metres(within),
  ...(ages && { ages }),
})
const supply = (
  what: 'count' | 'capacity' | 'area',
  per: 'community' | 'person' | '100-households',
): Measure => ({
  type: 'supply',
  kinds: ['school', 'clinic'],
  what,
  where: 'serving',
  per,
})
export const reported = (id: string): Measure => ({ type: 'reported', term: id })

export const pack: Pack = {
  pack: 'test',
  version: '1',
  name: text,
  note: text,
  official: false,
  settlement: 'any',
  sources: [{ id: 'own', title: text }],
  scenarios: ['S1', 'S2', 'S3'].map((id) => ({ id, name: text })),
  statusWeights: { required: figure(1), encouraged: figure(0.5), optional: figure(0) },
  profiles: [
    profile('strict', { S1: 'required', S2: 'required', S3: 'encouraged' }, ['i4']),
    profile('mild', { S1: 'required', S2: 'encouraged', S3: 'optional' }),
  ],
  defaultProfile: 'strict',
  credit: 'proportional',
  maturity: {
    method: 'cutoffs',
    scenarioFloor: figure(0.4),
    classes: [
      { id: 'good', name: text, atLeast: figure(0.8), gates: ['scenario', 'floor'], quota: figure(1) },
      { id: 'fair', name: text, atLeast: figure(0.6), gates: [], quota: figure(2) },
      { id: 'poor', name: text, atLeast: figure(0), gates: [] },
    ],
  },
  gates: [{ id: 'pact', name: text, test: 'pact', ...basis }],
  costClasses: [
    { id: 'low', name: text, factor: figure(1) },
    { id: 'high', name: text, factor: figure(0.3) },
  ],
  indicators: [
    indicator('i1', 1, 'S1', [
      test('any', reach(['school', 'clinic'], 'any', 300), atLeast(0.9), { cost: 'high' }),
      test('each', reach(['school', 'shop'], 'each', 500, ['0-2']), atLeast(0.8)),
      test('walk', { type: 'walk', kinds: ['shop'] }, atMost(10), { part: 'guiding' }),
    ]),
    indicator('i2', 2, 'S1', [
      test(
        'types',
        { type: 'presence', kinds: ['school', 'clinic', 'shop'], within: metres(400) },
        atLeast(3),
      ),
      test('there', { type: 'presence', kinds: ['school', 'shop'], where: 'inside' }, atLeast(2)),
    ]),
    indicator('i3', 3, 'S2', [
      test('places', supply('capacity', 'person'), atLeast(0.5)),
      test('area', supply('area', '100-households'), atLeast(20), { weight: figure(2) }),
      test('count', supply('count', 'community'), atLeast(2), { credit: 'pass' }),
    ]),
    indicator('i4', 4, 'S2', [test('rate', reported('rate'), atLeast(90))], 2),
    indicator('i5', 5, 'S3', [
      test('growth', reported('growth'), moreThan(0)),
      test('delay', { type: 'operated', term: 'delay' }, atMost(30), { thresholdFor: { mild: atMost(60) } }),
    ]),
    indicator('i6', 6, 'S3', [
      test('pact', reported('pact'), oneOf('yes')),
      test('plan', reported('plan'), present, { onlyFor: ['strict'] }),
    ]),
  ],
}

export const compiled = compilePack(pack, dictionary)

/** Evidence as it comes from a district: homes, facilities with the walk to each home, facts. */
export interface Evidence {
  /** Seven counts per home. */
  readonly homes: readonly (readonly number[])[]
  readonly people: 'unknown' | 'total' | 'by age'
  readonly households: number | null
  readonly surveyed: readonly string[]
  readonly facilities: readonly {
    readonly kind: string
    readonly capacity: number | null
    readonly areaM2: number | null
    /** Metres from each home. */
    readonly walk: readonly number[]
  }[]
  readonly facts: Readonly<Record<string, FactValue>>
}

export function inputsOf(evidence: Evidence, into: CompiledPack = compiled): CommunityInputs {
  const { kinds, questions } = into
  const byAge = Float64Array.from({ length: 7 }, (_, band) =>
    evidence.homes.reduce((sum, home) => sum + home[band]!, 0),
  )
  const total = byAge.reduce((sum, count) => sum + count, 0)
  const distance: (Uint16Array | undefined)[] = kinds.map(() => undefined)
  const inside = emptySums(kinds.length)
  for (const { kind, capacity, areaM2, walk } of evidence.facilities) {
    const number = kinds.indexOf(kind)
    addFacility(inside, { kind: number, capacity, areaM2 })
    distance[number] ??= new Uint16Array(evidence.homes.length).fill(NO_FACILITY)
    walk.forEach((metre, home) => {
      const dm = Math.min(NO_FACILITY, Math.round(10 * metre))
      distance[number]![home] = Math.min(distance[number]![home]!, dm)
    })
  }
  const known = evidence.people === 'by age'
  const people = evidence.homes.flatMap((home) => (known ? home : [home.reduce((a, b) => a + b, 0)]))
  const homes: Homes = { distance, people: Float64Array.from(people), bands: known ? 7 : 1 }
  const members = evidence.homes.map((_, home) => home)
  const surveyed = Uint8Array.from(kinds, (kind) => (evidence.surveyed.includes(kind) ? 1 : 0))
  const reachSums = new Float64Array(2 * questions.length)
  questions.forEach((question, q) => {
    sumReach(question, homes, members, surveyed, reachSums, 2 * q)
  })
  return {
    communityId: 'C',
    people: evidence.people === 'unknown' ? null : { total, byAge: known ? byAge : null },
    households: evidence.households,
    surveyed,
    reach: reachSums,
    inside,
    serving: inside,
    facts: new Map(Object.entries(evidence.facts)),
  }
}
