import { describe, expect, test } from 'vitest'
import {
  convertUnit,
  endOf,
  isDay,
  isOverdue,
  judgementRefusal,
  overdueFrom,
  periodStart,
  type Statement,
  SURVEY,
  SYSTEM_ROLE,
  terms,
  weigh,
} from './rules.ts'

const TODAY = '2026-03-15'
const statement = (changes: Partial<Statement> = {}): Statement => ({
  subjectKind: 'community',
  subjectId: '330299001001',
  term: 'points_households_pct',
  value: 62.5,
  validFrom: '2026-01-01',
  validTo: '2026-04-01',
  ...changes,
})
const objection = (changes: Partial<Statement>, role: string | null = null) => {
  const found = weigh(statement(changes), role, TODAY)
  return Array.isArray(found) ? found.map(({ field }) => field).join() : 'none'
}

/** A day of service, as its operator tells it. */
const SERVED = {
  ...{ term: 'service_day', value: 12, validFrom: '2026-03-01', validTo: '2026-03-02' },
  documentId: 'log',
} as const

test('what is told of a day holds for that day; today may be told, and services need no document', () => {
  expect([SERVED, { ...SERVED, validTo: null }].map((said) => [objection(said), endOf(said)])).toEqual([
    ['none', '2026-03-02'],
    ['none', '2026-03-02'],
  ])
  expect(objection({ ...SERVED, validFrom: TODAY, validTo: null }, 'operator')).toBe('none')
  expect(objection({ ...SERVED, documentId: null }, SYSTEM_ROLE)).toBe('none')
})

test('a sound statement becomes a value of its term, in its unit', () => {
  expect(weigh(statement(), 'operator', TODAY)).toEqual({ type: 'number', value: 62.5, unit: '%' })
  expect(weigh(statement({ value: 625, unit: 'permille' }), null, TODAY)).toMatchObject({
    value: 62.5,
    unit: '%',
  })
  expect(weigh(statement({ term: 'pact_signed', value: '是' }), 'town', TODAY)).toEqual({
    type: 'choice',
    value: 'yes',
  })
})

test('a survey is a list of kinds by id or name, each once, in the order of their pack', () => {
  const survey = (value: unknown) => weigh(statement({ term: SURVEY, value }), 'town', TODAY)
  expect(survey(['kindergarten', '托育点', 'Kindergarten', 'childcare'])).toEqual({
    type: 'table',
    value: ['childcare', 'kindergarten'],
  })
  expect(survey([])).toMatchObject([{ field: 'value' }])
  expect(survey(['castle'])).toMatchObject([{ field: 'value', reason: { zh: '没有设施类别“castle”' } }])
  expect(survey('kindergarten')).toMatchObject([{ field: 'value' }])
})

describe('refused, each for its own field:', () => {
  test.each([
    ['a term the dictionary does not have', { term: 'happiness' }, 'term'],
    ['a subject the term is not about', { subjectKind: 'building' }, 'subjectKind'],
    ['text where a number belongs', { value: 'many' }, 'value'],
    ['a number that is none', { value: Number.NaN }, 'value'],
    ['a share above 100 %', { value: 100.1 }, 'value'],
    ['a unit that cannot be turned into the one of the term', { unit: 'kg' }, 'unit'],
    ['a choice that is not offered', { term: 'pact_signed', value: 'perhaps' }, 'value'],
    ['a day that is not in the calendar', { validFrom: '2026-02-30' }, 'validFrom'],
    ['a period that ends as it begins', { validTo: '2026-01-01' }, 'validTo'],
    ['several days where one is told at a time', { ...SERVED, validTo: '2026-03-05' }, 'validTo'],
    ['a day that has not come', { ...SERVED, validFrom: '2026-03-16', validTo: null }, 'validFrom'],
    ['a day of service without its document', { ...SERVED, documentId: null }, 'documentId', 'operator'],
  ] as const)('%s', (_, changes, field, role: string | null = null) =>
    expect(objection(changes, role)).toBe(field),
  )
})

test('a term is entered by the roles the dictionary names, and by the system', () => {
  expect(objection({}, 'operator')).toBe('none')
  expect(objection({}, 'resident')).toBe('term')
  expect(objection({}, 'system')).toBe('none')
})

