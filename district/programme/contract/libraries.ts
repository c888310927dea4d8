import { Type } from 'typebox'
import { AreaId, Maybe, Name, Text } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { asked, Day } from '../contract.ts'

/** So many projects are told at most: more are no list that anybody reads. */
export const LIBRARY_MAX = 2000

export const LibraryRow = Type.Object({
  projectId: Text('Project'),
  name: Name,
  townId: AreaId,
  stage: Text('Stage of the procedure on the day'),
  stageSince: Day('Day since which it is in that stage'),
  before: Maybe(Text('Stage'), 'Stage on the day compared with; null: not known yet'),
  library: Text('The one state it is in on the day: by its last decision and its stage since'),
  libraryBefore: Maybe(Text('State'), 'The one it was in on the day compared with; null: not known yet'),
  decidedOn: Maybe(Day('Of the last decision'), 'Null: its stage alone says which'),
  generated: Type.Boolean({ description: 'The row of its stage is invented 演示数据' }),
})
export type LibraryRow = Type.Static<typeof LibraryRow>

export const listLibraries = route({
  method: 'GET',
  path: '/api/programme/libraries',
  summary:
    'The libraries 储备库 and 实施库 on a day, every project in one or exited, and what moved since another day',
  right: 'diagnosis.read',
  query: Type.Object({
    ...asked,
    since: Type.Optional(Day('Compared with this day; three months before unless given')),
  }),
  reply: Type.Object({
    asOf: Text('ISO date'),
    since: Text('ISO date'),
    document: Text('The plan'),
    note: Name,
    libraries: Type.Array(
      Type.Object({
        id: Text('Library'),
        name: Name,
        stages: Type.Array(Type.Integer(), { description: 'Its stages' }),
      }),
    ),
    total: Type.Integer({ description: 'Projects on the day; the rows are the first of them' }),
    rows: Type.Array(LibraryRow),
  }),
})
