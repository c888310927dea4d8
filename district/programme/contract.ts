import { Type } from 'typebox'
import { AreaId, Maybe, Name, Text } from '#foundation/place/contract.ts'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'

/** What this domain refuses. */
export const errors = {
  PROJECT_UNKNOWN: { status: 404, zh: '没有这个项目', en: 'There is no such project' },
  MILESTONE_UNKNOWN: {
    status: 404,
    zh: '没有这个里程碑，或它与该项目无关',
    en: 'There is no such milestone, or it is not about that project',
  },
  QUOTA_UNKNOWN: { status: 404, zh: '没有这项数额要求', en: 'There is no such quota' },
  REPORT_UNKNOWN: { status: 404, zh: '没有这条填报', en: 'There is no such report' },
  REPORT_UNFIT: {
    status: 422,
    zh: '填报内容不成立，未保存',
    en: 'The report does not hold; nothing was saved',
  },
  REPORT_WITHDRAWN: { status: 409, zh: '这条填报已经撤回', en: 'The report has been withdrawn already' },
  ATTRIBUTE_UNKNOWN: { status: 404, zh: '没有这条属性记录', en: 'There is no such row of an attribute' },
  ATTRIBUTE_UNFIT: {
    status: 422,
    zh: '属性内容不成立，未保存',
    en: 'The attribute does not hold; nothing was saved',
  },
  ATTRIBUTE_TAKEN: {
    status: 409,
    zh: '这项属性在这一天已有记录；如有误，请先撤回',
    en: 'The attribute has a row from that day already; if that is wrong, withdraw it first',
  },
  ATTRIBUTE_WITHDRAWN: {
    status: 409,
    zh: '这条属性记录已经撤回',
    en: 'The row of the attribute has been withdrawn already',
  },
  STAGE_BY_PROCEDURE: {
    status: 409,
    zh: '项目的申报流程正在系统中办理，流程阶段不能手工更改',
    en: 'The procedure of the project runs in the system: its stage is not set by hand',
  },
  RULES_UNFIT: { status: 422, zh: '规则不成立，未保存', en: 'The rules do not hold; nothing was saved' },
  RULES_MOVED: {
    status: 409,
    zh: '规则刚由他人发布了新版本，请重新查看后再改',
    en: 'Somebody has just published another version of the rules; look again before you change it',
  },
  ROUND_UNKNOWN: { status: 404, zh: '没有这一轮滚动', en: 'There is no such round' },
  ROUND_THERE: {
    status: 409,
    zh: '本季度已经生成过滚动建议',
    en: 'The round of this quarter has been opened already',
  },
  ROUND_ANSWERED: {
    status: 409,
    zh: '所选建议中有的已由他人办理，或项目已不在原库；未保存，请刷新',
    en: 'Some of these proposals were answered by somebody else, or the project is elsewhere; nothing was saved',
  },
  ROUND_UNFIT: { status: 422, zh: '填写不完整，未保存', en: 'Something is left out; nothing was saved' },
  NOTICE_UNKNOWN: { status: 404, zh: '没有这份退出告知', en: 'There is no such notice' },
  NOTICE_OPEN: {
    status: 409,
    zh: '该项目已有一份未办结的退出告知',
    en: 'The project has a notice of exit that is still open',
  },
  NOTICE_CLOSED: {
    status: 409,
    zh: '答复期已过，或已经答复或决定',
    en: 'The days for it are over, or it has been replied to or decided',
  },
  NOTICE_RUNNING: {
    status: 409,
    zh: '告知期未满，还不能决定',
    en: 'The days of the notice are not over; nothing may be decided yet',
  },
  PROGRAMME_OUTSIDE: { status: 403, zh: '不在您的管辖范围内', en: 'Outside the area you may write' },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)

/** The plan's parts: "4+2+17+25" (鄞政办发〔2021〕95号, 一(三)). */
export const PORTFOLIO_PARTS = ['early-provincial', 'city-demo', 'first-and-next', 'later'] as const
export type PortfolioPart = (typeof PORTFOLIO_PARTS)[number]

/** What of a project has a history, each apart from the others. */
export const ATTRIBUTES = [
  ...(['level', 'batch', 'build-type', 'planned-class', 'stage'] as const),
  /** A creation list it was published on, such as city-2022; it may stand on several. */
  ...(['list', 'applied', 'best-practice'] as const),
] as const
export type Attribute = (typeof ATTRIBUTES)[number]

export const Day = (description: string) => Type.String({ format: 'date', description })

/** What every question about the programme may be asked with, and keeps from page to page. */
export const asked = {
  asOf: Type.Optional(Day('As of this day; today unless given')),
  demo: Type.Optional(Type.Enum(['no'], { description: 'no: without generated data 演示数据' })),
}

/** Which projects are meant; nothing is no condition. */
export const chosen = {
  ...asked,
  q: Type.Optional(Text('Part of the name of the project or of its town', 40)),
  part: Type.Optional(Type.Enum(PORTFOLIO_PARTS, { description: 'Part of the plan' })),
  town: Type.Optional(Text('Town', 12)),
  level: Type.Optional(Text('Level held on the day', 20)),
  buildType: Type.Optional(Text('Build type held on the day', 20)),
  plannedClass: Type.Optional(Text('Class held on the day', 20)),
  settlement: Type.Optional(Type.Enum(['urban', 'rural'], { description: 'City or countryside' })),
  list: Type.Optional(
    Type.String({ pattern: '^\\d{4}$', description: 'Year of the first list it was published on' }),
  ),
  quota: Type.Optional(Text('Counted by this quota', 60)),
  lacking: Type.Optional(
    Type.Enum(['yes'], { description: 'With `quota`: those of its denominator that are not counted' }),
  ),
  sort: Type.Optional(
    Type.String({
      pattern: '^-?(?:part|name|town|level|batch|build-type|planned-class|stage)$',
      description: 'part unless given; - before it for the highest first',
    }),
  ),
}

