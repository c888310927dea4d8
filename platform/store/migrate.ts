import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import type { Db, Tx } from './db.ts'
import { PROJECT } from './place.ts'
import { StoreError } from './refusal.ts'

declare module './db.ts' {
  interface Database {
    migration: MigrationTable
  }
}

/** What was applied: never edited, never removed. */
interface MigrationTable {
  name: string
  sha256: string
  applied_at: Date
}

/** One numbered file; `name` is its domain and file, as `foundation/place/0001_area`. */
export interface Migration {
  readonly name: string
  readonly sha256: string
  readonly statements: string
}

/**
 * The migrations of every domain, in the order of `domains.json` and then of their numbers.
 *
 * @throws Error if two files of a domain have one number, or a file is not named `NNNN_name.sql`.
 */
export function readMigrations(root = PROJECT, domains = readDomains(root)): Migration[] {
  return domains.flatMap((domain) => {
    const folder = join(root, domain, 'migrations')
    const files = existsSync(folder) ? readdirSync(folder).sort() : []
    const numbers = files.map((file) => /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1])
    if (numbers.includes(undefined) || new Set(numbers).size < numbers.length) {
      throw new Error(
        `${folder} must hold files NNNN_name.sql with different numbers, and holds ${files.join(', ')}`,
      )
    }
    return files.map((file) => readMigration(folder, file, `${domain}/${file.replace('.sql', '')}`))
  })
}

function readDomains(root: string): string[] {
  return JSON.parse(readFileSync(join(root, 'domains.json'), 'utf8'))
}

function readMigration(folder: string, file: string, name: string): Migration {
  const statements = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
  return { name, sha256: createHash('sha256').update(statements).digest('hex'), statements }
}

/** Every process that migrates this database takes this lock first. */
const LOCK = 20_815

/**
 * Applies what is missing, each migration in a transaction of its own; returns the names applied. Of several
 * processes that start at once, one applies and the others wait and find nothing to do.
 *
 * @param owner connects as the owner of the schema.
 * @throws StoreError if an applied migration was edited since, or the database comes from a newer version.
 */
export async function migrate(owner: Db, migrations = readMigrations()): Promise<string[]> {
  return await owner.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection)
    try {
      const missing = await missingMigrations(connection, migrations)
      for (const migration of missing) await connection.transaction().execute((tx) => apply(tx, migration))
      return missing.map(({ name }) => name)
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}

/** As `migrate`, within the caller's transaction: everything or nothing. */
export async function migrateWithin(tx: Tx, migrations: readonly Migration[]): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
  const missing = await missingMigrations(tx, migrations)
  for (const migration of missing) await apply(tx, migration)
  return missing.map(({ name }) => name)
}

/** The migrations this database has, oldest first; none in a database without the table. */
export async function appliedMigrations(db: Db | Tx): Promise<{ name: string; sha256: string }[]> {
  const found = await sql<{
    there: boolean
  }>`select to_regclass('public.migration') is not null as there`.execute(db)
  if (!found.rows[0]!.there) return []
  return await db
    .selectFrom('migration')
    .select(['name', 'sha256'])
    .orderBy('applied_at')
    .orderBy('name')
    .execute()
}

async function missingMigrations(db: Db | Tx, migrations: readonly Migration[]): Promise<Migration[]> {
  await sql`create table if not exists migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp()
  )`.execute(db)
  const applied = new Map((await appliedMigrations(db)).map(({ name, sha256 }) => [name, sha256]))
  refuseUnknown([...applied.keys()], migrations)
  for (const { name, sha256 } of migrations)
    if (applied.has(name) && applied.get(name) !== sha256) refuseEdited(name)
  return migrations.filter(({ name }) => !applied.has(name))
}

/** @throws StoreError if one of `names` is no migration of this version. */
export function refuseUnknown(names: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new StoreError({
    zh: `数据来自更新的版本(本版本没有 ${unknown.join('、')}),请升级程序后再打开。`,
    en: `The data comes from a newer version (this one does not know ${unknown.join(', ')}): upgrade the program.`,
  })
}

/** @throws StoreError always: the schema in the database is not the one the file describes. */
export function refuseEdited(name: string): never {
  throw new StoreError({
    zh: `迁移 ${name} 在应用之后被修改过。请恢复原文件,把改动写成新的迁移。`,
    en: `Migration ${name} was edited after it had been applied: restore the file and write the change as a new one.`,
  })
}

async function apply(tx: Tx, { name, sha256, statements }: Migration): Promise<void> {
  try {
    await tx.executeQuery(CompiledQuery.raw(statements))
  } catch (cause) {
    throw new Error(`migration ${name}: ${(cause as Error).message}`, { cause })
  }
  await tx
    .insertInto('migration')
    .values({ name, sha256 } as MigrationTable)
    .execute()
}
