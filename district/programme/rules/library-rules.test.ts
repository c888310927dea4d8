import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateOf } from './libraries.ts'
import { type LibraryCondition, type LibraryRule, libraryPackProblems } from './library-pack.ts'
import { dryRun, edited, type LibrarySubject, type Outcome, verdictOf } from './library-rules.ts'
import { libraryPack } from './packs.ts'

const subject = (more: Partial<LibrarySubject> = {}): LibrarySubject => ({
  ...{ projectId: 'p', communityId: 'c', state: 'reserve', result: null, open: [] },
  ...{ attributes: new Map(), facts: new Map() },
  ...more,
})
const common = { id: 'x', name: { zh: '条件', en: 'Condition' }, source: 'product', grade: 'P' } as const
const numeric = { ...common, side: 'atLeast', unit: 'share', threshold: 0.4 } as const
const rule = (...conditions: LibraryCondition[]): LibraryRule => ({
  ...{ id: 'r', kind: 'admission', name: common.name, from: ['reserve'], to: 'implementation', conditions },
})
const result = (low: number, high: number): Partial<LibrarySubject> => ({
  result: { runId: 'run', asOf: '2026-11-01', score: [low, high], indicators: new Map([['i', [low, high]]]) },
})
const score = { ...numeric, kind: 'score' } as const
const indicator = { ...numeric, kind: 'indicator', indicator: 'i' } as const
const fact = { ...numeric, kind: 'fact', term: 't', threshold: 2, unit: 'count' } as const
const stage = { ...numeric, kind: 'stage', threshold: 5, unit: 'stage' } as const
const overdue = { ...numeric, kind: 'overdue', threshold: 30, unit: 'days' } as const
const built: LibraryCondition = {
  ...common,
  kind: 'attribute',
  attribute: 'build-type',
  values: ['renewal', 'mixed'],
}
const facts = (value: unknown): Partial<LibrarySubject> => ({
  facts: new Map([['t', { value, factId: 'f' }]]),
})
const held = (attribute: 'stage' | 'build-type', value: string): Partial<LibrarySubject> => ({
  attributes: new Map([[attribute, { value, holdsFrom: '2026-01-01' }]]),
})
const late = (...open: [days: number, reportId: string | null][]): Partial<LibrarySubject> => ({
  open: open.map(([days, reportId], i) => ({ milestoneId: `M${i}`, days, reportId })),
})

describe('a condition', () => {
  test.each<[string, LibraryCondition, Partial<LibrarySubject>, Outcome, string]>([
    ['score at the threshold', score, result(0.4, 0.4), 'met', 'measured'],
    ['score just below', score, result(0.39, 0.399), 'notMet', 'measured'],
    ['score whose range spans it', score, result(0.3, 0.5), 'unknown', 'uncertain'],
    ['score of who was not diagnosed', score, {}, 'unknown', 'noRun'],
    ['score that must be below', { ...score, side: 'below' }, result(0.1, 0.39), 'met', 'measured'],
    [
      'score that must be below, and is at it',
      { ...score, side: 'below' },
      result(0.4, 0.4),
      'notMet',
      'measured',
    ],
    ['indicator', indicator, result(0.4, 0.5), 'met', 'measured'],
    [
      'indicator that is opted out of',
      { ...indicator, indicator: 'j' },
      result(1, 1),
      'unknown',
      'noIndicator',
    ],
    ['fact', fact, facts(2), 'met', 'measured'],
    ['fact too low', fact, facts(1), 'notMet', 'measured'],
    ['fact that says none', fact, facts(0), 'notMet', 'measured'],
    ['fact that is missing', fact, {}, 'unknown', 'noFact'],
    ['fact that is no number', fact, facts('two'), 'unknown', 'noFact'],
    ['stage', stage, held('stage', '5'), 'met', 'measured'],
    ['stage two digits long', stage, held('stage', '10'), 'met', 'measured'],
    ['stage too early', stage, held('stage', '4'), 'notMet', 'measured'],
    ['stage that is missing', stage, {}, 'unknown', 'noValue'],
    ['attribute', built, held('build-type', 'mixed'), 'met', 'measured'],
    ['attribute of another value', built, held('build-type', 'rebuild'), 'notMet', 'measured'],
    ['attribute that is missing', built, {}, 'unknown', 'noValue'],
    ['overdue, as reported', overdue, late([30, 'a']), 'met', 'measured'],
    ['not so long overdue', overdue, late([29, 'a']), 'notMet', 'measured'],
    ['overdue, of which nobody has reported', overdue, late([400, null]), 'unknown', 'noReport'],
    ['overdue twice, once without a report', overdue, late([400, null], [31, 'a']), 'met', 'measured'],
    [
      'overdue too short, beside one without a report',
      overdue,
      late([400, null], [3, 'a']),
      'unknown',
      'noReport',
    ],
    ['nothing overdue', overdue, {}, 'notMet', 'measured'],
  ])('on a %s', (_, condition, more, outcome, reason) => {
    const verdict = verdictOf(rule(condition), subject(more))
    expect(verdict.outcome).toBe(outcome)
    expect(verdict.findings[0]).toMatchObject({ outcome, reason, conditionId: 'x' })
  })

  test('says what it was read from', () => {
    const of = (condition: LibraryCondition, more: object) =>
      verdictOf(rule(condition), subject(more)).findings[0]!.input
    expect(of(score, result(1, 1))).toEqual({ runId: 'run', day: '2026-11-01', communityId: 'c' })
    expect(of(fact, facts(3))).toEqual({ factId: 'f' })
    expect(of(overdue, late([400, null], [31, 'a']))).toEqual({ milestoneId: 'M1', reportId: 'a' })
  })
})

