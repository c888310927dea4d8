import type { Project } from './district.ts'
import { COMMUNITIES, townOf } from './names.ts'
import { cited } from './sources.ts'

/** What is stated about a project before its area is known. */
export type ListedProject = Omit<Project, 'name' | 'rings' | 'townId'> & {
  readonly zh: string
  readonly townId: string
}

/** The plan: 鄞政办发〔2021〕95号. */
const PLAN = '鄞政办发〔2021〕95号'

const stated = (zh: string, en: string, grade: 'O' | 'N' | 'D' | 'P', source = PLAN) => ({
  zh,
  en,
  provenance: { generated: false, source: cited(source), grade },
})

const real = (grade: 'O' | 'N' | 'D', source = PLAN) =>
  ({ generated: false, source: cited(source), grade }) as const
const base = {
  programmeLevel: 'leading',
  renewalType: 'renewal',
  rural: false,
  plannedFrom: '2021-07-01',
  plannedTo: '2025-12-31',
} as const

/** The seven named projects, domain facts §6.1; 海创 stands among the 17 and is listed there. */
const NAMED: readonly ListedProject[] = [
  {
    ...base,
    projectId: 'huachuan',
    zh: '划船',
    townId: '330212008',
    communityIds: ['330212008006'],
    list: { level: 'province', batch: 1 },
    buildType: 'rebuild',
    group: 'early-provincial',
    stage: 11,
    statements: [
      stated('省级首批,全拆重建', 'First provincial batch; demolished and rebuilt', 'O'),
      stated('2019年省级评审第一名', 'First in the provincial review of 2019', 'N', 'S13'),
    ],
    provenance: real('O'),
  },
  {
    ...base,
    projectId: 'baihe',
    zh: '白鹤',
    townId: '330212011',
    communityIds: ['330212011004', '330212011001'],
    list: { level: 'province', batch: 1 },
    buildType: 'rebuild',
    group: 'early-provincial',
    stage: 11,
    statements: [
      stated('省级首批,全拆重建', 'First provincial batch; demolished and rebuilt', 'O'),
      stated('白鹤新村1985年起建,25.8万平方米', 'Baihe Xincun, built from 1985, 258,000 m²', 'N', 'S71, S74'),
      stated(
        '约5,045户:住宅4,922户、28.5万平方米',
        'About 5,045 households; 4,922 homes, 285,000 m²',
        'N',
        'S71',
      ),
      stated(
        '2023-11-02作出征收决定,2023-12-06起签约60日,80%生效',
        'Expropriation decided 2023-11-02; signing for 60 days from 2023-12-06, in force at 80 %',
        'O',
        'S71, S72',
      ),
    ],
    provenance: real('O'),
  },
  {
    ...base,
    projectId: 'jiangshan',
    zh: '姜山',
    townId: '330212110',
    communityIds: ['330212110001'],
    list: { level: 'province', batch: 2 },
    buildType: 'mixed',
    group: 'early-provincial',
    stage: 11,
    statements: [
      stated('地块17#–20#', 'Plots 17 to 20', 'O'),
      stated(
        '建设类型按排除法为拆改结合;市级报道称第二批均为全拆重建,未定',
        'Mixed by elimination; a city article calls both projects of batch 2 rebuilt: unresolved',
        'P',
        'domain facts §6.1',
      ),
    ],
    provenance: real('O'),
  },
  {
    ...base,
    projectId: 'longhui',
    zh: '龙汇',
    townId: '330212105',
    communityIds: [],
    list: { level: 'province', batch: 3 },
    buildType: 'mixed',
    group: 'early-provincial',
    stage: 10,
    statements: [
      stated(
        '省级第三批;项目名,不是已有社区',
        'Third provincial batch; a project name, not an existing community',
        'N',
        'S75, S76',
      ),
    ],
    provenance: real('N', 'S75, S76'),
  },
  {
    ...base,
    projectId: 'hefeng',
    zh: '和丰',
    townId: '330212010',
    communityIds: ['330212010011'],
    list: { level: 'province', batch: 4 },
    buildType: 'renovate',
    group: 'city-demo',
    stage: 15,
    statements: [
      stated(
        '市级首批示范,后列省级第四批,一体化申报验收',
        'City demonstration batch 1, then provincial batch 4, applied for and accepted together',
        'O',
      ),
    ],
    provenance: real('O'),
  },
  {
    ...base,
    projectId: 'junliu',
    zh: '郡柳',
    townId: '330212106',
    communityIds: ['330212106007'],
    list: { level: 'city', batch: 1 },
    buildType: 'renovate',
    group: 'city-demo',
    stage: 11,
    statements: [stated('市级首批示范,旧改', 'City demonstration batch 1; renewal', 'O')],
    provenance: real('O'),
  },
]

const MATURE = '学府 紫郡 东裕 都市森林 华光城 常青藤 泰和 新城'
const NEAR = '海悦 日月星城 后塘 飞虹 海创 和顺 金桥花园 明湖 云龙村'
const LATER =
  '幸福苑 月季 太古城 黄鹂 孔雀 镇安 潜龙 七塔 华严 王家 史家 徐戎 明东 福明家园 波波城 仇毕 宋诏桥 凤凰 长丰 泰悦 狮山 丰乐 ' +
  '勤勇村 童村 方桥村'

/** Real community names, invented project status: domain facts §6.5. */
function synthetic(name: string, i: number, maturity: NonNullable<Project['maturity']>): ListedProject {
  const zh = name.endsWith('村') ? name : `${name}社区`
  const community = COMMUNITIES.find((c) => c.zh === zh && !(name === '王家' && c.settlement === 'rural'))
  if (community === undefined) throw new RangeError(`no community is called ${zh}`)
  const later = maturity === 'to-be-created'
  const haichuang = name === '海创'
  return {
    projectId: haichuang ? 'haichuang' : `${later ? 'later' : maturity}-${String(i + 1).padStart(2, '0')}`,
    zh: name,
    townId: townOf(community.areaId),
    communityIds: [community.areaId],
    programmeLevel: maturity === 'mature' ? 'leading' : 'inclusive',
    renewalType: maturity === 'mature' && i % 3 === 0 ? 'new-build' : 'renewal',
    maturity,
    group: later ? 'later' : 'first-and-next',
    rural: community.settlement === 'rural',
    stage: later ? [2, 3, 8, 11][i % 4]! : maturity === 'mature' ? [13, 14, 15][i % 3]! : [11, 8, 13][i % 3]!,
    plannedFrom: later ? '2023-01-01' : '2021-07-01',
    plannedTo: later ? '2025-12-31' : '2023-12-31',
    ...(haichuang && { list: { level: 'city' as const, batch: 2 } }),
    statements: haichuang ? [stated('市级第二批示范', 'City demonstration batch 2', 'N', 'S77')] : [],
    provenance: haichuang
      ? { generated: false, source: `${PLAN}; counted among the 17: P`, grade: 'O' }
      : { generated: true, source: '演示项目清单', grade: 'P' },
  }
}

/** The 48 projects of the plan's 4 + 2 + 17 + 25. 咸祥镇 has none, on purpose: the check of every town shows it. */
export const PROJECT_LIST: readonly ListedProject[] = [
  ...NAMED,
  ...MATURE.split(' ').map((name, i) => synthetic(name, i, 'mature')),
  ...NEAR.split(' ').map((name, i) => synthetic(name, i, 'near-mature')),
  ...LATER.split(' ').map((name, i) => synthetic(name, i, 'to-be-created')),
]
