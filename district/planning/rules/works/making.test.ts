import { expect, test } from 'vitest'
import type { ProgrammeSite } from '../../contract/works.ts'
import type { Candidate, Change } from '../../contract.ts'
import { NO_MEANS } from '../changes.ts'
import { datesOf, type Ground, groupChanges, type MadeWork, proposalOf, standingOf } from './making.ts'

const add = (id: string, more: Partial<Extract<Change, { kind: 'add' }>> = {}): Change => ({
  ...{ kind: 'add', facilityId: `new:${id}`, facilityKind: 'childcare', name: '新增托育机构' },
  ...{ lon: 121.55, lat: 29.85, capacity: 60, areaM2: 400, ...NO_MEANS },
  ...more,
})
const room: Candidate = {
  ...{
    communityId: 'c1',
    candidateId: 'room',
    kind: 'vacant-room',
    name: '闲置用房',
    lon: 121.55,
    lat: 29.85,
  },
  ...{ areaM2: 300, costFen: null, holder: '城投', source: '台账', generated: false },
}
const estate: ProgrammeSite = {
  ...{ communityId: 'c1', siteId: 'estate', programme: 'old-estate', name: '东苑', lon: 121.55, lat: 29.85 },
  shape: { type: 'Point', coordinates: [121.5505, 29.85] },
  ...{ from: '2027-06-10', to: '2028-02-20', digs: true, holder: '', source: '', generated: false },
  ...{ beforeDocument: null, afterDocument: null },
}
const ground: Ground = {
  facility: (id) =>
    id === 'f1' ? { kind: 'clinic', name: '东苑诊所', lon: 121.6, lat: 29.9, areaM2: 200 } : undefined,
  community: (lon) => (lon < 121.58 ? { areaId: 'c1', name: '东苑社区', town: '东胜街道' } : undefined),
  candidates: new Map([['c1/room', room]]),
  sites: [],
  today: '2026-11-27',
  ownArea: '330212',
}

test('changes of a facility are one project, and those that share a place are where that is asked for', () => {
  const move: Change = { kind: 'move', facilityId: 'f1', lon: 121.6, lat: 29.9, ...NO_MEANS }
  const resize: Change = { kind: 'resize', facilityId: 'f1', capacity: 9, areaM2: null }
  const [one, two] = [add('1', { hostId: 'c1/room' }), add('2', { hostId: 'c1/room' })]
  const changes = [move, one, resize, two]
  expect(groupChanges(changes, 'facility')).toEqual([[move, resize], [one], [two]])
  expect(groupChanges(changes, 'host')).toEqual([
    [move, resize],
    [one, two],
  ])
})

const proposed = (group: Change[], more: Partial<Ground> = {}) => proposalOf(group, { ...ground, ...more })

test('on an open place it is built, by the catalogue, and decided by the task force', () => {
  expect(proposed([add('1')])).toMatchObject({
    ...{ name: '东苑社区新增托育机构', communityId: 'c1', interventionId: 'build', digs: true },
    costs: [{ category: 'construction', fen: 50_000_000 + 400 * 450_000, basis: 'catalogue', grade: 'P' }],
    ...{ unitRole: 'task-force', unit: '', plannedFrom: '2027-02-01', plannedTo: '2028-07-31' },
  })
})

test('rooms are converted without a dig, decided by the town by its name', () => {
  expect(proposed([add('1', { hostId: 'c1/room', areaM2: null })])).toMatchObject({
    ...{ interventionId: 'convert', digs: false, unitRole: 'town', unit: '东胜街道', hostId: 'c1/room' },
    costs: [{ fen: 10_000_000 + 300 * 180_000 }],
    plannedTo: '2027-07-31',
  })
})

test.each<[string, Partial<Candidate>, Partial<Extract<Change, { kind: 'add' }>>, object]>([
  [
    'as the register states it',
    { costFen: 700 },
    {},
    { fen: 700, basis: 'stated', source: '台账', grade: 'O' },
  ],
  ['not known without an area', { areaM2: null }, { areaM2: null }, { fen: null, basis: 'catalogue' }],
  [
    'by the intervention that is named',
    {},
    { interventionId: 'mobile' },
    { fen: 8_000_000, category: 'equipment' },
  ],
])('the cost is %s', (_, candidate, change, line) => {
  const candidates = new Map([['c1/room', { ...room, ...candidate }]])
  const { costs } = proposed([add('1', { hostId: 'c1/room', ...change })], { candidates })
  expect(costs).toHaveLength(1)
  expect(costs[0]).toMatchObject(line)
})

test.each([
  ['by as much as it grows', 250, 15_000_000 + 50 * 220_000],
  ['by what is not known where it has more places in the same rooms', 200, null],
  ['by what is not known', null, null],
])('enlarging is paid for %s', (_, areaM2, fen) => {
  const resize: Change = { kind: 'resize', facilityId: 'f1', capacity: 9, areaM2 }
  expect(proposed([resize]).costs).toMatchObject([{ fen, basis: 'catalogue' }])
})

