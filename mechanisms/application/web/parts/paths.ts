/** Where the page of an application is. */
export const casePath = ({ communityId, caseId }: { communityId: string; caseId: string }): string =>
  `/applications/${communityId}/${caseId}`

/** Where open applications are looked at before they go on by a version of a procedure. */
export const migrationPath = (procedureId: string, version: number): string =>
  `/procedures/${procedureId}/${version}/migration`
