import { Type } from 'typebox'
import { AreaId, Name, Page } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { MaturityClass, Nullable, Range, Text } from '../contract.ts'

const PackId = Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Pack id' })
const RunId = Type.String({ format: 'uuid', description: 'Stored run' })

export const RunRow = Type.Object({
  runId: RunId,
  pack: Text('Pack id'),
  packName: Name,
  packVersion: Text('Pack version'),
  asOf: Text('Day the evidence is read as of, ISO date'),
  computedAt: Text('ISO moment'),
  network: Text('Checksum of the street network'),
  results: Text('Checksum of the results'),
  demo: Type.Boolean({ description: 'Built on generated data 演示数据' }),
  hasInputs: Type.Boolean({ description: 'false: the inputs were dropped; results and checksum stay' }),
  classes: Type.Array(Type.Object({ class: MaturityClass, communities: Type.Integer() }), {
    description: 'Communities of each class that the pack is made for, best first, undetermined last',
  }),
})
export type RunRow = Type.Static<typeof RunRow>

export const listRuns = route({
  method: 'GET',
  path: '/api/diagnosis/runs',
  summary: 'Stored runs of the diagnosis, newest first, with the communities of each class',
  right: 'diagnosis.read',
  query: Type.Object({
    pack: Type.Optional(PackId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Rows a page' })),
    offset: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Rows to skip' }),
    ),
  }),
  reply: Type.Object({
    ...Page(RunRow).properties,
    keep: Type.Object({
      days: Type.Integer({ description: 'Inputs of the last run of each day are kept for so long' }),
      months: Type.Integer({ description: 'Inputs of the last run of each month are kept for so long' }),
      grade: Text('Evidence grade of these figures'),
      note: Name,
    }),
  }),
})

export const RunChange = Type.Object({
  communityId: AreaId,
  name: Name,
  townId: AreaId,
  class: Type.Object({ before: MaturityClass, after: MaturityClass }),
  score: Type.Object({ before: Range, after: Range }),
  completeness: Type.Object({ before: Type.Number(), after: Type.Number() }),
  profile: Type.Object({ before: Text('Profile id'), after: Text('Profile id') }),
  moved: Type.Array(
    Type.Object({
      indicator: Text('Indicator id'),
      name: Name,
      before: Nullable(Range, 'null: opted out of'),
      after: Nullable(Range, 'null: opted out of'),
    }),
    { description: 'Indicators that earn otherwise' },
  ),
})
export type RunChange = Type.Static<typeof RunChange>

export const compareRuns = route({
  method: 'GET',
  path: '/api/diagnosis/runs/:runId/compare/:laterId',
  summary:
    'Communities whose class, score or evidence differ between two runs of a pack, and which indicators moved',
  right: 'diagnosis.read',
  params: Type.Object({ runId: RunId, laterId: RunId }),
  reply: Type.Object({
    before: RunRow,
    after: RunRow,
    explained: Type.Boolean({ description: 'false: one run is of before indicators were kept with results' }),
    unchanged: Type.Integer({ description: 'Communities in which nothing differs' }),
    changes: Type.Array(RunChange, { description: 'Changes of class first, then the largest of score' }),
  }),
})

export const verifyStoredRun = route({
  method: 'POST',
  path: '/api/diagnosis/runs/:runId/verification',
  summary: 'Recompute a stored run from its own pack and inputs, and compare every bit',
  right: 'diagnosis.run',
  params: Type.Object({ runId: RunId }),
  reply: Type.Object({
    verdict: Type.Enum(['identical', 'different', 'inputs-dropped'], {
      description: 'inputs-dropped: it can no longer be recomputed; results and checksum are as stored',
    }),
  }),
})

export const recomputeRun = route({
  method: 'POST',
  path: '/api/diagnosis/runs',
  summary: 'Compute and store the diagnosis anew, by one pack or by those that measure the district',
  right: 'diagnosis.run',
  body: Type.Object({ pack: Type.Optional(PackId) }),
  reply: Type.Object({
    runs: Type.Array(
      Type.Object({
        pack: Text('Pack id'),
        runId: RunId,
        same: Type.Boolean({ description: 'Its results have the bits of the run before' }),
      }),
    ),
  }),
})

export const communityHistory = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/history',
  summary: 'Score range and class of a community in the last run of each day, oldest first',
  right: 'diagnosis.read',
  params: Type.Object({ communityId: AreaId }),
  reply: Type.Array(
    Type.Object({
      runId: RunId,
      asOf: Text('ISO date'),
      computedAt: Text('ISO moment'),
      packVersion: Text('Pack version'),
      score: Range,
      completeness: Type.Number(),
      class: MaturityClass,
    }),
    { description: 'At most the 120 latest days' },
  ),
})
export type CommunityHistory = Type.Static<typeof communityHistory.reply>
