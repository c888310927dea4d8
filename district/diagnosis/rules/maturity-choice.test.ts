import { expect, test } from 'vitest'
import { readDictionary, readPack } from '../packs.ts'
import { choiceObjections, figuresOf, type MaturityChoice, withChoice } from './maturity-choice.ts'
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

const edited = (...atLeast: number[]) => ({
  ...choice,
  classes: choice.classes.map((row, i) => ({ ...row, atLeast: atLeast[i]! })),
})

test.each([
  ['fits', choice, []],
  ['has other classes', { ...choice, classes: choice.classes.slice(1) }, ['classes classes']],
  ['rises', edited(0.5, 0.6, 0), ['order classes.1.atLeast']],
  ['leaves the lowest scores without a class', edited(0.95, 0.8, 0.1), ['last classes.2.atLeast']],
  ['ranks without quotas', { ...choice, method: 'rank' }, ['quota classes.0.quota', 'quota classes.1.quota']],
] as const)('a choice that %s', (_, given, objections) => {
  const found = choiceObjections(pack, given)
  expect(found.map(({ because, field }) => `${because} ${field}`)).toEqual(objections)
})

test('the figures of a pack that took a choice are the choice', () => {
  expect(figuresOf(withChoice(pack, choice))).toEqual(choice)
  expect(figuresOf(pack).classes[0]).toEqual({ id: 'mature', atLeast: 0.8, quota: 8 })
})

test('the pack with a choice is a valid pack that names the district as the source of its figures', () => {
  const chosen = withChoice(pack, choice)
  expect(parsePack(chosen, readDictionary())).toMatchObject({ ok: true })
  expect(chosen.maturity.classes[0]!.atLeast).toEqual({ value: 0.85, source: 'district-choice', grade: 'P' })
  expect(chosen.maturity.classes[0]!.gates).toEqual(pack.maturity.classes[0]!.gates)
})
