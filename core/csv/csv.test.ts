import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test.each<[string, (string | number)[], string]>([
  ['plain values', ['甲', 1.5, ''], '甲,1.5,'],
  ['commas, quotes and line ends', ['a,b', 'say "x"', 'a\nb'], '"a,b","say ""x""","a\nb"'],
  ['what would be a formula', ['=1+1', '-x', -2], "'=1+1,'-x,-2"],
])('%s', (_, row, line) => {
  expect(csvOf([row])).toBe(`\uFEFF${line}\r\n`)
})
