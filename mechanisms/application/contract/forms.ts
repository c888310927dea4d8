import { Type } from 'typebox'
import { SUBJECT_KINDS } from '#foundation/evidence/rules.ts'
import { AreaId, Maybe, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { FieldCounts, Id, Text, Uuid } from './shapes.ts'

export const Origin = Type.Object({
  factId: Maybe(Text('Id'), 'The fact; null: told of the subject itself'),
  communityId: Maybe(AreaId, 'Whose fact it is'),
  about: Name,
  source: Text('Where it is from'),
  grade: Text('Evidence grade'),
  since: Maybe(Text('ISO day'), 'Day since when it holds'),
  role: Maybe(Text('Role'), 'Who holds it: in which role it was entered'),
  by: Maybe(Text('Name'), 'Who entered it'),
  confirmed: Type.Boolean({ description: 'Somebody else has confirmed it' }),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
})
export type Origin = Type.Static<typeof Origin>

const Value = Type.Union([Type.Number(), Type.String()], {
  description: 'number; text, ISO date, id of a choice',
})
const KnownField = Type.Object({
  field: Text('Field'),
  value: Value,
  words: Maybe(Name, 'The value in words, of what is told of the subject itself'),
  stated: Maybe(Type.Enum(['new', 'corrected']), 'How an earlier package of this form stated it'),
  origin: Origin,
})

const Package = Type.Object({
  packageNo: Type.Integer({ description: 'Counted from 1' }),
  node: Text('Step at which it was handed in'),
  sha256: Text('Checksum of its content'),
  amends: Maybe(Type.Integer(), 'The package before, which it amends'),
  reason: Text('Why it was amended', 2000),
  at: Text('ISO moment'),
  by: Maybe(Text('Name'), 'Who handed it in'),
  role: Text('Role in which'),
  counts: FieldCounts,
  changes: Type.Array(
    Type.Object({
      field: Text('Field'),
      name: Name,
      before: Maybe(Name, 'Before'),
      after: Maybe(Name, 'After'),
    }),
    { description: 'What it changes of the one before' },
  ),
})
export type Package = Type.Static<typeof Package>

const Entries = Type.Record(
  Type.String({ maxLength: 80 }),
  Type.Union([Type.Number(), Type.String({ maxLength: 8000 }), Type.Null()]),
  {
    description: 'What was written, by field; only of fields that were written into',
    maxProperties: 400,
  },
)

const formParams = Type.Object({
  communityId: AreaId,
  caseId: Uuid('Id of the application'),
  formId: Id('Form, as in packs/forms'),
})

export const CaseForm = Type.Object({
  formId: Text('Form'),
  node: Text('Step it is filled in at'),
  title: Name,
  subject: Name,
  task: Type.Enum(['fill-in', 'amend'], {
    description:
      'fill-in: for the step that is held; amend: the step is decided, what changes amends the package',
  }),
  may: Type.Boolean({ description: 'I may do so' }),
  why: Maybe(Name, 'Why not'),
  stating: Type.Object(
    {
      subjectKind: Type.Enum(SUBJECT_KINDS),
      subjectId: Text('Subject'),
      role: Text('Role'),
      today: Text('ISO day'),
    },
    { description: 'About what, in which role and on which day I would state facts' },
  ),
  revision: Type.Integer({ description: 'Of the draft; 0: there is none' }),
  entries: Entries,
  savedAt: Maybe(Text('ISO moment'), 'When the draft was saved'),
  savedBy: Maybe(Text('Name'), 'By whom'),
  known: Type.Array(KnownField, { description: 'What is known already, by field' }),
  packages: Type.Array(Package, { description: 'As it was handed in, in order' }),
})
export type CaseForm = Type.Static<typeof CaseForm>

export const readForm = route({
  method: 'GET',
  path: '/api/applications/:communityId/:caseId/forms/:formId',
  summary: 'A form of an application: what is known of its fields and from where, its draft and its packages',
  right: 'application.read',
  params: formParams,
  reply: CaseForm,
})

export const saveForm = route({
  method: 'PUT',
  path: '/api/applications/:communityId/:caseId/forms/:formId/draft',
  summary: 'Keep what is written into a form, to go on later',
  right: 'application.act',
  params: formParams,
  body: Type.Object({
    revision: Type.Integer({
      minimum: 0,
      description: 'Of the draft as it was looked at; 0: there was none',
    }),
    entries: Entries,
  }),
  reply: Type.Object({ revision: Type.Integer({ description: 'Of the draft now' }) }),
})

export const handInForm = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/forms/:formId/packages',
  summary:
    'Hand in a form: what is new becomes facts, and the whole is frozen as a package; later ones amend it',
  right: 'application.act',
  params: formParams,
  body: Type.Object({
    revision: Type.Integer({
      minimum: 0,
      description: 'Of the draft as it was looked at; 0: there was none',
    }),
    packages: Type.Integer({ minimum: 0, description: 'Packages there were' }),
    entries: Entries,
    reason: Type.Optional(Text('Of an amendment: why', 2000)),
  }),
  reply: Type.Object({
    packageNo: Type.Integer(),
    sha256: Text('Checksum of its content'),
  }),
})

export const PACKAGE_FORMATS = ['json', 'pdf', 'docx'] as const

export const formPackage = route({
  method: 'GET',
  path: '/api/applications/:communityId/:caseId/forms/:formId/packages/:packageNo',
  summary: 'A package as it was handed in: as data, whose checksum is told, or as an official document',
  right: 'application.read',
  params: Type.Object({
    ...formParams.properties,
    packageNo: Type.Integer({ minimum: 1, description: 'Which' }),
  }),
  query: Type.Object({
    format: Type.Optional(Type.Enum(PACKAGE_FORMATS, { description: 'json unless given' })),
  }),
  reply: Type.Unknown(),
  produces: 'application/octet-stream',
})
