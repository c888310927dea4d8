import { declare, type NewDeclaration } from '#district/diagnosis/write.ts'
import { addProgrammeSites } from '#district/planning/write/sites.ts'
import { addZones } from '#district/planning/write/zones.ts'
import { addCandidates } from '#district/planning/write.ts'
import type { NewProject } from '#district/programme/rules.ts'
import { addProjects, addReports } from '#district/programme/write.ts'
import { encodeShape } from '#foundation/place/rules/shape.ts'
import type { Tx } from '#platform/store/db.ts'
import { candidatesOf } from './candidates.ts'
import type { DemoDistrict, Project } from './district.ts'
import { milestoneReportsOf } from './milestone-reports.ts'
import { planZonesOf } from './plan-zones.ts'
import { programmeSitesOf } from './programme-sites.ts'
import { historyOf } from './project-history.ts'

const SOURCE = 'examples/yinzhou'

/** The 48 projects with their history and the reports of their milestones, what their communities declare, vacant space, zones of plans, and other programmes' sites. */
export async function loadProgramme(tx: Tx, district: DemoDistrict): Promise<void> {
  await addProjects(tx, district.projects.map(projectOf))
  await addReports(tx, milestoneReportsOf(district.areas[0]!.areaId, district.projects))
  await addCandidates(tx, candidatesOf(district))
  await addZones(tx, planZonesOf(district))
  await addProgrammeSites(tx, await programmeSitesOf(tx, district))
  for (const declaration of district.projects.flatMap(declarationsOf)) await declare(tx, declaration)
}

const leadOf = ({ communityIds, townId }: Project) => communityIds[0] ?? townId

function projectOf(project: Project): NewProject {
  const { name, townId, communityIds, rings, group, rural, provenance } = project
  return {
    communityId: leadOf(project),
    projectId: project.projectId,
    name: { zh: name.zh, en: name.en ?? name.zh },
    townId,
    part: group,
    settlement: rural ? 'rural' : 'urban',
    shape: rings
      ? encodeShape({ type: 'Polygon', coordinates: rings.map((ring) => ring.map(([x, y]) => [x, y])) })
      : null,
    covers: communityIds.slice(1),
    attributes: historyOf(project),
    source: provenance.source ?? SOURCE,
    grade: provenance.grade ?? 'P',
    generated: provenance.generated,
  }
}

/** Signature scenarios and one opt-out in the demo, so that both can be seen; the profile follows from the project. */
function declarationsOf(project: Project, index = 0): NewDeclaration[] {
  const { communityIds, programmeLevel, renewalType, rural, projectId } = project
  if (rural) return []
  const by = { declaredBy: SOURCE, declaredRole: null, holds: true, generated: true } as const
  const seed = [...projectId].reduce((sum, letter) => sum + letter.charCodeAt(0), index)
  const scenarios = ['NB', 'HE', 'ED', 'SE', 'GO']
  const signature = [scenarios[seed % 5]!, scenarios[(seed + 2) % 5]!]
  return communityIds.flatMap((communityId): NewDeclaration[] => [
    { ...by, communityId, kind: 'profile', item: `${programmeLevel}-${renewalType}`, reason: '' },
    ...signature.map((item) => ({ ...by, communityId, kind: 'signature' as const, item, reason: '' })),
    ...(seed % 4 === 0
      ? [
          {
            ...by,
            communityId,
            kind: 'opt-out' as const,
            item: 'zj33-14',
            reason: '旧改项目不新建人才公寓(演示)',
          },
        ]
      : []),
  ])
}
