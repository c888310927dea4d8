import { Type } from 'typebox'
import { AreaId, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { DocumentKind, Id, Text, Uuid } from './shapes.ts'

/** Cases that are looked at, or migrated, at once. */
export const MIGRATED_MAX = 200

export const countOpenCases = route({
  method: 'GET',
  path: '/api/procedures/open-cases',
  summary: 'How many open applications I may see go by which version of a procedure',
  right: 'application.read',
  reply: Type.Array(
    Type.Object({
      procedureId: Text('Procedure'),
      version: Type.Integer({ description: 'Version they go by' }),
      open: Type.Integer({ description: 'Open applications' }),
    }),
  ),
})

const NamedStep = Type.Object({ node: Text('Step'), name: Name })
const Plan = Type.Object({
  at: Text('Step at which it would be held'),
  atName: Name,
  holders: Type.Enum(['kept', 'anew', 'moved'], {
    description: 'kept: it stays with who has it; anew: same step, other holders; moved: another step',
  }),
  carried: Type.Array(NamedStep, { description: 'Decisions that stand' }),
  again: Type.Array(NamedStep, { description: 'Decided before, and decided again' }),
  dropped: Type.Array(NamedStep, { description: 'Decided before, and no step of its new path' }),
  added: Type.Array(NamedStep, { description: 'Steps to come that its path did not have' }),
  documents: Type.Array(Type.Object({ ...NamedStep.properties, kind: DocumentKind }), {
    description: 'Documents that steps to come ask for and did not before',
  }),
  comeBackTo: Type.Array(NamedStep, { description: 'Steps that get it straight back, in this order' }),
  isBetween: Type.Boolean({ description: 'New steps lie before decided ones: comesBack makes a difference' }),
})

const MigrationRow = Type.Object({
  communityId: AreaId,
  caseId: Text('Id'),
  title: Name,
  townId: AreaId,
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
  version: Type.Integer({ description: 'Version it goes by' }),
  events: Type.Integer({ description: 'Events there are; to be sent when it is migrated' }),
  at: Text('Step at which it is held'),
  atName: Name,
  plan: Type.Union([Plan, Type.Null()], { description: 'What would become of it; null where it cannot' }),
  problem: Type.Union([Type.Object({ code: Text('Code'), reason: Name }), Type.Null()], {
    description: 'Why it cannot be migrated, as a refusal',
  }),
})
export type MigrationRow = Type.Static<typeof MigrationRow>

const versionParams = Type.Object({
  procedureId: Id('Procedure'),
  version: Type.Integer({ minimum: 1, description: 'Version they would go by' }),
})
const ComesBack = Type.Boolean({
  description: 'Where steps are new before decided ones, it comes straight back; else it walks from there',
})

export const previewMigration = route({
  method: 'GET',
  path: '/api/procedures/:procedureId/:version/migration',
  summary: 'What becomes of each open application I may see that goes by another version',
  right: 'procedure.manage',
  params: versionParams,
  query: Type.Object({ comesBack: Type.Optional(ComesBack) }),
  reply: Type.Object({
    name: Name,
    total: Type.Integer({ description: `How many there are; ${MIGRATED_MAX} at most are shown` }),
    cases: Type.Array(MigrationRow),
  }),
})

export const migrateCases = route({
  method: 'POST',
  path: '/api/procedures/:procedureId/:version/migration',
  summary: 'Let open applications go on by this version: all of them, or none',
  right: 'procedure.manage',
  params: versionParams,
  body: Type.Object({
    comesBack: Type.Optional(ComesBack),
    note: Type.String({ minLength: 1, maxLength: 400, pattern: '\\S', description: 'Why' }),
    cases: Type.Array(
      Type.Object({
        communityId: AreaId,
        caseId: Uuid('Id of the application'),
        events: Type.Integer({ minimum: 0, description: 'Events there were when it was looked at' }),
      }),
      { minItems: 1, maxItems: MIGRATED_MAX },
    ),
  }),
  reply: Type.Object({ migrated: Type.Integer({ description: 'How many go by this version now' }) }),
})
