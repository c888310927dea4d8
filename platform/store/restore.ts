import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import {
  type BackupHeader,
  type BackupReport,
  EXACT_TEXT,
  rowsAsText,
  type TableShape,
  tableShapes,
} from './backup.ts'
import { readBackupFile, verifyBackupFile } from './backup-file.ts'
import { type Db, inTransaction, type Tx } from './db.ts'
import {
  appliedMigrations,
  type Migration,
  migrate,
  migrateWithin,
  readMigrations,
  refuseEdited,
  refuseUnknown,
} from './migrate.ts'
import { StoreError } from './refusal.ts'
import { type RowSum, RowSummer } from './row-sum.ts'

/**
 * Fills an empty store from a backup file and brings it up to this version. The file is read twice: first whole, to
 * refuse a damaged one before anything is touched. The database is filled in one transaction, whose tables are read
 * back and must have the checksums of the backup; uploaded files appear after it.
 *
 * @param owner as of `Store`, of a database without rows.
 * @throws StoreError if the file is damaged, cut short, of a newer version, or the store is not empty.
 */
export async function restore(
  owner: Db,
  target: { filesDir?: string },
  file: string,
  migrations = readMigrations(),
): Promise<BackupReport> {
  const sha256 = await verifyBackupFile(file)
  const records = readBackupFile(file)
  const header: BackupHeader = JSON.parse((await records.next()).value)
  const itsOwn = migrationsOf(header, migrations)
  const drafts = target.filesDir && `${target.filesDir}.restoring-${process.pid}`
  try {
    if (target.filesDir) await refuseFiles(target.filesDir)
    const report = await inTransaction(owner, `begin; ${EXACT_TEXT}`, async (tx) => {
      await refuseRows(tx, itsOwn)
      await migrateWithin(tx, itsOwn)
      const filled = await fill(tx, records, drafts)
      await compare(tx, filled.tables)
      return { createdAt: header.createdAt, migrations: header.migrations, ...filled, sha256 }
    })
    if (target.filesDir && report.files.count > 0) {
      await rm(target.filesDir, { recursive: true, force: true })
      await rename(drafts!, target.filesDir)
    }
    await migrate(owner, migrations)
    return report
  } finally {
    if (drafts) await rm(drafts, { recursive: true, force: true })
  }
}

/** The migrations the backup was made under, which must be ours. */
function migrationsOf(header: BackupHeader, known: readonly Migration[]): Migration[] {
  const names = header.migrations.map(({ name }) => name)
  refuseUnknown(names, known)
  return header.migrations.map(({ name, sha256 }) => {
    const migration = known.find((one) => one.name === name)!
    return migration.sha256 === sha256 ? migration : refuseEdited(name)
  })
}

const notEmpty = (what: string): StoreError =>
  new StoreError({
    zh: `目标不是空的(${what}),没有恢复任何内容。请用 JIUJING_DATA 指定新的数据目录,或使用空数据库。`,
    en: `The store is not empty (${what}); nothing was restored. Name a new data folder by JIUJING_DATA, or an empty database.`,
  })

async function refuseFiles(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => [])
  if (found.length > 0) throw notEmpty(folder)
}

/** @throws StoreError if a table has rows, or the schema is ahead of the backup's. */
async function refuseRows(tx: Tx, backedUp: readonly Migration[]): Promise<void> {
  const names = new Set(backedUp.map(({ name }) => name))
  const ahead = (await appliedMigrations(tx)).find(({ name }) => !names.has(name))
  if (ahead) throw notEmpty(ahead.name)
  const put = await takeAway(tx)
  for (const { table } of await tableShapes(tx)) {
    const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(tx)
    if (rows.length > 0) throw notEmpty(table)
  }
  await putBack(tx, put)
}

/** What stands in the way of filling tables in any order, and the statements that put it back. */
async function takeAway(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ away: string; back: string }>`
    select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as away,
      format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as back
    from pg_constraint k
    where k.contype = 'f' and k.conparentid = 0 and k.connamespace = 'public'::regnamespace
    union all
    select format('alter table %s no force row level security', c.oid::regclass),
      format('alter table %s force row level security', c.oid::regclass)
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity
    union all
    select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname),
      format('alter table %s enable trigger %I', t.tgrelid::regclass, t.tgname)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and t.tgenabled = 'O'`.execute(tx)
  for (const { away } of rows) await sql.raw(away).execute(tx)
  return rows.map(({ back }) => back)
}

async function putBack(tx: Tx, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(tx)
}

type Filled = Pick<BackupReport, 'tables' | 'files'>

