import type { SubjectKind } from '#mechanisms/application/read.ts'
import type { Tx } from '#platform/store/db.ts'
import * as queries from './queries.ts'

/** How many projects there are. */
export const projectCount = (tx: Tx): Promise<number> => queries.countProjects(tx)

/**
 * Projects as something that is applied for. City and province have no areas of their own here: their reviewers hold
 * posts in the district that they review.
 */
export const projectSubject: SubjectKind = {
  kind: 'project',
  async find(tx, projectId) {
    const project = await queries.selectProject(tx, projectId)
    if (!project) return undefined
    const { communityId, townId, districtId, name_zh, name_en } = project
    return {
      communityId,
      title: { zh: name_zh, en: name_en },
      areas: { community: communityId, town: townId, district: districtId, outside: districtId },
      link: `/projects?project=${encodeURIComponent(projectId)}`,
    }
  },
}
