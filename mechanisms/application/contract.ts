import { Type } from 'typebox'
import { AreaId, Page } from '#foundation/place/contract.ts'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'
import {
  CASE_STATES,
  Case,
  CaseRow,
  DocumentKind,
  Holder,
  Id,
  Procedure,
  Text,
  Uuid,
} from './contract/shapes.ts'
import { DEEDS } from './rules/may.ts'

/** What this domain refuses. */
export const errors = {
  PROCEDURE_UNKNOWN: { status: 404, zh: '没有这个流程', en: 'There is no such procedure' },
  SUBJECT_UNKNOWN: { status: 404, zh: '没有这个申报对象', en: 'There is nothing like this to apply for' },
  SUBJECT_UNFIT: {
    status: 422,
    zh: '这个流程不适用于该对象',
    en: 'This procedure is not for this kind of subject',
  },
  FACTS_UNFIT: {
    status: 422,
    zh: '申报选项不符合流程',
    en: 'The procedure does not know these choices',
  },
  NOT_YOURS_TO_OPEN: {
    status: 403,
    zh: '应由第一步的办理人发起',
    en: 'It is opened by whoever holds the first step',
  },
  CASE_OPEN_ALREADY: {
    status: 409,
    zh: '该对象已有一件在办的申报',
    en: 'An application for this is open already',
  },
  CASE_UNKNOWN: { status: 404, zh: '没有这件申报', en: 'There is no such application' },
  CASE_CHANGED: {
    status: 409,
    zh: '他人刚刚办理了这件申报，请查看后再办',
    en: 'Somebody else has just acted on this: look at it again first',
  },
  CASE_ENDED: { status: 409, zh: '申报已经结束', en: 'The application has ended' },
  NOT_YOUR_TURN: { status: 403, zh: '这一步不由您办理', en: 'This is not for you to act on' },
  TURN_DONE: { status: 409, zh: '这一步已经办理', en: 'This has been done already' },
  ADDED_SIGNERS_OPEN: {
    status: 409,
    zh: '加签的人尚未办理',
    en: 'Those who were asked to sign as well have not done so yet',
  },
  DOCUMENTS_MISSING: { status: 422, zh: '缺少必需的材料', en: 'Documents are missing that are needed' },
  GUARD_NOT_MET: {
    status: 409,
    zh: '办理条件尚未满足',
    en: 'What has to be so before this is decided is not so yet',
  },
  NEVER_DECIDED: {
    status: 422,
    zh: '只能退回到之前已办理的步骤',
    en: 'It can only be returned to an earlier step that was decided',
  },
  ONLY_MAIN_RETURNS: {
    status: 403,
    zh: '加签的人不能退回，请写明意见',
    en: 'Who was asked to sign as well cannot return it: say so in the opinion',
  },
  NOTHING_TO_WITHDRAW: {
    status: 409,
    zh: '没有可撤回的办理，或他人已接着办理',
    en: 'There is nothing to take back, or somebody has acted since',
  },
  NOT_YOURS_TO_WITHDRAW: {
    status: 403,
    zh: '只有作出办理的人可以撤回',
    en: 'Only whoever decided can take it back',
  },
  ALREADY_SIGNING: { status: 409, zh: '对方已在办理之列', en: 'They are to sign already' },
  NOT_YOURS_TO_END: { status: 403, zh: '您不能终止这件申报', en: 'You cannot end this application' },
  VERSION_SAME: { status: 409, zh: '申报已按这个版本办理', en: 'It goes by this version already' },
  NOTHING_LEFT: {
    status: 409,
    zh: '新版本的步骤均已办理，迁移后没有可办的步骤',
    en: 'Every step of that version is decided: none would be left to hold it',
  },
  DEED_INCOMPLETE: { status: 422, zh: '办理内容不完整', en: 'What is to be done is not said in full' },
  HOLDER_UNFIT: {
    status: 422,
    zh: '没有这样的办理人',
    en: 'There is nobody like that to act',
  },
  CASE_DOCUMENT_UNKNOWN: {
    status: 404,
    zh: '没有这份材料',
    en: 'There is no such document',
  },
  FORM_UNKNOWN: { status: 404, zh: '这件申报没有这张表单', en: 'The application has no such form' },
  FORM_NOT_YOURS: {
    status: 403,
    zh: '这张表单现在不由您填写',
    en: 'This form is not for you to fill in now',
  },
  FORM_CHANGED: {
    status: 409,
    zh: '他人刚刚修改了这张表单，请查看后再填',
    en: 'Somebody else has just written into this form: look at it again first',
  },
  FORM_INCOMPLETE: { status: 422, zh: '表单还不能提交', en: 'The form cannot be handed in yet' },
  FORM_UNCHANGED: { status: 422, zh: '没有更正任何内容', en: 'It changes nothing' },
  REVIEW_UNKNOWN: { status: 404, zh: '没有这项专家评审', en: 'There is no such expert review' },
  REVIEW_OPEN: { status: 409, zh: '评审组已经成立', en: 'A panel is set up already' },
  REVIEW_CLOSED: { status: 409, zh: '评审已经结束', en: 'The panel is closed' },
  REVIEW_UNFINISHED: { status: 409, zh: '评审还不能结束', en: 'The panel cannot be closed yet' },
  SEAT_OF_OTHERS: { status: 403, zh: '这不是您的评分表', en: 'This sheet is not yours' },
  SEAT_DECLARED: { status: 409, zh: '已经声明过', en: 'It has been declared already' },
  SEAT_UNDECLARED: {
    status: 409,
    zh: '声明无利益冲突后方可评分',
    en: 'Only who has declared to have no conflict of interest scores',
  },
  SHEET_INCOMPLETE: { status: 422, zh: '评分表不完整', en: 'The sheet is not complete' },
  SHEET_THERE: { status: 409, zh: '评分已经提交', en: 'The sheet has been handed in already' },
  FORM_INSTEAD: {
    status: 422,
    zh: '这份材料由表单生成，请填写表单',
    en: 'This document is made by a form: fill that in',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)

export const listProcedures = route({
  method: 'GET',
  path: '/api/procedures',
  summary: 'The procedures in force, with their earlier versions',
  right: 'application.read',
  reply: Type.Array(Procedure),
})

export const procedureFile = route({
  method: 'GET',
  path: '/api/procedures/:procedureId/:version',
  summary: 'A version of a procedure as its BPMN 2.0 file',
  right: 'application.read',
  params: Type.Object({
    procedureId: Id('Procedure'),
    version: Type.Integer({ minimum: 1, description: 'Version' }),
  }),
  reply: Type.Unknown(),
  produces: 'application/xml',
})

export const BOXES = ['todo', 'acted', 'copies', 'all'] as const
export type Box = (typeof BOXES)[number]
export const CASE_ORDERS = ['-changed', 'changed', '-opened', 'opened', 'title', '-title'] as const
export type CaseOrder = (typeof CASE_ORDERS)[number]

export const listCases = route({
  method: 'GET',
  path: '/api/applications',
  summary: 'Applications: those waiting for me (待办), I acted on (已办), am told of (抄送), or may see',
  right: 'application.read',
  query: Type.Object({
    box: Type.Optional(Type.Enum(BOXES, { description: 'Which; all unless given' })),
    q: Type.Optional(Text('Part of its title', 80)),
    status: Type.Optional(Type.Enum(CASE_STATES, { description: 'Status' })),
    townId: Type.Optional(AreaId),
    node: Type.Optional(Id('Step it is at')),
    procedureId: Type.Optional(Id('Procedure')),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'Version they go by' })),
    subjectKind: Type.Optional(Id('Kind of subject')),
    overdue: Type.Optional(Type.Boolean({ description: 'Only those that somebody has had too long' })),
    sort: Type.Optional(Type.Enum(CASE_ORDERS, { description: '-changed unless given' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50, description: 'Rows a page' })),
    offset: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Rows to skip' }),
    ),
  }),
  reply: Page(CaseRow),
})

