import type { Head } from '#core/chain/chain.ts'
import { refuse as refuseAny } from '#platform/http/errors.ts'
import type { Input } from '#platform/http/route.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { writeXlsx } from '#platform/spreadsheet/write-xlsx.ts'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import * as contract from './contract.ts'
import { headText, parseHead } from './heads.ts'
import { auditEntries, chainState, verifyAuditPart } from './read.ts'
import { recordAudit, recordRead } from './write.ts'

/** What the log must know of accounts; the domain that has them answers. */
export interface People {
  /** Names by account id. */
  namesOf(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Accounts with this text in a name. */
  find(tx: Tx, text: string): Promise<readonly string[]>
}

export interface AuditOptions {
  readonly people: People
  /** Heads kept outside the database, which the chain must contain. */
  readonly heads?: () => Promise<readonly Head[]>
}

type Filter = Input<typeof contract.auditExport>['query']

/** The log for those with the right to read it, and for everybody what concerns them. */
export function auditRoutes({ people, heads = async () => [] }: AuditOptions): Routes {
  /** The entries with the names of everybody in them, and the look at them written down. */
  const look = async (
    tx: Tx,
    { purpose: _, who, ...query }: Filter & { before?: number; limit?: number },
  ) => {
    const { subjectKind, subjectId, accountId, ...rest } = query
    const found = who === undefined ? undefined : await people.find(tx, who)
    const accountIds = accountId === undefined ? found : [accountId]
    const filter = {
      ...rest,
      ...(subjectKind && subjectId && { subject: { kind: subjectKind, id: subjectId } }),
      ...(accountIds && { accountIds }),
    }
    return await named(tx, await auditEntries(tx, filter).catch(refuseDays))
  }
  const named = async (tx: Tx, entries: contract.AuditEntry[]) => {
    const ids = entries.flatMap(({ accountId, subject }) => [accountId ?? '', subject.id])
    return { entries, names: Object.fromEntries(await people.namesOf(tx, [...new Set(ids)])) }
  }
  // The right opens the whole log, whatever rows of communities the caller's post shows.
  const wholeLog = <T>(db: Db, scope: Parameters<typeof inScope>[1], body: (tx: Tx) => Promise<T>) =>
    inScope(db, { ...scope, read: '*' }, body)
  return [
    handleAlone(contract.auditLog, ({ query }, { db, caller }) =>
      wholeLog(db, caller.scope, async (tx) => {
        const shown = await look(tx, query)
        await recordRead(tx, caller, { subject: aboutOf(query), purpose: query.purpose })
        return shown
      }),
    ),
    handleAlone(contract.auditExport, ({ query }, { db, caller }) =>
      wholeLog(db, caller.scope, async (tx) => {
        const { entries, names } = await look(tx, { ...query, limit: contract.EXPORT_MAX })
        const { purpose, ...filter } = query
        await recordAudit(tx, caller, {
          action: 'audit.export',
          subject: aboutOf(query),
          purpose,
          detail: { count: entries.length, filter },
        })
        return { bytes: await workbook(entries, names), filename: '审计日志 audit.xlsx' }
      }),
    ),
    handleAlone(contract.auditChain, (_, { db, caller }) =>
      wholeLog(db, caller.scope, async (tx) => {
        const { head, unsealed } = await chainState(tx)
        const last = await auditEntries(tx, { action: 'audit.verify', limit: 1 })
        const { entries, names } = await named(tx, last)
        return { total: head.sequence, head: textOf(head), unsealed, lastVerified: entries[0] ?? null, names }
      }),
    ),
    handleAlone(contract.auditVerify, async ({ body }, { db, caller }) => {
      const verdict = await verifyAuditPart(db, await heads(), body.head ? headIn(body.head) : undefined)
      const sequence = verdict.sound ? verdict.head.sequence : verdict.sequence
      const done = !verdict.sound || sequence >= verdict.total
      const fault = verdict.sound ? null : verdict.fault
      if (done) {
        const subject = { kind: 'audit', id: 'chain' }
        const detail = { sound: verdict.sound, sequence, fault }
        await inScope(db, caller.scope, (tx) =>
          recordAudit(tx, caller, { action: 'audit.verify', subject, detail }),
        )
      }
      const head = verdict.sound ? textOf(verdict.head) : ''
      return { sound: verdict.sound, sequence, fault, head, total: verdict.total, done }
    }),
    handle(contract.auditAboutMe, async ({ query }, { tx, caller: { accountId } }) => {
      if (!accountId) throw refuseAny('SIGN_IN_NEEDED')
      return await named(
        tx,
        await auditEntries(tx, { ...query, subject: { kind: 'account', id: accountId } }),
      )
    }),
  ]
}

const textOf = (head: Head) => (head.sequence > 0 ? headText(head) : '')

function headIn(text: string): Head {
  try {
    return parseHead(text)
  } catch (cause) {
    if (cause instanceof RangeError) throw contract.refuse('HEAD_INVALID', { head: text })
    throw cause
  }
}

/** PostgreSQL's 22008: there is no such day. */
function refuseDays(error: unknown): never {
  if ((error as { code?: string }).code === '22008') throw contract.refuse('AUDIT_DAYS_INVALID')
  throw error
}

const aboutOf = ({ subjectKind, subjectId, accountId }: Filter) => ({
  kind: 'audit',
  id: subjectKind && subjectId ? `${subjectKind}:${subjectId}` : (accountId ?? 'all'),
})

const HEADERS = [
  '序号 No.',
  '时间 At',
  '谁 Who',
  '角色 Role',
  '做了什么',
  'What',
  '动作 Action',
  '对象 Subject',
  '区域 Area',
  '目的 Purpose',
  '明细 Detail',
  '链序 Chain',
]

async function workbook(entries: readonly contract.AuditEntry[], names: Readonly<Record<string, string>>) {
  const rows = entries.map((entry) => {
    const { zh, en } = contract.actionOf(entry, names)
    const { accountId, subject } = entry
    return [
      entry.entryId,
      entry.at,
      accountId ? (names[accountId] ?? accountId) : '',
      contract.roleName(entry.role).zh,
      zh,
      en,
      entry.action,
      `${subject.kind}:${subject.id}`,
      entry.areaId ?? '',
      entry.purpose ?? '',
      JSON.stringify(entry.detail),
      entry.sequence ?? '',
    ]
  })
  return await writeXlsx([{ name: '审计 Audit', columns: HEADERS.map((header) => ({ header })), rows }])
}
