import { expect, test } from 'vitest'
import type { Change } from '../contract.ts'
import { NO_MEANS } from './changes.ts'
import { compareChanges } from './compare.ts'

const at = { lon: 121.5, lat: 29.8 }
const add = (id: string, more: Partial<Extract<Change, { kind: 'add' }>> = {}): Change => ({
  ...{ kind: 'add', facilityId: `new:${id}`, facilityKind: 'childcare', name: id },
  ...{ ...at, capacity: 60, areaM2: null, ...NO_MEANS, ...more },
})
const move = (facilityId: string, lon: number): Change => ({
  ...{ kind: 'move', facilityId, lon, lat: 29.8, ...NO_MEANS },
})
const remove = (facilityId: string): Change => ({ kind: 'remove', facilityId })
const resize = (facilityId: string): Change => ({ kind: 'resize', facilityId, capacity: 5, areaM2: null })

const compared = (a: Change[], b: Change[]) =>
  compareChanges(a, b).map(({ is, a, b }) => [is, a?.facilityId ?? b?.facilityId])

test.each<[string, Change[], Change[], unknown[]]>([
  ['nothing', [], [], []],
  [
    'only in one',
    [remove('f')],
    [remove('g')],
    [
      ['only-a', 'f'],
      ['only-b', 'g'],
    ],
  ],
  ['alike in both', [remove('f')], [remove('f')], [['alike', 'f']]],
  ['moved to one place and to another', [move('f', 121.5)], [move('f', 121.6)], [['otherwise', 'f']]],
  ['moved, and closed', [move('f', 121.5)], [remove('f')], [['otherwise', 'f']]],
  ['moved, and moved and resized', [move('f', 121.5)], [move('f', 121.5), resize('f')], [['otherwise', 'f']]],
  ['in whatever order', [resize('f'), move('f', 1)], [move('f', 1), resize('f')], [['alike', 'f']]],
  ['added in one place under two ids', [add('1')], [add('2')], [['alike', 'new:1']]],
  ['added in one place, larger', [add('1')], [add('1', { capacity: 90 })], [['otherwise', 'new:1']]],
  [
    'added elsewhere',
    [add('1')],
    [add('1', { lon: 121.6 })],
    [
      ['only-a', 'new:1'],
      ['only-b', 'new:1'],
    ],
  ],
  [
    'of another kind',
    [add('1')],
    [add('1', { facilityKind: 'library' })],
    [
      ['only-a', 'new:1'],
      ['only-b', 'new:1'],
    ],
  ],
  ['by other means', [add('1')], [add('1', { interventionId: 'share' })], [['otherwise', 'new:1']]],
  [
    'two in one place, and one',
    [add('1'), add('2')],
    [add('3')],
    [
      ['alike', 'new:1'],
      ['only-a', 'new:2'],
    ],
  ],
])('%s', (_, a, b, found) => {
  expect(compared(a, b)).toEqual(found)
})

test('a scheme is alike to itself, and what is only in a is only in b the other way round', () => {
  const a = [add('1'), move('f', 121.5), resize('f'), remove('g')]
  const b = [add('2', { capacity: 9 }), remove('f'), remove('h')]
  expect(compareChanges(a, a).every(({ is }) => is === 'alike')).toBe(true)
  const count = (of: ReturnType<typeof compareChanges>, is: string) =>
    of.filter((one) => one.is === is).length
  expect(count(compareChanges(a, b), 'only-a')).toBe(count(compareChanges(b, a), 'only-b'))
})
