import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { parsePack } from './pack.ts'
import { PackSchema } from './pack-schema.ts'
import { schemaProblems } from './schema-problems.ts'
import { dictionary, pack } from './test-case.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests break the pack in ways its type forbids
type Loose = any

/** What is wrong with the pack after `change`: path and English reason. */
function problemsAfter(change: (pack: Loose) => void): [string, string][] {
  const copy: Loose = structuredClone(pack)
  change(copy)
  const parsed = parsePack(copy, dictionary)
  return parsed.ok ? [] : parsed.problems.map(({ path, reason }) => [path, reason.en])
}

test('a good pack has no problems', () => {
  expect(parsePack(structuredClone(pack), dictionary)).toEqual({ ok: true, pack })
})

test.each<[string, (pack: Loose) => void, string, string]>([
  ['a field is missing', (p) => delete p.version, '/version', 'is missing'],
  ['a field is not known', (p) => Object.assign(p, { colour: 1 }), '/colour', 'is not a field of a pack'],
  ['a text is a number', (p) => Object.assign(p.name, { zh: 1 }), '/name/zh', 'must be a text'],
  ['a name is empty', (p) => Object.assign(p.name, { en: '' }), '/name/en', 'must not be empty'],
  [
    'a threshold without its source',
    (p) => delete p.indicators[0].tests[0].threshold.source,
    '/indicators/0/tests/0/threshold/source',
    'is missing',
  ],
  [
    'a radius without its grade',
    (p) => delete p.indicators[0].tests[0].measure.within.grade,
    '/indicators/0/tests/0/measure/within/grade',
    'is missing',
  ],
  [
    'an unknown grade',
    (p) => Object.assign(p.indicators[3].weight, { grade: 'sure' }),
    '/indicators/3/weight/grade',
    'must be one of: O, N, D, M-h, M-m, M-l, P',
  ],
  [
    'a radius of zero',
    (p) => Object.assign(p.indicators[0].tests[0].measure.within, { value: 0 }),
    '/indicators/0/tests/0/measure/within/value',
    'must be more than 0',
  ],
  [
    'a measure of no known type',
    (p) => Object.assign(p.indicators[0].tests[0].measure, { type: 'magic' }),
    '/indicators/0/tests/0/measure',
    'needs exactly one of: type: reach, type: walk, type: supply, type: presence, type: reported, type: operated',
  ],
  [
    'two thresholds in one',
    (p) => Object.assign(p.indicators[0].tests[0].threshold, { atMost: 3 }),
    '/indicators/0/tests/0/threshold',
    'needs exactly one of: atLeast, moreThan, atMost, oneOf, present',
  ],
  ['no indicators', (p) => Object.assign(p, { indicators: [] }), '/indicators', 'needs at least 1 item(s)'],
  [
    'a kind listed twice',
    (p) => p.indicators[0].tests[0].measure.kinds.push('school'),
    '/indicators/0/tests/0/measure/kinds',
    'must not repeat an item',
  ],
])('departs from the schema: %s', (_, change, path, reason) => {
  expect(problemsAfter(change)).toContainEqual([path, reason])
})

