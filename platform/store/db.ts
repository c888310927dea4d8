import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type KyselyProps,
  PostgresDialect,
  PostgresDriver,
  Transaction,
} from 'kysely'
import pg from 'pg'

/** Every table by name. Domains add theirs: `declare module '#platform/store/db.ts' { interface Database { … } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Database {}

export type Db = Kysely<Database>
export type Tx = Transaction<Database>

/** Who asks, and of which communities and areas they may read and write rows that are not public. */
export interface Scope {
  readonly role: string
  readonly accountId: string | null
  readonly read: '*' | readonly string[]
  readonly write: '*' | readonly string[]
}

/** The scope of the system itself: loaders, jobs, tests. */
export const wholeScope: Scope = { role: 'system', accountId: null, read: '*', write: '*' }

/** The scope of a visitor without an account. */
export const publicScope: Scope = { role: 'public', accountId: null, read: [], write: [] }

/** The database role that row-level security holds to its scope; `0001_tenancy.sql` makes it. */
const APP_ROLE = 'jiujing_app'

/** Statements of pages are cut off after this; migrations, backup and restore are not. */
const STATEMENT_MS = 30_000

/**
 * The application's door to the store: connections of role `jiujing_app`, which sees public rows only and writes
 * no tenant row outside `inScope`, so a forgotten scope shows nothing.
 *
 * `bigint` and `count()` arrive as numbers (RangeError beyond 2^53), `numeric` as text because it is exact, `date`
 * as 'YYYY-MM-DD' because a day has no time zone, `timestamptz` as Date. Errors are PostgreSQL's own: `code` is the
 * SQLSTATE.
 */
export function connectApp(config: pg.PoolConfig): Db {
  return connect({ ...config, options: `-c role=${APP_ROLE} -c statement_timeout=${STATEMENT_MS}` })
}

/** Connections of the schema's owner, for whom every scope is open: migrations, backup and restore. */
export function connectOwner(config: pg.PoolConfig): Db {
  return connect({ max: 4, ...config, options: '-c app.read=* -c app.write=* -c statement_timeout=0' })
}

/** The dialect and driver behind a `Db`, needed to open a transaction by a statement of our own. */
const behind = new WeakMap<Db, Pick<KyselyProps, 'config' | 'dialect' | 'driver'>>()

function connect(config: pg.PoolConfig): Db {
  const pool = new pg.Pool({
    max: 20,
    connectionTimeoutMillis: 30_000,
    ...config,
    types: { getTypeParser } as pg.CustomTypesConfig,
  })
  // A connection that breaks fails the query that is using it and is dropped from the pool; without listeners, idle
  // or lent, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const driver = new PostgresDriver({ pool })
  const dialect = new PostgresDialect({ pool })
  dialect.createDriver = () => driver
  const db: Db = new Kysely<Database>({ dialect })
  behind.set(db, { config: { dialect }, dialect, driver })
  return db
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: safeInteger, // int8
  1016: (text) => textArray(text).map((item) => (item === null ? null : safeInteger(item))), // int8[]
  1082: (text) => text, // date
  1182: textArray, // date[]
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')
}

function textArray(text: string): (string | null)[] {
  return pg.types.getTypeParser(1009 as number)(text)
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`${text} is beyond the integers a number can hold; select it as text`)
}

export interface TransactionOptions {
  readonly readOnly?: boolean
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
}

/**
 * What `body` returns, run in one transaction that sees and writes only what `scope` allows.
 *
 * Opening the transaction and setting the scope take one round trip together. Whatever `body` throws rolls back.
 *
 * @throws RangeError if an id of the scope is not of `[0-9A-Za-z_-]`.
 */
export async function inScope<T>(
  db: Db,
  scope: Scope,
  body: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return await inTransaction(db, `${beginning(options)}; ${settingsOf(scope)}`, body)
}

/** What `body` returns, run in one transaction opened by the statements `begin`. */
export async function inTransaction<T>(db: Db, begin: string, body: (tx: Tx) => Promise<T>): Promise<T> {
  const props = behind.get(db)
  if (!props) throw new TypeError('inScope needs a Db of the store, not a transaction')
  const { driver } = props
  return await db.getExecutor().provideConnection(async (connection) => {
    const executor = db.getExecutor().withConnectionProvider({ provideConnection: (use) => use(connection) })
    try {
      await connection.executeQuery(CompiledQuery.raw(begin))
      const result = await body(new Transaction<Database>({ ...props, executor }))
      await driver.commitTransaction(connection)
      return result
    } catch (error) {
      await rollBack(driver, connection)
      throw error
    }
  })
}

/** The error that led here is the one to report; a connection that cannot even roll back is discarded. */
async function rollBack(driver: KyselyProps['driver'], connection: DatabaseConnection): Promise<void> {
  await driver.rollbackTransaction(connection).catch(() => {})
}

function beginning({ readOnly, isolation }: TransactionOptions): string {
  return `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`
}

/** `set local`, because Citus sends that to its workers and `set_config()` not; on plain PostgreSQL it is ignored. */
function settingsOf({ role, accountId, read, write }: Scope): string {
  const values = {
    read: idList(read),
    write: idList(write),
    role: idList([role]),
    account: idList(accountId),
  }
  const settings = Object.entries(values).map(([name, value]) => `set local app.${name} = '${value}'`)
  return ["set local citus.propagate_set_commands = 'local'", `set local role ${APP_ROLE}`, ...settings].join(
    '; ',
  )
}

function idList(ids: '*' | readonly string[] | string | null): string {
  if (ids === '*') return ids
  const list = ids === null ? [] : typeof ids === 'string' ? [ids] : ids
  for (const id of list)
    if (!/^[0-9A-Za-z_-]+$/.test(id)) throw new RangeError(`not an id: ${JSON.stringify(id)}`)
  return list.join(',')
}
