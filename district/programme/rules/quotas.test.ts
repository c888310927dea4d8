import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { milestonePack, quotaPack } from './packs.ts'
import { type Condition, type Quota, quotaPackProblems } from './quota-pack.ts'
import { type CountedProject, type QuotaGround, quotaStand } from './quotas.ts'

const START = dayOf('2021-01-01')
const iso = (n: number) => isoOf(START + n)
const TOWNS = ['t1', 't2', 't3']

const project = fc.record({
  townId: fc.constantFrom('t1', 't2', 't3', 'elsewhere'),
  part: fc.constantFrom('early-provincial', 'later'),
  attributes: fc.uniqueArray(
    fc.record({
      attribute: fc.constantFrom('list', 'stage', 'build-type'),
      value: fc.constantFrom('city-2022', 'renewal', '9', '15'),
      at: fc.integer({ min: 0, max: 900 }),
    }),
    { maxLength: 6, selector: ({ attribute, at }) => `${attribute} ${at}` },
  ),
})
const ground = fc.array(project, { maxLength: 12 }).map(
  (projects): QuotaGround => ({
    projects: projects.map(
      (one, i): CountedProject => ({
        ...{ projectId: `p${i}`, townId: one.townId, part: one.part as 'later' },
        attributes: one.attributes.map(({ at, ...row }) => ({ ...row, holdsFrom: iso(at) }) as never),
      }),
    ),
    ...{ towns: TOWNS, forecastDays: 365 },
    outside: [
      {
        id: 'all',
        name: { zh: '全', en: 'all' },
        values: [{ from: iso(300), value: 20, source: 'S', grade: 'N' }],
      },
    ],
  }),
)
const quotaOf = (more: Partial<Quota>): Quota => ({
  ...{
    id: 'q',
    milestone: 'M01',
    phrase: '…',
    name: { zh: '…', en: '…' },
    rule: { zh: '…', en: '…' },
    source: 'S',
    grade: 'O',
  },
  ...{ measure: 'count', deadline: iso(600), atLeast: 2, numerator: { count: 'projects', where: [] } },
  ...more,
})
/** Day by day, what an attribute says last. */
const said = (one: CountedProject, attribute: string, asOf: string) => {
  let value: string | undefined
  for (let at = START; at <= dayOf(asOf); at++)
    for (const row of one.attributes)
      if (row.attribute === attribute && row.holdsFrom === isoOf(at)) value = row.value
  return value
}
const listed = (one: CountedProject, asOf: string) =>
  one.attributes.some(
    ({ attribute, value, holdsFrom }) => attribute === 'list' && value === 'city-2022' && holdsFrom <= asOf,
  )
const ever: Condition = { kind: 'ever', of: [{ attribute: 'list', value: 'city-2022' }] }

test('a share counts what meets all conditions, of what it is a share of', () => {
  const where: Condition[] = [ever, { kind: 'held', attribute: 'build-type', value: 'renewal' }]
  const quota = quotaOf({
    ...{ measure: 'share', atLeast: 1 },
    numerator: { count: 'projects', where: [...where, { kind: 'stage', atLeast: 15 }] },
    denominator: { count: 'projects', where },
  })
  fc.assert(
    fc.property(ground, fc.integer({ min: 0, max: 900 }), (on, at) => {
      const asOf = iso(at)
      const meant = on.projects.filter(
        (one) => listed(one, asOf) && said(one, 'build-type', asOf) === 'renewal',
      )
      const done = meant.filter((one) => Number(said(one, 'stage', asOf) ?? 0) >= 15)
      const stand = quotaStand(quota, on, asOf)
      expect(stand.counted).toEqual(done.map(({ projectId }) => projectId))
      expect(stand.lacking).toEqual(
        meant.filter((one) => !done.includes(one)).map(({ projectId }) => projectId),
      )
      expect(stand.denominator).toBe(meant.length)
      expect(stand.value).toBe(meant.length === 0 ? null : done.length / meant.length)
    }),
    { numRuns: 100 },
  )
})

