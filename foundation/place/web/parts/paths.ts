/** Where the page of a community is; every page that names one links there. */
export const communityPath = (communityId: string): string => `/communities/${communityId}`

/** What to ask of the register, at `/facilities`, to see one facility. */
export const facilitySearch = (facilityId: string) => ({ facility: facilityId })
