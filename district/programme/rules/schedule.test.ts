import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scheduleBackward } from '#core/schedule/backward.ts'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { schedulePack } from './packs.ts'
import { type Counts, countBetween, planOf, projectSchedule, readCounts, writeCounts } from './schedule.ts'
import { chinaCalendar, schedulePackProblems, type Template } from './schedule-pack.ts'
import { askOf, nextMilestone, TERMS } from './schedule-terms.ts'

const shipped = () => JSON.parse(readFileSync('packs/schedules/future-community.json', 'utf8'))
const [renewal, newBuild] = schedulePack.templates as [Template, Template]

describe('a pack of templates', () => {
  test('that ships is right', () => expect(schedulePackProblems(shipped())).toEqual([]))

  test.each<[string, (pack: ReturnType<typeof shipped>) => void, string]>([
    ['an unknown field', (pack) => (pack.templates[0].steps[0].days = 3), '/templates/0/steps/0/days'],
    ['no duration', (pack) => delete pack.templates[0].steps[0].duration, '/templates/0/steps/0/duration'],
    [
      'a duration of 0',
      (pack) => (pack.templates[0].steps[1].duration.count = 0),
      '/templates/0/steps/1/duration/count',
    ],
    ['a unit that is none', (pack) => (pack.templates[0].steps[1].duration.unit = 'week'), 'unit'],
    [
      'a shortest too long',
      (pack) => (pack.templates[0].steps[2].shortest = 26),
      '/templates/0/steps/2/shortest',
    ],
    ['an unknown role', (pack) => (pack.templates[1].steps[0].role = 'nobody'), '/templates/1/steps/0/role'],
    ['an unknown step', (pack) => (pack.templates[1].steps[1].after[0].step = 'no'), '/templates/1/steps/1'],
    ['a circle', (pack) => (pack.templates[0].steps[0].after = [{ step: 'review' }]), '/templates/0/steps/'],
    [
      'a step twice',
      (pack) => pack.templates[0].steps.push(pack.templates[0].steps[0]),
      '/templates/0/steps/',
    ],
    ['an unknown build type', (pack) => pack.templates[0].buildTypes.push('x'), '/templates/0/buildTypes/3'],
    ['a build type twice', (pack) => pack.templates[1].buildTypes.push('mixed'), '/templates/1/buildTypes/1'],
    ['a build type left out', (pack) => pack.templates[0].buildTypes.pop(), '/templates'],
    ['a template twice', (pack) => (pack.templates[1].id = 'renewal'), '/templates/1/id'],
    ['a name in one language', (pack) => delete pack.templates[0].name.en, '/templates/0/name/en'],
  ])('with %s is refused, naming the place', (_, spoil, path) => {
    const pack = shipped()
    spoil(pack)
    expect(schedulePackProblems(pack).map((one) => one.path)).toContainEqual(expect.stringContaining(path))
  })
})

const whole = { template: renewal, from: '2026-03-02', stage: 1, counts: {} }
const withDeadline = (deadline: string, more: object = {}) => projectSchedule({ ...whole, deadline, ...more })

test('every date, the slack, the path and the miss are those of the engine', () => {
  const steps = renewal.steps.filter(({ duration }) => duration.unit !== 'month')
  const counts = fc.dictionary(
    fc.constantFrom(...steps.map(({ id }) => id)),
    fc.integer({ min: 1, max: 200 }),
  )
  const ask = fc.record({
    template: fc.constantFrom(renewal, newBuild),
    from: fc.integer({ min: dayOf('2026-01-01'), max: dayOf('2027-12-31') }).map(isoOf),
    deadline: fc.integer({ min: dayOf('2030-01-01'), max: dayOf('2034-12-31') }).map(isoOf),
    stage: fc.integer({ min: 1, max: 15 }),
    until: fc.constantFrom(undefined, 'filing', 'tender', 'construction'),
    counts,
  })
  fc.assert(
    fc.property(ask, (ask) => {
      const schedule = projectSchedule(ask)
      const engine = scheduleBackward(chinaCalendar, planOf(ask))
      expect(
        schedule.rows.map(({ step, latestStart, latestFinish, slack }) => ({
          ...{ id: step.id, latestStart, latestFinish, slack },
        })),
      ).toEqual(
        engine.steps.map(({ id, latestStart, latestFinish, slack }) => ({
          ...{ id, latestStart, latestFinish, slack },
        })),
      )
      expect(
        schedule.rows
          .filter(({ isCritical }) => isCritical)
          .map(({ step }) => step.id)
          .sort(),
      ).toEqual([...engine.criticalPath].sort())
      expect(schedule.miss).toEqual(engine.miss)
      expect(schedule.finish).toBe(engine.finish)
    }),
    { numRuns: 200 },
  )
})

