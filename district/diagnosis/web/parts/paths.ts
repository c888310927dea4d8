import { communityPath } from '#foundation/place/web/parts/paths.ts'

/** Where the evidence behind one indicator of one community is shown. */
export const indicatorPath = (communityId: string, indicator: string): string =>
  `${communityPath(communityId)}/indicators/${encodeURIComponent(indicator)}`

/** Where the residents of a community live, and where their count is from. */
export const peoplePath = (communityId: string): string => `${communityPath(communityId)}/people`

/** What the score of a community is made of. */
export const scorePath = (communityId: string): string => `${communityPath(communityId)}/score`

/** For a link between pages of the diagnosis: the pack that the reader looks by, and the past day, go along. */
export const keepPack = ({ pack, asOf }: Readonly<Record<string, string>>) =>
  ({ ...(pack && { pack }), ...(asOf && { asOf }) }) as never
