/** Fewest people who may appear as one number on a map or in a published table. [product rule, k-anonymity] */
export const K_ANONYMITY = 10

export interface Suppressed {
  /** In the order of the counts; null: hidden. Zero stays zero. */
  readonly shown: readonly (number | null)[]
  /** People in hidden counts together; null where even that sum is below k. */
  readonly hidden: number | null
}

/**
 * Hides every count from 1 to k − 1, and then the next smallest ones until the hidden ones add up to k: otherwise the
 * total less what is shown would give away the one that is hidden.
 *
 * @throws RangeError for a count that is negative or not whole
 */
export function suppress(counts: readonly number[], k = K_ANONYMITY): Suppressed {
  for (const count of counts) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count of people: ${count}`)
  }
  const shown: (number | null)[] = [...counts]
  let hidden = 0
  const bySize = counts
    .map((count, i) => ({ count, i }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count || a.i - b.i)
  for (const { count, i } of bySize) {
    if (count >= k && (hidden === 0 || hidden >= k)) break
    shown[i] = null
    hidden += count
  }
  return { shown, hidden: hidden === 0 || hidden >= k ? hidden : null }
}
