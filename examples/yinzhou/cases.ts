/** A deed of a demo case; a decision unless another is named. */
interface DemoDeed {
  readonly role: string
  readonly daysAgo: number
  readonly opinion: string
  /** Step it is returned to, to come straight back. */
  readonly returnTo?: string
  /** Role in the district that is asked to sign as well. */
  readonly asks?: string
  /** Number of the letter by which it was decided outside the system. */
  readonly letterNo?: string
}

/** A case of the demo district: its project, how many days ago it was opened, and what was done when. */
export interface DemoCase {
  readonly projectId: string
  readonly openedDaysAgo: number
  readonly facts?: Readonly<Record<string, string>>
  readonly deeds: readonly DemoDeed[]
  /** Days of service from one day to another: on these days of the week, Monday being 0, but for a gap. */
  readonly service?: {
    readonly fromDaysAgo: number
    readonly toDaysAgo: number
    readonly weekdays: readonly number[]
    readonly gap?: readonly [fromDaysAgo: number, toDaysAgo: number]
  }
}

const say = (role: string, daysAgo: number, opinion: string, more: Partial<DemoDeed> = {}): DemoDeed => ({
  ...{ role, daysAgo, opinion: `${opinion}（演示数据）`, ...more },
})

/** Up to the list announced by the city, so many days before the last of them. */
const toAnnouncement = (last: number): DemoCase['deeds'] => [
  say('task-force', last + 120, '列入创建名单'),
  say('town', last + 96, '申报方案请审'),
  say('task-force', last + 88, '初审同意'),
  say('government', last + 78, '同意申报'),
  say('reviewer', last + 40, '评审通过'),
  say('reviewer', last + 30, '同意公布'),
]

/** Up to the works accepted by the task force and the departments. */
const toAcceptance = (last: number): DemoCase['deeds'] => [
  ...toAnnouncement(last + 260),
  say('town', last + 250, '实施方案请审'),
  say('task-force', last + 242, '初审同意'),
  say('government', last + 234, '同意实施方案'),
  say('reviewer', last + 214, '评审通过'),
  say('reviewer', last + 206, '准予备案'),
  say('town', last + 12, '工程已竣工'),
  say('task-force', last + 6, '同意验收'),
]

/**
 * Cases at different steps, so that every role finds something to do: in trial operation with its months still running
 * and with them full, returned, waiting for one who signs together, with one asked to sign as well, with the government,
 * in review, and named. All of it is invented.
 */
export const DEMO_CASES: readonly DemoCase[] = [
  {
    projectId: 'huachuan',
    openedDaysAgo: 470,
    deeds: [...toAcceptance(66), say('department', 66, '同意验收')],
    service: { fromDaysAgo: 60, toDaysAgo: 1, weekdays: [0, 1, 2, 4, 5], gap: [31, 24] },
  },
  {
    projectId: 'mature-02',
    openedDaysAgo: 560,
    deeds: [...toAcceptance(140), say('department', 140, '同意验收')],
    service: { fromDaysAgo: 118, toDaysAgo: 1, weekdays: [0, 1, 2, 3, 4, 5] },
  },
  { projectId: 'mature-04', openedDaysAgo: 420, deeds: toAcceptance(3) },
  {
    projectId: 'near-mature-03',
    openedDaysAgo: 64,
    deeds: [
      say('task-force', 60, '列入创建名单'),
      say('town', 22, '申报方案请审'),
      say('task-force', 9, '请补充投资估算和资金来源', { returnTo: 'application-plan' }),
    ],
  },
  {
    projectId: 'later-08',
    openedDaysAgo: 50,
    deeds: [
      say('task-force', 47, '列入创建名单'),
      say('town', 8, '申报方案请审'),
      say('task-force', 5, '请教育、卫健部门一并会签', { asks: 'department' }),
    ],
  },
  {
    projectId: 'near-mature-06',
    openedDaysAgo: 37,
    deeds: [say('task-force', 33, '列入创建名单'), say('town', 4, '申报方案请审')],
  },
  {
    projectId: 'near-mature-04',
    openedDaysAgo: 48,
    deeds: [
      say('task-force', 44, '列入创建名单'),
      say('town', 17, '申报方案请审'),
      say('task-force', 6, '初审同意'),
    ],
  },
  {
    projectId: 'near-mature-08',
    openedDaysAgo: 70,
    deeds: [
      say('task-force', 66, '列入创建名单'),
      say('town', 40, '申报方案请审'),
      say('task-force', 30, '初审同意'),
      say('task-force', 12, '区政府已同意', { letterNo: '演示〔2〕号' }),
    ],
  },
  {
    projectId: 'hefeng',
    openedDaysAgo: 330,
    facts: { variant: 'integrated' },
    deeds: [
      say('task-force', 326, '列入创建名单'),
      say('town', 300, '一体化申报方案请审'),
      say('task-force', 292, '初审同意'),
      say('government', 284, '同意申报'),
      say('reviewer', 180, '考核通过'),
      say('task-force', 176, '命名'),
    ],
    service: { fromDaysAgo: 290, toDaysAgo: 181, weekdays: [0, 1, 2, 3, 4, 5, 6] },
  },
]
