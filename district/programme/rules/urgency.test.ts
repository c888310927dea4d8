import { describe, expect, test } from 'vitest'
import { isRed, milestoneStands, type Stand } from './milestones.ts'
import { milestonePack } from './packs.ts'
import { mostUrgent, turnedRed, urgencyOf } from './urgency.ts'

const row = (state: Stand, due: string, red = false) => ({ state, due, isRed: red })

describe('how pressing a milestone is', () => {
  test.each([
    ['due in 31 days', row('scheduled', '2022-01-31'), '2021-12-31', 'ahead'],
    ['due in 30 days', row('scheduled', '2022-01-30'), '2021-12-31', 'near'],
    ['partly met, due tomorrow', row('partiallyMet', '2022-01-01'), '2021-12-31', 'near'],
    ['met before its day', row('met', '2022-01-30'), '2021-12-31', 'met'],
    ['due today and not told', row('dueNoReport', '2021-12-31', true), '2021-12-31', 'red'],
    ['met, but late', row('met', '2021-11-30', true), '2021-12-31', 'red'],
  ] as const)('%s: %o on %s → %s', (_, milestone, asOf, urgency) => {
    expect(urgencyOf(milestone, asOf, 30)).toBe(urgency)
  })

  test('what several are about is as pressing as the most pressing one, and without any it is none', () => {
    const rows = [row('met', '2021-01-01'), row('scheduled', '2023-01-01'), row('scheduled', '2022-01-05')]
    expect(mostUrgent(rows, '2021-12-31', 30)).toBe('near')
    expect(mostUrgent([], '2021-12-31', 30)).toBe('none')
  })

  test('what turns red is what is red now, was known before, and was not red', () => {
    const before = new Map([['a', 'near'] as const, ['b', 'red'] as const, ['c', 'met'] as const])
    const after = new Map([
      ['a', 'red'] as const,
      ['b', 'red'] as const,
      ['c', 'met'] as const,
      ['d', 'red'] as const,
    ])
    expect([...turnedRed(before, after)]).toEqual(['a'])
    expect([...turnedRed(after, before)]).toEqual([])
  })

  test.each(['2021-12-31', '2022-06-30', '2023-12-31', '2026-01-01'])('on %s red is the red list', (asOf) => {
    for (const stand of milestoneStands(milestonePack.milestones, [], asOf)) {
      const dated = { state: stand.state, due: stand.milestone.due, isRed: isRed(stand, asOf) }
      expect(urgencyOf(dated, asOf, milestonePack.soonDays) === 'red').toBe(dated.isRed)
    }
  })
})