const caseParams = Type.Object({ communityId: AreaId, caseId: Uuid('Id of the application') })

export const readCase = route({
  method: 'GET',
  path: '/api/applications/:communityId/:caseId',
  summary: 'An application: where it is, its path, what happened, what I may do',
  right: 'application.read',
  params: caseParams,
  reply: Case,
})

const Opened = Type.Object({ communityId: AreaId, caseId: Text('Id') })

export const openCase = route({
  method: 'POST',
  path: '/api/applications',
  summary: 'Open an application by the version of its procedure that is in force',
  right: 'application.act',
  body: Type.Object({
    procedureId: Id('Procedure'),
    subjectKind: Id('Kind of subject'),
    subjectId: Id('Subject'),
    facts: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 60 }), {
        description: 'Answers to the questions of the procedure',
        maxProperties: 20,
      }),
    ),
  }),
  reply: Opened,
})

export const actOnCase = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/events',
  summary: 'Decide, return, take back, hand on, ask somebody to sign as well, or end an application',
  right: 'application.act',
  params: caseParams,
  body: Type.Object({
    events: Type.Integer({ minimum: 0, description: 'Events there were when it was looked at' }),
    deed: Type.Enum(DEEDS, { description: 'What to do' }),
    turn: Type.Optional(Type.Integer({ minimum: 1, description: 'The turn that is acted on' })),
    returnTo: Type.Optional(Id('Of a return: a step that was decided')),
    comesBack: Type.Optional(
      Type.Boolean({ description: 'Of a return: once decided again it comes straight back here' }),
    ),
    to: Type.Optional(Holder),
    opinion: Type.Optional(Text('Opinion; needed to return or end it', 2000)),
    documents: Type.Optional(
      Type.Array(Type.Object({ kind: DocumentKind, documentId: Uuid('Uploaded before') }), {
        maxItems: 50,
        description: 'Documents it brings in',
      }),
    ),
    letter: Type.Optional(
      Type.Object({
        number: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S', description: 'Its number' }),
        day: Type.String({ format: 'date', description: 'Its date' }),
      }),
    ),
  }),
  reply: Type.Object({ events: Type.Integer({ description: 'Events there are now' }) }),
})

