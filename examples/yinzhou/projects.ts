import type { LonLat, Milestone, Project } from './district.ts'
import { COMMUNITIES, TOWNS } from './names.ts'
import type { Ground } from './parcel.ts'
import { area2, distance, toLonLat, toPlane } from './plane.ts'
import { PROJECT_LIST } from './project-list.ts'
import { outlineOf } from './rings.ts'

const EN: Readonly<Record<string, string>> = { 龙汇: 'Longhui' }

/** The projects with their names in both languages; 龙汇, which is no community, with its drawn area. */
export const projectsOn = (ground: Ground): Project[] =>
  PROJECT_LIST.map(({ zh, ...project }) => {
    const lead = COMMUNITIES.find((c) => c.areaId === project.communityIds[0])
    const en = EN[zh] ?? lead!.en.replace(/ (Community|Village)$/, '')
    return {
      ...project,
      name: { zh, en },
      ...(project.communityIds.length === 0 && { rings: [drawnArea(ground)] }),
    }
  })

/** Blocks round the middle of 五乡, about 40 ha in one piece, whatever community they belong to. */
function drawnArea({ s, net, parcels }: Ground): LonLat[] {
  const town = TOWNS.findIndex((t) => t.areaId === '330212105')
  const middle = toPlane(121.688, 29.846)
  const near = parcels
    .filter((p) => p?.town === town && p.terrain === 'city')
    .sort((a, b) => distance(a.middle, middle) - distance(b.middle, middle))
  const chosen = new Set([near[0]!.face])
  let area = near[0]!.area_m2
  for (const p of near) {
    if (area > 400_000) break
    if (chosen.has(p.face) || !net.of[p.face]!.some((n) => chosen.has(n.face))) continue
    chosen.add(p.face)
    area += p.area_m2
  }
  const [outer] = outlineOf(s, (face) => chosen.has(face))
  if (outer === undefined || area2(outer) <= 0) throw new RangeError('龙汇 has no area')
  return [...outer, outer[0]!].map(toLonLat)
}

type Row = readonly [
  id: string,
  projects: readonly string[],
  zh: string,
  en: string,
  due: string,
  printed: string,
  done?: string,
]

const EARLY = ['huachuan', 'baihe', 'jiangshan', 'longhui']

/** Source: the plan, 鄞政办发〔2021〕95号, as domain facts §5.5 lists it. */
const ROWS: readonly Row[] = [
  [
    'M01',
    ['huachuan'],
    '完成签约前各项准备',
    'All preparation for signing done',
    '2022-01-31',
    '2022年春节前',
  ],
  ['M02', ['baihe'], '启动签约', 'Signing starts', '2022-04-30', '2022年4月底', '2023-12-06'],
  ['M03', ['jiangshan'], '17#地块开工', 'Plot 17 starts', '2022-05-15', '2022年5月中旬'],
  ['M04', ['longhui'], '实施方案完成备案', 'Implementation plan filed', '2021-11-30', '2021年11月底'],
  [
    'M05',
    ['hefeng'],
    '通过一体化申报验收(省级第四批)',
    'Passes integrated application and acceptance (provincial batch 4)',
    '2021-11-30',
    '2021年11月底',
  ],
  ['M06', ['junliu'], '初见成效', 'First results', '2021-12-31', '2021年底'],
  ['M07', ['near-mature-05'], '完成申报方案编制', 'Application plan compiled', '2021-12-31', '2021年底'],
  [
    'M08',
    [],
    '公布2022年市级创建名单8个以上(含乡村新社区)',
    'City-level list of 2022 published: at least 8, rural ones included',
    '2021-12-31',
    '2021年底',
  ],
  [
    'M09',
    [],
    '省级申报数占全市15%以上',
    'Provincial applications at least 15 % of the city total',
    '2022-06-30',
    '2022年6月',
  ],
  [
    'M10',
    ['jiangshan'],
    '17#建成,18#、19#、20#全面开工',
    'Plot 17 built; plots 18, 19 and 20 all started',
    '2023-12-31',
    '2023年底',
  ],
  [
    'M11',
    ['longhui'],
    '安置地块开工,改造部分完成',
    'Resettlement plot started; renovation part done',
    '2023-12-31',
    '2023年底',
  ],
  ['M12', ['huachuan'], '全面启动拆除', 'Demolition fully started', '2023-12-31', '2023年底'],
  [
    'M13',
    ['baihe'],
    '完成签约及征收程序',
    'Signing and expropriation procedure done',
    '2023-12-31',
    '2023年底',
  ],
  [
    'M14',
    [],
    '2021年市级旧改类建成并通过考核',
    'Renewal projects of the 2021 city list built and assessed',
    '2022-12-31',
    '2022年底',
  ],
  [
    'M15',
    [],
    '2023年市级创建名单9个以上',
    'City-level list of 2023: at least 9',
    '2022-06-30',
    '2022年7月前',
  ],
  [
    'M16',
    [],
    '2023年名单旧改类建成并通过考核',
    'Renewal projects of the 2023 list built and assessed',
    '2023-07-31',
    '2023年7月底',
  ],
  [
    'M17',
    [],
    '每个镇街至少1个未来社区,有条件的2个以上(含乡村新社区)',
    'Every town at least one future community, able ones two, rural ones included',
    '2024-12-31',
    '2024年底',
  ],
  [
    'M18',
    EARLY,
    '4个早期省级项目全部通过省级考核',
    'The four early provincial projects all pass provincial assessment',
    '2025-12-31',
    '2025年底',
  ],
  [
    'M19',
    ['hefeng', 'junliu', 'near-mature-05'],
    '建成并通过考核',
    'Built and assessed',
    '2025-12-31',
    '2025年底',
  ],
  [
    'M20',
    [],
    '市级“最佳实践”案例3个以上',
    'At least three city “best practice” cases',
    '2025-12-31',
    '2025年底',
  ],
]

/** The twenty dated milestones of the plan. */
export const milestones = (): Milestone[] =>
  ROWS.map(([milestoneId, projectIds, zh, en, due, duePrinted, done]) => ({
    milestoneId,
    projectIds,
    title: { zh, en },
    due,
    duePrinted,
    ...(done && { done }),
    provenance: { generated: false, source: '鄞政办发〔2021〕95号', grade: 'O' },
  }))
