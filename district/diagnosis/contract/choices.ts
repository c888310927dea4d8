import { Type } from 'typebox'
import { AreaId, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { Gate, MaturityClass, Nullable, Range, Text } from '../contract.ts'

const Reason = Type.String({ maxLength: 400, description: 'Why' })

/** Who did something, when. */
const signed = {
  by: Nullable(Text('Name'), 'Who; null for a caller who is not signed in, and for the example district'),
  role: Nullable(Name, 'In which role; null for the example district'),
  at: Text('ISO moment'),
  reason: Text('Why, in the words of who did it'),
}

const Kind = Type.Enum(['profile', 'signature', 'opt-out'], {
  description: 'Profile, signature scenario 特色场景, or opt-out of an indicator 选配',
})

export const Declared = Type.Object({
  declarationId: Text('Id'),
  kind: Kind,
  item: Text('Profile, scenario or indicator id'),
  name: Name,
  holds: Type.Boolean({ description: 'false: it took an earlier declaration back' }),
  ...signed,
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
})
export type Declared = Type.Static<typeof Declared>

const Item = Type.Object({ id: Text('Id in the pack'), name: Name })

export const CommunityDeclarations = Type.Object({
  mayDeclare: Type.Boolean({ description: 'Whether the caller may declare for this community' }),
  holding: Type.Array(Declared),
  history: Type.Array(Declared, { description: 'Everything ever declared or taken back, newest first' }),
  signatures: Type.Object({ least: Type.Integer(), most: Type.Integer() }),
  profile: Type.Object({ ...Item.properties, declared: Type.Boolean() }),
  items: Type.Object({
    profile: Type.Array(Item),
    signature: Type.Array(Item),
    'opt-out': Type.Array(Item),
  }),
})
export type CommunityDeclarations = Type.Static<typeof CommunityDeclarations>

/** What a community has declared about its own diagnosis, and what it could. */
export const communityDeclarations = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/declarations',
  summary:
    'Profile, signature scenarios and opt-outs of a community, with who, when, why, and all earlier ones',
  right: 'diagnosis.read',
  params: Type.Object({ communityId: AreaId }),
  reply: CommunityDeclarations,
})

const wanted = {
  kind: Kind,
  item: Type.String({ maxLength: 60, description: 'Profile, scenario or indicator id' }),
  holds: Type.Boolean({ description: 'false takes an earlier declaration back' }),
}

/** What a community may declare about its own diagnosis. */
export const declareChoice = route({
  method: 'POST',
  path: '/api/diagnosis/communities/:communityId/declarations',
  summary: 'Declare a profile, a signature scenario or an opt-out with its reason, or take one back',
  right: 'diagnosis.optout',
  params: Type.Object({ communityId: AreaId }),
  body: Type.Object({ ...wanted, reason: Reason }),
  reply: Type.Object({ done: Type.Boolean() }),
})

export const Standing = Type.Object({
  score: Range,
  completeness: Type.Number(),
  class: MaturityClass,
  candidates: Type.Array(MaturityClass, { description: 'Classes it may turn out to be, best first' }),
  profile: Name,
  denominator: Type.Number({ description: 'Sum of the weights of all indicators that count' }),
  optedOut: Type.Number({
    description: 'Weight of the indicators opted out of: it stays in the denominator',
  }),
  gates: Type.Array(
    Type.Object({ id: Text('Scenario, indicator or gate id'), name: Name, state: Gate, score: Range }),
  ),
})
export type Standing = Type.Static<typeof Standing>

/** What a declaration would change, computed and not stored. */
export const previewDeclaration = route({
  method: 'GET',
  path: '/api/diagnosis/communities/:communityId/declarations/preview',
  summary:
    'Score, completeness, class and gates of a community before and after a declaration; nothing is stored',
  right: 'diagnosis.optout',
  params: Type.Object({ communityId: AreaId }),
  query: Type.Object(wanted),
  reply: Type.Object({ before: Standing, after: Standing }),
})

const PackId = Type.Object({ pack: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Pack id' }) })

const Choice = Type.Object({
  method: Type.Enum(['cutoffs', 'rank'], { description: 'By score, or by rank' }),
  scenarioFloor: Type.Number({
    minimum: 0,
    maximum: 1,
    description: 'Score a required scenario must reach to pass its gate',
  }),
  classes: Type.Array(
    Type.Object({
      id: Text('Class id, in the order of the pack'),
      atLeast: Type.Number({ minimum: 0, maximum: 1, description: 'Lowest score' }),
      quota: Nullable(Type.Integer({ minimum: 0 }), 'Places, for the method rank'),
    }),
    { minItems: 1, maxItems: 10 },
  ),
})
const ChoiceOrOwn = Nullable(Choice, 'null goes back to the figures of the pack')

export const MaturityChoices = Type.Object({
  own: Choice,
  inForce: Choice,
  chosen: Type.Boolean({ description: "The district's own figures are in force" }),
  mayChoose: Type.Boolean({ description: 'Whether the caller may choose others' }),
  history: Type.Array(
    Type.Object({ choiceId: Text('Id'), choice: ChoiceOrOwn, ...signed }, { description: 'Newest first' }),
  ),
})
export type MaturityChoices = Type.Static<typeof MaturityChoices>
export type MaturityFigures = MaturityChoices['own']

/** How the district classes its communities by a pack. */
export const maturityChoices = route({
  method: 'GET',
  path: '/api/packs/:pack/maturity',
  summary:
    "The figures of a pack's classes: its own, those in force, and every choice with who, when and why",
  params: PackId,
  reply: MaturityChoices,
})

/** The district's own classes for a pack, or back to the pack's own. */
export const chooseMaturity = route({
  method: 'PUT',
  path: '/api/packs/:pack/maturity',
  summary: 'Set method, floor, cut-offs and quotas of the classes of a pack, or go back to its own',
  right: 'pack.edit',
  params: PackId,
  body: Type.Object({ choice: ChoiceOrOwn, reason: Reason }),
  reply: Type.Object({ done: Type.Boolean() }),
})

export const MaturityPreview = Type.Object({
  classes: Type.Array(Type.Object({ class: MaturityClass, before: Type.Integer(), after: Type.Integer() }), {
    description: 'Communities of each class, best first, undetermined last',
  }),
  flips: Type.Array(
    Type.Object({
      communityId: AreaId,
      name: Name,
      townId: AreaId,
      score: Range,
      before: MaturityClass,
      after: MaturityClass,
    }),
    { description: 'Communities whose class would change' },
  ),
})
export type MaturityPreview = Type.Static<typeof MaturityPreview>

/** Who would change class by other figures, computed and not stored. */
export const previewMaturity = route({
  method: 'POST',
  path: '/api/packs/:pack/maturity/preview',
  summary:
    'Communities whose class would change by other figures, and the counts before and after; nothing is stored',
  right: 'pack.edit',
  params: PackId,
  body: Type.Object({ choice: ChoiceOrOwn }),
  reply: MaturityPreview,
})
