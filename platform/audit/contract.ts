import Type from 'typebox'
import { route } from '#platform/http/route.ts'

const Text = (description: string) => Type.String({ description, maxLength: 200 })
const OrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** One thing done or seen. */
const AuditEntry = Type.Object({
  entryId: Type.Integer({ description: 'Number of the entry; later entries have higher ones' }),
  at: Type.String({ description: 'Moment, ISO 8601' }),
  accountId: OrNull('Who; null for the system or somebody who had not signed in'),
  role: Type.String({ description: 'Role acted in' }),
  action: Type.String({ description: 'What was done, as account.disable or account.read' }),
  subject: Type.Object(
    { kind: Type.String({ description: 'Kind of thing' }), id: Type.String({ description: 'Its id' }) },
    { description: 'To what' },
  ),
  areaId: OrNull('Area concerned'),
  purpose: OrNull('What for'),
  detail: Type.Record(Type.String(), Type.Unknown(), { description: 'More, depending on the action' }),
  sequence: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Place in the hash chain; null in the first second',
  }),
})

const page = {
  before: Type.Optional(Type.Integer({ description: 'Last entryId of the page before' })),
  limit: Type.Optional(Type.Integer({ description: 'Length of the page', minimum: 1, maximum: 200 })),
}
const reply = Type.Object({ entries: Type.Array(AuditEntry, { description: 'Newest first' }) })

export const auditLog = route({
  method: 'GET',
  path: '/api/audit/entries',
  summary: 'Who did or saw what: about a subject, by an account, or all; this too is written down',
  right: 'audit.read',
  query: Type.Object({
    purpose: Text('What the log is read for'),
    subjectKind: Type.Optional(Text('Kind of subject, together with subjectId')),
    subjectId: Type.Optional(Text('Id of the subject')),
    accountId: Type.Optional(Text('Account that acted')),
    ...page,
  }),
  reply,
})

export const auditAboutMe = route({
  method: 'GET',
  path: '/api/audit/about-me',
  summary: 'Who looked at my account or changed it',
  query: Type.Object(page),
  reply,
})
