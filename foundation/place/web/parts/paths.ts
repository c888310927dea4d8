/** Where the page of a community is; every page that names one links there. */
export const communityPath = (communityId: string): string => `/communities/${communityId}`