test('what is proposed makes the plan fit, no step below its shortest, and nothing is proposed where it fits', () => {
  const deadline = fc.integer({ min: dayOf('2026-06-01'), max: dayOf('2031-12-31') }).map(isoOf)
  fc.assert(
    fc.property(fc.constantFrom(renewal, newBuild), deadline, (template, deadline) => {
      const ask = { ...whole, template, deadline }
      const { miss, proposal } = projectSchedule(ask)
      expect(proposal === undefined).toBe(miss === undefined)
      if (!proposal) return
      for (const { step, from, to } of proposal.changes) {
        expect(to).toBeLessThan(from)
        expect(to).toBeGreaterThanOrEqual(step.shortest)
      }
      const counts: Counts = Object.fromEntries(proposal.changes.map(({ step, to }) => [step.id, to]))
      expect(projectSchedule({ ...ask, counts }).miss === undefined).toBe(proposal.fits)
      if (proposal.fits) return
      const shortest = Object.fromEntries(template.steps.map((step) => [step.id, step.shortest]))
      expect(projectSchedule({ ...ask, counts: shortest }).miss).toBeDefined()
    }),
    { numRuns: 200 },
  )
})

describe('a plan that does not fit', () => {
  const { finish } = withDeadline('2030-12-31')
  const daysBefore = (days: number) => isoOf(dayOf(finish!) - days)

  test('at its earliest finish it does, with no slack on the path', () => {
    const { miss, rows } = withDeadline(finish!)
    expect(miss).toBeUndefined()
    expect(rows.filter(({ isCritical }) => isCritical).every(({ slack }) => slack === 0)).toBe(true)
    expect(rows.find(({ step }) => step.id === 'operator')!.slack).toBeGreaterThan(0)
  })

  test.each([
    ['a little', 28, 1, true],
    ['by more than any one step can give', 200, 2, true],
    ['hopelessly', 900, 8, false],
  ])('missing %s', (_, days, steps, fits) => {
    const { proposal, miss } = withDeadline(daysBefore(days))
    expect(miss?.days).toBe(days)
    expect(proposal?.changes).toHaveLength(steps)
    expect(proposal?.fits).toBe(fits)
  })
})

test('steps of earlier stages are done, and those the deadline does not wait for are left out', () => {
  const ids = (more: object) => withDeadline('2030-12-31', more).rows.map(({ step }) => step.id)
  expect(ids({ stage: 12 })).toEqual(['acceptance', 'trial', 'assessment'])
  expect(ids({ stage: 9, until: 'tender' })).toEqual(['filing', 'relocation', 'tender'])
  expect(ids({ until: 'no-step' })).toEqual(renewal.steps.map(({ id }) => id))
  expect(ids({ stage: 16 })).toEqual([])
  expect(withDeadline('2030-12-31', { stage: 16 }).finish).toBeUndefined()
})

test('days of years without a notice are to be confirmed', () => {
  const { rows, confirmed } = projectSchedule({
    ...{
      template: renewal,
      from: '2026-03-02',
      deadline: '2026-12-31',
      stage: 1,
      until: 'review',
      counts: {},
    },
  })
  expect(confirmed).toBe(true)
  expect(rows.some(({ toBeConfirmed }) => toBeConfirmed)).toBe(false)
  const later = withDeadline('2030-12-31')
  expect(later.confirmed).toBe(false)
  expect(
    later.rows.every(({ toBeConfirmed, latestFinish }) => toBeConfirmed === latestFinish > '2026-12-31'),
  ).toBe(true)
})

