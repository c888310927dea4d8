/** Which panel of which application a page is about. */
export interface ReviewParams {
  readonly communityId: string
  readonly caseId: string
  readonly panelNo: number
}
