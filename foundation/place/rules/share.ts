/**
 * Even parts, in thousandths, for the `others` communities that a facility also serves: its own community keeps one
 * part and the remainder, so all parts sum to 1,000.
 */
export const evenShares = (others: number): number[] => Array(others).fill(Math.floor(1000 / (others + 1)))

/** What part of a facility counts for a community, 0 to 1; the parts over all communities sum to one. */
export function shareOf(
  facility: {
    readonly communityId: string
    readonly sharedWith: readonly string[]
    readonly sharePermille: readonly number[]
  },
  communityId: string,
): number {
  if (communityId === facility.communityId)
    return (1000 - facility.sharePermille.reduce((sum, part) => sum + part, 0)) / 1000
  return (facility.sharePermille[facility.sharedWith.indexOf(communityId)] ?? 0) / 1000
}
