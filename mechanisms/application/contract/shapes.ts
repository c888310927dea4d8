import { Type } from 'typebox'
import { AreaId, Maybe, Name } from '#foundation/place/contract.ts'
import { DEEDS } from '../rules/may.ts'

export const Text = (description: string, maxLength = 400) => Type.String({ description, maxLength })
export const Id = (description: string) => Type.String({ minLength: 1, maxLength: 120, description })
export const Uuid = (description: string) => Type.String({ format: 'uuid', description })
const Moment = (description: string) => Text(`${description}, ISO moment`)
export const DocumentKind = Type.String({
  minLength: 1,
  maxLength: 80,
  description: 'Kind of document, as in packs/procedures/names.json',
})

export const Procedure = Type.Object({
  procedureId: Text('Procedure'),
  version: Type.Integer({ description: 'Version in force' }),
  name: Name,
  subjectKind: Text('Kind of subject it is for; empty for any'),
  first: Type.Object(
    { name: Name, roles: Type.Array(Text('Role')) },
    { description: 'Its first step: whose holder may open a case' },
  ),
  questions: Type.Array(
    Type.Object({
      fact: Text('Fact'),
      name: Name,
      otherwise: Name,
      values: Type.Array(Type.Object({ value: Text('Value'), name: Name })),
    }),
    { description: 'What its forks look at' },
  ),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer({ description: 'Counted from 1' }),
      note: Text('What is new in it'),
      addedAt: Moment('Since when it is there'),
      addedBy: Maybe(Text('Account'), 'Who added it; null: it came with the product'),
      steps: Type.Array(Type.Object({ node: Text('Step'), name: Name }), {
        description: 'As its file has them',
      }),
    }),
  ),
})
export type Procedure = Type.Static<typeof Procedure>

/** Whom something waits for: a post, or a person in it. */
export const Holder = Type.Object({
  role: Id('Role'),
  areaId: AreaId,
  accountId: Maybe(Id('Account'), 'A person; null: whoever holds the post'),
})

export const TURN_STATES = ['open', 'waiting', 'done', 'cancelled'] as const
const Turn = Type.Object({
  turn: Type.Integer({ description: 'Number of the turn in its case' }),
  node: Text('Step'),
  kind: Type.Enum(['main', 'added'], { description: 'added: asked to sign as well (加签)' }),
  ...Holder.properties,
  accountName: Maybe(Text('Name'), 'Name of the person'),
  state: Type.Enum(TURN_STATES, { description: 'waiting: for those it asked to sign as well' }),
  since: Moment('Since when they have it'),
  until: Maybe(Text('ISO moment'), 'When it was done or cancelled'),
  dueOn: Maybe(Text('ISO day'), 'Last day by the limit of its step, in working days; null without one'),
})
export type Turn = Type.Static<typeof Turn>

export const CASE_STATES = ['open', 'ended', 'exited'] as const
export const CaseRow = Type.Object({
  communityId: AreaId,
  caseId: Text('Id'),
  procedureId: Text('Procedure'),
  version: Type.Integer({ description: 'Version it runs on' }),
  procedureName: Name,
  subjectKind: Text('Kind of subject'),
  subjectId: Text('Subject'),
  title: Name,
  townId: AreaId,
  status: Type.Enum(CASE_STATES, { description: 'exited: ended before its end' }),
  at: Text('Step that is held, or the end it came to'),
  atName: Name,
  turns: Type.Array(Turn, { description: 'Who has to act now' }),
  unread: Type.Boolean({ description: 'I was told of it and have not looked yet' }),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
  openedAt: Moment('When it was opened'),
  changedAt: Moment('When somebody last acted'),
})
export type CaseRow = Type.Static<typeof CaseRow>

export const STEP_STATES = ['done', 'skipped', 'current', 'coming-back', 'to-come'] as const
const Step = Type.Object({
  node: Text('Step'),
  name: Name,
  state: Type.Enum(STEP_STATES, {
    description: 'skipped: its holder had just decided; coming-back: returned it and gets it straight back',
  }),
  level: Text('Level of the area whose post holds it'),
  roles: Type.Array(Text('Role'), { description: 'All of them have to agree' }),
  limitDays: Maybe(Type.Integer(), 'Working days; null: without limit'),
  documents: Type.Array(Text('Kind'), { description: 'Without which it is not decided' }),
  notBefore: Maybe(Text('ISO day'), 'Day before which it is not decided, where that is known'),
  guard: Text('What has to be so before it is decided; empty for nothing'),
  review: Text('Expert review that is held at it, as in packs/reviews; empty for none'),
})
export type Step = Type.Static<typeof Step>

/** Fields of a form by where their value comes from. */
export const FieldCounts = Type.Object({
  reused: Type.Integer({ description: '沿用: as it was known' }),
  new: Type.Integer({ description: '新填: told for the first time' }),
  corrected: Type.Integer({ description: '更正: told otherwise than it was known' }),
  missing: Type.Integer({ description: '缺: not known' }),
})

const FormOfCase = Type.Object({
  formId: Text('Form, as in packs/forms'),
  name: Name,
  node: Text('Step it is filled in at'),
  document: Text('Kind of document that it makes'),
  draftAt: Maybe(Text('ISO moment'), 'When its draft was saved; null: there is none'),
  packages: Type.Integer({ description: 'How often it was handed in' }),
  counts: Maybe(FieldCounts, 'Of the last package'),
})
export type FormOfCase = Type.Static<typeof FormOfCase>

