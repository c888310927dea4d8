import { Type } from 'typebox'
import { AGE_BANDS, AreaId, Facility, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { AsOf, CellPlace, Range } from '../contract.ts'

// What the numbers of a community open to, beside the evidence of an indicator.

const Text = (description: string) => Type.String({ description })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const People = (description: string) =>
  Nullable(Type.Integer(), `${description}; null where hidden for k = 10`)
const ByAge = Type.Array(People('Residents'), {
  minItems: AGE_BANDS.length,
  maxItems: AGE_BANDS.length,
  description: 'In the order of AGE_BANDS',
})
const query = Type.Object({ pack: Type.Optional(Text('Pack id')), asOf: AsOf })

export const CommunityPeople = Type.Object({
  people: Nullable(Type.Integer(), 'Residents; null where not known'),
  households: Nullable(Type.Integer(), 'null where not known'),
  byAge: Nullable(ByAge, 'null where ages are not known'),
  cells: Type.Array(
    Type.Object({
      ...CellPlace,
      people: Type.Integer({ minimum: 10 }),
      byAge: ByAge,
      together: Type.Integer({ description: 'Those of the hidden ages, together' }),
    }),
    { description: 'Where they live; every age told apart is nobody or at least ten' },
  ),
  sources: Type.Array(
    Type.Object({
      source: Text('Where the count is from'),
      generated: Type.Boolean({ description: 'Generated 演示数据' }),
      filename: Nullable(Text('File'), 'The file last imported from it; null where it was not imported'),
      recordedAt: Text('When it was imported or loaded, ISO moment'),
      homes: Type.Integer({ description: 'Buildings with residents' }),
      people: People('Residents'),
    }),
  ),
})
export type CommunityPeople = Type.Static<typeof CommunityPeople>

export const communityPeople = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/people',
  summary: 'Where the residents of a community live, by age, and where their count is from',
  right: 'diagnosis.read',
  params: Type.Object({ communityId: AreaId }),
  query,
  reply: CommunityPeople,
})

export const ServedPeople = Type.Object({
  facility: Facility,
  people: Type.Integer({
    description: 'Residents who have it nearest of its kind: the sum of the communities that are shown',
  }),
  communities: Type.Array(
    Type.Object({ communityId: AreaId, name: Name, people: People('Those who live there') }),
  ),
  cells: Type.Array(
    Type.Object({
      communityId: AreaId,
      ...CellPlace,
      people: Type.Integer({ minimum: 10 }),
      distanceM: Type.Number({ description: 'Their mean walk' }),
    }),
  ),
  demand: Type.Object({
    ages: Type.Array(Type.Enum(AGE_BANDS), { description: 'Whom it serves' }),
    people: People('Those of these ages among the residents who have it nearest'),
  }),
})
export type ServedPeople = Type.Static<typeof ServedPeople>

export const servedPeople = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/facilities/:facilityId/served',
  summary:
    'The homes whose nearest facility of its kind this is, across borders, and its capacity against demand',
  right: 'diagnosis.read',
  params: Type.Object({
    communityId: AreaId,
    facilityId: Type.String({ maxLength: 80, description: 'Facility' }),
  }),
  query,
  reply: ServedPeople,
})

export const Denominator = Type.Object({
  fixed: Type.Number({ description: 'Sum of all weights' }),
  optedOut: Type.Number({ description: 'Weights of what was opted out of' }),
  score: Range,
  withoutOptOuts: { ...Range, description: 'The score if nothing had been opted out of' },
  optOuts: Type.Array(
    Type.Object({
      indicator: Text('Indicator id'),
      name: Name,
      weight: Type.Number(),
      reason: Text('Reason'),
      declaredBy: Text('Account, role or source'),
      declaredAt: Text('ISO moment'),
      generated: Type.Boolean(),
    }),
  ),
})
export type Denominator = Type.Static<typeof Denominator>

export const scoreDenominator = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/denominator',
  summary: 'The denominator of a score: what was opted out of, by whom and why, and the score without it',
  right: 'diagnosis.read',
  params: Type.Object({ communityId: AreaId }),
  query,
  reply: Denominator,
})
