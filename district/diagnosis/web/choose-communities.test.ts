import { expect, test } from 'vitest'
import type { CommunitySummary } from '#district/diagnosis/contract.ts'
import { bandOf, type Choice, orderBy, passes, seenThrough } from './choose-communities.ts'

const cutoffs = {
  scenarioFloor: 0.6,
  classes: [
    { class: 'mature', atLeast: 0.8 },
    { class: 'near-mature', atLeast: 0.6 },
    { class: 'to-be-created', atLeast: 0 },
  ],
} as const satisfies Parameters<typeof bandOf>[1]

const community = (communityId: string, over: Partial<CommunitySummary> = {}): CommunitySummary => ({
  communityId,
  name: { zh: '划船社区', en: 'Huachuan Community' },
  townId: '330212008',
  settlement: 'urban',
  profile: 'inclusive-renewal',
  population: 5000,
  centre: [121.56, 29.86],
  score: [0.5, 0.7],
  completeness: 0.8,
  class: 'undetermined',
  scenarios: [],
  failingRequired: [],
  gapCount: 0,
  ...over,
})
const none: Choice = { q: '', town: '', band: '', missing: '', lens: '', sort: 'score' }

test.each([
  [[0.8, 1], 'mature'],
  [[0.6, 0.79], 'near-mature'],
  [[0, 0.59], 'to-be-created'],
  [[0.79, 0.8], 'undetermined'],
])('a score of %j is %s', (range, band) => expect(bandOf(range, cutoffs)).toBe(band))

test('a community is found by its Chinese name, by pinyin, and by pinyin without spaces', () => {
  for (const q of ['划船', 'huachuan', 'HuaChuan com'])
    expect(passes(community('a'), { ...none, q })).toBe(true)
  expect(passes(community('a'), { ...none, q: '白鹤' })).toBe(false)
})

test('only communities that fail a required scenario are listed as missing it', () => {
  const failing = community('a', { failingRequired: ['HE'] })
  expect(passes(failing, { ...none, missing: 'HE' })).toBe(true)
  expect(passes(failing, { ...none, missing: 'any' })).toBe(true)
  expect(passes(failing, { ...none, missing: 'ED' })).toBe(false)
  expect(passes(community('b'), { ...none, missing: 'any' })).toBe(false)
})

test('through a scenario, its own score is seen', () => {
  const he = {
    scenario: 'HE',
    need: 'required',
    signature: false,
    score: [0.9, 0.9],
    completeness: 1,
    gate: 'passes',
  } as const
  const seen = seenThrough('HE', community('a', { scenarios: [{ ...he, score: [0.9, 0.9] }] }), cutoffs)
  expect(seen).toEqual({ band: 'mature', score: [0.9, 0.9], completeness: 1 })
})

test('equal communities keep the order of their codes, whichever way they are sorted', () => {
  const list = ['c', 'a', 'b'].map((id) => community(id))
  for (const sort of ['score', '-score', 'name', '-people'])
    expect(list.toSorted(orderBy(sort, '', cutoffs)).map((c) => c.communityId)).toEqual(['a', 'b', 'c'])
})
