import type { Outcome } from '../contract.ts'

/** What the lower end of the score has gained, 0 to 1; where that stands still, what the upper end has. */
export const deltaOf = (before: Outcome, now: Outcome): number =>
  now.score[0]! - before.score[0]! || now.score[1]! - before.score[1]!

/** Communities whose score or class is another one, the greatest difference first; by number. */
export function touchedCommunities(before: readonly Outcome[], now: readonly Outcome[]): number[] {
  const size = (c: number) => Math.abs(deltaOf(before[c]!, now[c]!))
  return now
    .flatMap((outcome, c) =>
      deltaOf(before[c]!, outcome) !== 0 || outcome.class !== before[c]!.class ? [c] : [],
    )
    .sort((a, b) => size(b) - size(a) || a - b)
}

/** Indicators whose credit is another one, by number in their pack, the greatest difference first. */
export function touchedIndicators(before: Outcome, now: Outcome): number[] {
  const size = (i: number) =>
    Math.abs(now.indicators[i]![0]! - before.indicators[i]![0]!) +
    Math.abs(now.indicators[i]![1]! - before.indicators[i]![1]!)
  return now.indicators
    .map((_, i) => i)
    .filter((i) => size(i) > 0)
    .sort((a, b) => size(b) - size(a) || a - b)
}
