import type { NewReport } from '#district/programme/rules.ts'
import type { Project } from './district.ts'

type Row = readonly [
  milestoneId: string,
  /** A project, or empty for the district. */
  about: string,
  state: NewReport['state'],
  on: string,
  note?: string,
]

/** Invented: who reported what in time. Some are left without a report on purpose. */
const INVENTED: readonly Row[] = [
  ['M01', 'huachuan', 'met', '2022-01-24'],
  ['M03', 'jiangshan', 'met', '2022-05-16'],
  ['M04', 'longhui', 'met', '2021-11-26'],
  ['M05', 'hefeng', 'met', '2021-11-29'],
  ['M06', 'junliu', 'met', '2021-12-28'],
  ['M07', 'haichuang', 'met', '2021-12-24'],
  ['M08', '', 'met', '2021-12-30', '公布8个'],
  ['M15', '', 'met', '2022-06-24', '公布9个'],
  ['M14', '', 'partiallyMet', '2022-12-30', '和丰通过，郡柳尚未考核'],
  ['M16', '', 'notMet', '2023-07-31', '均未到考核阶段'],
  ['M12', 'huachuan', 'met', '2023-11-30'],
  ['M10', 'jiangshan', 'partiallyMet', '2023-12-22', '17#建成，20#尚未开工'],
  ['M17', '', 'partiallyMet', '2024-12-27', '咸祥镇还没有'],
  ['M18', 'huachuan', 'notMet', '2025-12-30', '安置房在建'],
  ['M19', 'hefeng', 'met', '2022-12-26'],
  ['M20', '', 'partiallyMet', '2025-12-26', '2个'],
]

/** The reports that come with the demo: one is real, the start of signing at 白鹤; the others are generated. */
export function milestoneReportsOf(districtId: string, projects: readonly Project[]): NewReport[] {
  const leads = new Map(projects.map((one) => [one.projectId, one.communityIds[0] ?? one.townId]))
  const real: NewReport = {
    ...{ communityId: leads.get('baihe')!, projectId: 'baihe', milestoneId: 'M02', state: 'met' },
    ...{ happenedOn: '2023-12-06', reportedOn: '2023-12-06', note: '签约期60日，80%生效' },
    ...{ source: 'S71, S72', grade: 'N', generated: false },
    ...{ reportedBy: 'examples/yinzhou', reportedRole: 'town' },
  }
  return [
    real,
    ...INVENTED.map(
      ([milestoneId, about, state, on, note = '']): NewReport => ({
        ...{ communityId: about ? leads.get(about)! : districtId, projectId: about || null, milestoneId },
        ...{ state, happenedOn: on, reportedOn: on, note },
        ...{ source: 'examples/yinzhou', grade: 'P', generated: true },
        ...{ reportedBy: 'examples/yinzhou', reportedRole: about ? 'town' : 'task-force' },
      }),
    ),
  ]
}
