import { Type } from 'typebox'
import { AreaId, Maybe, Name, Text } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { LibraryRule } from '../rules/library-pack.ts'
import { OUTCOMES, REASONS } from '../rules/library-rules.ts'

const Version = Type.Integer({ minimum: 1, description: 'Version of the rules' })
const RoundId = Type.String({ format: 'uuid', description: 'Round' })
const ProjectId = Text('Project', 80)

const Finding = Type.Object({
  conditionId: Text('Condition'),
  outcome: Type.Enum(OUTCOMES),
  reason: Type.Enum(REASONS, { description: 'measured, or what is missing' }),
  range: Maybe(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), 'Lowest and highest it can be'),
  value: Maybe(Text('Value'), 'Of an attribute'),
  input: Type.Object({
    runId: Type.Optional(Text('Stored run of the diagnosis')),
    factId: Type.Optional(Text('Fact')),
    communityId: Type.Optional(AreaId),
    milestoneId: Type.Optional(Text('Milestone')),
    reportId: Type.Optional(Text('Report')),
    day: Type.Optional(Text('ISO date since which, or as of which')),
    grade: Type.Optional(Text('Evidence grade')),
    generated: Type.Optional(Type.Boolean({ description: 'Invented 演示数据' })),
  }),
})
export type ShownFinding = Type.Static<typeof Finding>

const RuleSet = Type.Object({
  version: Version,
  note: Text('Why it was published'),
  madeRole: Text('Role that published it'),
  madeOn: Maybe(Text('ISO date'), 'Null: it comes with the pack'),
})
const State = Type.Object({ id: Text('State'), name: Name })

export const readRules = route({
  method: 'GET',
  path: '/api/programme/library-rules',
  summary: 'The rules of admission 准入 and exit 退出 in force, with the source of each number',
  right: 'diagnosis.read',
  reply: Type.Object({
    version: Version,
    rules: Type.Array(LibraryRule),
    states: Type.Array(State, { description: 'States a project can be in' }),
    versions: Type.Array(RuleSet, { description: 'Latest first' }),
  }),
})

const Edits = Type.Array(
  Type.Object({
    ruleId: Text('Rule', 60),
    item: Text('Condition, or noticeDays or replyDays', 60),
    value: Type.Number({ minimum: 0, maximum: 100_000 }),
  }),
  { maxItems: 100, description: 'Numbers to be other than in force' },
)

export const TrialRow = Type.Object({
  projectId: ProjectId,
  name: Name,
  state: Text('State it is in'),
  ruleId: Text('Rule'),
  now: Type.Enum(OUTCOMES, { description: 'By the rules in force' }),
  drafted: Type.Enum(OUTCOMES, { description: 'By the draft' }),
  findings: Type.Array(Finding, { description: 'By the draft' }),
})
export type TrialRow = Type.Static<typeof TrialRow>

export const tryRules = route({
  method: 'POST',
  path: '/api/programme/library-rules/dry-run',
  summary: 'What a draft of the rules would say of every project, against those in force; nothing is kept',
  right: 'library.decide',
  body: Type.Object({ edits: Edits }),
  reply: Type.Object({
    version: Version,
    asOf: Text('ISO date'),
    rows: Type.Array(TrialRow),
  }),
})

export const publishRules = route({
  method: 'POST',
  path: '/api/programme/library-rules',
  summary: 'Publish a draft as the next version of the rules',
  right: 'library.decide',
  body: Type.Object({
    basedOn: Type.Integer({ minimum: 1, description: 'Version that was edited' }),
    edits: Edits,
    note: Text('Why', 200),
  }),
  reply: Type.Object({ version: Version }),
})

const Proposal = Type.Object({
  projectId: ProjectId,
  name: Name,
  townId: AreaId,
  ruleId: Text('Rule'),
  from: Text('State it is in'),
  to: Text('State it would be in'),
  findings: Type.Array(Finding, { description: 'What it rests on, as it was' }),
  state: Type.Enum(['open', 'confirmed', 'left-out']),
  answeredOn: Maybe(Text('ISO date'), 'Day of the answer'),
  why: Maybe(Text('Reason'), 'Why it was left out'),
})
export type ProposalRow = Type.Static<typeof Proposal>

