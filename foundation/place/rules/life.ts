/** Where a facility stands on a day: yet to open, open, or closed. */
export const LIVES = ['open', 'planned', 'closed'] as const
export type Life = (typeof LIVES)[number]

/** Half-open: on the day it opens it is open, on the day it closes no longer. `null` is since ever, or for good. */
export function lifeOn(
  { openedOn, closedOn }: { readonly openedOn: string | null; readonly closedOn: string | null },
  day: string,
): Life {
  if (closedOn !== null && closedOn <= day) return 'closed'
  return openedOn !== null && openedOn > day ? 'planned' : 'open'
}