test('towns count once each, those that the district does not run not at all', () => {
  const quota = quotaOf({
    ...{ measure: 'share', atLeast: 1 },
    numerator: { count: 'towns', atLeast: 2, where: [ever] },
    denominator: { count: 'all-towns' },
  })
  fc.assert(
    fc.property(ground, fc.integer({ min: 0, max: 900 }), (on, at) => {
      const of = (town: string) => on.projects.filter((one) => one.townId === town && listed(one, iso(at)))
      const stand = quotaStand(quota, on, iso(at))
      expect(stand.counted).toEqual(TOWNS.filter((town) => of(town).length >= 2))
      expect(stand.denominator).toBe(3)
    }),
    { numRuns: 100 },
  )
})

/** Projects that are listed on these days. */
const listedOn = (...days: number[]): QuotaGround => ({
  projects: days.map((at, i) => ({
    ...{ projectId: `p${i}`, townId: 't1', part: 'later' },
    attributes: [{ attribute: 'list', value: 'city-2022', holdsFrom: iso(at) }],
  })),
  ...{ towns: TOWNS, outside: [], forecastDays: 365 },
})
const two = quotaOf({ numerator: { count: 'projects', where: [ever] } })

describe('a quota of two by day 600', () => {
  test.each([
    ['is open while one is there', [10], 599, 'open'],
    ['is reached before its deadline', [10, 20], 599, 'reached'],
    ['is not missed on its deadline', [10], 600, 'open'],
    ['is missed the day after', [10], 601, 'missed'],
    ['was met by its deadline', [10, 600], 601, 'met'],
    ['is reached after it', [10, 700], 700, 'metAfter'],
    ['is missed until then', [10, 700], 699, 'missed'],
  ])('%s', (_, days, at, state) => {
    expect(quotaStand(two, listedOn(...days), iso(at)).state).toBe(state)
  })

  test.each([
    ['none gained, none more', [], 235, 0],
    ['one in the last year, one more in the year that is left', [100], 235, 2],
    ['what was gained before the last year is no pace', [0], 400, 1],
    ['a part of one is none', [300], 400, 1],
  ])('forecast: %s', (_, days, at, forecast) => {
    expect(quotaStand(two, listedOn(...days), iso(at)).forecast).toBe(forecast)
  })

  test('there is no forecast once the deadline has passed', () => {
    expect(quotaStand(two, listedOn(10), iso(601)).forecast).toBeNull()
  })
})

test('a share of a number that is not known yet is not known: missing is not zero', () => {
  const quota = quotaOf({
    ...{ measure: 'share', atLeast: 0.1 },
    numerator: { count: 'projects', where: [ever] },
    denominator: { count: 'outside', id: 'all' },
  })
  const on = {
    ...listedOn(10, 20),
    outside: [
      {
        id: 'all',
        name: { zh: '全', en: 'all' },
        values: [{ from: iso(300), value: 20, source: 'S', grade: 'N' as const }],
      },
    ],
  }
  expect(quotaStand(quota, on, iso(299))).toMatchObject({
    state: 'unknown',
    denominator: null,
    value: null,
    forecast: null,
  })
  expect(quotaStand(quota, on, iso(300))).toMatchObject({ state: 'reached', denominator: 20, value: 0.1 })
})

const [one, other] = structuredClone(quotaPack.quotas)
test.each([
  ['an unknown milestone', { ...one, milestone: 'M99' }, ['/quotas/0/milestone']],
  ['a share of nothing', { ...one, measure: 'share' }, ['/quotas/0/denominator']],
  ['a deadline that is no day', { ...one, deadline: '2022-13-01' }, ['/quotas/0/deadline']],
  [
    'a condition that is none',
    { ...one, numerator: { count: 'projects', where: [{ kind: 'big' }] } },
    ['/quotas/0/numerator/where/0'],
  ],
  [
    'a number from nowhere',
    { ...one, measure: 'share', denominator: { count: 'outside', id: 'x' } },
    ['/quotas/0/denominator/id'],
  ],
  [
    'an attribute that is none',
    { ...one, numerator: { count: 'projects', where: [{ kind: 'has', attribute: 'mood' }] } },
    ['/quotas/0/numerator/where/0/attribute'],
  ],
  ['the same id twice', { ...one, id: other!.id }, ['/quotas/1/id']],
])('a pack with %s is refused where it is wrong', (_, changed, paths) => {
  const pack = { ...quotaPack, quotas: [changed, other] }
  expect(quotaPackProblems(pack, milestonePack.milestones).map(({ path }) => path)).toEqual(paths)
})