test('moved and enlarged it is built once, in its new size', () => {
  const move: Change = { kind: 'move', facilityId: 'f1', lon: 121.55, lat: 29.85, ...NO_MEANS }
  const resize: Change = { kind: 'resize', facilityId: 'f1', capacity: 9, areaM2: 250 }
  expect(proposed([move, resize]).costs).toMatchObject([{ fen: 50_000_000 + 250 * 450_000 }])
})

test('in the rooms of another facility it shares them', () => {
  expect(proposed([add('1', { hostId: 'f1' })])).toMatchObject({ interventionId: 'share', digs: false })
})

test('two facilities in one place pay its cost once', () => {
  const group = [add('1', { hostId: 'c1/room', areaM2: 100 }), add('2', { hostId: 'c1/room', areaM2: 150 })]
  const { costs, name } = proposed(group)
  expect(costs).toMatchObject([{ fen: 10_000_000 + 300 * 180_000 }])
  expect(name).toBe('东苑社区新增托育机构等2处设施')
})

test('a closing costs nothing that is known, and one outside all communities is the area of its scheme', () => {
  expect(proposed([{ kind: 'remove', facilityId: 'f1' }])).toMatchObject({
    ...{
      name: '东苑诊所关停',
      communityId: '330212',
      interventionId: null,
      costs: [],
      unitRole: 'task-force',
    },
    ...{ plannedFrom: '2027-02-01', plannedTo: '2027-02-28' },
  })
})

test.each([
  ['as soon as can be where nothing else digs', [], '2027-02-01', '2027-04-30'],
  [
    'at once where the other dig is open',
    [{ from: '2026-05-01', to: '2027-12-31' }],
    '2027-02-01',
    '2027-04-30',
  ],
  [
    'with the other dig where that comes',
    [{ from: '2027-06-10', to: '2028-01-31' }],
    '2027-06-01',
    '2027-08-31',
  ],
  [
    'with the first of two',
    [
      { from: '2028-03-01', to: '2028-04-30' },
      { from: '2027-09-01', to: '2027-10-01' },
    ],
    '2027-09-01',
    '2027-11-30',
  ],
  [
    'without waiting for one that is far enough off',
    [{ from: '2029-05-01', to: '2029-06-30' }],
    '2027-02-01',
    '2027-04-30',
  ],
  ['without one that is over', [{ from: '2025-01-01', to: '2026-12-31' }], '2027-02-01', '2027-04-30'],
])('it begins %s', (_, near, plannedFrom, plannedTo) => {
  expect(datesOf({ today: '2026-11-27', months: 3, near })).toEqual({ plannedFrom, plannedTo })
})

test.each<[string, Partial<ProgrammeSite>, Change, string]>([
  ['one dig with a site it is laid together with', {}, add('1'), 'one-dig'],
  ['after one that is over', { from: '2026-01-01', to: '2026-12-31' }, add('1'), 'after'],
  ['before one that is far off', { from: '2031-01-01', to: '2031-12-31' }, add('1'), 'before'],
  ['apart from one that opens no ground', { digs: false }, add('1'), 'apart'],
  ['apart where it opens none itself', {}, add('1', { hostId: 'c1/room' }), 'apart'],
])('it is %s', (_, site, change, relation) => {
  const { sites, plannedFrom } = proposed([change], { sites: [{ ...estate, ...site }] })
  expect(sites).toEqual([{ areaId: 'c1', siteId: 'estate', relation }])
  if (relation === 'one-dig') expect(plannedFrom).toBe('2027-06-01')
})

test('a site further off than the rule says is none of its', () => {
  const shape = { type: 'Point', coordinates: [121.5512, 29.85] } // 116 m
  expect(proposed([add('1')], { sites: [{ ...estate, shape }] }).sites).toEqual([])
})

const made = (changes: Change[], state: MadeWork['state'] = 'planned'): MadeWork => ({
  ...{ communityId: 'c1', workId: changes[0]!.facilityId, state, changes },
})

test.each<[MadeWork[], string]>([
  [[], 'new'],
  [[made([add('2')])], 'new'],
  [[made([add('1')])], 'same'],
  [[made([add('1', { capacity: 90 })])], 'changed'],
  [[made([add('1', { capacity: 90 })], 'approved')], 'fixed'],
  [[made([add('1')], 'dropped')], 'fixed'],
  [[made([add('1'), add('2')])], 'fixed'],
])('what was made before of a facility: %#', (before, standing) => {
  expect(standingOf([add('1')], before).standing).toBe(standing)
})

test('a project over two that were made apart is none of either', () => {
  expect(standingOf([add('1'), add('2')], [made([add('1')]), made([add('2')])]).standing).toBe('fixed')
})