test('a rule is not met once one condition is not, unknown while one is, and met only if all are', () => {
  const parts: Record<Outcome, LibraryCondition> = {
    met: { ...stage, id: 'met', threshold: 1 },
    notMet: { ...stage, id: 'not', threshold: 9 },
    unknown: { ...score, id: 'unknown' },
  }
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Outcome>('met', 'notMet', 'unknown'), { minLength: 1 }), (kinds) => {
      const { outcome } = verdictOf(rule(...kinds.map((kind) => parts[kind])), subject(held('stage', '5')))
      const said = kinds.includes('notMet') ? 'notMet' : kinds.includes('unknown') ? 'unknown' : 'met'
      expect(outcome).toBe(said)
    }),
  )
})

test('a project is where its last decision put it, until a later stage has carried it on', () => {
  const at = (stage: string | null, since: string, decision: string | null, on: string) =>
    stateOf(
      stage === null ? null : { value: stage, from: since },
      decision === null ? null : { value: decision, from: on },
    )
  expect(at(null, '', null, '')).toBe('none')
  expect(at('6', '2026-01-01', null, '')).toBe('reserve')
  expect(at('6', '2026-01-01', 'implementation', '2026-02-01')).toBe('implementation')
  expect(at('6', '2026-03-01', 'implementation', '2026-02-01')).toBe('implementation')
  expect(at('15', '2026-03-01', 'implementation', '2026-02-01')).toBe('named')
  expect(at('15', '2026-01-01', 'implementation', '2026-02-01')).toBe('implementation')
  expect(at('15', '2026-03-01', 'exited', '2026-02-01')).toBe('exited')
  expect(at('11', '2026-01-01', 'reserve', '2026-02-01')).toBe('reserve')
  expect(at(null, '', 'exited', '2026-02-01')).toBe('exited')
})

describe('a draft', () => {
  const admission = libraryPack.rules.find(({ id }) => id === 'admit-implementation')!

  test('changes only what is edited, and says so', () => {
    const [, changed, exit] = edited(
      libraryPack.rules,
      [
        { ruleId: 'admit-implementation', item: 'score', value: 0.5 },
        { ruleId: 'exit', item: 'replyDays', value: 10 },
        { ruleId: 'exit', item: 'none', value: 1 },
      ],
      'v2',
    )
    expect(
      changed!.conditions.map((one) => [one.id, one.grade, 'threshold' in one && one.threshold]),
    ).toEqual([
      ['stage', 'P', 3],
      ['score', 'D', 0.5],
      ['volunteers', 'P', 1],
    ])
    expect(exit).toMatchObject({ replyDays: 10, noticeDays: 20, grade: 'D', source: 'v2' })
    expect(exit!.conditions).toEqual(libraryPack.rules[2]!.conditions)
    expect(edited(libraryPack.rules, [], 'v2')).toEqual(libraryPack.rules)
  })

  test('shows both verdicts, of those alone that the rule speaks of', () => {
    const ready = (projectId: string, low: number, more: object = {}) =>
      subject({
        ...{ projectId, ...result(low, low), ...held('stage', '6') },
        facts: new Map([['volunteer_groups', { value: 2 }]]),
        ...more,
      })
    const subjects = [
      ready('out', 0.45),
      ready('in', 0.6),
      ready('elsewhere', 0.9, { state: 'named' }),
      ready('unknown', 0.9, { facts: new Map() }),
    ]
    const draft = edited([admission], [{ ruleId: admission.id, item: 'score', value: 0.5 }], 'v2')
    expect(
      dryRun([admission], draft, subjects).map(({ subject: { projectId }, now, drafted }) => [
        ...[projectId, now.outcome, drafted.outcome],
      ]),
    ).toEqual([
      ['out', 'met', 'notMet'],
      ['in', 'met', 'met'],
      ['unknown', 'unknown', 'unknown'],
    ])
  })
})

test.each<[string, (pack: ReturnType<typeof shipped>) => void, string]>([
  ['a library that is none', (pack) => (pack.rules[0].to = 'attic'), '/rules/0/from'],
  ['a condition twice', (pack) => (pack.rules[0].conditions[1].id = 'class'), '/rules/0/conditions/1/id'],
  [
    'a share above one',
    (pack) => (pack.rules[0].conditions[1].threshold = 40),
    '/rules/0/conditions/1/threshold',
  ],
  ['an exit without days', (pack) => delete pack.rules[2].noticeDays, '/rules/2/noticeDays'],
  ['a reply after the notice', (pack) => (pack.rules[2].replyDays = 21), '/rules/2/replyDays'],
])('rules with %s are refused, naming the place', (_, spoil, path) => {
  const pack = shipped()
  spoil(pack)
  expect(libraryPackProblems(pack).map((one) => one.path)).toContain(path)
})
const shipped = () => JSON.parse(readFileSync('packs/libraries/yinzhou-2021.json', 'utf8'))
