import { expect, test } from 'vitest'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { Change } from '../contract.ts'
import { interventions, sharedAs, sharing } from './candidates.ts'
import { NO_MEANS } from './changes.ts'
import { type ChangeCost, costsOf, type Places, sumOfCosts } from './costs.ts'

const candidate = (kind: 'vacant-room' | 'plot', areaM2: number | null, costFen: number | null = null) => ({
  ...{ kind, areaM2, costFen, name: '闲置用房' },
})
const places: Places = {
  candidates: new Map([
    ['c/room', candidate('vacant-room', 200)],
    ['c/stated', candidate('vacant-room', 200, 12_345)],
    ['c/unmeasured', candidate('vacant-room', null)],
    ['c/plot', candidate('plot', 1000)],
  ]),
  facilities: new Map([
    ['school', { areaM2: 5000 }],
    ['clinic', { areaM2: 300 }],
    ['kiosk', { areaM2: null }],
  ]),
}
const { fixed_fen: build, perM2_fen: buildPerM2 } = interventions.find(({ id }) => id === 'build')!
const { fixed_fen: convert, perM2_fen: convertPerM2 } = interventions.find(({ id }) => id === 'convert')!
const { fixed_fen: extend, perM2_fen: extendPerM2 } = interventions.find(({ id }) => id === 'extend')!

type Means = Partial<Pick<Extract<Change, { kind: 'move' }>, 'interventionId' | 'hostId'>>
const at = { lon: 121.5, lat: 29.8 }
const add = (areaM2: number | null, means: Means = {}): Change => ({
  ...{ kind: 'add', facilityId: 'new:1', facilityKind: 'childcare', name: 'x', capacity: null, areaM2 },
  ...{ ...at, ...NO_MEANS, ...means },
})
const move = (facilityId: string, means: Means = {}): Change => ({
  ...{ kind: 'move', facilityId, ...at, ...NO_MEANS, ...means },
})
const resize = (facilityId: string, areaM2: number | null): Change => ({
  ...{ kind: 'resize', facilityId, capacity: null, areaM2 },
})

test.each<[string, Change, Partial<ChangeCost>]>([
  [
    'open ground is built on',
    add(100),
    { interventionId: 'build', fen: build + 100 * buildPerM2, host: null },
  ],
  ['of no known area', add(null), { interventionId: 'build', fen: null, why: 'area' }],
  [
    'a room is converted, over its own area',
    add(null, { hostId: 'c/room' }),
    { interventionId: 'convert', fen: convert + 200 * convertPerM2, stated: false },
  ],
  ['a recorded cost goes first', add(50, { hostId: 'c/stated' }), { fen: 12_345, stated: true }],
  ['a room of no known area', add(50, { hostId: 'c/unmeasured' }), { fen: null, why: 'area' }],
  [
    'the intervention that is named',
    add(50, { hostId: 'c/room', interventionId: 'mobile' }),
    { interventionId: 'mobile', fen: interventions.find(({ id }) => id === 'mobile')!.fixed_fen },
  ],
  [
    'a school is shared',
    add(null, { hostId: 'school', interventionId: 'share' }),
    { fen: sharing.fixed_fen, host: { is: 'facility', facilityId: 'school' } },
  ],
  ['a facility as host, unnamed, is shared', add(null, { hostId: 'school' }), { interventionId: 'share' }],
  [
    'a candidate that is gone',
    move('clinic', { hostId: 'c/gone', interventionId: 'convert' }),
    { fen: null, why: 'host-gone', interventionId: 'convert', host: { is: 'gone', hostId: 'c/gone' } },
  ],
  [
    'an intervention that is gone',
    add(50, { interventionId: 'levitate' }),
    { fen: null, why: 'intervention-gone' },
  ],
  ['moved to open ground by its own area', move('clinic'), { fen: build + 300 * buildPerM2 }],
  ['moved, of no known area', move('kiosk'), { fen: null, why: 'area' }],
  [
    'moved to a plot, over the plot',
    move('clinic', { hostId: 'c/plot' }),
    { interventionId: 'build', fen: build + 1000 * buildPerM2 },
  ],
  ['larger by so much', resize('clinic', 400), { interventionId: 'extend', fen: extend + 100 * extendPerM2 }],
  ['larger, nobody knows by how much', resize('kiosk', 400), { fen: null, why: 'area' }],
  ['not larger', resize('clinic', 300), { fen: null, why: 'not-in-catalogue', interventionId: null }],
  ['closed', { kind: 'remove', facilityId: 'clinic' }, { fen: null, why: 'not-in-catalogue' }],
])('%s', (_, change, cost) => {
  expect(costsOf([change], places)).toMatchObject([cost])
})

test('what is moved and enlarged is built anew in its new size, and the order does not matter', () => {
  const [moved, larger] = [move('clinic'), resize('clinic', 400)]
  const anew = build + 400 * buildPerM2
  expect(costsOf([moved, larger], places).map(({ fen }) => fen)).toEqual([anew, 0])
  expect(costsOf([larger, moved], places).map(({ fen }) => fen)).toEqual([0, anew])
})

test('a sum tells how many costs are not in it', () => {
  const costs = costsOf([add(100, { hostId: 'c/stated' }), move('kiosk'), move('clinic')], places)
  expect(sumOfCosts(costs)).toEqual({
    fen: 12_345 + build + 300 * buildPerM2,
    ...{ knownCount: 2, unknownCount: 1, stated: false },
  })
  expect(sumOfCosts([])).toEqual({ fen: 0, knownCount: 0, unknownCount: 0, stated: true })
})

test('what is shared is of known kinds, another one than its host, and said once', () => {
  const rows = sharing.shares!
  for (const { host, as } of rows) {
    expect([facilityKinds.has(host), facilityKinds.has(as), host === as]).toEqual([true, true, false])
  }
  expect(new Set(rows.map(({ host, as }) => `${host} ${as}`)).size).toBe(rows.length)
  expect(sharedAs('primary_school')).toContain('ball_court')
  expect(sharedAs('bus_stop')).toEqual([])
})
