import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { backup } from './backup.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { restore } from './restore.ts'
import { type TestDb, testDb } from './test-db.ts'

const SCHEMA = `
  create table place (
    community_id text not null, place_id bigint generated always as identity, parent_id bigint, best_id bigint,
    exact numeric, bytes bytea, moment timestamptz, span interval, texts text[], json jsonb, plain json, float float8,
    during tstzrange, box box, twice numeric generated always as (exact * 2) stored,
    primary key (community_id, place_id),
    foreign key (community_id, parent_id) references place);
  create table visit (community_id text not null, visit_id int, place_id bigint,
    primary key (community_id, visit_id), foreign key (community_id, place_id) references place);
  alter table place add foreign key (community_id, best_id) references visit (community_id, visit_id) deferrable;
  alter table place alter best_id type int;
  create table log (entry text not null);
  create table setting (name text primary key);
  insert into setting values ('given by the migration');
  select app_tenant('place'), app_tenant('visit');
  create function refuse() returns trigger language plpgsql as 'begin raise exception ''append only''; end';
  create trigger append_only before update or delete or truncate on log execute function refuse();
  create trigger no_insert before insert on visit execute function refuse();
  alter table visit disable trigger no_insert;`

const ROWS = `
  insert into place (community_id, parent_id, exact, bytes, moment, span, texts, json, plain, float, during, box) values
    ('a', null, 123456789012345678901234567890.1234567890, '\\x00ff5c0a', '2026-03-01 08:00:00.123456+08', '1 mon -2 days 03:04:05.6',
      array['九景', null, '', '"{},\\', E'line\\nbreak'], '{"b": 1.10, "a": [null, "\\u4e5d"]}', '{"b" : 1, "b":2}', 0.1, '[2026-01-01, 2026-02-01)', '(1,1),(0.1,0.2)'),
    ('a', 3, 'NaN', '', 'infinity', null, '{}', 'null', null, '-0', 'empty', null),
    ('b', 3, null, null, '0044-03-15 BC', '0', null, '"text"', '[]', 'Infinity', '(,)', null);`

const folder = await mkdtemp(join(tmpdir(), 'jj-backup-'))
afterAll(() => rm(folder, { recursive: true }))

const own = readMigrations(undefined, ['platform/store'])
const sample: Migration = { name: 'sample/0001_sample', sha256: 'of sample', statements: SCHEMA }
const later: Migration = {
  name: 'sample/0002_later',
  sha256: 'of later',
  statements: `alter table log add at_hand boolean not null default true; insert into setting values ('later')`,
}
const made = [...own, sample]

async function filledStore(version: 15 | 18): Promise<TestDb> {
  const store = await testDb({ version, migrated: false })
  await migrate(store.owner, made)
  await sql.raw(ROWS.replaceAll("'a', 3", "'a', 1").replaceAll("'b', 3", "'b', null")).execute(store.owner)
  await sql
    .raw(`insert into visit values ('a', 7, 2); update place set best_id = 7 where place_id = 2;
    insert into log select 'entry ' || n from generate_series(1, 12000) n; insert into log values ('twice'), ('twice');
    insert into setting values ('mine')`)
    .execute(store.owner)
  return store
}

let count = 0
const fresh = (what: string) => join(folder, `${what}-${++count}`)

const stores = [
  [15, await filledStore(15)],
  [18, await filledStore(18)],
] as const
const targets = {
  15: await Promise.all([1, 2, 3, 4].map(() => testDb({ version: 15, migrated: false }))),
  18: await Promise.all([1, 2, 3, 4].map(() => testDb({ version: 18, migrated: false }))),
}

async function everything(store: TestDb): Promise<unknown> {
  const texts = ['place', 'visit', 'log', 'setting'].map((table) =>
    sql.raw(`select t::text from ${table} t order by 1`).execute(store.owner),
  )
  return (await Promise.all(texts)).map(({ rows }) => rows)
}