test('a duration is what lies between two days of the calendar', () => {
  expect(countBetween('working-day', '2026-02-13', '2026-02-24')).toBe(3) // over the Spring Festival, 14 February worked
  expect(countBetween('calendar-day', '2026-02-13', '2026-02-24')).toBe(12)
  expect(countBetween('month', '2026-03-01', '2026-05-31')).toBe(3)
  expect(countBetween('working-day', '2026-03-07', '2026-03-07')).toBe(1)
})

test('changed durations are read from an address and written to it; what cannot be is left out', () => {
  const counts = readCounts('construction:300,review:25,nobody:3,tender:0,filing:x,permits:1.5', renewal)
  expect(counts).toEqual({ construction: 300, review: 25 })
  expect(writeCounts(counts, renewal)).toBe('construction:300') // 25 is the template's
})

test('beyond the calendar it cannot be counted', () => {
  expect(() => withDeadline('2041-01-01')).toThrow(RangeError)
  expect(() => withDeadline('2026-12-31', { counts: { construction: 999, relocation: 999 } })).toThrow(
    RangeError,
  )
})

describe('what an address leaves open, or says wrongly,', () => {
  const known = { buildType: 'mixed', stage: 11, due: '2028-05-31' }
  const defaults = {
    template: 'renewal',
    from: '2026-11-27',
    stage: 11,
    until: undefined,
    deadline: '2028-05-31',
  }

  test.each<[string, object, object, object]>([
    ['is by the project', {}, {}, defaults],
    ['by its build type', {}, { buildType: 'new-build' }, { ...defaults, template: 'new-build' }],
    [
      'by the first template, where nothing is known',
      {},
      { buildType: '', stage: null },
      { ...defaults, stage: 1 },
    ],
    [
      'is not taken',
      { template: 'x', deadline: '2028-02-30', from: 'x', stage: '17', until: 'x' },
      {},
      defaults,
    ],
    ['is not taken beyond the calendar', { deadline: '2041-01-01', from: '1999-01-01' }, {}, defaults],
    [
      'is as it says',
      { template: 'new-build', deadline: '2029-01-31', from: '2027-01-01', stage: '3', until: 'filing' },
      {},
      { template: 'new-build', deadline: '2029-01-31', from: '2027-01-01', stage: 3, until: 'filing' },
    ],
  ])('%s', (_, terms, more, expected) => {
    const ask = askOf({ ...TERMS, ...terms }, { ...known, ...more }, '2026-11-27')
    const { template, from, stage, until, deadline } = ask
    expect({ template: template.id, from, stage, until, deadline }).toEqual(expected)
  })

  test('without a milestone ahead the deadline is the earliest finish of the template, whatever was changed', () => {
    const ask = askOf({ ...TERMS, durations: 'construction:400' }, { ...known, due: undefined }, '2026-11-27')
    expect(projectSchedule({ ...ask, counts: {} })).toMatchObject({ finish: ask.deadline, miss: undefined })
    expect(projectSchedule(ask).miss).toBeDefined()
  })
})

test('the next milestone is the first that is due from today on and not met', () => {
  const row = (id: string, subjectId: string, due: string, state = 'scheduled') => ({
    ...{ id, subjectId, due, state },
  })
  const rows = [
    ...[row('past', 'a', '2026-11-26'), row('later', 'a', '2027-06-30'), row('other', 'b', '2026-12-01')],
    ...[row('met', 'a', '2026-12-01', 'met'), row('next', 'a', '2026-11-27', 'partiallyMet')],
  ]
  expect(nextMilestone(rows, 'a', '2026-11-27')?.id).toBe('next')
  expect(nextMilestone(rows, 'a', '2026-11-28')?.id).toBe('later')
  expect(nextMilestone(rows, 'c', '2026-11-27')).toBeUndefined()
})
