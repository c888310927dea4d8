import { sql } from 'kysely'
import type { Database, Db, Tx } from './db.ts'

/** Rows a statement; larger ones gain nothing and hold more memory on both sides. */
const BATCH = 5_000

export interface InsertOptions {
  /** What to do with a row that is already there, as `on conflict` says it: `'(community_id, id) do nothing'`. */
  readonly onConflict?: string
}

/**
 * Inserts rows in batches and returns how many were inserted or updated.
 *
 * A row is an array of values in the order of `columns`, of the types a query accepts: text, number, boolean, null,
 * Date, bytes, arrays, bigint, and plain objects for json. Rows may come from a generator; one batch is in memory.
 * Sent as JSON and taken apart by the table's own row type, so every column type PostgreSQL reads from text works.
 */
export async function insertRows(
  db: Db | Tx,
  table: keyof Database & string,
  columns: readonly string[],
  rows: Iterable<readonly unknown[]>,
  { onConflict }: InsertOptions = {},
): Promise<number> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const conflict = onConflict ? sql`on conflict ${sql.raw(onConflict)}` : sql``
  const keys = columns.map((column) => `${JSON.stringify(column)}:`)
  let count = 0
  for (const batch of batchesOf(rows)) {
    const json = `[${batch.map((row) => rowToJson(keys, row)).join()}]`
    const from = sql`json_populate_recordset(null::${sql.table(table)}, ${json}::json)`
    const insert = sql`insert into ${sql.table(table)} (${names}) select ${names} from ${from} ${conflict}`
    count += Number((await insert.execute(db)).numAffectedRows)
  }
  return count
}

function* batchesOf<T>(rows: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function rowToJson(keys: readonly string[], row: readonly unknown[]): string {
  if (row.length !== keys.length)
    throw new RangeError(`a row of ${row.length} values for ${keys.length} columns`)
  return `{${keys.map((key, index) => key + valueToJson(row[index])).join()}}`
}

/** JSON would write NaN as null, -0 as 0 and bytes as an object; PostgreSQL reads each from its text. */
function valueToJson(value: unknown): string {
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`
  if (ArrayBuffer.isView(value)) return valueToJson(Array.from(value as Float64Array))
  if (Array.isArray(value)) return `[${value.map(valueToJson).join()}]`
  return JSON.stringify(value) ?? 'null'
}
