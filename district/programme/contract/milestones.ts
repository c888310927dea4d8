import { Type } from 'typebox'
import { AreaId, Maybe, Name, Text } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { asked, Day } from '../contract.ts'
import { REPORTED, STANDS } from '../rules/milestones.ts'

const Report = Type.Object({
  reportId: Text('Report'),
  state: Type.Enum(REPORTED),
  happenedOn: Day('Met on this day, or not met as of it'),
  reportedOn: Day('Known from this day'),
  note: Text('What was said with it'),
  source: Text('Document it rests on'),
  grade: Text('Evidence grade'),
  reportedRole: Text('Role that reported it'),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
})

export const StandRow = Type.Object({
  milestoneId: Text('Milestone'),
  phrase: Text('As the plan words it'),
  name: Name,
  duePrinted: Text('As the plan dates it'),
  due: Day('Last day on which it is met in time'),
  dueRule: Maybe(Name, 'How the words became that day'),
  ownerRole: Text('Role that answers for it'),
  evidence: Type.Array(Name, { description: 'What a report needs' }),
  source: Text('Source'),
  grade: Text('Evidence grade'),
  subjectKind: Type.Enum(['project', 'area']),
  subjectId: Text('Project, or area'),
  subject: Name,
  areaId: AreaId,
  state: Type.Enum(STANDS),
  lateDays: Maybe(Type.Integer(), 'Days after the due day on which it was met'),
  isRed: Type.Boolean({ description: 'Due and not met, or met late' }),
  report: Maybe(Report, 'The latest report known on the day'),
})
export type StandRow = Type.Static<typeof StandRow>

export const listMilestones = route({
  method: 'GET',
  path: '/api/programme/milestones',
  summary: "The plan's dated milestones as they stand on a day, one row a project or area",
  right: 'diagnosis.read',
  query: Type.Object(asked),
  reply: Type.Object({
    asOf: Text('ISO date'),
    document: Text('The plan'),
    soonDays: Type.Integer({ description: 'Due within so many days is near; a product default' }),
    rows: Type.Array(StandRow),
  }),
})

export const wallSheet = route({
  method: 'GET',
  path: '/api/programme/wall.pdf',
  summary:
    'The schedule on the wall: a map of the projects by how pressing their milestones are, and the milestones',
  right: 'diagnosis.read',
  query: Type.Object({
    ...asked,
    paper: Type.Optional(Type.Enum(['A3', 'A0'], { description: 'Size of the sheet; A3 unless given' })),
    language: Type.Optional(Type.Enum(['zh', 'en'], { description: 'Language of the sheet' })),
  }),
  reply: Type.Unknown(),
  produces: 'application/pdf',
})

export const reportMilestone = route({
  method: 'POST',
  path: '/api/programme/milestones/:milestoneId/reports',
  summary: 'Report how a milestone stands for a project or an area; earlier reports stay',
  right: 'programme.record',
  params: Type.Object({ milestoneId: Text('Milestone', 60) }),
  body: Type.Object({
    subjectId: Text('Project, or area', 80),
    state: Type.Enum(REPORTED),
    happenedOn: Day('Met on this day, or not met as of it; not after today'),
    note: Text('Needed unless it is met', 400),
    source: Text('Document it rests on', 200),
  }),
  reply: Type.Object({ reportId: Text('Report') }),
})

export const withdrawReport = route({
  method: 'POST',
  path: '/api/programme/reports/:reportId/withdraw',
  summary: 'Withdraw a report: from today on it does not count',
  right: 'programme.record',
  params: Type.Object({ reportId: Type.String({ format: 'uuid', description: 'Report' }) }),
  body: Type.Object({ reason: Text('Why', 200) }),
  reply: Type.Object({}),
})