const CaseDocument = Type.Object({
  documentId: Text('Id'),
  kind: DocumentKind,
  filename: Text('File name'),
  size: Type.Integer({ description: 'Bytes' }),
})
const Event = Type.Object({
  eventNo: Type.Integer({ description: 'Number in its case' }),
  kind: Type.Enum([...DEEDS, 'migrate'], {
    description: 'What was done; migrate: it goes on by another version',
  }),
  node: Text('Step at which it was done'),
  nodeName: Name,
  to: Maybe(Text('Step'), 'Of a return: the step it went back to'),
  toName: Maybe(Name, 'Its name'),
  comesBack: Maybe(Type.Boolean(), 'Of a return: it comes straight back, or walks the path again'),
  versions: Maybe(
    Type.Object({ from: Type.Integer(), to: Type.Integer() }),
    'Of a migration: by which version it went, and goes on',
  ),
  toHolder: Maybe(Holder, 'Of a transfer or an added signer: to whom'),
  holder: Maybe(Holder, 'Whose turn it was'),
  accountId: Maybe(Text('Account'), 'Who did it'),
  accountName: Maybe(Text('Name'), 'Their name'),
  role: Text('Role in which they did it'),
  asDeputy: Type.Boolean({ description: 'They stood in for the holder (代理)' }),
  opinion: Text('Their opinion', 2000),
  letter: Maybe(
    Type.Object({ number: Text('Number'), day: Text('ISO day') }),
    'Letter by which it was decided outside the system',
  ),
  documents: Type.Array(CaseDocument),
  package: Maybe(
    Type.Object({ formId: Text('Form'), name: Name, packageNo: Type.Integer({ description: 'Which' }) }),
    'Of a decision: the package of its step at that moment',
  ),
  at: Moment('When'),
})
export type Event = Type.Static<typeof Event>

const Copy = Type.Object({
  copyId: Text('Id'),
  ...Holder.properties,
  accountName: Maybe(Text('Name'), 'Name of the person'),
  note: Text('What they are told'),
  node: Text('Step at which they were told'),
  givenAt: Moment('When'),
  givenByName: Maybe(Text('Name'), 'Who told them'),
  givenRole: Text('Role in which'),
  readAt: Maybe(Text('ISO moment'), 'When it was first looked at'),
})

const Day = (description: string) => Type.String({ format: 'date', description })
export const Clock = Type.Object({
  of: Text('Kind of days it counts, as in packs/procedures/names.json'),
  months: Type.Integer({ description: 'Months that have to be full' }),
  perWeek: Type.Integer({ description: 'Days a week there have to be on average' }),
  asOf: Day('Day it is told of'),
  first: Maybe(Day('Day'), 'First day, from which the months count'),
  fullOn: Maybe(Day('Day'), 'First day after the months'),
  average: Maybe(Type.Number(), 'Days a week up to yesterday; null in the first week'),
  longestGap: Maybe(
    Type.Object({ from: Day('First day'), to: Day('Last day'), days: Type.Integer({ description: 'Days' }) }),
    'Most days in a row without, up to yesterday',
  ),
  reasons: Type.Array(Name, { description: 'Why it is not full yet; empty once it is' }),
  days: Type.Array(
    Type.Object({
      day: Day('Day'),
      rows: Text('Page with the rows that say so'),
      generated: Type.Boolean({ description: 'Invented 演示数据' }),
    }),
  ),
  report: Maybe(
    Type.Object({ path: Text('Page'), roles: Type.Array(Text('Role')) }),
    'Where a day is told, and by whom',
  ),
})
export type Clock = Type.Static<typeof Clock>

export const Case = Type.Object({
  ...CaseRow.properties,
  areas: Type.Object({ community: AreaId, town: AreaId, district: AreaId, outside: AreaId }),
  link: Maybe(Text('Path'), 'Page of the subject'),
  facts: Type.Record(Type.String(), Type.String(), { description: 'What its forks look at' }),
  events: Type.Integer({ description: 'How many events there are; to be sent with whatever is done' }),
  openedByName: Maybe(Text('Name'), 'Who opened it'),
  openedRole: Text('Role in which'),
  steps: Type.Array(Step, { description: 'Its path' }),
  clock: Maybe(Clock, 'Of the first step not decided that counts days'),
  forms: Type.Array(FormOfCase, { description: 'Forms of its path; none where its subject has no facts' }),
  trace: Type.Array(Turn, { description: 'Every turn there was' }),
  history: Type.Array(Event, { description: 'What happened, in order' }),
  copies: Type.Array(Copy),
  returnTo: Type.Array(Text('Step'), { description: 'Steps it can be returned to' }),
  may: Type.Object(
    {
      turn: Maybe(Type.Integer(), 'The turn I would act on'),
      byLetter: Type.Boolean({ description: 'I would record what its holder decided, by letter' }),
      deeds: Type.Array(
        Type.Object({
          deed: Type.Enum(DEEDS),
          code: Maybe(Text('Code'), 'Why not, as a refusal; null: I may'),
          reason: Maybe(Name, 'The same in words'),
        }),
      ),
      there: Type.Array(Text('Kind'), { description: 'Documents of this step that are there already' }),
    },
    { description: 'What I may do now, and why not the rest' },
  ),
})
export type Case = Type.Static<typeof Case>
