import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scheduleBackward } from './backward.ts'
import { dayOf, isoOf } from './day.ts'
import { calendar } from './test-calendar.ts'
import { walkEarliest, walkLatest, walkMiss, walkSlack } from './test-oracle.ts'
import { anyPlan } from './test-plans.ts'

const iso = (day: number | undefined) => (day === undefined ? undefined : isoOf(day))

test('dates and slack are those that one finds by walking from day to day', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { steps, confirmed, finish } = scheduleBackward(calendar, plan)
      const [earliest, latest] = [walkEarliest(plan), walkLatest(plan)]
      const expected = plan.steps.map(({ id, started, finished }) => {
        const first = earliest.get(id)!
        const last = latest.get(id) ?? first
        const state = finished ? 'done' : started ? 'started' : 'open'
        return {
          id,
          state,
          earliestStart: iso(first.start),
          earliestFinish: iso(first.finish),
          latestStart: iso(last.start),
          latestFinish: iso(last.finish),
          slack:
            state === 'open'
              ? walkSlack(first.start!, last.start!)
              : walkSlack(first.finish + 1, last.finish + 1),
        }
      })
      expect(steps).toEqual(expected)
      const finishes = expected.map(({ earliestFinish }) => earliestFinish!).sort()
      expect(finish).toBe(finishes.at(-1))
      expect(confirmed).toBe([plan.from, plan.deadline, ...finishes].every((day) => day < '2027'))
    }),
    { numRuns: 500 },
  )
})

test('a plan misses by as many days as one finds by walking, and fits where every step has room', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { miss, steps } = scheduleBackward(calendar, plan)
      expect(miss?.days ?? 0).toBe(walkMiss(plan))
      const open = steps.filter(({ state }) => state !== 'done')
      const haveRoom = open.every(
        (step) => step.earliestStart! <= step.latestStart! && step.earliestFinish <= step.latestFinish,
      )
      const doneInTime = steps.every((step) => step.earliestFinish <= plan.deadline)
      expect(miss === undefined).toBe(haveRoom && doneInTime)
    }),
    { numRuns: 500 },
  )
})

test('the critical path alone takes as long, or misses by as much, as the whole plan', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { criticalPath, finish, miss } = scheduleBackward(calendar, plan)
      const on = (id: string) => criticalPath.includes(id)
      const steps = plan.steps
        .filter(({ id, finished }) => on(id) || finished !== undefined)
        .map(({ after = [], ...step }) => {
          const before = criticalPath[criticalPath.indexOf(step.id) - 1]
          const isDone = (id: string) => plan.steps.some((other) => other.id === id && other.finished)
          return { ...step, after: after.filter((link) => link.step === before || isDone(link.step)) }
        })
      const alone = scheduleBackward(calendar, { ...plan, steps })
      expect(alone.criticalPath).toEqual(criticalPath)
      expect(alone.miss?.days).toBe(miss?.days)
      if (!miss) expect(alone.finish).toBe(finish)
      for (const [i, id] of criticalPath.entries()) {
        const step = plan.steps.find((other) => other.id === id)!
        if (i > 0) expect(step.after!.map((link) => link.step)).toContain(criticalPath[i - 1])
      }
    }),
    { numRuns: 500 },
  )
})

test('each shortening is the smallest with which the plan fits, and no step is left out', () => {
  let found = 0
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 1, max: 8 }), (any, tooEarly) => {
      const { finish } = scheduleBackward(calendar, any)
      fc.pre(finish !== undefined)
      const plan = { ...any, deadline: isoOf(dayOf(finish!) - tooEarly) }
      const { miss, criticalPath } = scheduleBackward(calendar, plan)
      const expected = criticalPath.flatMap((id) => {
        const step = plan.steps.find((other) => other.id === id)!
        for (let count = step.duration.count - 1; count > 0 && !step.finished; count--) {
          const to = { ...step.duration, count }
          const steps = plan.steps.map((other) => (other === step ? { ...step, duration: to } : other))
          if (walkMiss({ ...plan, steps }) > 0) continue
          const [before, after] = [plan, { ...plan, steps }].map((p) => walkEarliest(p).get(id)!.finish)
          return [{ step: id, to, by: step.duration.count - count, days: before! - after! }]
        }
        return []
      })
      found += expected.length
      expect(miss!.shortenings).toEqual(expected.sort((a, b) => a.days - b.days))
    }),
    { numRuns: 500 },
  )
  expect(found).toBeGreaterThan(40)
})
