import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['-名称', "'-名称"],
  [-5, '-5'],
  ['', ''],
])('%j in a table', (value, written) => {
  expect(csvOf([[value, 'x']])).toBe(`\ufeff${written},x\r\n`)
})
