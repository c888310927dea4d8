import { expect, test } from 'vitest'
import { runsToDrop } from './retention.ts'

const TODAY = '2026-03-15'
const keeping = { days: 3, months: 2 }

/** Runs newest first, called by their day and a letter. */
const dropped = (...ids: string[]) =>
  runsToDrop(
    ids.map((runId) => ({ runId, asOf: runId.slice(0, 10) })),
    TODAY,
    keeping,
  )

test.each([
  ['the latest stays, however old', ['2020-01-01'], []],
  [
    'of a day the last one stays',
    ['2026-03-15c', '2026-03-15b', '2026-03-15a'],
    ['2026-03-15b', '2026-03-15a'],
  ],
  [
    'days beyond the limit go, but for the last of a month',
    ['2026-03-15', '2026-03-13', '2026-03-12', '2026-02-27', '2026-02-20'],
    ['2026-03-12', '2026-02-20'],
  ],
  [
    'months beyond the limit go',
    ['2026-03-15', '2026-02-28', '2026-01-31', '2025-12-31'],
    ['2026-01-31', '2025-12-31'],
  ],
])('%s', (_, runs, expected) => {
  expect(dropped(...runs)).toEqual(expected)
})

test('what stays once stays if the rule is applied again', () => {
  const all = Array.from({ length: 60 }, (_, i) =>
    new Date(Date.parse(TODAY) - i * 43_200_000).toISOString().slice(0, 10),
  ).map((asOf, i) => ({ runId: String(i), asOf }))
  const kept = all.filter(({ runId }) => !runsToDrop(all, TODAY, keeping).includes(runId))
  expect(kept.length).toBeGreaterThan(3)
  expect(runsToDrop(kept, TODAY, keeping)).toEqual([])
})
