import { expect, test } from 'vitest'
import { scheduleBackward } from './backward.ts'
import { type Plan, PlanError, type Step } from './plan.ts'
import type { Span } from './span.ts'
import { calendar } from './test-calendar.ts'

const working = (count: number): Span => ({ count, unit: 'working-day' })
const months = (count: number): Span => ({ count, unit: 'month' })
const step = (id: string, duration: Span, after: string[] = [], rest: Partial<Step> = {}): Step => ({
  id,
  duration,
  after: after.map((step) => ({ step })),
  ...rest,
})

/** From acceptance back: drawings, review beside procurement, building, acceptance, three months of trial. */
const template: Plan = {
  from: '2025-11-03',
  deadline: '2026-12-31',
  steps: [
    step('drawings', working(30)),
    step('review', working(10), ['drawings']),
    step('procurement', working(20), ['drawings']),
    step('building', months(6), ['review', 'procurement']),
    step('acceptance', working(5), ['building']),
    step('trial', months(3), ['acceptance']),
  ],
}
const schedule = (plan: Partial<Plan>) => scheduleBackward(calendar, { ...template, ...plan })
const shortened = (plan: Partial<Plan>) =>
  schedule(plan).miss!.shortenings.map(({ step, by, to, days }) => [step, by, to.count, to.unit, days])

test('a template is counted back from its deadline, over National Day and the Spring Festival', () => {
  const { steps, criticalPath, miss, finish, confirmed } = schedule({})
  expect(
    steps.map(({ id, latestStart, latestFinish, slack }) => [id, latestStart, latestFinish, slack]),
  ).toEqual([
    ['drawings', '2026-01-06', '2026-02-14', 45], // 14 February is a Saturday that is worked
    ['review', '2026-03-09', '2026-03-20', 55],
    ['procurement', '2026-02-24', '2026-03-20', 45], // 15 to 23 February are off
    ['building', '2026-03-23', '2026-09-22', 45],
    ['acceptance', '2026-09-23', '2026-09-30', 53], // 25 to 27 September are off
    ['trial', '2026-10-01', '2026-12-31', 53],
  ])
  expect(criticalPath).toEqual(['drawings', 'procurement', 'building', 'acceptance', 'trial'])
  expect([miss, finish, confirmed]).toEqual([undefined, '2026-10-17', true])
})

test('a plan that does not fit says by how much, and which step to shorten', () => {
  const { criticalPath, miss } = schedule({ deadline: '2026-10-09' })
  expect(criticalPath).toEqual(['drawings', 'procurement', 'building', 'acceptance', 'trial'])
  expect(miss).toMatchObject({ at: 'deadline', days: 8, workingDays: 6 })
  expect(shortened({ deadline: '2026-10-09' })).toEqual([
    ['drawings', 7, 23, 'working-day', 9],
    ['procurement', 7, 13, 'working-day', 12],
    ['building', 1, 5, 'month', 30],
    ['trial', 1, 2, 'month', 30],
    // Acceptance of 5 days is too short to save 8.
  ])
})

test('where two paths miss, only what both have in common helps, and else no single step is enough', () => {
  const left = step('left', working(10), ['survey'])
  const right = step('right', working(9), ['survey'])
  const plan = {
    from: '2026-03-02',
    deadline: '2026-03-24',
    steps: [step('survey', working(10)), left, right],
  }
  expect(shortened(plan)).toEqual([['survey', 3, 7, 'working-day', 3]])
  expect(schedule({ ...plan, deadline: '2026-03-04' }).miss!.shortenings).toEqual([])
})

test('a fixed start that comes too early is missed, and what comes before it can be shortened', () => {
  const ceremony = step('ceremony', working(1), ['permit'], { startOn: '2026-05-15' })
  const plan = { from: '2026-05-06', deadline: '2026-12-31', steps: [step('permit', working(10)), ceremony] }
  expect(schedule(plan)).toMatchObject({
    criticalPath: ['permit', 'ceremony'],
    miss: { at: 'fixed-start', days: 4, workingDays: 2 }, // ready on Tuesday the 19th
  })
  expect(shortened(plan)).toEqual([['permit', 2, 8, 'working-day', 4]])
})

test('a step under way that should be over is expected today, and a done one binds nobody before it', () => {
  const steps = [
    step('survey', working(3)),
    step('design', working(5), ['survey'], { started: '2026-03-02' }),
    step('tender', working(5), ['design']),
    step('hearing', working(1), ['tender'], { finished: '2026-03-19' }),
  ]
  const dates = schedule({ from: '2026-03-20', deadline: '2026-03-27', steps })
  expect(
    dates.steps.map(({ state, earliestStart, earliestFinish, latestStart, latestFinish, slack }) => [
      state,
      earliestStart,
      earliestFinish,
      latestStart,
      latestFinish,
      slack,
    ]),
  ).toEqual([
    ['open', '2026-03-20', '2026-03-24', '2026-03-25', '2026-03-27', 3],
    ['started', '2026-03-02', '2026-03-20', '2026-03-02', '2026-03-20', 0],
    ['open', '2026-03-23', '2026-03-27', '2026-03-23', '2026-03-27', 0],
    ['done', undefined, '2026-03-19', undefined, '2026-03-19', 0],
  ])
  expect(dates.miss).toBeUndefined()
})

