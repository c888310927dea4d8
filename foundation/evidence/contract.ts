import { Type } from 'typebox'
import { AreaId, Name, Page, RejectedRow } from '#foundation/place/contract.ts'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'
import { FACT_STATES, GRADES, SUBJECT_KINDS, VALUE_TYPES } from './rules.ts'

/** What this domain refuses. */
export const errors = {
  FACTS_REFUSED: {
    status: 422,
    zh: '有填报内容不符合数据字典，未保存任何一项',
    en: 'Some statements do not fit the data dictionary; none was recorded',
  },
  AREA_OF_OTHERS: {
    status: 403,
    zh: '不在您的管辖范围内',
    en: 'Outside the area you may write',
  },
  FACT_UNKNOWN: { status: 404, zh: '没有这项事实', en: 'There is no such fact' },
  FACT_WITHDRAWN: { status: 409, zh: '这项事实已被撤回', en: 'The fact has been withdrawn' },
  FACT_CONFIRMED: { status: 409, zh: '这项事实已经确认过', en: 'The fact has been confirmed already' },
  FACT_OWN: {
    status: 409,
    zh: '不能确认自己填报的事实，请由他人确认',
    en: 'A fact is confirmed by somebody other than who entered it',
  },
  FACT_FILE_REFUSED: {
    status: 422,
    zh: '文件无法导入，未保存任何事实',
    en: 'The file cannot be imported; nothing was recorded',
  },
  DOCUMENT_UNKNOWN: { status: 404, zh: '没有这份文件', en: 'There is no such document' },
  DOCUMENT_KIND: {
    status: 415,
    zh: '请上传 PDF、图片、Word、Excel、CSV 或文本文件',
    en: 'Please upload a PDF, picture, Word, Excel, CSV or text file',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)

const Text = (description: string, maxLength = 400) => Type.String({ description, maxLength })
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const Day = (description: string) => Type.String({ format: 'date', description })
const SubjectId = Type.String({ minLength: 1, maxLength: 80, description: 'Id of the subject' })
const SubjectKindSchema = Type.Enum(SUBJECT_KINDS, { description: 'What the fact is about' })
const TermId = Text('Term of the data dictionary', 80)

export const Fact = Type.Object({
  communityId: AreaId,
  factId: Text('Id'),
  subjectKind: SubjectKindSchema,
  subjectId: SubjectId,
  term: TermId,
  value: Type.Unknown({
    description: 'number; text, ISO date, id of a choice or document; geometry or table',
  }),
  unit: Maybe(Text('Unit'), 'Unit of a number'),
  validFrom: Day('First day it holds'),
  validTo: Maybe(Day('Day'), 'First day it holds no longer; null is until further notice'),
  recordedAt: Text('ISO moment it was recorded'),
  source: Text('Where it is from'),
  grade: Type.Enum(GRADES, { description: 'Evidence grade' }),
  documentId: Maybe(Text('Id'), 'Proof'),
  enteredBy: Maybe(Text('Account'), 'Who entered it'),
  enteredByName: Maybe(Text('Name'), 'Name of who entered it'),
  enteredRole: Text('Role in which it was entered'),
  confirmedAt: Maybe(Text('ISO moment'), 'When it was confirmed'),
  confirmedBy: Maybe(Text('Account'), 'Who confirmed it'),
  confirmedByName: Maybe(Text('Name'), 'Name of who confirmed it'),
  confirmedRole: Maybe(Text('Role'), 'Role in which it was confirmed'),
  withdrawnAt: Maybe(Text('ISO moment'), 'When it was withdrawn'),
  withdrawnBy: Maybe(Text('Account'), 'Who withdrew it'),
  withdrawnByName: Maybe(Text('Name'), 'Name of who withdrew it'),
  withdrawnReason: Maybe(Text('Reason'), 'Why it was withdrawn'),
  superseded: Type.Boolean({ description: 'A later statement of the same subject and term stands' }),
  overdueFrom: Maybe(
    Day('Day'),
    'Day from which it counts no longer unless it is renewed; null where it has an end of its own or does not age',
  ),
  generated: Type.Boolean({ description: 'Invented 演示数据' }),
})
export type Fact = Type.Static<typeof Fact>

export const TermEntry = Type.Object({
  id: TermId,
  name: Name,
  description: Name,
  type: Type.Enum(VALUE_TYPES, { description: 'Type of its value' }),
  unit: Maybe(Text('Unit'), 'Unit numbers are kept in'),
  unitName: Maybe(Name, 'Name of the unit'),
  choices: Type.Array(Type.Object({ id: Text('Choice'), name: Name }), { description: 'Of a choice' }),
  subjects: Type.Array(Text('Kind'), { description: 'What it can be asked about' }),
  enter: Type.Array(Type.Object({ role: Text('Role'), name: Name }), { description: 'Who may enter it' }),
  every: Text('How often it is due'),
  origin: Text('service: folded from service records; report: entered by people'),
  source: Text('Source'),
  grade: Text('Evidence grade'),
})

export const dictionary = route({
  method: 'GET',
  path: '/api/terms',
  summary: 'The data dictionary: every term with its type, unit and who may enter it',
  reply: Type.Array(TermEntry),
})

const filter = {
  communityId: Type.Optional(AreaId),
  subjectKind: Type.Optional(SubjectKindSchema),
  subjectId: Type.Optional(SubjectId),
  term: Type.Optional(TermId),
}

export const listFacts = route({
  method: 'GET',
  path: '/api/facts',
  summary: 'Everything ever stated that matches, newest first, withdrawn facts too',
  query: Type.Object({
    ...filter,
    areaId: Type.Optional(AreaId),
    state: Type.Optional(Type.Enum(FACT_STATES, { description: 'What became of it' })),
    holdsOn: Type.Optional(Day('Only what holds on that day')),
    overdueOn: Type.Optional(Day('Only what still stands on that day and nobody has renewed in time')),
    q: Type.Optional(Text('Part of the source, a text value, or the name of term or area', 80)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50, description: 'Rows a page' })),
    offset: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Rows to skip' }),
    ),
  }),
  reply: Page(Fact),
})

