import { Type } from 'typebox'
import { AreaId, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'

const Text = (description: string) => Type.String({ description })

/** The plan's parts: "4+2+17+25" (鄞政办发〔2021〕95号, 一(三)). */
export const PORTFOLIO_PARTS = ['early-provincial', 'city-demo', 'first-and-next', 'later'] as const

export const Project = Type.Object({
  projectId: Text('Project'),
  name: Name,
  communityId: AreaId,
  communityIds: Type.Array(AreaId, { description: 'Communities it covers; the lead first' }),
  townId: AreaId,
  part: Type.Enum(PORTFOLIO_PARTS, { description: "Part of the plan's 4+2+17+25" }),
  level: Text('provincial or city'),
  batch: Text('Batch, or empty'),
  buildType: Text('rebuild, mixed, renewal or new-build; empty where not known'),
  plannedClass: Text('Maturity class of the plan; empty where it gives none'),
  settlement: Type.Enum(['urban', 'rural']),
  source: Text('Source'),
  grade: Text('Evidence grade'),
  generated: Type.Boolean({ description: 'Invented status 演示数据' }),
})
export type Project = Type.Static<typeof Project>

export const listProjects = route({
  method: 'GET',
  path: '/api/projects',
  summary: 'The 48 projects, with level, batch, build type and class as separate attributes',
  query: Type.Object({
    asOf: Type.Optional(Type.String({ format: 'date', description: 'As of a past day' })),
  }),
  reply: Type.Object({
    asOf: Text('ISO date'),
    parts: Type.Array(
      Type.Object({
        part: Type.Enum(PORTFOLIO_PARTS),
        name: Name,
        rule: Name,
        planned: Type.Integer(),
        count: Type.Integer(),
      }),
    ),
    projects: Type.Array(Project),
  }),
})
