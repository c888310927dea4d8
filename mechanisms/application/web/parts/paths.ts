interface CaseKey {
  readonly communityId: string
  readonly caseId: string
}

/** Where the page of an application is. */
export const casePath = ({ communityId, caseId }: CaseKey): string => `/applications/${communityId}/${caseId}`

/** The page of its expert reviews. */
export const reviewPath = (of: CaseKey): string => `${casePath(of)}/review`

/** The page of a form of an application. */
export const formPath = (of: CaseKey, formId: string): string =>
  `${casePath(of)}/forms/${encodeURIComponent(formId)}`

/** Where open applications are looked at before they go on by a version of a procedure. */
export const migrationPath = (procedureId: string, version: number): string =>
  `/procedures/${procedureId}/${version}/migration`