export const listFactsAsOf = route({
  method: 'GET',
  path: '/api/facts/as-of',
  summary: 'What was known as of a day: of each subject and term the fact that held',
  query: Type.Object({
    ...filter,
    holdsOn: Day('Day on which the facts hold'),
    recordedBy: Type.Optional(Day('Day by whose end they were known; the day they hold on unless given')),
  }),
  reply: Type.Array(Fact),
})

export const NewFact = Type.Object({
  communityId: Type.Optional(AreaId),
  subjectKind: SubjectKindSchema,
  subjectId: SubjectId,
  term: TermId,
  value: Type.Unknown({ description: 'As the type of the term asks for' }),
  unit: Type.Optional(Text('Unit of a number, if it is not the one of the term', 20)),
  validFrom: Day('First day it holds'),
  validTo: Type.Optional(Maybe(Day('Day'), 'First day it holds no longer')),
  source: Type.String({ minLength: 1, maxLength: 400, description: 'Where it is from' }),
  grade: Type.Optional(Type.Enum(GRADES, { description: 'Evidence grade; O unless given' })),
  documentId: Type.Optional(Type.String({ format: 'uuid', description: 'Proof, uploaded before' })),
})

export const recordFactsRoute = route({
  method: 'POST',
  path: '/api/facts',
  summary: 'State facts: all are recorded or none',
  right: 'evidence.record',
  body: Type.Object({ facts: Type.Array(NewFact, { minItems: 1, maxItems: 500 }) }),
  reply: Type.Object({ factIds: Type.Array(Text('Id'), { description: 'In the order given' }) }),
})

const factParams = Type.Object({
  communityId: AreaId,
  factId: Type.String({ format: 'uuid', description: 'Id of the fact' }),
})
const Done = Type.Object({ done: Type.Boolean() })

export const getFact = route({
  method: 'GET',
  path: '/api/facts/:communityId/:factId',
  summary: 'One fact with who entered, confirmed and withdrew it',
  params: factParams,
  reply: Fact,
})

export const confirmFactRoute = route({
  method: 'PUT',
  path: '/api/facts/:communityId/:factId/confirmation',
  summary: 'Confirm a fact that somebody else entered',
  right: 'evidence.confirm',
  params: factParams,
  reply: Done,
})

export const withdrawFactRoute = route({
  method: 'PUT',
  path: '/api/facts/:communityId/:factId/withdrawal',
  summary: 'Withdraw a fact from now on; asked as of an earlier day it still stands',
  right: 'evidence.record',
  params: factParams,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 400, description: 'Why' }) }),
  reply: Done,
})

/** Largest document. */
export const DOCUMENT_BYTES = 20 * 1024 * 1024

export const uploadDocument = route({
  method: 'POST',
  path: '/api/documents',
  summary: 'Upload a document that facts refer to; the same bytes again give the same document',
  right: 'evidence.record',
  upload: DOCUMENT_BYTES,
  body: Type.Object({ communityId: AreaId }),
  reply: Type.Object({
    documentId: Text('Id'),
    communityId: AreaId,
    filename: Text('File name'),
    mediaType: Text('Media type, told from the bytes'),
    sha256: Text('Checksum'),
    size: Type.Integer({ description: 'Bytes' }),
  }),
})

export const getDocument = route({
  method: 'GET',
  path: '/api/documents/:communityId/:documentId',
  summary: 'A document as it was uploaded',
  params: Type.Object({
    communityId: AreaId,
    documentId: Type.String({ format: 'uuid', description: 'Id of the document' }),
  }),
  reply: Type.Unknown(),
  produces: 'application/octet-stream',
})

export const importFacts = route({
  method: 'POST',
  path: '/api/facts/imports',
  summary: 'State facts about communities by a table; one that is known already is left as it is',
  right: 'evidence.record',
  upload: 16 * 1024 * 1024,
  body: Type.Object({
    source: Type.String({ minLength: 1, maxLength: 200, description: 'Where the facts are from' }),
  }),
  reply: Type.Object({
    importId: Text('Id; GET /api/imports/:importId/rejected gives the rejected rows as a table'),
    filename: Text('File name'),
    recorded: Type.Integer({ description: 'New facts' }),
    unchanged: Type.Integer({ description: 'Rows that say what is known already' }),
    rejected: Type.Integer({ description: 'Rows that were not recorded' }),
    rejectedRows: Type.Array(RejectedRow, { description: 'The first hundred; the table has all' }),
  }),
})

export const factTemplate = route({
  method: 'GET',
  path: '/api/facts/imports/template',
  summary: 'An empty table with explanations, to fill in and import',
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
