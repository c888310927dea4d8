import { describe, expect, test } from 'vitest'
import { InputError, reasonOf } from './input-error.ts'
import { inputErrors } from './input-errors.ts'

const slotsOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot).sort()

test.each(Object.entries(inputErrors))('%s says the same in both languages', (_, { zh, en }) => {
  expect(slotsOf(zh)).toEqual(slotsOf(en))
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(en).not.toMatch(/\p{Script=Han}/u)
})

describe('an input error', () => {
  const place = { file: '人口.csv', row: 7, field: '年龄' }
  const error = new InputError('NOT_A_NUMBER', place, { value: '三十' })

  test('names file, place, field and reason, in either language', () => {
    expect(error.describe('zh')).toBe('人口.csv，第 7 行，字段“年龄”：“三十”不是数字')
    expect(error.message).toBe('人口.csv, row 7, field "年龄": "三十" is not a number')
    expect([error.file, error.row, error.field]).toEqual(['人口.csv', 7, '年龄'])
  })

  test('is plain data for problem details', () => {
    const reason = { zh: '“三十”不是数字', en: '"三十" is not a number' }
    expect(JSON.parse(JSON.stringify(error.toProblem()))).toEqual({ code: 'NOT_A_NUMBER', ...place, reason })
  })

  test('shortens long values and takes them literally', () => {
    expect(reasonOf('NOT_A_NUMBER', { value: 'x'.repeat(1e6) }).en.length).toBeLessThan(120)
    expect(reasonOf('NOT_A_NUMBER', { value: '$& {value}' }).en).toBe('"$& {value}" is not a number')
  })
})
