import { expect, test } from 'vitest'
import { guardOf } from './guard.ts'

test.each(['', 'months-since(x)', 'months-since(x, 0)', 'months-since(x, 3) or so', 'spring'])(
  '“%s” is no guard',
  (text) => expect(guardOf(text)).toBeUndefined(),
)