test.each<[string, (pack: Loose) => void, string, string]>([
  [
    'an unknown scenario',
    (p) => Object.assign(p.indicators[0], { scenario: 'S9' }),
    '/indicators/0/scenario',
    'there is no scenario “S9”',
  ],
  [
    'a profile that leaves a scenario out',
    (p) => delete p.profiles[1].scenarios.S3,
    '/profiles/1/scenarios/S3',
    'scenario “S3” is not placed',
  ],
  [
    'a profile with a scenario that is none',
    (p) => Object.assign(p.profiles[0].scenarios, { S9: 'optional' }),
    '/profiles/0/scenarios/S9',
    'there is no scenario “S9”',
  ],
  [
    'a floor of an unknown indicator',
    (p) => p.profiles[0].floor.push('i9'),
    '/profiles/0/floor/1',
    'there is no indicator “i9”',
  ],
  [
    'an unknown default profile',
    (p) => Object.assign(p, { defaultProfile: 'x' }),
    '/defaultProfile',
    'there is no profile “x”',
  ],
  [
    'an unknown facility kind',
    (p) => p.indicators[0].tests[0].measure.kinds.push('casino'),
    '/indicators/0/tests/0/measure/kinds/2',
    'there is no facility kind “casino”',
  ],
  [
    'an unknown term',
    (p) => Object.assign(p.indicators[3].tests[0].measure, { term: 'mood' }),
    '/indicators/3/tests/0/measure/term',
    'there is no term “mood”',
  ],
  [
    'a service term taken as reported',
    (p) => Object.assign(p.indicators[3].tests[0].measure, { term: 'delay' }),
    '/indicators/3/tests/0/measure/type',
    '“delay” is operated: it comes from service records',
  ],
  [
    'an unknown source',
    (p) => Object.assign(p.indicators[0].weight, { source: 'S99' }),
    '/indicators/0/weight/source',
    'there is no source “S99”',
  ],
  [
    'an unknown cost class',
    (p) => Object.assign(p.indicators[0].tests[0], { cost: 'free' }),
    '/indicators/0/tests/0/cost',
    'there is no cost class “free”',
  ],
  [
    'an unknown choice',
    (p) => Object.assign(p.indicators[5].tests[0].threshold, { oneOf: ['perhaps'] }),
    '/indicators/5/tests/0/threshold/oneOf/0',
    'there is no choice “perhaps”',
  ],
  [
    'a number wanted of a choice',
    (p) => Object.assign(p.indicators[5].tests[0], { threshold: { atLeast: 1, source: 'own', grade: 'P' } }),
    '/indicators/5/tests/0/threshold',
    'a number as threshold needs a number to compare',
  ],
  [
    'a threshold for a profile that is none',
    (p) => Object.assign(p.indicators[4].tests[1].thresholdFor, { x: p.indicators[4].tests[1].threshold }),
    '/indicators/4/tests/1/thresholdFor/x',
    'there is no profile “x”',
  ],
  [
    'presence with both a place and a walk',
    (p) => Object.assign(p.indicators[1].tests[0].measure, { where: 'inside' }),
    '/indicators/1/tests/0/measure',
    'needs either where or within',
  ],
  [
    'an indicator with guiding tests alone',
    (p) => Object.assign(p.indicators[3].tests[0], { part: 'guiding' }),
    '/indicators/3/tests',
    'needs at least one binding test',
  ],
  [
    'a test id used twice',
    (p) => Object.assign(p.indicators[3].tests[0], { id: 'any' }),
    '/indicators/3/tests/0/id',
    'the id “any” is used twice',
  ],
  [
    'an indicator id used twice',
    (p) => Object.assign(p.indicators[1], { id: 'i1' }),
    '/indicators/1/id',
    'the id “i1” is used twice',
  ],
  [
    'a weight of nothing',
    (p) => Object.assign(p.indicators[0].weight, { value: 0 }),
    '/indicators/0/weight/value',
    'must be more than 0',
  ],
  [
    'classes not best first',
    (p) => Object.assign(p.maturity.classes[1].atLeast, { value: 0.9 }),
    '/maturity/classes/1/atLeast',
    'classes must stand best first',
  ],
  [
    'a last class that does not take the rest',
    (p) => Object.assign(p.maturity.classes[2].atLeast, { value: 0.1 }),
    '/maturity/classes/2',
    'the last class must start at 0 without gates, to take all that remain',
  ],
  [
    'ranking without quotas',
    (p) => {
      p.maturity.method = 'rank'
      delete p.maturity.classes[0].quota
    },
    '/maturity/classes/0/quota',
    'ranking needs a quota for each class',
  ],
  [
    'a gate on no test',
    (p) => Object.assign(p.gates[0], { test: 'x' }),
    '/gates/0/test',
    'there is no test “x”',
  ],
])('leads nowhere: %s', (_, change, path, reason) => {
  expect(problemsAfter(change)).toEqual([[path, reason]])
})

test('every problem is said in both languages and names its field', () => {
  const parsed = parsePack({ ...pack, version: 1, colour: 2 }, dictionary)
  expect(parsed).toEqual({
    ok: false,
    problems: [
      { path: '/version', field: 'version', reason: { zh: '须为文字', en: 'must be a text' } },
      { path: '/colour', field: 'colour', reason: { zh: '没有这一项', en: 'is not a field of a pack' } },
    ],
  })
})

test.each([null, 1, 'pack', [], {}])('%j is no pack, and that is said, not thrown', (value) => {
  expect(parsePack(value, dictionary).ok).toBe(false)
})

test('the problems found are those that the schema knows, whatever is done to a pack', () => {
  const places: (readonly (string | number)[])[] = []
  const walk = (value: unknown, path: readonly (string | number)[]) => {
    if (typeof value !== 'object' || value === null) return
    for (const key of Object.keys(value)) {
      places.push([...path, key])
      walk((value as Loose)[key], [...path, key])
    }
  }
  walk(pack, [])
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('', 'P', 0, -1, 0.5, true, null, [], {}, 'yes', ['S1', 'S1']),
  )
  fc.assert(
    fc.property(fc.constantFrom(...places), anything, fc.boolean(), (path, value, remove) => {
      const copy: Loose = structuredClone(pack)
      const parent = path.slice(0, -1).reduce<Loose>((at, key) => at[key], copy)
      const last = path.at(-1)!
      if (remove && !Array.isArray(parent)) delete parent[last]
      else parent[last] = value
      expect(schemaProblems(PackSchema, copy).length === 0).toBe(Value.Check(PackSchema, copy))
    }),
    { numRuns: 2000 },
  )
})
