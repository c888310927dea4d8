import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionAt } from '#core/reach/positions.ts'
import { pairDistances } from '#core/reach/test-oracle.ts'
import { anyStreetModel } from '../../test-model.ts'
import { canProvide, interventions } from '../candidates.ts'
import { CANDIDATE_KINDS } from '../catalogue.ts'
import { type Engine, openEngine } from '../engine.ts'
import { demandOf, onStreets } from '../siting/demand.ts'
import { seekMix } from './mix.ts'
import { optionsFor } from './options.ts'
import type { MixCandidate, MixPoint, MixQuestion, MixStep } from './question.ts'

const TESTS = ['zj33-04.walk', 'zj33-10.walk'] // childcare within 300 m; a health station within 10 minutes
const ALL = interventions.map(({ id }) => id)

const candidate = (id: number): fc.Arbitrary<MixCandidate> =>
  fc.record({
    id: fc.constant(`k${id}`),
    kind: fc.constantFrom(...CANDIDATE_KINDS),
    lon: fc.integer({ min: 0, max: 140 }).map((v) => 120 + v / 1e4),
    lat: fc.integer({ min: 0, max: 140 }).map((v) => 30 + v / 1e4),
    areaM2: fc.option(fc.integer({ min: 50, max: 600 })),
    costFen: fc.option(fc.integer({ min: 0, max: 20_000_000 })),
  })

const anyQuestion: fc.Arbitrary<MixQuestion> = fc.record({
  tests: fc.shuffledSubarray(TESTS, { minLength: 1 }),
  candidates: fc
    .nat({ max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => candidate(i)))),
  means: fc.subarray(ALL, { minLength: 3 }),
  taken: fc.constant([]),
})
const anyCase = fc.tuple(anyStreetModel.map(openEngine), anyQuestion)
const lastOf = (engine: Engine, question: MixQuestion): MixStep => [...seekMix(engine, question)].at(-1)!

/** Every set of measures, at most one a place, with cost and residents served by gap: tried one by one. */
function everyMix(engine: Engine, question: MixQuestion) {
  const demands = question.tests.map((id) => demandOf(engine, id))
  const { positions } = engine.model.homes
  const between = pairDistances(engine.model.streets)
  const options = optionsFor(engine, question, demands)
  const reach = options.map(({ gap, position }) => {
    const { people, existing, withinDm } = demands[gap]!
    return Array.from(people.keys()).filter((home) => {
      const at = positionAt(positions, home)
      const isWithout = existing.every((one) => between(at, one.position) > withinDm)
      return isWithout && between(at, position) <= withinDm
    })
  })
  return Array.from({ length: 2 ** options.length }, (_, set) =>
    [...options.keys()].filter((i) => (set >> i) & 1),
  )
    .filter((chosen) => new Set(chosen.map((i) => options[i]!.hostId)).size === chosen.length)
    .map((chosen) => {
      const byTest = demands.map(({ people }, gap) => {
        const homes = new Set(chosen.flatMap((i) => (options[i]!.gap === gap ? reach[i]! : [])))
        return [...homes].reduce((sum, home) => sum + people[home]!, 0)
      })
      return {
        ids: chosen.map((i) => `${options[i]!.test} ${options[i]!.hostId}`).sort(),
        fen: chosen.reduce((sum, i) => sum + options[i]!.fen, 0),
        served: byTest.reduce((sum, people) => sum + people, 0),
        byTest,
      }
    })
}

const idsOf = ({ measures }: MixPoint) => measures.map((one) => `${one.test} ${one.hostId}`).sort()

test('each point is a choice that counts what it costs and serves, and no choice for its money serves more', () => {
  let points = 0
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const last = lastOf(engine, question)
      if (last.hindrance) return
      const every = everyMix(engine, question)
      for (const point of last.points) {
        points++
        const { fen, served, byTest } = every.find(({ ids }) => ids.join() === idsOf(point).join())!
        expect(point).toMatchObject({ fen, served, byTest })
        const affordable = every.filter((one) => one.fen <= fen).map((one) => one.served)
        expect(Math.max(...affordable)).toBeLessThanOrEqual(point.atMost)
        expect(point.measures.reduce((sum, { people }) => sum + people, 0)).toBe(served)
        expect(point.measures.reduce((sum, measure) => sum + measure.fen, 0)).toBe(fen)
      }
    }),
    { numRuns: 600 },
  )
  expect(points).toBeGreaterThan(50)
})

test('the curve begins with nothing, ends with all that can be served, and each point is better for more', () =>
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const { points, hindrance, done, of } = lastOf(engine, question)
      if (hindrance) return
      const every = everyMix(engine, question)
      expect(done).toBe(of)
      expect(points[0]!.served).toBe(
        Math.max(...every.filter(({ fen }) => fen === 0).map(({ served }) => served)),
      )
      expect(points.at(-1)!.served).toBe(Math.max(...every.map(({ served }) => served)))
      for (const [i, point] of points.slice(1).entries()) {
        expect(point.fen).toBeGreaterThan(points[i]!.fen)
        expect(point.served).toBeGreaterThan(points[i]!.served)
        expect(point.atMost).toBeGreaterThanOrEqual(point.served)
      }
    }),
    { numRuns: 300 },
  ))

test('why there is no curve is so', () =>
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const { hindrance, unserved } = lastOf(engine, question)
      const every = everyMix(engine, question)
      const nobody = unserved.every((people) => people === 0)
      if (hindrance === 'nobody-unserved') expect(nobody).toBe(true)
      if (hindrance === 'no-measure') expect(every).toHaveLength(1)
      if (hindrance === 'nobody-near') expect(Math.max(...every.map(({ served }) => served))).toBe(0)
    }),
    { numRuns: 300 },
  ))

test('the cheapest of the allowed ways is taken, and a place that is too large, or of the wrong kind, is not', () =>
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      const demands = question.tests.map((id) => demandOf(engine, id))
      const options = optionsFor(engine, question, demands)
      const reached = new Set(onStreets(engine, question.candidates).map(({ one }) => one.id))
      for (const { id, kind, areaM2, costFen } of question.candidates) {
        const own = options.filter(({ hostId, hostIs }) => hostIs === 'candidate' && hostId === id)
        if (!reached.has(id)) expect(own).toEqual([])
        for (const option of own) {
          const way = interventions.find((one) => one.id === option.interventionId)!
          expect(question.means).toContain(way.id)
          expect(way.on).toContain(kind)
          if (way.maxM2) expect(areaM2).toBeLessThanOrEqual(way.maxM2)
          expect(canProvide(way, option.facilityKind, kind)).toBe(true)
          if (costFen !== null) expect(option.fen).toBe(costFen)
        }
      }
    }),
    { numRuns: 200 },
  ))

test('the same question gets the same steps', () =>
  fc.assert(
    fc.property(anyCase, ([engine, question]) => {
      expect([...seekMix(engine, question)]).toEqual([...seekMix(engine, question)])
    }),
    { numRuns: 50 },
  ))