export const copyCase = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/copies',
  summary: 'Tell somebody of an application (抄送)',
  right: 'application.act',
  params: caseParams,
  body: Type.Object({ to: Holder, note: Type.Optional(Text('What they are told', 400)) }),
  reply: Type.Object({ copyId: Text('Id') }),
})

export const readCopies = route({
  method: 'PUT',
  path: '/api/applications/:communityId/:caseId/copies/read',
  summary: 'I have looked at what I was told of this application',
  right: 'application.read',
  params: caseParams,
  reply: Type.Object({ count: Type.Integer({ description: 'Copies that were unread until now' }) }),
})

export const uploadCaseDocument = route({
  method: 'POST',
  path: '/api/applications/documents',
  summary: 'Upload a document for an application; an event then brings it in',
  right: 'application.act',
  upload: 20 * 1024 * 1024,
  body: caseParams,
  reply: Type.Object({ documentId: Text('Id'), filename: Text('File name'), size: Type.Integer() }),
})

export const caseDocument = route({
  method: 'GET',
  path: '/api/applications/:communityId/:caseId/documents/:documentId',
  summary: 'A document of an application as it was uploaded',
  right: 'application.read',
  params: Type.Object({ ...caseParams.properties, documentId: Uuid('Document') }),
  reply: Type.Unknown(),
  produces: 'application/octet-stream',
})

export const listHolders = route({
  method: 'GET',
  path: '/api/applications/holders',
  summary: 'Who holds a post, to hand something to them',
  right: 'application.act',
  query: Type.Object({ role: Id('Role'), areaId: AreaId }),
  reply: Type.Array(Type.Object({ accountId: Text('Account'), name: Text('Name') })),
})
