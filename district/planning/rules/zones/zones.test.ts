import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import classes from '#packs/facilities/kinds.json' with { type: 'json' }
import pack from '#packs/zones/kinds.json' with { type: 'json' }
import { interventions } from '../candidates.ts'
import { Zones } from './fit.ts'
import { PLANS, type Plan, plans, ruleOf, VERDICTS, type Verdict, zoneKinds } from './kinds.ts'

describe('packs/zones', () => {
  const known = new Set(classes.classes.map(({ id }) => id))
  const rulings = pack.kinds.flatMap(({ id, builds, uses }) => [
    [`${id} builds`, builds as Record<string, unknown>] as const,
    [`${id} uses`, uses as Record<string, unknown>] as const,
  ])

  test.each(rulings)('%s has one verdict for every class of facility', (_, { else: rest, ...named }) => {
    expect(VERDICTS).toContain(rest)
    // A verdict that is the rest already is not said again.
    expect(
      Object.keys(named).filter((verdict) => !VERDICTS.includes(verdict as Verdict) || verdict === rest),
    ).toEqual([])
    const said = Object.values(named).flat() as string[]
    expect(said.filter((one, i) => !known.has(one) || said.indexOf(one) < i)).toEqual([])
  })

  test('says how every intervention of the catalogue takes ground, and of no other', () => {
    expect(Object.keys(pack.interventions).sort()).toEqual(interventions.map(({ id }) => id).sort())
    expect(new Set(Object.values(pack.interventions))).toEqual(new Set(['builds', 'uses', 'light']))
    expect(VERDICTS).toContain(pack.light.verdict)
  })

  test('names kinds and plans so that a table tells them apart, with source and grade', () => {
    const names = pack.kinds.flatMap(({ id, name, codes }) => [id, name.zh, name.en, ...codes])
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([])
    expect(pack.kinds.filter(({ source, grade }) => !(source in pack.sources) || grade !== 'M-h')).toEqual([])
    expect(pack.kinds.flatMap(({ codes }) => codes).filter((code) => !/^\d\d$/.test(code))).toEqual([])
    expect(Object.keys(plans)).toEqual([...PLANS])
    expect(pack.ruleGrade).toBe('P')
  })
})

test.each<[string, string | null, string, string]>([
  ['ecological-red-line', 'build', 'elder_canteen', 'conflict'],
  ['ecological-red-line', 'convert', 'elder_canteen', 'adjust'],
  ['ecological-red-line', 'mobile', 'elder_canteen', 'fine'],
  ['ecological-red-line', null, 'elder_canteen', 'fine'],
  ['residential', 'build', 'childcare', 'fine'],
  ['residential', 'build', 'supermarket', 'adjust'],
  ['industrial', 'extend', 'primary_school', 'conflict'],
  ['industrial', 'convert', 'coworking', 'fine'],
  ['green', 'build', 'ball_court', 'fine'],
  ['green', 'build', 'health_station', 'conflict'],
  ['no-such-kind', 'build', 'childcare', 'unknown'],
  ['residential', 'teleport', 'childcare', 'unknown'],
  ['residential', 'build', 'castle', 'unknown'],
  ['residential', 'toString', 'childcare', 'unknown'],
])('in %s, %s of %s is %s', (kind, interventionId, facilityKind, verdict) => {
  expect(ruleOf(kind, { interventionId, facilityKind }).verdict).toBe(verdict)
})

test('a reason names zone, means and facility in both languages, and why where the law does', () => {
  const { reason } = ruleOf('permanent-farmland', { interventionId: 'build', facilityKind: 'childcare' })
  expect(reason.zh).toBe('“永久基本农田”内新建托育点：与规划冲突（永久基本农田不得改变用途、不得占用）')
  expect(reason.en).toMatch(/^Build: Childcare point, in Permanent farmland: in conflict with the plan \(/)
})

type Rectangle = readonly [west: number, south: number, east: number, north: number]
const ringOf = ([west, south, east, north]: Rectangle) =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const
const anyRectangle = fc
  .tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
  .map(([west, south, width, height]): Rectangle => [west, south, west + width, south + height])
const anyDay = fc.constantFrom('2021-01-01', '2022-06-30', '2023-01-01', '2024-12-31')
const anyZone = fc.record({
  rectangles: fc.array(anyRectangle, { minLength: 1, maxLength: 2 }),
  plan: fc.constantFrom<Plan>(...PLANS),
  kind: fc.constantFrom(...zoneKinds.keys(), 'no-such-kind'),
  from: anyDay,
  to: fc.option(anyDay),
})
const anyPlanned = fc.record({
  lon: fc.integer({ min: -1, max: 30 }),
  lat: fc.integer({ min: -1, max: 30 }),
  day: anyDay,
  interventionId: fc.option(fc.constantFrom(...interventions.map(({ id }) => id))),
  facilityKind: fc.constantFrom(...facilityKinds.keys()),
})

test('a plan fits as the weightiest of all zones that hold there on that day says, and is unknown without one', () => {
  fc.assert(
    fc.property(fc.array(anyZone, { maxLength: 30 }), anyPlanned, (drawn, planned) => {
      const zones = drawn.map(({ rectangles, ...zone }) => ({
        ...zone,
        shape: { type: 'MultiPolygon' as const, coordinates: rectangles.map((one) => [ringOf(one)]) },
      }))
      const fit = new Zones(zones).fit(planned)
      const { lon, lat, day } = planned
      const holds = drawn.flatMap(({ rectangles, from, to }, i) => {
        const lies = rectangles.some(([w, s, e, n]) => w <= lon && lon <= e && s <= lat && lat <= n)
        return lies && from <= day && (to ?? '9999-12-31') >= day ? [i] : []
      })
      expect(fit.findings.map(({ zone }) => zones.indexOf(zone))).toEqual(holds)
      const said = holds.map((i) => ruleOf(drawn[i]!.kind, planned).verdict)
      expect(fit.findings.map(({ verdict }) => verdict)).toEqual(said)
      const weight = { fine: 0, unknown: 1, adjust: 2, conflict: 3 }
      const worst = said.sort((a, b) => weight[b] - weight[a])[0]
      expect(fit.verdict).toBe(worst ?? 'unknown')
      const covered = new Set(holds.map((i) => drawn[i]!.plan))
      expect(fit.uncovered).toEqual(PLANS.filter((plan) => !covered.has(plan)))
    }),
    { numRuns: 1000 },
  )
})
