import type { Work } from '../../contract/works.ts'

/** What can be changed of a works project. */
export type WorkDraft = Pick<
  Work,
  | 'name'
  | 'note'
  | 'unitRole'
  | 'unit'
  | 'plannedFrom'
  | 'plannedTo'
  | 'builtFacilityId'
  | 'costs'
  | 'funding'
  | 'sites'
>

/** The part of a project that can be changed. */
export const draftOf = (work: Work): WorkDraft => {
  const { name, note, unitRole, unit, plannedFrom, plannedTo, builtFacilityId, costs, funding, sites } = work
  return { name, note, unitRole, unit, plannedFrom, plannedTo, builtFacilityId, costs, funding, sites }
}
