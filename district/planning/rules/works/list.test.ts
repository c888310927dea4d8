import { expect, test } from 'vitest'
import type { CostLine, FundingLine, ProgrammeSite, WorkState, WorkSummary } from '../../contract/works.ts'
import { errorOf, shown } from './forecast.ts'
import { chosenWorks } from './list.ts'
import { costOfLines, moneyOfLines, totalsOf, unfundedFen } from './money.ts'
import { nextStates, standOf } from './steps.ts'
import { workFaults } from './unfit.ts'

const cost = (fen: number | null): CostLine => ({
  ...{ category: 'construction', fen, basis: 'entered', source: '概算', grade: 'O' },
})
const money = (fen: number, state: FundingLine['state']): FundingLine => ({
  ...{ source: 'bond', fen, state, note: '' },
})

test('costs that are not known are counted, and no line at all is one', () => {
  expect(costOfLines([cost(5), cost(null), cost(7)])).toEqual({ fen: 12, unknown: 1 })
  expect(costOfLines([])).toEqual({ fen: 0, unknown: 1 })
})

test('what is sought pays for nothing yet', () => {
  expect(moneyOfLines([money(1, 'sought'), money(2, 'committed'), money(4, 'received')])).toEqual({
    ...{ funded: 6, sought: 1 },
  })
})

test('too much money of one project covers no cost of another', () => {
  const works = [
    { costFen: 100, costUnknown: 0, fundedFen: 40, soughtFen: 60 },
    { costFen: 10, costUnknown: 1, fundedFen: 50, soughtFen: 0 },
  ]
  expect(works.map(unfundedFen)).toEqual([60, 0])
  expect(totalsOf(works)).toEqual({
    ...{ costFen: 110, costUnknown: 1, fundedFen: 90, soughtFen: 60, unfundedFen: 60 },
  })
})

const content = {
  ...{ unitRole: 'town', plannedFrom: '2027-01-01', plannedTo: '2027-06-30' },
  ...{ costs: [cost(100)], funding: [money(60, 'committed'), money(40, 'sought')], sites: [] },
}

test.each([
  ['as it should be', {}, []],
  ['more money than costs', { funding: [money(101, 'sought')] }, ['funding']],
  ['more money than the costs that are known', { costs: [cost(1), cost(null)] }, []],
  ['an end before the start', { plannedTo: '2026-12-31' }, ['plannedTo']],
  ['a role that is not there', { unitRole: 'emperor' }, ['unitRole']],
  ['a category that is not there', { costs: [{ ...cost(100), category: 'gold' }] }, ['costs/0/category']],
  ['a source that is not there', { funding: [{ ...money(1, 'sought'), source: 'x' }] }, ['funding/0/source']],
  [
    'a site twice',
    { sites: [1, 2].map(() => ({ areaId: 'c', siteId: 's', relation: 'after' as const })) },
    ['sites/1'],
  ],
])('%s', (_, more, fields) => {
  expect(workFaults({ ...content, ...more }).map(({ field }) => field)).toEqual(fields)
})

const steps = (...states: WorkState[]) => states.map((state, i) => ({ state, on: `2027-0${i + 1}-01` }))

test.each<[WorkState[], object]>([
  [['planned'], { state: 'planned', stateOn: '2027-01-01', startedOn: null, builtOn: null }],
  [['planned', 'approved', 'building'], { state: 'building', startedOn: '2027-03-01', builtOn: null }],
  [['planned', 'approved', 'building', 'built'], { startedOn: '2027-03-01', builtOn: '2027-04-01' }],
  // Recorded in error and taken back.
  [['planned', 'approved', 'building', 'built', 'building'], { startedOn: '2027-05-01', builtOn: null }],
  [['planned', 'approved', 'building', 'dropped'], { state: 'dropped', startedOn: null, builtOn: null }],
])('after %j', (states, stand) => {
  expect(standOf(steps(...states))).toMatchObject(stand)
  states.slice(1).forEach((state, i) => void expect(nextStates(states[i]!)).toContain(state))
})

test('nothing is built that was not being built', () => {
  expect(nextStates('planned')).not.toContain('built')
  expect(nextStates('built')).toEqual(['building'])
})

test.each([
  [
    [100, 140, 200],
    [100, 140, 200],
  ],
  [
    [0, 9, 20],
    [0, null, 20],
  ],
  [
    [5, 30, 30],
    [null, 30, 30],
  ],
  [
    [100, 104, 200],
    [100, null, 200],
  ],
  [
    [100, 140, 148],
    [100, 140, null],
  ],
  [
    [100, 100, 100],
    [100, 100, 100],
  ],
])('of %j people %j are shown', (counts, expected) => {
  expect(shown(counts)).toEqual(expected)
})

test('the error is what was measured less what was forecast, of both ends', () => {
  expect(errorOf([0.25, 0.5], [0.5, 0.5])).toEqual([0.25, 0])
  expect(errorOf([0.25, 0.5], null)).toBeNull()
  expect(errorOf([1 / 3, 1], [Math.fround(1 / 3), 1])).toEqual([0, 0])
})

const listed = [
  {
    workId: 'a',
    name: '东苑托育点',
    communityId: 'c1',
    state: 'planned',
    costFen: 5,
    plannedFrom: '2027-03-01',
  },
  { workId: 'b', name: '西苑食堂', communityId: 'c2', state: 'built', costFen: 9, plannedFrom: '2026-01-01' },
  {
    workId: 'c',
    name: '南苑托育点',
    communityId: 'c2',
    state: 'planned',
    costFen: 1,
    plannedFrom: '2026-05-01',
  },
].map((one, i) => ({
  ...{
    ...one,
    facilityKind: i === 1 ? 'canteen' : 'childcare',
    unit: '教育局',
    fundedFen: i,
    plannedTo: `202${7 + i}-01-01`,
  },
  sites: i === 2 ? [{ areaId: 'c2', siteId: 's', relation: 'apart' }] : [],
  scheme: null,
})) as unknown as WorkSummary[]

test.each<[string, Partial<Parameters<typeof chosenWorks>[1]>, string]>([
  ['all, by planned start', {}, 'bca'],
  ['part of the name', { q: '托育' }, 'ca'],
  ['part of the unit', { q: '教育' }, 'bca'],
  ['a town', { town: 't2' }, 'bc'],
  ['a state', { state: 'planned' }, 'ca'],
  ['a kind', { kind: 'canteen' }, 'b'],
  ['a programme on the site', { programme: 'old-estate' }, 'c'],
  ['a verdict of the plans', { fit: 'conflict' }, 'a'],
  ['nothing of all at once', { programme: 'old-estate', state: 'built' }, ''],
  ['the dearest first', { sort: '-cost' }, 'bac'],
  ['by name', { sort: 'name' }, 'acb'],
  ['the largest gap first', { sort: '-unfunded' }, 'bac'],
])('works by %s', (_, asked, ids) => {
  const sites = [{ communityId: 'c2', siteId: 's', programme: 'old-estate' }] as ProgrammeSite[]
  const townOf = (communityId: string) => communityId.replace('c', 't')
  const all = { q: '', town: '', state: '', kind: '', programme: '', scheme: '', fit: '', sort: 'start' }
  const fitOf = (workId: string) => (workId === 'a' ? 'conflict' : 'fine')
  const found = chosenWorks(listed, { ...all, ...asked }, { sites, townOf, fitOf })
  expect(found.map(({ workId }) => workId).join('')).toBe(ids)
})
