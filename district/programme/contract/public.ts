import { Type } from 'typebox'
import { AreaId, Maybe, Name, Text } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { asked, Day } from '../contract.ts'

/** So many projects are told at most. */
export const PUBLIC_MAX = 2000

const Said = {
  since: Day('Since when'),
  source: Text('By which document'),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
}

export const PublicProject = Type.Object({
  projectId: Text('Project'),
  name: Name,
  townId: AreaId,
  town: Name,
  communities: Type.Array(Name),
  lists: Type.Array(Type.Object({ list: Text('Creation list, such as city-2022'), ...Said }), {
    description: 'Lists it was published on, the first one first',
  }),
  stage: Maybe(
    Type.Object({ stage: Type.Integer({ description: 'State of the procedure, 1 to 16' }), ...Said }),
    'How far it is; null where that is not known',
  ),
})
export type PublicProject = Type.Static<typeof PublicProject>

/** For everybody, also as open data: no right is asked. */
export const listPublic = route({
  method: 'GET',
  path: '/api/public/projects',
  summary: 'Who is on which creation list since when, by which document, and how far each project is',
  query: Type.Object(asked),
  reply: Type.Object({
    asOf: Text('ISO date'),
    total: Type.Integer({ description: 'Projects on the day; the rows are the first of them' }),
    rows: Type.Array(PublicProject),
  }),
})
