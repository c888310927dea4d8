import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Head } from '#core/chain/chain.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { inScope, publicScope, type Scope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { auditVerifyCommand } from './cli.ts'
import { actionOf, auditAboutMe, auditChain, auditLog, auditVerify } from './contract.ts'
import { drillStore } from './drill.ts'
import { headText, keepHead, keptHeads, parseHead } from './heads.ts'
import { auditEntries, verifyAudit, verifyAuditPart } from './read.ts'
import { sealAudit, startSealing } from './seal.ts'
import { auditRoutes, type People } from './server.ts'
import { recordAudit, recordRead, SYSTEM } from './write.ts'

const { db, owner, url } = await testDb()
const folder = await mkdtemp(join(tmpdir(), 'audit-'))
afterAll(() => rm(folder, { recursive: true }))

const task = { accountId: 'a1', role: 'task-force' }
const entry = (n: number) => ({
  action: 'facility.move',
  subject: { kind: 'facility', id: `f${n}` },
  areaId: '330212008006',
  purpose: '核对',
  detail: { n, from: { lon: 121.5, lat: 29.8 }, big: 1e21, small: 5e-324, words: ['早', '\u{1F475}'] },
})

const record = (n: number, scope: Scope = publicScope) =>
  inScope(db, scope, (tx) => recordAudit(tx, task, entry(n)))

async function chainOf(length: number): Promise<Head> {
  await sql`truncate audit_entry restart identity`.execute(owner)
  for (let n = 1; n <= length; n++) await record(n)
  return (await sealAudit(db))!
}

describe('the log', () => {
  test('an entry exists exactly if the deed it tells of was committed', async () => {
    await chainOf(0)
    await record(1)
    const failed = inScope(db, wholeScope, async (tx) => {
      await recordAudit(tx, task, entry(2))
      throw new Error('the deed failed')
    })
    await expect(failed).rejects.toThrow('the deed failed')
    expect((await sealAudit(db))!.sequence).toBe(1)
  })

  test('many writers at once, sealed by several processes, make one sound chain', async () => {
    await chainOf(0)
    const writers = Array.from({ length: 60 }, (_, n) => record(n))
    const sealers = Array.from({ length: 6 }, () => sealAudit(db))
    await Promise.all([...writers, ...sealers])
    const head = await sealAudit(db)
    expect(head!.sequence).toBe(60)
    expect(await verifyAudit(db, [head!])).toEqual({ sound: true, head, unsealed: 0 })
  })

  test('an entry not sealed yet is counted as such', async () => {
    const head = await chainOf(2)
    await record(3)
    expect(await verifyAudit(db)).toEqual({ sound: true, head, unsealed: 1 })
  })

  test('a long writer holds up neither another writer nor the sealing, and is sealed after them', async () => {
    await chainOf(0)
    await inScope(db, wholeScope, async (tx) => {
      await recordAudit(tx, task, entry(1))
      await record(2)
      expect((await sealAudit(db))!.sequence).toBe(1)
    })
    const head = await sealAudit(db)
    expect(head!.sequence).toBe(2)
    expect((await verifyAudit(db, [head!])).sound).toBe(true)
  })
})

