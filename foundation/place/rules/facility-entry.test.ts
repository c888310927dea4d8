import { expect, test } from 'vitest'
import type { FacilityEntry } from '../contract/facility.ts'
import { objectionsTo, tidied } from './facility-entry.ts'

const entry: FacilityEntry = {
  ...{ kind: 'kindergarten', name: { zh: ' 春芽幼儿园 ', en: '' }, lon: 121.5, lat: 29.8 },
  ...{ areaM2: null, capacity: null, capacityUnit: 'place', hours: '  ', floor: ' 0 ' },
  ...{ ageBands: null, sharedWith: ['c', 'b', 'c'], openedOn: null },
}
const ground = { communityId: 'a', isCommunity: (id: string) => 'abc'.includes(id), closedOn: null }

test('an entry is kept without spaces, doubles and a unit of nothing; what is not known stays null', () => {
  expect(tidied(entry)).toEqual({
    ...entry,
    ...{ name: { zh: '春芽幼儿园', en: '春芽幼儿园' }, capacityUnit: null, hours: null, floor: '0' },
    sharedWith: ['b', 'c'],
  })
})

test('a capacity is in the unit of its kind unless it says another; none is a count too', () => {
  const unitOf = (changes: Partial<FacilityEntry>) => tidied({ ...entry, ...changes }).capacityUnit
  expect(unitOf({ capacity: 180, capacityUnit: null })).toBe('place')
  expect(unitOf({ capacity: 0, capacityUnit: null })).toBe('place')
  expect(unitOf({ capacity: 6, capacityUnit: 'bay' })).toBe('bay')
  expect(unitOf({ capacity: 6, capacityUnit: null, kind: 'laundry' })).toBeNull()
})

test.each<[string, Partial<FacilityEntry>, object, string[]]>([
  ['as it should be', {}, {}, []],
  ['of no kind', { kind: 'palace' }, {}, ['kind']],
  ['in an unknown unit', { capacity: 3, capacityUnit: 'ells' }, {}, ['capacityUnit']],
  ['in a unit that every object has', { capacity: 3, capacityUnit: 'toString' }, {}, ['capacityUnit']],
  ['for an unknown age', { ageBands: ['3-5', '6-8'] }, {}, ['ageBands']],
  ['for nobody', { ageBands: [] }, {}, ['ageBands']],
  ['outside every community', {}, { communityId: undefined }, ['lon']],
  ['shared with an unknown community', { sharedWith: ['b', 'x'] }, {}, ['sharedWith']],
  ['shared with its own community', { sharedWith: ['a'] }, {}, ['sharedWith']],
  ['opened after it closed', { openedOn: '2026-05-02' }, { closedOn: '2026-05-01' }, ['openedOn']],
  ['opened on the day it closed', { openedOn: '2026-05-01' }, { closedOn: '2026-05-01' }, []],
  ['wrong twice', { kind: 'palace', sharedWith: ['x'] }, {}, ['kind', 'sharedWith']],
])('a facility %s is judged by field', (_, changes, where, fields) => {
  const faults = objectionsTo({ ...tidied(entry), ...changes }, { ...ground, ...where })
  expect(faults.map(({ field }) => field)).toEqual(fields)
})
