import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { connectApp, connectOwner, type Db, inScope, wholeScope } from './db.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { testDb } from './test-db.ts'

const folder = await mkdtemp(join(tmpdir(), 'jj-migrate-'))
afterAll(() => rm(folder, { recursive: true }))

async function domainsIn(root: string, files: Record<string, string>): Promise<string> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, root, file)), { recursive: true })
    await writeFile(join(folder, root, file), text)
  }
  return join(folder, root)
}

const step = (name: string, statements: string): Migration => ({
  name,
  sha256: `of ${statements}`,
  statements,
})

const tablesOf = async (db: Db) =>
  (
    await sql<{
      t: string
    }>`select tablename as t from pg_tables where schemaname = 'public' order by 1`.execute(db)
  ).rows.map(({ t }) => t)

test('migrations come in the order of the domains, then of their numbers', async () => {
  const root = await domainsIn('order', {
    'domains.json': '["upper/b", "lower/a"]',
    'lower/a/migrations/0001_a.sql': 'select 1',
    'upper/b/migrations/0002_two.sql': 'select 2',
    'upper/b/migrations/0001_one.sql': 'select 3',
  })
  const names = readMigrations(root).map(({ name }) => name)
  expect(names).toEqual(['upper/b/0001_one', 'upper/b/0002_two', 'lower/a/0001_a'])
})

test.each([
  ['two files of one number', { '0001_a.sql': '', '0001_b.sql': '' }],
  ['a file without number', { 'first.sql': '' }],
])('%s is refused', async (what, files) => {
  const inside = Object.entries(files).map(([name, text]) => [`x/migrations/${name}`, text])
  const root = await domainsIn(what, { ...Object.fromEntries(inside), 'domains.json': '["x"]' })
  expect(() => readMigrations(root)).toThrow('NNNN_name.sql')
})

describe.each([15, 18] as const)('on PostgreSQL %i', async (version) => {
  const empty = await Promise.all(Array.from({ length: 6 }, () => testDb({ version, migrated: false })))

  test('what is missing is applied once, also when an earlier domain gets a new one later', async () => {
    const { owner } = empty[0]!
    const first = [step('a/0001', 'create table a1 ()'), step('b/0001', 'create table b1 ()')]
    expect(await migrate(owner, first)).toEqual(['a/0001', 'b/0001'])
    expect(await migrate(owner, first)).toEqual([])
    const more = [first[0]!, step('a/0002', 'create table a2 ()'), first[1]!]
    expect(await migrate(owner, more)).toEqual(['a/0002'])
    expect(await tablesOf(owner)).toEqual(['a1', 'a2', 'b1', 'migration'])
  })

  test('a migration that fails leaves nothing, those before it stay, and the next try goes on', async () => {
    const { owner } = empty[1]!
    const good = step('a/0001', 'create table a1 ()')
    const bad = step('a/0002', 'create table a2 (); select 1 / 0')
    await expect(migrate(owner, [good, bad])).rejects.toThrow('migration a/0002: division by zero')
    expect(await tablesOf(owner)).toEqual(['a1', 'migration'])
    expect(await migrate(owner, [good, step('a/0002', 'create table a2 ()')])).toEqual(['a/0002'])
  })

  test('an edited migration and a database of a newer version are refused, in both languages', async () => {
    const { owner } = empty[2]!
    const applied = [step('a/0001', 'create table a1 ()'), step('a/0002', 'create table a2 ()')]
    await migrate(owner, applied)
    const edited = [applied[0]!, step('a/0002', 'create table a2 (id int)')]
    await expect(migrate(owner, edited)).rejects.toMatchObject({
      zh: expect.stringContaining('a/0002 在应用之后被修改过'),
    })
    await expect(migrate(owner, [applied[0]!])).rejects.toMatchObject({
      name: 'StoreError',
      en: expect.stringContaining('newer version (this one does not know a/0002)'),
    })
  })

  test('of three processes that start at once, one migrates and all succeed', async () => {
    const { owner, url } = empty[3]!
    const root = await domainsIn(`race${version}`, {
      'domains.json': '["x"]',
      'x/migrations/0001_slow.sql': 'create table slow (); select pg_sleep(0.4)',
      'x/migrations/0002_count.sql': 'create table runs (); select pg_sleep(0.1)',
    })
    const script = `
      import { connectOwner } from '${import.meta.dirname}/db.ts'
      import { migrate, readMigrations } from '${import.meta.dirname}/migrate.ts'
      const owner = connectOwner({ connectionString: '${url}' })
      console.log((await migrate(owner, readMigrations('${root}'))).length)
      await owner.destroy()`
    const counts = await Promise.all([0, 1, 2].map(() => output(script)))
    expect(counts.sort()).toEqual(['0', '0', '2'])
    expect(await tablesOf(owner)).toEqual(['migration', 'runs', 'slow'])
  })

  test('an owner who is no superuser may migrate, and is held to nothing; its application is', async () => {
    const { owner, url } = empty[4]!
    const name = `owner_${version}`
    await migrate(empty[5]!.owner, readMigrations(undefined, ['platform/store'])) // makes the role of this server
    await sql
      .raw(`create role ${name} login createrole; grant create on schema public to ${name};
      alter schema public owner to ${name}; grant jiujing_app to ${name}`)
      .execute(owner)
    const connectionString = url.replace('postgres@', `${name}@`)
    const [mine, app] = [connectOwner({ connectionString }), connectApp({ connectionString })]
    try {
      const table = `create table own (community_id text primary key); select app_tenant('own')`
      await migrate(mine, [...readMigrations(undefined, ['platform/store']), step('x/0001', table)])
      await inScope(app, wholeScope, (tx) => sql`insert into own values ('a'), ('b')`.execute(tx))
      expect((await sql`select from own`.execute(mine)).rows).toHaveLength(2)
      expect((await sql`select from own`.execute(app)).rows).toHaveLength(0)
    } finally {
      await Promise.all([mine.destroy(), app.destroy()])
      await sql.raw(`drop owned by ${name}; drop role ${name}`).execute(owner)
    }
  })
})

function output(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.once('error', reject).once('exit', () => resolve(text.trim()))
  })
}