describe('the application cannot', () => {
  const asApp = (statement: string) =>
    inScope(db, wholeScope, (tx) =>
      sql
        .raw(statement)
        .execute(tx)
        .then((r) => r.numAffectedRows),
    )

  test.each([
    ['change what an entry says', `update audit_entry set action = 'x'`],
    ['change an entry before it is sealed', `update audit_entry set detail = '{}' where sequence is null`],
    ['delete an entry', 'delete from audit_entry'],
    ['empty the log', 'truncate audit_entry'],
    [
      'date an entry back',
      `insert into audit_entry (at, role, action, subject_kind, subject_id) values ('2020-01-01', 'r', 'a', 'k', 'i')`,
    ],
    [
      'write an entry into the chain by itself',
      `insert into audit_entry (role, action, subject_kind, subject_id, sequence, previous, hash) values ('r', 'a', 'k', 'i', 99, '', '')`,
    ],
  ])('%s', async (_, statement) => {
    await chainOf(2)
    await record(3)
    await expect(asApp(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('seal an entry a second time', async () => {
    await chainOf(2)
    expect(await asApp(`update audit_entry set sequence = sequence + 10, previous = '', hash = ''`)).toBe(0n)
  })

  test('take an entry out of the chain again', async () => {
    await chainOf(1)
    await record(2)
    const unseal = asApp(`update audit_entry set sequence = null, previous = null, hash = null`)
    await expect(unseal).rejects.toMatchObject({ code: '42501' })
  })

  test('read the log outside a scope that reads everything, except what is about the account asking', async () => {
    await chainOf(1)
    const about = { kind: 'account', id: 'a7' }
    await inScope(db, publicScope, (tx) => recordRead(tx, task, { subject: about, purpose: '审核' }))
    const seen = (scope: Scope) => inScope(db, scope, (tx) => auditEntries(tx, {}))
    expect(await seen(publicScope)).toEqual([])
    expect(await seen({ ...publicScope, accountId: 'a8' })).toEqual([])
    const mine = await seen({ ...publicScope, accountId: 'a7' })
    expect(mine).toMatchObject([{ accountId: 'a1', action: 'account.read', subject: about, purpose: '审核' }])
    expect(await seen(wholeScope)).toHaveLength(2)
  })
})

describe('whoever owns the database leaves a trace', () => {
  let head: Head
  beforeEach(async () => {
    head = await chainOf(5)
  })

  test.each([
    [
      'a changed detail',
      `update audit_entry set detail = jsonb_set(detail, '{n}', '9') where sequence = 3`,
      3,
      'changed',
    ],
    ['a changed moment', `update audit_entry set at = at + interval '1 ms' where sequence = 3`, 3, 'changed'],
    ['another actor', `update audit_entry set account_id = 'a2' where sequence = 1`, 1, 'changed'],
    ['a changed hash', `update audit_entry set hash = repeat('0', 64) where sequence = 2`, 2, 'changed'],
    ['a removed entry', 'delete from audit_entry where sequence = 2', 2, 'missing'],
    [
      'an entry taken out of the chain',
      'update audit_entry set sequence = null, previous = null, hash = null where sequence = 4',
      4,
      'missing',
    ],
    [
      'a removed entry, the others moved up',
      'delete from audit_entry where sequence = 2; update audit_entry set sequence = -sequence where sequence > 2; update audit_entry set sequence = -sequence - 1 where sequence < 0',
      2,
      'detached',
    ],
    [
      'two entries swapped',
      'update audit_entry set sequence = 9 where sequence = 2; update audit_entry set sequence = 2 where sequence = 3; update audit_entry set sequence = 3 where sequence = 9',
      2,
      'detached',
    ],
    [
      'an inserted entry',
      `insert into audit_entry (role, action, subject_kind, subject_id, sequence, previous, hash) values ('r', 'a', 'k', 'i', 0, '', '')`,
      1,
      'missing',
    ],
    ['the end cut off', 'delete from audit_entry where sequence > 3', 4, 'missing'],
    ['an emptied log', 'delete from audit_entry', 1, 'missing'],
  ])('%s is found and located', async (_, statements, sequence, fault) => {
    expect((await verifyAudit(db, [head])).sound).toBe(true)
    for (const statement of statements.split('; ')) await sql.raw(statement).execute(owner)
    expect(await verifyAudit(db, [head])).toMatchObject({ sound: false, sequence, fault })
  })

  test('a log written anew from a place on is found by the head kept before', async () => {
    await sql`update audit_entry set sequence = null, previous = null, hash = null, action = 'x'`.execute(
      owner,
    )
    await sealAudit(db)
    expect((await verifyAudit(db)).sound).toBe(true)
    expect(await verifyAudit(db, [head])).toMatchObject({ sound: false, sequence: 5, fault: 'rewritten' })
  })
})

describe('sealing beside a running server', () => {
  test('seals, keeps a head outside the database, and keeps the last one when it stops', async () => {
    await chainOf(1)
    const file = join(folder, 'heads', 'audit-heads.txt')
    expect(await keptHeads(file)).toEqual([])
    const stop = startSealing(db, { everyMs: 10, keep: (head) => keepHead(file, head) })
    await vi.waitFor(async () => expect(await keptHeads(file)).toHaveLength(1))
    await record(2)
    await record(3)
    await stop()
    const heads = await keptHeads(file)
    expect(heads.map(({ sequence }) => sequence)).toEqual([1, 3])
    expect((await verifyAudit(db, heads)).sound).toBe(true)
  })

  test('an error is reported and does not end it', async () => {
    await chainOf(1)
    let failures = 0
    const kept: Head[] = []
    const keep = (head: Head) => {
      if (failures === 0) throw new Error('disk full')
      kept.push(head)
    }
    const stop = startSealing(db, { everyMs: 10, keep, onError: () => failures++ })
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    await stop()
    expect(failures).toBe(1)
  })
})

describe('npm run verify:audit', () => {
  async function verifyCommand(...args: string[]) {
    vi.stubEnv('DATABASE_URL', url)
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    try {
      const code = await auditVerifyCommand(['--heads', join(folder, 'kept.txt'), ...args])
      return { code, text: log.mock.calls.join('\n') }
    } finally {
      log.mockRestore()
      vi.unstubAllEnvs()
    }
  }

  test('says that a log is sound and prints the head to keep, in both languages', async () => {
    const head = await chainOf(3)
    const { code, text } = await verifyCommand('--head', headText(head))
    expect(code).toBe(0)
    expect(text).toMatch(/审计日志完好:3 条.*\n.*is sound: 3 entries/)
    expect(text).toContain(headText(head))
  })

  test('says where it is broken, and fails', async () => {
    const head = await chainOf(3)
    await writeFile(join(folder, 'kept.txt'), `${headText(head)} 2026-01-01T00:00:00.000Z\n`)
    await sql`delete from audit_entry where sequence = 3`.execute(owner)
    expect(await verifyCommand()).toMatchObject({
      code: 1,
      text: expect.stringMatching(/第 3 条.*\n.*at entry 3/),
    })
  })

  test('in a drill finds and locates every byte flipped in a copy, and leaves the log as it is', async () => {
    const head = await chainOf(3)
    const { code, text } = await verifyCommand('--drill')
    expect(JSON.parse(text)).toEqual({ entries: 1000, own: 3, flips: 200, found: 200, located: 200 })
    expect(code).toBe(0)
    expect(await verifyAudit(db, [head])).toMatchObject({ sound: true, head })
  })

  test('drills on the last thousand of a longer log, from the head before them', async () => {
    await chainOf(1100)
    expect(await drillStore(db)).toEqual({ entries: 1000, own: 1000, flips: 200, found: 200, located: 200 })
  })

  test('refuses a head that is none', () => {
    expect(() => parseHead('12:xyz')).toThrow(RangeError)
  })
})

/** Accounts belong to a later domain: two of them, by name. */
const people: People = {
  namesOf: async (_, ids) => new Map(ids.includes('a1') ? [['a1', '王琳']] : []),
  find: async (_, text) => ('王琳'.includes(text) ? ['a1'] : []),
}
let heads: Head[] = []

describe('reading the log over HTTP', async () => {
  const callerOf = (rights: string[], accountId: string | null): Caller => ({
    ...STRANGER,
    accountId,
    role: 'admin',
    rights: new Set(rights),
    scope: { ...publicScope, role: 'admin', accountId },
  })
  const as = async (caller: Caller) =>
    testClient(
      await createServer({
        db,
        routes: auditRoutes({ people, heads: async () => heads }),
        version: '0',
        authenticate: async () => caller,
      }),
    )

  test('whoever may reads it by subject and by account, a page at a time, and that is written down', async () => {
    await chainOf(3)
    await inScope(db, publicScope, (tx) => recordAudit(tx, SYSTEM, entry(1)))
    const call = await as(callerOf(['audit.read'], 'a9'))
    const query = { purpose: '年度检查', subjectKind: 'facility', subjectId: 'f1' }
    const { entries } = await call(auditLog, { query })
    expect(entries).toMatchObject([
      { accountId: null, sequence: null },
      { accountId: 'a1', detail: entry(1).detail },
    ])
    const first = await call(auditLog, { query: { purpose: '年度检查', accountId: 'a1', limit: 2 } })
    const before = first.entries.at(-1)!.entryId
    const second = await call(auditLog, { query: { purpose: '年度检查', accountId: 'a1', limit: 2, before } })
    expect([...first.entries, ...second.entries].map(({ subject }) => subject.id)).toEqual(['f3', 'f2', 'f1'])
    const own = await call(auditLog, { query: { purpose: '年度检查', accountId: 'a9' } })
    expect(own.entries.map(({ action, subject }) => `${action} ${subject.id}`)).toEqual([
      'audit.read a1',
      'audit.read a1',
      'audit.read facility:f1',
    ])
  })

  test('it is filtered by whom, what, where, when and text, and names are told', async () => {
    await chainOf(2)
    const other = { action: 'post.give', subject: { kind: 'account', id: 'a1' }, detail: { role: 'town' } }
    await inScope(db, publicScope, (tx) => recordAudit(tx, { accountId: 'a2', role: 'admin' }, other))
    const call = await as(callerOf(['audit.read'], 'a9'))
    const found = async (query: object) =>
      (await call(auditLog, { query: { purpose: '查', ...query } })).entries
        .filter(({ action }) => action !== 'audit.read')
        .map(({ subject }) => subject.id)
    expect(await found({ who: '王' })).toEqual(['f2', 'f1'])
    expect(await found({ who: 'nobody' })).toEqual([])
    expect(await found({ action: 'post.give' })).toEqual(['a1'])
    expect(await found({ areaId: '330212008' })).toEqual(['f2', 'f1'])
    expect(await found({ areaId: '330212009' })).toEqual([])
    expect(await found({ text: 'FACILITY.m' })).toEqual(['f2', 'f1'])
    expect(await found({ text: '核对' })).toEqual(['f2', 'f1'])
    expect(await found({ from: '2020-01-01', to: '2999-01-01' })).toEqual(['a1', 'f2', 'f1'])
    expect(await found({ to: '2020-01-01' })).toEqual([])
    const asked = call(auditLog, { query: { purpose: '查', from: '2026-02-31' } })
    await expect(asked).rejects.toMatchObject({ problem: { code: 'AUDIT_DAYS_INVALID' } })
    const { entries, names } = await call(auditLog, { query: { purpose: '查', action: 'post.give' } })
    expect(names).toEqual({ a1: '王琳' })
    expect(actionOf(entries[0]!, names)).toEqual({
      zh: '任命 王琳 为镇街',
      en: 'gave 王琳 a post as Town or street office',
    })
  })

  test('the filtered log leaves as a workbook, and that is written down', async () => {
    await chainOf(2)
    const routes = auditRoutes({ people })
    const app = async (caller: Caller) =>
      await createServer({ db, routes, version: '0', authenticate: async () => caller })
    const ask = async (caller: Caller) =>
      await (await app(caller)).inject({
        method: 'POST',
        url: '/api/audit/export?purpose=x&action=facility.move',
      })
    const reply = await ask(callerOf(['audit.read'], 'a9'))
    expect(reply.statusCode).toBe(200)
    const table = await readTable('audit.xlsx', reply.rawPayload)
    expect(table.rows).toHaveLength(2)
    const [last] = await inScope(db, wholeScope, (tx) => auditEntries(tx, {}))
    expect(last).toMatchObject({
      action: 'audit.export',
      accountId: 'a9',
      purpose: 'x',
      detail: { count: 2, filter: { action: 'facility.move' } },
    })
    expect((await ask(callerOf([], 'a9'))).statusCode).toBe(403)
  })

  test('the chain is verified from the page, which is written down, and a damaged one is found', async () => {
    heads = [await chainOf(3)]
    const call = await as(callerOf(['audit.read'], 'a9'))
    expect(await call(auditChain)).toMatchObject({ total: 3, head: headText(heads[0]!), lastVerified: null })
    const sound = { sound: true, sequence: 3, fault: null, total: 3, done: true, head: headText(heads[0]!) }
    expect(await call(auditVerify, { body: {} })).toEqual(sound)
    expect((await call(auditChain)).lastVerified).toMatchObject({
      accountId: 'a9',
      detail: { sound: true, sequence: 3 },
    })
    await expect(call(auditVerify, { body: { head: '3:x' } })).rejects.toMatchObject({
      problem: { code: 'HEAD_INVALID' },
    })
    await sql`delete from audit_entry where sequence = 3`.execute(owner)
    expect(await call(auditVerify, { body: {} })).toMatchObject({
      sound: false,
      sequence: 3,
      fault: 'missing',
    })
    heads = []
    const stranger = await as(callerOf([], 'a9'))
    await expect(stranger(auditVerify, { body: {} })).rejects.toMatchObject({ problem: { status: 403 } })
    await expect(stranger(auditChain)).rejects.toMatchObject({ problem: { status: 403 } })
  })

  test('parts add up to the whole, wherever the damage is', async () => {
    const head = await chainOf(7)
    const inParts = async () => {
      let from: Head | undefined
      for (;;) {
        const part = await verifyAuditPart(db, [head], from, 3)
        if (!part.sound) return [part.sequence, part.fault]
        if (part.head.sequence >= part.total) return part.head
        from = part.head
      }
    }
    expect(await inParts()).toEqual(head)
    for (const damaged of [6, 4, 3, 1]) {
      await sql`update audit_entry set action = 'x' where sequence = ${damaged}`.execute(owner)
      expect(await inParts()).toEqual([damaged, 'changed'])
    }
    await sql`delete from audit_entry where sequence <= 3`.execute(owner)
    expect(await inParts()).toEqual([1, 'missing'])
  })

  test('others cannot, but see what concerns them', async () => {
    await chainOf(1)
    const about = { kind: 'account', id: 'a7' }
    await inScope(db, publicScope, (tx) => recordRead(tx, task, { subject: about, purpose: '审核' }))
    const call = await as(callerOf([], 'a7'))
    await expect(call(auditLog, { query: { purpose: 'x' } })).rejects.toMatchObject({
      problem: { status: 403 },
    })
    expect((await call(auditAboutMe, { query: {} })).entries).toMatchObject([
      { purpose: '审核', accountId: 'a1' },
    ])
    const stranger = await as(STRANGER)
    await expect(stranger(auditAboutMe, { query: {} })).rejects.toMatchObject({ problem: { status: 401 } })
  })
})
