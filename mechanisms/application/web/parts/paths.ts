/** Where the page of an application is. */
export const casePath = ({ communityId, caseId }: { communityId: string; caseId: string }): string =>
  `/applications/${communityId}/${caseId}`
