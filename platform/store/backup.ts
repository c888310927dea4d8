import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { sql } from 'kysely'
import { writeBackupFile } from './backup-file.ts'
import { type Db, inTransaction, type Tx } from './db.ts'
import { appliedMigrations } from './migrate.ts'
import { codeOf, StoreError } from './refusal.ts'
import { type RowSum, RowSummer } from './row-sum.ts'

/** What a backup holds; the same of the store restored from it. */
export interface BackupReport {
  readonly createdAt: string
  readonly migrations: readonly { name: string; sha256: string }[]
  readonly tables: Readonly<Record<string, RowSum>>
  readonly files: { readonly count: number; readonly bytes: number }
  /** SHA-256 of everything in the file before its last 32 bytes, which hold it. */
  readonly sha256: string
}

/** The first record of a backup. */
export interface BackupHeader extends Pick<BackupReport, 'createdAt' | 'migrations'> {
  readonly postgres: string
}

/** A table and its stored columns in order; generated ones are computed again. */
export interface TableShape {
  readonly table: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** How every value becomes text and back without loss, whatever the server's own settings. */
export const EXACT_TEXT = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`

/**
 * Writes schema version, every table as of one moment, sequences and uploaded files into one new file, while the
 * store is in use. Memory stays bounded; the file appears when it is complete.
 *
 * @param owner as of `Store`; may bypass row-level security, else a backup could miss rows unnoticed.
 * @throws StoreError if `out` exists or the owner may not see every row.
 */
export async function backup(owner: Db, source: { filesDir?: string }, out: string): Promise<BackupReport> {
  if (existsSync(out)) {
    throw new StoreError({ zh: `${out} 已存在,不会覆盖。`, en: `${out} exists and is not overwritten.` })
  }
  const begin = `begin isolation level repeatable read read only; set local row_security = off; ${EXACT_TEXT}`
  try {
    return await inTransaction(owner, begin, async (tx) => {
      const { rows } = await sql<{ v: string }>`select current_setting('server_version') as v`.execute(tx)
      const migrations = await appliedMigrations(tx)
      const header = { createdAt: new Date().toISOString(), postgres: rows[0]!.v, migrations }
      const tables: Record<string, RowSum> = {}
      const files = { count: 0, bytes: 0 }
      const sha256 = await writeBackupFile(out, recordsOf(tx, header, source.filesDir, tables, files))
      return { createdAt: header.createdAt, migrations, tables, files, sha256 }
    })
  } catch (cause) {
    if (codeOf(cause) !== '42501') throw cause
    throw new StoreError(
      {
        zh: '备份需要能看到所有行的数据库用户,请由管理员执行 ALTER ROLE … BYPASSRLS。',
        en: 'A backup needs a database user that sees every row: let an administrator run ALTER ROLE … BYPASSRLS.',
      },
      { cause },
    )
  }
}

async function* recordsOf(
  tx: Tx,
  header: BackupHeader,
  filesDir: string | undefined,
  tables: Record<string, RowSum>,
  files: { count: number; bytes: number },
): AsyncGenerator<string> {
  yield JSON.stringify(header)
  for (const shape of await tableShapes(tx)) {
    const summer = new RowSummer()
    yield JSON.stringify(shape)
    for await (const row of rowsAsText(tx, shape)) {
      summer.add(row)
      yield row
    }
    tables[shape.table] = summer.sum
    yield JSON.stringify(summer.sum)
  }
  const sequences = await sql<{
    name: string
    last: string | null
  }>`select sequencename as name, last_value::text as last
    from pg_sequences where schemaname = 'public'`.execute(tx)
  for (const { name, last } of sequences.rows) yield JSON.stringify({ sequence: name, last })
  for (const path of filesDir ? await filesIn(filesDir) : []) {
    files.bytes += yield* fileRecords(filesDir!, path)
    files.count++
  }
}

/** Every table of ours but `migration`, which the header holds and restoring writes anew. */
export async function tableShapes(tx: Tx): Promise<TableShape[]> {
  const { rows } = await sql<TableShape>`
    select c.relname as table,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
      and c.relname <> 'migration' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname collate "C"`.execute(tx)
  return rows
}

/** Bytes fetched at a time, about. */
const FETCH_BYTES = 4_000_000

/** Each row as a JSON array of the texts of its columns, which PostgreSQL prints and reads without loss. */
export async function* rowsAsText(tx: Tx, { table, columns }: TableShape): AsyncGenerator<string> {
  const texts = sql.join(columns.map(({ name }) => sql`${sql.ref(name)}::text`))
  const { rows: width } = await sql<{ bytes: number }>`
    select coalesce(max(pg_column_size(t)), 1) as bytes from ${sql.table(table)} t`.execute(tx)
  const count = sql.lit(Math.max(1, Math.min(5_000, Math.floor(FETCH_BYTES / width[0]!.bytes))))
  const select = sql`select array_to_json(array[${texts}]::text[])::text as row from ${sql.table(table)}`
  await sql`declare rows no scroll cursor for ${select}`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${count} from rows`.execute(tx)
    for (const { row } of rows) yield row
    if (rows.length === 0) break
  }
  await sql`close rows`.execute(tx)
}

async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.map((file) => relative(folder, file).split(sep).join('/')).sort()
}

const CHUNK = 96 * 1024

/** A file as base64 lines between two records; returns its size. */
async function* fileRecords(folder: string, path: string): AsyncGenerator<string, number> {
  const hash = createHash('sha256')
  let bytes = 0
  yield JSON.stringify({ file: path })
  for await (const chunk of createReadStream(join(folder, path), {
    highWaterMark: CHUNK,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    yield JSON.stringify(chunk.toString('base64'))
  }
  yield JSON.stringify({ bytes, checksum: hash.digest('hex') })
  return bytes
}