/** Fills every table; what migrations had put into them gives way to the backup's rows. */
async function fill(tx: Tx, records: AsyncGenerator<string>, drafts: string | undefined): Promise<Filled> {
  const shapes = new Map((await tableShapes(tx)).map((shape) => [shape.table, shape]))
  const put = await takeAway(tx)
  const all = sql.join([...shapes.keys()].map((table) => sql.table(table)))
  if (shapes.size > 0) await sql`truncate ${all} restart identity`.execute(tx)
  const tables: Record<string, RowSum> = {}
  const files = { count: 0, bytes: 0 }
  for await (const line of records) {
    const record = JSON.parse(line)
    if ('table' in record) {
      tables[record.table] = await fillTable(tx, sameShape(record, shapes.get(record.table)), records)
    } else if ('sequence' in record) await setSequence(tx, record)
    else {
      files.bytes += await fillFile(drafts, record.file, records)
      files.count++
    }
  }
  await putBack(tx, put)
  return { tables, files }
}

/** The types to read the texts by come from our own schema, not from the file. */
function sameShape(written: TableShape, ours: TableShape | undefined): TableShape {
  if (ours && JSON.stringify(ours.columns) === JSON.stringify(written.columns)) return ours
  throw new Error(`table ${written.table} of the backup has other columns than its migrations make`)
}

const BATCH_CHARACTERS = 4_000_000

async function fillTable(tx: Tx, shape: TableShape, records: AsyncGenerator<string>): Promise<RowSum> {
  let batch: string[] = []
  let size = 0
  for await (const line of ownLines(records)) {
    if (!line.startsWith('[')) {
      await insertTexts(tx, shape, batch)
      return JSON.parse(line)
    }
    batch.push(line)
    size += line.length
    if (size < BATCH_CHARACTERS) continue
    await insertTexts(tx, shape, batch)
    batch = []
    size = 0
  }
  throw new Error(`the backup ends within table ${shape.table}`)
}

/** Iterating it and leaving does not end `records`, which goes on with the next part. */
function ownLines(records: AsyncGenerator<string>): AsyncIterable<string> {
  return { [Symbol.asyncIterator]: () => ({ next: () => records.next() }) }
}

async function insertTexts(tx: Tx, { table, columns }: TableShape, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const values = sql.join(
    columns.map(({ type }, index) => sql`texts[${sql.lit(index + 1)}]::${sql.raw(type)}`),
  )
  // Each row is taken apart once; `row ->> n` for each column would read it again from its start.
  const source = sql`json_array_elements(${`[${rows.join()}]`}::json) as r,
    lateral (select array_agg(text) as texts from json_array_elements_text(r) as text) as taken_apart`
  const insert = sql`insert into ${sql.table(table)} (${names}) overriding system value select ${values} from ${source}`
  await insert.execute(tx)
}

async function setSequence(
  tx: Tx,
  { sequence, last }: { sequence: string; last: string | null },
): Promise<void> {
  if (last !== null)
    await sql`select setval(${sql.lit(`public.${sequence}`)}::regclass, ${last}::bigint)`.execute(tx)
}

async function fillFile(
  drafts: string | undefined,
  path: string,
  records: AsyncGenerator<string>,
): Promise<number> {
  const hash = createHash('sha256')
  let file: FileHandle | undefined
  if (drafts) {
    const place = join(drafts, path)
    if (!place.startsWith(drafts)) throw new RangeError(`not a path of ours: ${path}`)
    await mkdir(dirname(place), { recursive: true })
    file = await open(place, 'wx', 0o600)
  }
  try {
    for await (const line of ownLines(records)) {
      if (line.startsWith('"')) {
        const bytes = Buffer.from(JSON.parse(line), 'base64')
        hash.update(bytes)
        await file?.writeFile(bytes)
        continue
      }
      const end: { bytes: number; checksum: string } = JSON.parse(line)
      if (hash.digest('hex') !== end.checksum)
        throw new Error(`uploaded file ${path} does not match its checksum`)
      await file?.sync()
      return end.bytes
    }
  } finally {
    await file?.close()
  }
  throw new Error(`the backup ends within file ${path}`)
}

/** Reads every table back: what was restored is what was backed up, or nothing is. */
async function compare(tx: Tx, expected: BackupReport['tables']): Promise<void> {
  for (const shape of await tableShapes(tx)) {
    const summer = new RowSummer()
    for await (const row of rowsAsText(tx, shape)) summer.add(row)
    const { rows, checksum } = expected[shape.table] ?? new RowSummer().sum
    if (summer.sum.rows === rows && summer.sum.checksum === checksum) continue
    throw new Error(
      `table ${shape.table} was restored with ${summer.sum.rows} of ${rows} rows or other values`,
    )
  }
}
