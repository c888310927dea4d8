import { expect, test } from 'vitest'
import type { Shape } from '#foundation/place/rules/shape.ts'
import type { ProgrammeSite, WorkSummary } from '../../contract/works.ts'
import { firstOfMonth, lastOfMonths, monthsBetween } from './days.ts'
import { digConflicts, distanceTo, periodOf } from './digs.ts'

const here = { lon: 121.55, lat: 29.85 }
const square: Shape = {
  type: 'Polygon',
  coordinates: [
    [
      [121.549, 29.849],
      [121.551, 29.849],
      [121.551, 29.851],
      [121.549, 29.851],
      [121.549, 29.849],
    ],
  ],
}

test.each<[string, { lon: number; lat: number }, Shape, number]>([
  ['within a plot', here, square, 0],
  ['beside a plot', { lon: 121.552, lat: 29.85 }, square, 96.7],
  ['off its corner', { lon: 121.552, lat: 29.852 }, square, 147],
  ['of a point', { lon: 121.551, lat: 29.85 }, { type: 'Point', coordinates: [121.55, 29.85] }, 96.7],
])('distance %s', (_, point, shape, metres) => {
  expect(distanceTo(point, shape)).toBeCloseTo(metres, 0)
})

test.each([
  ['2026-11-27', 3, '2027-02-01', '2027-01-31'],
  ['2026-12-01', 1, '2027-01-01', '2026-12-31'],
  ['2028-02-10', 1, '2028-03-01', '2028-02-29'],
])('months from %s', (day, months, first, last) => {
  expect(firstOfMonth(day, months)).toBe(first)
  expect(lastOfMonths(day, months)).toBe(last)
})

test.each([
  ['2026-01-31', '2026-02-01', 0],
  ['2026-01-31', '2026-02-28', 0],
  ['2026-01-15', '2027-01-15', 12],
  ['2026-01-15', '2027-01-14', 11],
])('whole months between %s and %s', (from, to, months) => {
  expect(monthsBetween(from, to)).toBe(months)
})

const work = (id: string, more: Partial<WorkSummary> = {}): WorkSummary =>
  ({
    ...{ communityId: 'c1', workId: id, name: id, state: 'planned', digs: true, ...here },
    ...{ plannedFrom: '2027-03-01', plannedTo: '2027-08-31', startedOn: null, builtOn: null, sites: [] },
    ...more,
  }) as WorkSummary
const site = (more: Partial<ProgrammeSite> = {}): ProgrammeSite =>
  ({
    ...{ communityId: 'c1', siteId: 's', name: '东苑旧改', digs: true, shape: square },
    ...{ from: '2024-01-01', to: '2025-12-31', ...more },
  }) as ProgrammeSite

const found = (works: WorkSummary[], sites: ProgrammeSite[]) =>
  Object.fromEntries(
    [...digConflicts(works, sites)].map(([id, all]) => [
      id,
      all.map((one) => `${one.with.id} ${one.months}`),
    ]),
  )

test.each<[string, WorkSummary[], ProgrammeSite[], object]>([
  ['a year after the last dig', [work('a')], [site()], { a: ['s 14'] }],
  ['23 months after it', [work('a')], [site({ to: '2025-03-15' })], { a: ['s 23'] }],
  ['24 months after it', [work('a')], [site({ to: '2025-03-01' })], {}],
  ['at the same time: one dig', [work('a')], [site({ to: '2027-03-01' })], {}],
  ['before the next dig', [work('a')], [site({ from: '2028-01-01', to: '2028-02-01' })], { a: ['s 4'] }],
  ['beside one that opens no ground', [work('a')], [site({ digs: false })], {}],
  ['opening none itself', [work('a', { digs: false })], [site()], {}],
  ['dropped', [work('a', { state: 'dropped' })], [site()], {}],
  [
    'where somebody has said they are apart',
    [work('a', { sites: [{ areaId: 'c1', siteId: 's', relation: 'apart' }] })],
    [site()],
    {},
  ],
  ['elsewhere', [work('a', { lon: 121.56 })], [site()], {}],
  [
    'beside another project',
    [
      work('a'),
      work('b', { plannedFrom: '2028-01-01', plannedTo: '2028-03-31' }),
      work('c', { lon: 121.57 }),
    ],
    [],
    { a: ['b 4'], b: ['a 4'] },
  ],
  ['as it was really dug', [work('a', { startedOn: '2025-11-01', builtOn: '2026-02-01' })], [site()], {}],
])('a dig %s', (_, works, sites, conflicts) => {
  expect(found(works, sites)).toEqual(conflicts)
})

test.each<[Partial<WorkSummary>, string, string]>([
  [{}, '2027-03-01', '2027-08-31'],
  [{ startedOn: '2027-05-01' }, '2027-05-01', '2027-08-31'],
  [{ startedOn: '2027-10-01' }, '2027-10-01', '2027-10-01'],
  [{ startedOn: '2027-05-01', builtOn: '2027-07-01' }, '2027-05-01', '2027-07-01'],
])('its period with %j', (more, from, to) => {
  expect(periodOf(work('a', more))).toEqual({ from, to })
})
