import Type from 'typebox'
import type { Sentence } from '#core/language/language.ts'
import actions from '#packs/audit/actions.json' with { type: 'json' }
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'

export const errors = {
  HEAD_INVALID: { status: 422, zh: '链首格式应为“序号:哈希”', en: 'A head is written as NUMBER:HASH' },
  AUDIT_DAYS_INVALID: { status: 422, zh: '日期不存在', en: 'There is no such day' },
} as const satisfies Readonly<Record<string, ErrorSpec>>

export const refuse = refusals(errors)

const Text = (description: string) => Type.String({ description, maxLength: 200 })
const OrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** One thing done or seen. */
export const AuditEntry = Type.Object({
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

export type AuditEntry = Type.Static<typeof AuditEntry>

/** What every kind of entry says; `actionOf` fills it in. */
export const ACTIONS: Readonly<Record<string, Sentence>> = actions

const WHO: Readonly<Record<string, Sentence>> = {
  system: { zh: '系统', en: 'the system' },
  public: { zh: '未登录者', en: 'somebody not signed in' },
  account: { zh: '无岗位', en: 'no post' },
}

/** The role's name in both languages; its id where it is none of the pack's. */
export const roleName = (role: string): Sentence =>
  roles.roles.find(({ id }) => id === role)?.name ?? WHO[role] ?? { zh: role, en: role }

/** What was done, as a sentence; `names` are those of accounts. An action nobody described is its own sentence. */
export function actionOf(
  { action, subject, detail }: AuditEntry,
  names: Readonly<Record<string, string>>,
): Sentence {
  const sentence = ACTIONS[action] ?? { zh: action, en: action }
  const fill = (language: keyof Sentence) =>
    sentence[language].replace(/\{([a-zA-Z]+)\}/g, (_, word: string) => {
      if (word === 'subject') return names[subject.id] ?? subject.id
      if (word === 'role') return roleName(String(detail.role ?? ''))[language]
      return String(detail[word] ?? '–')
    })
  return { zh: fill('zh'), en: fill('en') }
}

const Day = (what: string) =>
  Type.Optional(Type.String({ description: what, pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))

const page = {
  before: Type.Optional(Type.Integer({ description: 'Last entryId of the page before' })),
  limit: Type.Optional(Type.Integer({ description: 'Length of the page', minimum: 1, maximum: 200 })),
}
const filter = {
  purpose: Text('What the log is read for'),
  subjectKind: Type.Optional(Text('Kind of subject, together with subjectId')),
  subjectId: Type.Optional(Text('Id of the subject')),
  accountId: Type.Optional(Text('Account that acted')),
  who: Type.Optional(Text('Part of the name of whom acted')),
  action: Type.Optional(Text('What was done, as account.disable')),
  areaId: Type.Optional(
    Type.String({ description: 'Area concerned, or one around it', pattern: '^[0-9A-Za-z_-]{1,20}$' }),
  ),
  from: Day('First day'),
  to: Day('Last day'),
  text: Type.Optional(Text('Part of what an entry says')),
}
const names = Type.Record(Type.String(), Type.String(), { description: 'Names of the accounts named, by id' })
const reply = Type.Object({ entries: Type.Array(AuditEntry, { description: 'Newest first' }), names })

export const auditLog = route({
  method: 'GET',
  path: '/api/audit/entries',
  summary: 'Who did or saw what, searched and filtered, a page at a time; this too is written down',
  right: 'audit.read',
  query: Type.Object({ ...filter, ...page }),
  reply,
})

/** Entries that one export has at most. */
export const EXPORT_MAX = 50_000

export const auditExport = route({
  method: 'POST',
  path: '/api/audit/export',
  summary: 'The filtered log as a workbook, at most 50,000 entries; this too is written down',
  right: 'audit.read',
  query: Type.Object(filter),
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

const Head = Type.String({
  description: 'Head of the chain to write down, NUMBER:HASH; empty without entries',
})

export const auditChain = route({
  method: 'GET',
  path: '/api/audit/chain',
  summary: 'How far the chain reaches, and when it was last verified',
  right: 'audit.read',
  reply: Type.Object({
    total: Type.Integer({ description: 'Entries in the chain' }),
    head: Head,
    unsealed: Type.Integer({ description: 'Entries of the last second, not in the chain yet' }),
    lastVerified: Type.Union([AuditEntry, Type.Null()], {
      description: 'The entry of the last verification',
    }),
    names,
  }),
})

export const auditVerify = route({
  method: 'POST',
  path: '/api/audit/verification',
  summary: 'Verify the next part of the chain, from its beginning or behind a head that an earlier part gave',
  right: 'audit.read',
  body: Type.Object({
    head: Type.Optional(Type.String({ description: 'Head of the part before', maxLength: 100 })),
  }),
  reply: Type.Object({
    sound: Type.Boolean({ description: 'False if an entry was changed, removed or moved' }),
    sequence: Type.Integer({ description: 'Last entry verified, or the first that is wrong' }),
    fault: Type.Union([Type.String(), Type.Null()], {
      description: 'missing, detached, changed or rewritten; null if sound',
    }),
    head: Head,
    total: Type.Integer({ description: 'Entries in the chain' }),
    done: Type.Boolean({ description: 'Nothing is left to verify' }),
  }),
})

export const auditAboutMe = route({
  method: 'GET',
  path: '/api/audit/about-me',
  summary: 'Who looked at my account or changed it',
  query: Type.Object(page),
  reply,
})
