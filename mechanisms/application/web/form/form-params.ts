/** Which form of which application a page is about. */
export interface FormParams {
  readonly communityId: string
  readonly caseId: string
  readonly formId: string
}
