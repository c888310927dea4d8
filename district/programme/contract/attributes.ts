import { Type } from 'typebox'
import { GRADES } from '#foundation/evidence/rules.ts'
import { Text } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { ATTRIBUTES, Day } from '../contract.ts'

const params = { projectId: Text('Project', 80) }

export const recordAttribute = route({
  method: 'POST',
  path: '/api/projects/:projectId/attributes',
  summary: 'Say what an attribute of a project is from a day on; earlier rows stay',
  right: 'programme.record',
  params: Type.Object(params),
  body: Type.Object({
    attribute: Type.Enum(ATTRIBUTES, { description: 'Attribute' }),
    value: Text('One of the values the attribute may have', 40),
    holdsFrom: Day('Holds from this day; it may be to come'),
    source: Text('Document it rests on', 200),
    grade: Type.Optional(Type.Enum(GRADES, { description: 'Evidence grade; D unless given' })),
  }),
  reply: Type.Object({ entry: Type.Integer({ description: 'Tells apart what was recorded for one day' }) }),
})

export const withdrawAttribute = route({
  method: 'POST',
  path: '/api/projects/:projectId/attributes/withdraw',
  summary: 'Withdraw a row of an attribute: from today on it does not count',
  right: 'programme.record',
  params: Type.Object(params),
  body: Type.Object({
    attribute: Type.Enum(ATTRIBUTES, { description: 'Attribute' }),
    holdsFrom: Day('Day from which the row holds'),
    entry: Type.Integer({ minimum: 1, maximum: 32_767, description: 'Which of that day' }),
    reason: Text('Why', 200),
  }),
  reply: Type.Object({}),
})
