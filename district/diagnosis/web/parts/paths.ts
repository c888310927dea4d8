import { communityPath } from '#foundation/place/web/parts/paths.ts'

/** Where the evidence behind one indicator of one community is shown. */
export const indicatorPath = (communityId: string, indicator: string): string =>
  `${communityPath(communityId)}/indicators/${encodeURIComponent(indicator)}`

/** For a link between pages of the diagnosis: the pack that the reader looks by goes along. */
export const keepPack = (search: Readonly<Record<string, string>>) =>
  (search.pack ? { pack: search.pack } : {}) as never
