import { communityPath } from '#foundation/place/web/parts/paths.ts'

/** Where the evidence behind one indicator of one community is shown. */
export const indicatorPath = (communityId: string, indicator: string): string =>
  `${communityPath(communityId)}/indicators/${encodeURIComponent(indicator)}`
