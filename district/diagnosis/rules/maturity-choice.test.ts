import { expect, test } from 'vitest'
import { readDictionary, readPack } from '../packs.ts'
import { choiceObjection, type MaturityChoice, withChoice } from './maturity-choice.ts'
import { parsePack } from './pack.ts'

const pack = readPack('zhejiang-33')
const choice: MaturityChoice = {
  method: 'cutoffs',
  scenarioFloor: 0.5,
  classes: [
    { id: 'mature', atLeast: 0.85, quota: null },
    { id: 'near-mature', atLeast: 0.7, quota: null },
    { id: 'to-be-created', atLeast: 0, quota: null },
  ],
}

test.each([
  ['fits', choice, undefined],
  ['has other classes', { ...choice, classes: choice.classes.slice(1) }, 'classes'],
  [
    'rises',
    { ...choice, classes: choice.classes.map((row, i) => ({ ...row, atLeast: [0.5, 0.6, 0][i]! })) },
    'order',
  ],
  [
    'leaves the lowest scores without a class',
    { ...choice, classes: choice.classes.map((row) => ({ ...row, atLeast: row.atLeast + 0.1 })) },
    'order',
  ],
  ['ranks without quotas', { ...choice, method: 'rank' }, 'quota'],
] as const)('a choice that %s', (_, given, objection) => {
  expect(choiceObjection(pack, given)).toBe(objection)
})

test('the pack with a choice is a valid pack that names the district as the source of its figures', () => {
  const chosen = withChoice(pack, choice)
  expect(parsePack(chosen, readDictionary())).toMatchObject({ ok: true })
  expect(chosen.maturity.classes[0]!.atLeast).toEqual({ value: 0.85, source: 'district-choice', grade: 'P' })
  expect(chosen.maturity.classes[0]!.gates).toEqual(pack.maturity.classes[0]!.gates)
})