test('of two that hold a step back alike, the one that can still be late is on the critical path', () => {
  const done = step('consent', working(1), [], { finished: '2026-02-27' })
  const objections = { step: 'consent', lag: { count: 5, unit: 'calendar-day' as const } } // until 4 March
  const design = { step: 'design' }
  for (const after of [
    [objections, design],
    [design, objections],
  ]) {
    const steps = [done, step('design', working(3)), step('tender', working(5), [], { after })]
    const { criticalPath, finish } = schedule({ from: '2026-03-02', steps })
    expect([criticalPath, finish]).toEqual([['design', 'tender'], '2026-03-11'])
  }
})

test('confirmed is false as soon as a year without a notice is touched', () => {
  expect(schedule({ deadline: '2026-12-31' }).confirmed).toBe(true)
  expect(schedule({ deadline: '2027-01-01' }).confirmed).toBe(false)
  expect(schedule({ from: '2026-10-01' })).toMatchObject({ confirmed: false, finish: '2027-09-22' })
})

test('late by a weekend alone is late, though not by a working day', () => {
  const plan = {
    from: '2026-03-06',
    deadline: '2026-03-06',
    steps: [step('poll', { count: 3, unit: 'calendar-day' })],
  }
  expect(schedule(plan).miss).toMatchObject({ days: 2, workingDays: 0 })
})

test('a plan without steps has nothing to miss', () => {
  expect(schedule({ steps: [] })).toEqual({
    steps: [],
    finish: undefined,
    criticalPath: [],
    miss: undefined,
    confirmed: true,
  })
})

test.each([
  ['repeated-step', 'a', 'there are two steps a', [step('a', working(1)), step('a', working(1))]],
  ['unknown-step', 'a', 'a waits for b, which is not there', [step('a', working(1), ['b'])]],
  ['cycle', 'a', 'a waits for a', [step('a', working(1), ['a'])]],
  [
    'cycle',
    'a',
    'a waits for c waits for b waits for a',
    [
      step('a', working(1), ['c']),
      step('b', working(1), ['a', 'd']),
      step('c', working(1), ['b']),
      step('d', working(1)),
    ],
  ],
  ['span', 'a', 'a has a duration or lag of 0 working-days', [step('a', working(0))]],
  ['span', 'a', 'a has a duration or lag of 1.5 months', [step('a', months(1.5))]],
  [
    'span',
    'b',
    'b has a duration or lag of -1 working-days',
    [step('a', working(1)), step('b', working(1), [], { after: [{ step: 'a', lag: working(-1) }] })],
  ],
  ['date', 'a', 'a: 2026-02-30 is not a date', [step('a', working(1), [], { notBefore: '2026-02-30' })]],
  ['date', 'a', 'a: the calendar covers', [step('a', working(1), [], { startOn: '2041-01-01' })]],
  [
    'history',
    'a',
    'a started or finished after today',
    [step('a', working(1), [], { finished: '2025-11-04' })],
  ],
  [
    'history',
    'a',
    'a finished before it started',
    [step('a', working(1), [], { started: '2025-10-10', finished: '2025-10-09' })],
  ],
  [
    'fixed-date',
    'a',
    'a cannot start or finish on 2026-02-16, a day off',
    [step('a', working(1), [], { finishOn: '2026-02-16' })],
  ],
  [
    'fixed-date',
    'a',
    'a is fixed to 2026-03-02, before it may start',
    [step('a', working(1), [], { startOn: '2026-03-02', notBefore: '2026-03-03' })],
  ],
  [
    'fixed-date',
    'a',
    'a is fixed to 2026-03-02, before it may start',
    [step('a', working(1), [], { startOn: '2026-03-03', finishOn: '2026-03-02' })],
  ],
  ['beyond-calendar', 'a', 'the calendar has no day for a', [step('a', working(4000))]],
  ['beyond-calendar', 'a', 'the calendar has no day for a', [step('a', months(200))]],
] satisfies [string, string, string, Step[]][])(
  '%s: step %s is refused, as %s',
  (code, id, message, steps) => {
    const attempt = () => schedule({ steps })
    expect(attempt).toThrow(PlanError)
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(expect.objectContaining({ code, step: id }))
  },
)

test('a deadline that is no day of the calendar is refused', () => {
  expect(() => schedule({ deadline: '2041-01-01' })).toThrow('the calendar covers 2021-01-01 to 2040-12-31')
})