const Notice = Type.Object({
  roundId: RoundId,
  projectId: ProjectId,
  name: Name,
  townId: AreaId,
  communityId: AreaId,
  noticedOn: Text('ISO date'),
  replyUntil: Text('ISO date, the last day for a reply'),
  decideFrom: Text('ISO date, the first day on which it may be decided'),
  daysLeft: Type.Integer({ description: 'Working days left for a reply after today' }),
  isConfirmed: Type.Boolean({ description: 'The holidays of its days are announced' }),
  reply: Maybe(Text('Reply'), 'What the town wrote'),
  repliedOn: Maybe(Text('ISO date'), 'Day of the reply'),
  mayReply: Type.Boolean({ description: 'The reader may, today' }),
  mayDecide: Type.Boolean({ description: 'The days are over' }),
  outcome: Maybe(Type.Enum(['exits', 'stays']), 'What was decided'),
  decidedOn: Maybe(Text('ISO date'), 'Day of the decision'),
  reason: Maybe(Text('Reason'), 'Reasons of the decision'),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
})
export type NoticeRow = Type.Static<typeof Notice>

const Round = Type.Object({
  roundId: RoundId,
  quarter: Text('Quarter, such as 2026Q4'),
  ruleVersion: Version,
  /** The rules of that version. */
  rules: Type.Array(LibraryRule),
  openedOn: Text('ISO date'),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
  proposals: Type.Array(Proposal),
})
export type Round = Type.Static<typeof Round>

export const listRounds = route({
  method: 'GET',
  path: '/api/programme/library-rounds',
  summary: 'Quarterly rounds 季度滚动 with what was proposed, and notices of exit, of one’s own area',
  right: 'diagnosis.read',
  reply: Type.Object({
    today: Text('ISO date'),
    quarter: Text('The quarter that today is in'),
    states: Type.Array(State),
    rounds: Type.Array(Round, { description: 'Latest first' }),
    notices: Type.Array(Notice, { description: 'Latest first' }),
  }),
})

export const openRound = route({
  method: 'POST',
  path: '/api/programme/library-rounds',
  summary: 'Have the moves of this quarter proposed by the rules in force',
  right: 'library.decide',
  reply: Type.Object({ roundId: RoundId, proposed: Type.Integer({ description: 'Moves' }) }),
})

const Some = Type.Array(ProjectId, { maxItems: 2000, uniqueItems: true })

export const answerRound = route({
  method: 'POST',
  path: '/api/programme/library-rounds/:roundId/answers',
  summary: 'Confirm proposed moves in a batch, or leave them out; an exit that is confirmed becomes a notice',
  right: 'library.decide',
  params: Type.Object({ roundId: RoundId }),
  body: Type.Object({
    answer: Type.Enum(['confirmed', 'left-out']),
    projectIds: Some,
    reason: Text('Needed to leave out', 400),
  }),
  reply: Type.Object({ decided: Type.Integer(), noticed: Type.Integer() }),
})

const ofNotice = Type.Object({ roundId: RoundId, projectId: ProjectId })

export const replyToNotice = route({
  method: 'POST',
  path: '/api/programme/library-notices/:roundId/:projectId/reply',
  summary: 'Reply to a notice of exit for one’s own project, once, within its days',
  right: 'programme.record',
  params: ofNotice,
  body: Type.Object({ text: Text('Reply', 2000) }),
  reply: Type.Object({}),
})

export const decideNotice = route({
  method: 'POST',
  path: '/api/programme/library-notices/:roundId/:projectId/decision',
  summary: 'Decide whether a project exits or stays, once the days of its notice are over',
  right: 'library.decide',
  params: ofNotice,
  body: Type.Object({
    outcome: Type.Enum(['exits', 'stays']),
    reason: Text('Reasons', 400),
  }),
  reply: Type.Object({}),
})
