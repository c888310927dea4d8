import { Type } from 'typebox'
import { AreaId, Maybe, Name } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { VERDICTS } from '../rules/review.ts'
import { PACKAGE_FORMATS } from './forms.ts'
import { Id, Text, Uuid } from './shapes.ts'

const caseParams = Type.Object({ communityId: AreaId, caseId: Uuid('Id of the application') })
const panelParams = Type.Object({
  ...caseParams.properties,
  panelNo: Type.Integer({ minimum: 1, description: 'Panel of the application' }),
})
const seatParams = Type.Object({
  ...panelParams.properties,
  seatNo: Type.Integer({ minimum: 1, description: 'Seat of the panel' }),
})

const Seat = Type.Object({
  seatNo: Type.Integer({ description: 'Seat' }),
  name: Text('Expert'),
  organisation: Text('From where'),
  onPaper: Type.Boolean({ description: 'Without an account: the sheet comes on paper' }),
  mine: Type.Boolean({ description: 'It is mine' }),
  conflict: Maybe(Type.Boolean(), 'Declared a conflict of interest, or none; null: not said yet'),
  conflictNote: Text('Which'),
  handedIn: Type.Boolean({ description: 'The sheet is handed in' }),
})

const Scores = Type.Record(Type.String({ maxLength: 60 }), Type.Number(), {
  description: 'Points by criterion',
  maxProperties: 40,
})
const Verdict = Type.Enum(VERDICTS, { description: 'What the expert recommends' })

const Panel = Type.Object({
  panelNo: Type.Integer({ description: 'Counted from 1 in its application' }),
  node: Text('Step it reviews for'),
  name: Name,
  criteria: Type.Array(
    Type.Object({ id: Text('Criterion'), name: Name, max: Type.Number({ description: 'Points at most' }) }),
  ),
  minimum: Type.Integer({ description: 'Sheets there have to be' }),
  trimFrom: Type.Integer({ description: 'From so many sheets on the mean is trimmed' }),
  trim: Type.Integer({ description: 'So many highest and lowest are left out' }),
  openedAt: Text('ISO moment'),
  closedAt: Maybe(Text('ISO moment'), 'When it was closed; null: sheets are blind'),
  seats: Type.Array(Seat),
  result: Maybe(
    Type.Object({
      mean: Type.Number({ description: 'Trimmed mean of the totals' }),
      max: Type.Number({ description: 'Points at most' }),
      leftOut: Type.Integer({ description: 'Totals left out of the mean' }),
      criteria: Type.Array(
        Type.Object({ id: Text('Criterion'), mean: Type.Number({ description: 'Trimmed mean' }) }),
      ),
      verdicts: Type.Record(Type.String(), Type.Integer(), { description: 'How many recommend what' }),
      sheets: Type.Array(
        Type.Object({
          number: Type.Integer({ description: 'By total, the highest first: not the seat' }),
          scores: Scores,
          total: Type.Number({ description: 'Points' }),
          reasons: Text('Why', 4000),
          verdict: Verdict,
        }),
      ),
    }),
    'Once it is closed; sheets without names',
  ),
  sha256: Maybe(Text('Checksum'), 'Of the minutes'),
  why: Maybe(Name, 'Why it cannot be closed yet; null: it can, by whoever has the step'),
})
export type Panel = Type.Static<typeof Panel>

export const readReviews = route({
  method: 'GET',
  path: '/api/applications/:communityId/:caseId/reviews',
  summary: 'The expert reviews of an application: who sits, who has handed in, and what closed ones came to',
  right: 'application.read',
  params: caseParams,
  reply: Type.Object({
    title: Name,
    review: Maybe(
      Type.Object({ id: Text('Review'), name: Name, minimum: Type.Integer() }),
      'Of the step that is held',
    ),
    chairs: Type.Boolean({ description: 'I have the step in hand, or record it' }),
    panels: Type.Array(Panel),
  }),
})

const NewSeats = Type.Array(
  Type.Object({
    name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'Expert' }),
    organisation: Type.Optional(Text('From where', 120)),
    accountId: Type.Optional(Maybe(Id('Account'), 'Somebody with the post of an expert; null: on paper')),
  }),
  { minItems: 1, maxItems: 30, description: 'Experts who are asked' },
)
const Done = Type.Object({ panelNo: Type.Integer() })

export const openReview = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/reviews',
  summary: 'Set up the panel of experts of the step that is held',
  right: 'application.act',
  params: caseParams,
  body: Type.Object({ seats: NewSeats }),
  reply: Done,
})

export const addExperts = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/reviews/:panelNo/seats',
  summary: 'Ask more experts, for those who have a conflict of interest',
  right: 'application.act',
  params: panelParams,
  body: Type.Object({ seats: NewSeats }),
  reply: Done,
})

export const declareConflict = route({
  method: 'PUT',
  path: '/api/applications/:communityId/:caseId/reviews/:panelNo/seats/:seatNo/declaration',
  summary: 'Say whether there is a conflict of interest, once and before anything is scored',
  right: 'application.read',
  params: seatParams,
  body: Type.Object({
    conflict: Type.Boolean({ description: 'There is one' }),
    note: Type.Optional(Text('Which', 400)),
  }),
  reply: Done,
})

export const handInSheet = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/reviews/:panelNo/seats/:seatNo/sheet',
  summary: 'Hand in a scoring sheet; nobody else sees it before the panel is closed',
  right: 'application.read',
  params: seatParams,
  body: Type.Object({ scores: Scores, reasons: Text('Why', 4000), verdict: Verdict }),
  reply: Done,
})

export const closeReview = route({
  method: 'POST',
  path: '/api/applications/:communityId/:caseId/reviews/:panelNo/closing',
  summary: 'Close a panel: its sheets are opened, and its minutes frozen',
  right: 'application.act',
  params: panelParams,
  reply: Type.Object({ panelNo: Type.Integer(), sha256: Text('Checksum of the minutes') }),
})

export const reviewMinutes = route({
  method: 'GET',
  path: '/api/applications/:communityId/:caseId/reviews/:panelNo/minutes',
  summary: 'The minutes of a panel: as data, whose checksum is told, or as an official document',
  right: 'application.read',
  params: panelParams,
  query: Type.Object({
    format: Type.Optional(Type.Enum(PACKAGE_FORMATS, { description: 'json unless given' })),
  }),
  reply: Type.Unknown(),
  produces: 'application/octet-stream',
})
