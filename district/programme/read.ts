import { dayFacts } from '#foundation/evidence/read.ts'
import { terms } from '#foundation/evidence/rules.ts'
import type { SubjectKind } from '#mechanisms/application/read.ts'
import type { Tx } from '#platform/store/db.ts'
import * as queries from './queries.ts'
import { projectFacts } from './read/facts.ts'
import { stageReached } from './write/stage.ts'

/** How many projects there are. */
export const projectCount = (tx: Tx): Promise<number> => queries.countProjects(tx)

/**
 * Projects as something that is applied for. City and province have no areas of their own here: their reviewers hold
 * posts in the district that they review. Their days are those told of a project, and of its lead community: of what is
 * one tenant's, so that whoever looks at a case counts the same.
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
      link: `/projects/${encodeURIComponent(projectId)}`,
    }
  },
  async days(tx, projectId, kind) {
    const term = terms.get(kind)
    const project = await queries.selectProject(tx, projectId)
    if (term?.every !== 'day' || !project) return undefined
    const { communityId } = project
    const own = (await dayFacts(tx, communityId, kind)).filter(
      ({ subjectKind, subjectId }) => subjectKind !== 'project' || subjectId === projectId,
    )
    const rows = (day: string) => `/facts?area=${communityId}&term=${kind}&day=${day}`
    const days = [...Map.groupBy(own, ({ validFrom }) => validFrom)].flatMap(([day, facts]) => {
      // Nothing served on a day is a statement too, and no day.
      const served = facts.filter(({ value }) => Number(value) > 0)
      return served.length === 0
        ? []
        : [{ day, rows: rows(day), generated: served.every(({ generated }) => generated) }]
    })
    const path = `/facts/new?community=${communityId}&term=${kind}`
    return { days, report: { path, roles: term.enter } }
  },
  facts: projectFacts,
  reached: stageReached,
}
