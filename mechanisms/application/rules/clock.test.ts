import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { type Clock, clockOf } from './clock.ts'
import type { DaysGuard } from './guard.ts'

const guard = (perWeek = 3, months = 3): DaysGuard => ({ kind: 'days', of: 'service', months, perWeek })
/** Every day from one to another, both counted; of each week those of the given places only, counted from the first. */
function daily(from: string, to: string, places = [0, 1, 2, 3, 4, 5, 6]): string[] {
  const days: string[] = []
  for (let day = dayOf(from); day <= dayOf(to); day++)
    if (places.includes((day - dayOf(from)) % 7)) days.push(isoOf(day))
  return days
}

describe('three months, three days a week', () => {
  test.each<[string, readonly string[], today: string, Partial<Clock>]>([
    ['no day', [], '2026-06-01', { first: null, fullOn: null, longestGap: null, unmet: ['no-day'] }],
    ['a day that has not come', ['2026-06-02'], '2026-06-01', { first: null, unmet: ['no-day'] }],
    [
      'the first day, which is today',
      ['2026-06-01'],
      '2026-06-01',
      { fullOn: '2026-09-01', average: null, longestGap: null, unmet: ['not-full'] },
    ],
    ['the last day of them', daily('2026-03-01', '2026-05-31'), '2026-05-31', { unmet: ['not-full'] }],
    ['the day after them', daily('2026-03-01', '2026-05-31'), '2026-06-01', { average: 7, unmet: [] }],
    [
      'from the end of a month to one that is as long',
      daily('2026-03-31', '2026-06-29'),
      '2026-06-30',
      { fullOn: '2026-07-01', unmet: ['not-full'] },
    ],
    [
      'from the end of November: no 30 February',
      daily('2025-11-30', '2026-02-28'),
      '2026-02-28',
      { fullOn: '2026-03-01', unmet: ['not-full'] },
    ],
    [
      'the same in a leap year',
      daily('2023-11-30', '2024-02-29'),
      '2024-02-29',
      { fullOn: '2024-03-01', unmet: ['not-full'] },
    ],
    ['to 29 February', daily('2023-11-29', '2024-02-28'), '2024-02-29', { fullOn: '2024-02-29', unmet: [] }],
    [
      'from 29 February',
      daily('2024-02-29', '2024-05-28'),
      '2024-05-29',
      { fullOn: '2024-05-29', unmet: [] },
    ],
    [
      'three days a week are enough',
      daily('2026-03-02', '2026-06-01', [0, 2, 4]),
      '2026-06-02',
      { unmet: [], longestGap: { from: '2026-03-07', to: '2026-03-08', days: 2 } },
    ],
    [
      'two are not, however long they were',
      daily('2026-03-02', '2026-07-05', [0, 3]),
      '2026-07-06',
      { average: 2, unmet: ['too-few'] },
    ],
    [
      'who had too few goes on until there are enough',
      [...daily('2026-03-02', '2026-05-31', [0, 3]), ...daily('2026-06-01', '2026-06-28')],
      '2026-06-29',
      { first: '2026-03-02', average: (26 + 28) / 17, unmet: [] },
    ],
    [
      'a month without any, made up for by the others',
      [...daily('2026-03-01', '2026-03-31'), ...daily('2026-05-01', '2026-05-31')],
      '2026-06-01',
      { longestGap: { from: '2026-04-01', to: '2026-04-30', days: 30 }, unmet: [] },
    ],
    [
      'one that stopped: the gap goes on until yesterday',
      daily('2026-03-01', '2026-03-31'),
      '2026-06-10',
      { longestGap: { from: '2026-04-01', to: '2026-06-09', days: 70 }, unmet: ['too-few'] },
    ],
    [
      'a day told twice counts once',
      [...daily('2026-03-01', '2026-03-07'), ...daily('2026-03-01', '2026-03-07')],
      '2026-03-15',
      { average: 3.5, unmet: ['not-full'] },
    ],
  ])('%s', (_, days, today, expected) => expect(clockOf(days, guard(), today)).toMatchObject(expected))
})

/** The same by looking at the calendar day by day. */
function slowly(days: readonly string[], { months, perWeek }: DaysGuard, today: string) {
  const had = new Set(days.filter((day) => day <= today))
  const first = [...had].sort()[0]
  if (!first) return { first: null, unmet: ['no-day'], gap: 0 }
  const [year, month, date] = first.split('-').map(Number)
  let full = new Date(Date.UTC(year!, month! - 1 + months, date!))
  if (full.getUTCDate() !== date) full = new Date(Date.UTC(full.getUTCFullYear(), full.getUTCMonth(), 1))
  let [gap, row, over, served] = [0, 0, 0, 0]
  for (let day = dayOf(first); isoOf(day) < today; day++) {
    over++
    if (had.has(isoOf(day))) served++
    row = had.has(isoOf(day)) ? 0 : row + 1
    gap = Math.max(gap, row)
  }
  const unmet = [
    ...(today < full.toISOString().slice(0, 10) ? ['not-full'] : []),
    ...(over >= 7 && served / over < perWeek / 7 ? ['too-few'] : []),
  ]
  return { first, unmet, gap }
}

test('it agrees with a calendar gone through day by day', () => {
  const day = fc.integer({ min: dayOf('2023-09-01'), max: dayOf('2024-06-30') }).map(isoOf)
  fc.assert(
    fc.property(
      fc.array(day, { maxLength: 150 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 4 }),
      day,
      (days, perWeek, months, today) => {
        const { first, unmet, longestGap } = clockOf(days, guard(perWeek, months), today)
        expect({ first, unmet, gap: longestGap?.days ?? 0 }).toEqual(
          slowly(days, guard(perWeek, months), today),
        )
      },
    ),
    { numRuns: 500 },
  )
})