const PageNumber = Type.Integer({ minimum: 1, maximum: 100_000, description: 'Counted from 1' })

export const Project = Type.Object({
  projectId: Text('Project'),
  name: Name,
  communityId: AreaId,
  communityIds: Type.Array(AreaId, { description: 'Communities it covers; the lead first' }),
  communities: Type.Array(Name, { description: 'Their names' }),
  townId: AreaId,
  town: Name,
  part: Type.Enum(PORTFOLIO_PARTS, { description: "Part of the plan's 4+2+17+25" }),
  level: Text('provincial or city; empty where not known'),
  batch: Text('Batch, or empty'),
  buildType: Text('rebuild, mixed, renewal or new-build; empty where not known'),
  plannedClass: Text('Maturity class of the plan; empty where it gives none'),
  stage: Maybe(Type.Integer(), 'State of the procedure, 1 to 16'),
  settlement: Type.Enum(['urban', 'rural']),
  source: Text('Source'),
  grade: Text('Evidence grade'),
  generated: Type.Boolean({ description: 'Invented status 演示数据' }),
})
export type Project = Type.Static<typeof Project>

export const PAGE_SIZE = 60

export const listProjects = route({
  method: 'GET',
  path: '/api/projects',
  summary: 'The portfolio on a day: level, batch, build type and class as separate attributes, page by page',
  query: Type.Object({
    ...chosen,
    page: Type.Optional(PageNumber),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Rows a page' })),
  }),
  reply: Type.Object({
    asOf: Text('ISO date'),
    today: Text('ISO date'),
    firstDay: Maybe(Text('ISO date'), 'The first day on which any project is known'),
    parts: Type.Array(
      Type.Object({
        part: Type.Enum(PORTFOLIO_PARTS),
        name: Name,
        rule: Name,
        planned: Type.Integer(),
        count: Type.Integer({ description: 'Projects known on the day, whatever else is asked' }),
      }),
    ),
    total: Type.Integer({ description: 'Projects that are meant' }),
    page: Type.Integer(),
    size: Type.Integer(),
    projects: Type.Array(Project),
  }),
})

export const exportProjects = route({
  method: 'GET',
  path: '/api/projects.xlsx',
  summary: 'The projects that are meant, at most 20,000, as a table with one column an attribute',
  query: Type.Object({
    ...chosen,
    language: Type.Optional(Type.Enum(['zh', 'en'], { description: 'Language of the table' })),
    format: Type.Optional(Type.Enum(['xlsx', 'csv'], { description: 'xlsx unless given' })),
  }),
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

export const readProject = route({
  method: 'GET',
  path: '/api/projects/:projectId',
  summary: 'A project with the history of each of its attributes',
  params: Type.Object({ projectId: Text('Project', 80) }),
  query: Type.Object(asked),
  reply: Type.Object({
    asOf: Text('ISO date'),
    project: Project,
    history: Type.Array(
      Type.Object({
        attribute: Type.Enum(ATTRIBUTES),
        value: Text('Value'),
        holdsFrom: Day('Holds from this day, until the next of the attribute'),
        source: Text('Source'),
        grade: Text('Evidence grade'),
        generated: Type.Boolean(),
        isFuture: Type.Boolean({ description: 'Not yet on the day that is asked about' }),
        entry: Type.Integer({ description: 'Tells apart what was recorded for one day, from 1' }),
        recorded: Maybe(
          Type.Object({ on: Day('Known from this day'), role: Text('Role that recorded it') }),
          'Null for what came with the district: known from the day on which it holds',
        ),
        withdrawn: Maybe(
          Type.Object({ on: Day('Counts no more from this day'), why: Text('Why') }),
          'By the day that is asked about',
        ),
      }),
    ),
    barred: Maybe(Name, 'Why the caller may not change attributes; null where they may'),
    stageBarred: Maybe(Name, 'Why the stage is not set by hand; null where it may be'),
  }),
})

const Cell = Type.Object({ year: Text('Year'), count: Type.Integer() })

export const townMatrix = route({
  method: 'GET',
  path: '/api/programme/towns',
  summary: 'Towns by the year in which their projects were first published on a creation list',
  query: Type.Object({
    ...asked,
    page: Type.Optional(PageNumber),
  }),
  reply: Type.Object({
    asOf: Text('ISO date'),
    years: Type.Array(Text('Year')),
    total: Type.Integer({ description: 'Towns' }),
    page: Type.Integer(),
    size: Type.Integer(),
    towns: Type.Array(
      Type.Object({
        townId: AreaId,
        name: Name,
        managed: Type.Boolean({ description: 'Run by the district and counted in its quotas' }),
        total: Type.Integer({ description: 'Projects on a list by the day' }),
        cells: Type.Array(Cell),
      }),
    ),
  }),
})
