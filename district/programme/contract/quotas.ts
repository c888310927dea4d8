import { Type } from 'typebox'
import { Maybe, Name, Text } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { asked, Day } from '../contract.ts'
import { QUOTA_STATES } from '../rules/quotas.ts'

const Of = Type.Object({ numerator: Type.Integer(), denominator: Maybe(Type.Number(), 'Null for a count') })

export const QuotaRow = Type.Object({
  quotaId: Text('Quota'),
  milestoneId: Text('Milestone it belongs to'),
  phrase: Text('As the plan words it'),
  name: Name,
  rule: Name,
  measure: Type.Enum(['count', 'share']),
  atLeast: Maybe(Type.Number(), 'Threshold: a count, or a share of 1; null where it is not judged'),
  deadline: Day('Last day on which it is met in time'),
  note: Maybe(Name, 'How the words are read'),
  source: Text('Source'),
  grade: Text('Evidence grade'),
  /** What is counted: projects, towns. */
  counts: Type.Enum(['projects', 'towns']),
  state: Type.Enum(QUOTA_STATES),
  numerator: Type.Integer(),
  denominator: Maybe(Type.Number(), 'Null for a count, or where it is not known'),
  denominatorFrom: Maybe(
    Type.Object({ name: Name, from: Day('Holds from'), source: Text('Source'), grade: Text('Grade') }),
    'Where a denominator from elsewhere comes from',
  ),
  value: Maybe(Type.Number(), 'Count, or share of 1'),
  atDeadline: Maybe(Of, 'At the deadline, once that has passed'),
  forecast: Maybe(Type.Number(), 'At the deadline, by the pace of the last days'),
  counted: Type.Array(Text('Project or town')),
  lacking: Type.Array(Text('Project or town of the denominator that is not counted')),
  lackingNames: Type.Array(Name, { description: 'The first of these by name' }),
  isMissed: Type.Boolean(),
})
export type QuotaRow = Type.Static<typeof QuotaRow>

export const listQuotas = route({
  method: 'GET',
  path: '/api/programme/quotas',
  summary: 'Every quota of the plan on a day: numerator, denominator, deadline, forecast, and who is counted',
  right: 'diagnosis.read',
  query: Type.Object(asked),
  reply: Type.Object({
    asOf: Text('ISO date'),
    note: Name,
    forecastDays: Type.Integer(),
    rows: Type.Array(QuotaRow),
  }),
})
