import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Db, inScope, inTransaction, publicScope, type Scope, wholeScope } from './db.ts'
import { inRollback, testDb } from './test-db.ts'

declare module '#platform/store/db.ts' {
  interface Database {
    note: { community_id: string; note_id: number; words: string; shown: boolean }
  }
}

const stores = [await testDb({ version: 15 }), await testDb({ version: 18 })].map(
  (store, index) => [index ? 18 : 15, store] as const,
)
for (const [, { db, owner }] of stores) {
  await sql`create table note (community_id text, note_id int, words text not null, shown boolean not null,
    primary key (community_id, note_id))`.execute(owner)
  await sql`select app_tenant('note', public_rows => 'shown')`.execute(owner)
  await inScope(db, wholeScope, (tx) =>
    tx
      .insertInto('note')
      .values([note('a'), note('b'), { ...note('c'), shown: true }])
      .execute(),
  )
}

function note(community_id: string, note_id = 1) {
  return { community_id, note_id, words: 'x', shown: false }
}

const scope = (read: string[], write: string[] = []): Scope => ({
  role: 'staff',
  accountId: 'a-1',
  read,
  write,
})

async function seen(db: Db, by: Scope): Promise<string[]> {
  const rows = await inScope(db, by, (tx) => tx.selectFrom('note').select('community_id').execute())
  return rows.map((row) => row.community_id).sort()
}

describe.each(stores)('on PostgreSQL %i', (_, { db, owner }) => {
  test('a forgotten where shows the rows of the scope and the public ones, nothing else', async () => {
    expect(await seen(db, scope(['a']))).toEqual(['a', 'c'])
    expect(await seen(db, publicScope)).toEqual(['c'])
    expect(await seen(db, wholeScope)).toEqual(['a', 'b', 'c'])
  })

  test('a forgotten scope shows public rows and writes nothing', async () => {
    expect(await db.selectFrom('note').select('community_id').execute()).toEqual([{ community_id: 'c' }])
    await expect(db.insertInto('note').values(note('a', 2)).execute()).rejects.toMatchObject({
      code: '42501',
    })
  })

  test('a scope ends with its transaction, also on the same connection', async () => {
    for (let i = 0; i < 10; i++) {
      await seen(db, wholeScope)
      expect(await db.selectFrom('note').select('community_id').execute()).toHaveLength(1)
    }
  })

  test('a write outside the scope is refused: new rows, moved rows, others’ rows', async () => {
    const write = <T>(body: Parameters<typeof inRollback<T>>[1]) =>
      inRollback(db, body, scope(['a', 'b'], ['a']))
    await expect(write((tx) => tx.insertInto('note').values(note('b', 2)).execute())).rejects.toMatchObject({
      code: '42501',
    })
    const move = (tx: Parameters<Parameters<typeof write>[0]>[0]) =>
      tx.updateTable('note').set({ community_id: 'b', note_id: 9 }).where('community_id', '=', 'a').execute()
    await expect(write(move)).rejects.toMatchObject({ code: '42501' })
    const touched = await write((tx) => tx.updateTable('note').set({ words: 'y' }).executeTakeFirst())
    expect(touched.numUpdatedRows).toBe(1n)
    const gone = await write((tx) => tx.deleteFrom('note').executeTakeFirst())
    expect(gone.numDeletedRows).toBe(1n)
    await write((tx) => tx.insertInto('note').values(note('a', 2)).execute())
  })

  test('reading rows gives no right to write them', async () => {
    const refused = inRollback(db, (tx) => tx.insertInto('note').values(note('a', 2)).execute(), scope(['a']))
    await expect(refused).rejects.toMatchObject({ code: '42501' })
  })

  test('the schema’s owner sees every row, being told so explicitly', async () => {
    expect(await owner.selectFrom('note').select('community_id').execute()).toHaveLength(3)
  })

  test('a scope holds the owner as it holds the application', async () => {
    expect(await seen(owner, scope(['a']))).toEqual(['a', 'c'])
  })

  test('SQL can ask who the caller is', async () => {
    const ask = sql<{
      role: string | null
      account: string | null
    }>`select app_role() as role, app_account() as account`
    const asked = await inScope(db, scope([]), (tx) => ask.execute(tx))
    expect(asked.rows).toEqual([{ role: 'staff', account: 'a-1' }])
    expect((await ask.execute(db)).rows).toEqual([{ role: null, account: null }])
  })

  test.each(["a'; drop table note --", 'a,b', '*', ''])(
    'an id like %j is refused before it is sent',
    async (id) => {
      await expect(seen(db, scope([id]))).rejects.toThrow(RangeError)
    },
  )

  test('what a body throws rolls back and arrives as it was thrown', async () => {
    const failure = new Error('mine')
    const body = inScope(db, wholeScope, async (tx) => {
      await tx.insertInto('note').values(note('a', 7)).execute()
      throw failure
    })
    await expect(body).rejects.toBe(failure)
    expect(await seen(db, wholeScope)).toHaveLength(3)
  })

  test('a swallowed database error does not pass for a commit', async () => {
    const body = inScope(db, wholeScope, async (tx) => {
      await tx.insertInto('note').values(note('a', 8)).execute()
      await sql`select 1 / 0`.execute(tx).catch(() => {})
    })
    await expect(body).rejects.toThrow()
    expect(await seen(db, wholeScope)).toHaveLength(3)
  })

  test('a read-only scope refuses to write', async () => {
    const write = inScope(db, wholeScope, (tx) => tx.insertInto('note').values(note('a', 3)).execute(), {
      readOnly: true,
    })
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  test('values arrive in the type that holds them exactly', async () => {
    const { rows } = await sql<
      Record<string, unknown>
    >`select count(*) as count, 12345678901.10::numeric as exact,
      date '2026-03-01' as day, timestamptz '2026-03-01 08:00+08' as moment, array[1, null]::int8[] as counts,
      array[date '2026-03-01'] as days, '{"a": 1}'::jsonb as json, 0.1::float8 as float`.execute(db)
    expect(rows[0]).toEqual({
      count: 1,
      exact: '12345678901.10',
      day: '2026-03-01',
      moment: new Date('2026-03-01T00:00:00Z'),
      counts: [1, null],
      days: ['2026-03-01'],
      json: { a: 1 },
      float: 0.1,
    })
    await expect(sql`select 9007199254740993::int8`.execute(db)).rejects.toThrow(RangeError)
  })

  test('a killed connection fails its own transaction only', async () => {
    const killed = inTransaction(owner, 'begin', (tx) =>
      sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx),
    )
    await expect(killed).rejects.toMatchObject({ code: '57P01' })
    expect(await owner.selectFrom('note').select('note_id').execute()).toHaveLength(3)
  })
})
