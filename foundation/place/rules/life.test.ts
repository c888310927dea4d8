import { expect, test } from 'vitest'
import { lifeOn } from './life.ts'

test.each([
  ['known of neither day', null, null, 'open'],
  ['opens tomorrow', '2026-05-02', null, 'planned'],
  ['opens today', '2026-05-01', null, 'open'],
  ['closes tomorrow', null, '2026-05-02', 'open'],
  ['closes today', null, '2026-05-01', 'closed'],
  ['opens and closes today', '2026-05-01', '2026-05-01', 'closed'],
  ['opens and closes tomorrow', '2026-05-02', '2026-05-02', 'planned'],
  ['was open last year', '2025-01-01', '2025-12-31', 'closed'],
] as const)('a facility that %s is %s → %s: %s', (_, openedOn, closedOn, life) => {
  expect(lifeOn({ openedOn, closedOn }, '2026-05-01')).toBe(life)
})
