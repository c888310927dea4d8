/** Where the page of a community is; every page that names one links there. */
export const communityPath = (communityId: string): string => `/communities/${communityId}`

/** What to ask of the register, at `/facilities`, to see one facility. */
export const facilitySearch = (facilityId: string) => ({ facility: facilityId })

/** Where the homes are shown whose nearest facility of its kind a facility is. */
export const servedPath = (communityId: string, facilityId: string): string =>
  `${communityPath(communityId)}/facilities/${encodeURIComponent(facilityId)}`