describe.each(stores)('on PostgreSQL %i', (version, source) => {
  test('a restored store is equal to the one backed up, files included, and goes on from there', async () => {
    const [from, to, file] = [fresh('files'), fresh('files'), fresh('backup')]
    await mkdir(join(from, 'reports'), { recursive: true })
    await writeFile(join(from, 'reports', '报告.pdf'), Buffer.alloc(300_001, 'bytes'))
    await writeFile(join(from, 'empty'), '')
    const written = await backup(source.owner, { filesDir: from }, file)
    expect(written.tables.log!.rows).toBe(12_002)
    expect(written.files).toEqual({ count: 2, bytes: 300_001 })

    const target = targets[version][0]!
    expect(await restore(target.owner, { filesDir: to }, file, made)).toEqual(written)
    expect(await everything(target)).toEqual(await everything(source))
    expect((await readdir(to, { recursive: true })).sort()).toEqual(['empty', 'reports', 'reports/报告.pdf'])
    expect(await readFile(join(to, 'reports', '报告.pdf'))).toEqual(Buffer.alloc(300_001, 'bytes'))

    const next = sql<object>`insert into place (community_id) values ('a') returning place_id`
    expect((await next.execute(target.owner)).rows).toEqual([{ place_id: 4 }])
    expect(
      await target.db
        .selectFrom('note')
        .selectAll()
        .execute()
        .catch((e) => e.code),
    ).toBe('42P01')
    expect((await sql`select from place`.execute(target.db)).rows).toEqual([])
    await expect(sql`delete from log`.execute(target.owner)).rejects.toThrow('append only')
  })

  test('a backup made by PostgreSQL 15 and one by 18 restore on either', async () => {
    const file = fresh('backup')
    const written = await backup(source.owner, {}, file)
    const target = targets[version === 15 ? 18 : 15][1]!
    expect((await restore(target.owner, {}, file, made)).tables).toEqual(written.tables)
  })

  test('an older backup is brought up to date', async () => {
    const file = fresh('backup')
    await backup(source.owner, {}, file)
    const target = targets[version][2]!
    await restore(target.owner, {}, file, [...made, later])
    expect((await sql`select from log where at_hand`.execute(target.owner)).rows).toHaveLength(12_002)
    expect((await sql`select name from setting order by 1`.execute(target.owner)).rows).toEqual([
      { name: 'given by the migration' },
      { name: 'later' },
      { name: 'mine' },
    ])
  })

  test('rows written while the backup runs are not half in it', async () => {
    const file = fresh('backup')
    let writing = true
    const writer = (async () => {
      for (let i = 0; writing; i++) {
        await sql`insert into setting values (${`pair ${i} a`}), (${`pair ${i} b`})`.execute(source.owner)
        await sql`insert into log values (${`pair ${i}`})`.execute(source.owner)
      }
    })()
    const report = await backup(source.owner, {}, file).finally(() => {
      writing = false
    })
    await writer
    const pairs = (report.tables.setting!.rows - 2) / 2
    expect(Number.isInteger(pairs)).toBe(true)
    expect(report.tables.log!.rows - 12_002 - pairs).toBeOneOf([0, -1])
    await sql`delete from setting where name like 'pair%'`.execute(source.owner)
    await sql`alter table log disable trigger all; delete from log where entry like 'pair%'; alter table log enable trigger all`.execute(
      source.owner,
    )
  })

  test('any flipped byte, any missing end and any foreign file is refused and changes nothing', async () => {
    const file = fresh('backup')
    await backup(source.owner, {}, file)
    const bytes = await readFile(file)
    const target = targets[version][3]!
    const broken = fresh('broken')
    const step = Math.ceil(bytes.length / 150)
    for (let at = 0; at < bytes.length; at += at < 20 || at > bytes.length - 40 ? 1 : step) {
      const flipped = Buffer.from(bytes)
      flipped[at]! ^= 1 << (at % 8)
      await writeFile(broken, flipped)
      await expect(restore(target.owner, {}, broken, made), `byte ${at}`).rejects.toMatchObject({
        name: 'StoreError',
      })
    }
    for (const length of [0, 1, 17, 40, bytes.length >> 1, bytes.length - 1]) {
      await writeFile(broken, bytes.subarray(0, length))
      await expect(restore(target.owner, {}, broken, made)).rejects.toMatchObject({ name: 'StoreError' })
    }
    await writeFile(
      broken,
      bytes.toString('latin1').replace('JIUJING-BACKUP 1', 'JIUJING-BACKUP 2'),
      'latin1',
    )
    await expect(restore(target.owner, {}, broken, made)).rejects.toThrow('upgrade the program')
    const tables = await sql`select from pg_tables where schemaname = 'public'`.execute(target.owner)
    expect(tables.rows).toHaveLength(0)
  })

  test('a backup of a newer version, or of an edited migration, is refused', async () => {
    const file = fresh('backup')
    await backup(source.owner, {}, file)
    const target = targets[version][3]!
    await expect(restore(target.owner, {}, file, own)).rejects.toThrow('newer version')
    await expect(restore(target.owner, {}, file, [...own, { ...sample, sha256: 'other' }])).rejects.toThrow(
      'edited',
    )
  })

  test('a store with rows or files is never restored over, and a file never overwritten', async () => {
    const file = fresh('backup')
    await backup(source.owner, {}, file)
    await expect(backup(source.owner, {}, file)).rejects.toThrow('not overwritten')
    const before = await everything(source)
    await expect(restore(source.owner, {}, file, made)).rejects.toThrow('not empty')
    expect(await everything(source)).toEqual(before)
    const files = fresh('files')
    await mkdir(files)
    await writeFile(join(files, 'mine'), '')
    await expect(restore(targets[version][3]!.owner, { filesDir: files }, file, made)).rejects.toThrow(
      'not empty',
    )
    expect(await readdir(files)).toEqual(['mine'])
  })

  test('a backup by a user who may not see every row is refused, not short', async () => {
    const { db } = source
    await expect(backup(db, {}, fresh('backup'))).rejects.toThrow('sees every row')
  })
})
