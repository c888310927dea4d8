import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from './date.ts'
import { convertUnit, parseNumber, unitNamed, units } from './quantity.ts'
import type { Cell } from './table.ts'

describe('a number', () => {
  test.each<[string, object]>([
    ['12', { value: 12 }],
    [' １２３４．５ ', { value: 1234.5 }],
    ['-0.5', { value: -0.5 }],
    ['－３', { value: -3 }],
    ['−3', { value: -3 }],
    ['.5', { value: 0.5 }],
    ['1,234,567.8', { value: 1234567.8 }],
    ['１，２３４', { value: 1234 }],
    ['1 234', { value: 1234 }],
    ["1'234", { value: 1234 }],
    ['1.2e3', { value: 1200 }],
    ['120㎡', { value: 120, unit: 'm2' }],
    ['120 m²', { value: 120, unit: 'm2' }],
    ['120平方米', { value: 120, unit: 'm2' }],
    ['1.2万㎡', { value: 1.2, unit: '10k_m2' }],
    ['3 亩', { value: 3, unit: 'mu' }],
    ['350人', { value: 350, unit: 'persons' }],
    ['1.5万人', { value: 1.5, unit: '10k_persons' }],
    ['35%', { value: 35, unit: 'percent' }],
    ['３５％', { value: 35, unit: 'percent' }],
    ['20 KM', { value: 20, unit: 'km' }],
    ['', { code: 'NOT_A_NUMBER' }],
    ['三十', { code: 'NOT_A_NUMBER' }],
    ['12,5', { code: 'NOT_A_NUMBER' }],
    ['1.2.3', { code: 'NOT_A_NUMBER' }],
    ['3-5', { code: 'NOT_A_NUMBER' }],
    ['约30', { code: 'NOT_A_NUMBER' }],
    ['人', { code: 'NOT_A_NUMBER' }],
    ['Infinity', { code: 'NOT_A_NUMBER' }],
    ['1e999', { code: 'NOT_A_NUMBER' }],
    ['0x10', { code: 'UNIT_UNKNOWN' }],
    ['5 furlongs', { code: 'UNIT_UNKNOWN' }],
    ['5平方英尺', { code: 'UNIT_UNKNOWN' }],
  ])('"%s"', (text, expected) => {
    expect(parseNumber(text)).toMatchObject(expected)
    if ('value' in expected && !('unit' in expected)) expect(parseNumber(text)).not.toHaveProperty('unit')
  })

  test('is read back however a spreadsheet shows it', () => {
    const fullWidth = (text: string) =>
      text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (number) => {
        const value = Number(number.toFixed(4)) + 0 // no negative zero
        const shown = value.toLocaleString('en-US', { maximumFractionDigits: 4 })
        for (const text of [String(value), shown, fullWidth(shown), `${shown} 户`])
          expect(parseNumber(text)).toMatchObject({ value })
      }),
    )
  })
})

describe('units', () => {
  test('have names that are told apart', () => {
    const names = units.flatMap(({ id, names }) => [...new Set([id, ...names])])
    expect(new Set(names).size).toBe(names.length)
    expect(unitNamed('㎡')?.id).toBe('m2')
  })
  test.each([
    [3, 'mu', 'm2', 2000],
    [1.2, '10k_m2', 'm2', 12000],
    [1.5, '10k_persons', 'persons', 15000],
    [250, 'm', 'km', 0.25],
    [5, 'm2', 'm2', 5],
  ])('%d %s in %s is %d', (value, from, to, expected) => expect(convertUnit(value, from, to)).toBe(expected))
  test('of another dimension do not convert', () => {
    expect(convertUnit(5, 'persons', 'm2')).toMatchObject({ code: 'UNIT_WRONG' })
  })
})

test.each<[Cell, string | undefined]>([
  [new Date(Date.UTC(2024, 4, 6)), '2024-05-06'],
  [45418, '2024-05-06'],
  [45418.75, '2024-05-06'],
  ['45418', '2024-05-06'],
  ['2024-05-06', '2024-05-06'],
  ['2024/5/6', '2024-05-06'],
  ['2024.5.6', '2024-05-06'],
  ['２０２４年５月６日', '2024-05-06'],
  ['20240506', '2024-05-06'],
  [20240506, '2024-05-06'],
  ['2024-05-06 12:30:00', '2024-05-06'],
  ['2024-05-06T12:30:00Z', '2024-05-06'],
  ['2024-02-29', '2024-02-29'],
  ['2023-02-29', undefined],
  ['2024-13-01', undefined],
  ['5/6/2024', undefined],
  ['2024年5月', undefined],
  ['2024', undefined],
  [2024, undefined],
  [7306, '1920-01-01'],
  ['五月', undefined],
  ['', undefined],
  [null, undefined],
  [-5, undefined],
  [1e9, undefined],
  [true, undefined],
])('the day in %o is %s', (cell, day) => expect(parseDate(cell)).toBe(day))
