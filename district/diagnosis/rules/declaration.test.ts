import { expect, test } from 'vitest'
import { choicesOf, type Declared, declarationObjection, holdingOf } from './declaration.ts'
import { pack } from './test-case.ts'

const signature = (item: string): Declared => ({ kind: 'signature', item, reason: '居民议定' })
const profile = (item: string): Declared => ({ kind: 'profile', item, reason: '批复' })
const [first, second] = pack.scenarios.map(({ id }) => id)

test.each([
  ['fits', [], { ...signature(first!), holds: true }, undefined],
  ['is not in the pack', [], { ...signature('XX'), holds: true }, 'unknown item'],
  ['holds already', [signature(first!)], { ...signature(first!), holds: true }, 'unchanged item'],
  ['takes back what does not hold', [], { ...signature(first!), holds: false }, 'unchanged item'],
  [
    'would be a fourth signature scenario',
    ['a', 'b', 'c'].map(signature),
    { ...signature(first!), holds: true },
    'too-many item',
  ],
  ['says no reason', [], { ...signature(first!), reason: ' ', holds: true }, 'no-reason reason'],
  [
    'takes something back without saying why',
    [signature(first!)],
    { ...signature(first!), reason: '', holds: false },
    'no-reason reason',
  ],
  [
    'takes back what a newer pack no longer has',
    [signature('XX')],
    { ...signature('XX'), holds: false },
    undefined,
  ],
] as const)('a declaration that %s', (_, holding, wanted, expected) => {
  const objection = declarationObjection(pack, holding, wanted)
  expect(objection && `${objection.because} ${objection.field}`).toBe(expected)
})

test('a community has one profile: a new one replaces the earlier, and taking it back leaves the default', () => {
  const history = [profile('strict'), signature(second!), profile('mild')].map((row) => ({
    ...row,
    holds: true,
  }))
  const later = holdingOf(history)
  expect(later.map(({ item }) => item)).toEqual([second, 'mild'])
  expect(choicesOf(pack, later).profile).toBe('mild')
  const back = holdingOf([...history, { ...profile('mild'), holds: false }])
  expect(choicesOf(pack, back).profile).toBe(pack.defaultProfile)
})

test('a profile of another pack leaves the default', () => {
  expect(choicesOf(pack, [profile('leading-new-build')]).profile).toBe(pack.defaultProfile)
})