test('0 and 100 % are within the range, and a period may be open', () => {
  expect(objection({ value: 0 })).toBe('none')
  expect(objection({ value: 100, validTo: null })).toBe('none')
})

test('units are turned into each other without dust, or not at all', () => {
  expect(convertUnit(3, 'permille', '%')).toBe(0.3)
  expect(convertUnit(2, 'h', 'min')).toBe(120)
  expect(convertUnit(2, 'times/month', 'times/year')).toBe(24)
  expect(convertUnit(2, 'people', '%')).toBeUndefined()
})

test('a day is a day of the calendar', () => {
  expect([isDay('2024-02-29'), isDay('2026-02-29'), isDay('2026-13-01'), isDay('x'), isDay(7)]).toEqual([
    ...[true, false, false, false, false],
  ])
})

test('every choice of the dictionary has choices and every number a unit', () => {
  for (const { type, choices, unit, id } of terms.values()) {
    if (type === 'choice') expect(choices?.length, id).toBeGreaterThan(1)
    if (type === 'number') expect(unit, id).toBeTruthy()
  }
})

describe('a fact', () => {
  const fact = { enteredBy: 'a', confirmedAt: null, withdrawnAt: null }
  test.each([
    ['is confirmed by another', 'confirm', fact, 'b', undefined],
    ['is not confirmed by who entered it', 'confirm', fact, 'a', 'FACT_OWN'],
    [
      'of a data set, entered by nobody, is confirmed by anybody',
      'confirm',
      { ...fact, enteredBy: null },
      'a',
      undefined,
    ],
    ['is confirmed once', 'confirm', { ...fact, confirmedAt: '2026' }, 'b', 'FACT_CONFIRMED'],
    ['is withdrawn by who entered it too', 'withdraw', fact, 'a', undefined],
    ['is withdrawn though it was confirmed', 'withdraw', { ...fact, confirmedAt: '2026' }, 'b', undefined],
    [
      'that was withdrawn is past confirming',
      'confirm',
      { ...fact, withdrawnAt: '2026' },
      'b',
      'FACT_WITHDRAWN',
    ],
    ['is withdrawn once', 'withdraw', { ...fact, withdrawnAt: '2026' }, 'b', 'FACT_WITHDRAWN'],
  ] as const)('%s', (_, action, judged, by, refusal) =>
    expect(judgementRefusal(action, judged, by)).toBe(refusal),
  )
})

test.each([
  ['month', '2026-08-17', '2026-08-01'],
  ['quarter', '2026-08-17', '2026-07-01'],
  ['quarter', '2026-12-31', '2026-10-01'],
  ['year', '2026-08-17', '2026-01-01'],
  ['once', '2026-08-17', '2026-08-17'],
])('what is due every %s is reported on %s for the period from %s', (every, day, start) =>
  expect(periodStart(every, day)).toBe(start),
)

describe('a statement without an end is overdue', () => {
  const of = (term: string, validFrom: string, validTo: string | null = null) =>
    overdueFrom({ term, validFrom, validTo })
  test.each([
    ['after its month, the next and one to report it', 'waste_sorting_pct', '2026-01-01', '2026-04-01'],
    ['on the last day of a month that is shorter', 'waste_sorting_pct', '2025-11-30', '2026-02-28'],
    ['after two quarters and a month', 'points_households_pct', '2026-01-01', '2026-08-01'],
    ['after two years and a quarter', 'pact_signed', '2025-01-01', '2027-04-01'],
    ['never, where it is stated once', 'cim_level', '2005-01-01', null],
  ])('%s', (_, term, from, overdue) => expect(of(term, from)).toBe(overdue))

  test('never, where it has an end of its own', () =>
    expect(of('waste_sorting_pct', '2020-01-01', '2030-01-01')).toBeNull())

  test('from that very day on', () => {
    const fact = { term: 'waste_sorting_pct', validFrom: '2026-01-01', validTo: null }
    expect([isOverdue(fact, '2026-03-31'), isOverdue(fact, '2026-04-01')]).toEqual([false, true])
  })
})
