import fc from 'fast-check'
import { dayOf, isoOf } from './day.ts'
import type { Plan, Step } from './plan.ts'
import type { Span } from './span.ts'
import { works } from './test-calendar.ts'
import { walkLastDay } from './test-oracle.ts'

const span = (least: number): fc.Arbitrary<Span> =>
  fc.oneof(
    fc.record({ count: fc.integer({ min: least, max: 12 }), unit: fc.constant('working-day' as const) }),
    fc.record({ count: fc.integer({ min: least, max: 20 }), unit: fc.constant('calendar-day' as const) }),
    fc.record({ count: fc.integer({ min: least, max: 3 }), unit: fc.constant('month' as const) }),
  )

/** A few days, as offsets from today. */
const few = <T>(item: fc.Arbitrary<T>, freq: number) => fc.option(item, { nil: undefined, freq })

/** Up to 7 steps in any order, with everything that steps may have, around the Spring Festivals of 2026 and 2027. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    from: fc.integer({ min: dayOf('2025-11-01'), max: dayOf('2026-12-31') }),
    days: fc.integer({ min: -3, max: 250 }),
    steps: fc.array(
      fc.record({
        duration: span(1),
        after: fc.array(fc.record({ back: fc.integer({ min: 1, max: 6 }), lag: few(span(0), 2) }), {
          maxLength: 3,
        }),
        notBefore: few(fc.integer({ min: -20, max: 80 }), 3),
        fixed: few(
          fc.record({
            start: fc.integer({ min: 0, max: 120 }),
            by: fc.nat({ max: 2 }),
            off: fc.integer({ min: -9, max: 9 }),
          }),
          3,
        ),
        started: few(fc.integer({ min: -60, max: 0 }), 5),
        finished: few(fc.nat({ max: 40 }), 3),
      }),
      { maxLength: 7 },
    ),
    order: fc.infiniteStream(fc.nat()),
  })
  .map(({ from, days, steps, order }) => ({
    from: isoOf(from),
    deadline: isoOf(from + days),
    steps: steps
      .map(({ duration, after, notBefore, fixed, started, finished }, i): Step => {
        const date = (offset: number) => isoOf(from + offset)
        const done = finished !== undefined && i < 3 ? { finished: date(-finished) } : {}
        const begun = started !== undefined && i < 4 ? { started: date(started - (finished ?? 0)) } : {}
        const links = after.filter(({ back }) => back <= i)
        return {
          id: `s${i}`,
          duration,
          after: links.map(({ back, lag }) => ({ step: `s${i - back}`, ...(lag && { lag }) })),
          ...(fixed ? fixedDates(from + fixed.start, fixed, duration) : {}),
          ...(notBefore !== undefined && !fixed && { notBefore: date(notBefore) }),
          ...done,
          ...begun,
        }
      })
      .map((step) => ({ step, key: order.next().value! }))
      .sort((a, b) => a.key - b.key)
      .map(({ step }) => step),
  }))

/** Start, finish or both, on days on which the step can have them; the finish may come too early. */
function fixedDates(from: number, { by, off }: { by: number; off: number }, duration: Span): Partial<Step> {
  const onWork = (day: number): number =>
    duration.unit !== 'working-day' || works(day) ? day : onWork(day + 1)
  const start = onWork(from)
  const finish = onWork(Math.max(start, walkLastDay(start, duration) + off))
  return { ...(by !== 1 && { startOn: isoOf(start) }), ...(by !== 0 && { finishOn: isoOf(finish) }) }
}
