import { join } from 'node:path'
import type { ClientConfig } from 'pg'
import pg from 'pg'
import type { Sentence } from '#core/language/language.ts'
import { connectApp, connectOwner, type Db } from './db.ts'
import { type Embedded, joinEmbedded, type ServerClaim } from './embedded.ts'
import { migrate } from './migrate.ts'
import { defaultDataDir } from './place.ts'
import { socketConfig } from './postmaster.ts'
import { codeOf, StoreError } from './refusal.ts'

/** The store, ready and of this version. */
export interface Store {
  /** For everything that serves people: role `jiujing_app`, see `connectApp`. */
  readonly db: Db
  /** For backup, restore and the command line: the owner of the schema, who sees every row. */
  readonly owner: Db
  /** Folder of logs and of whatever else is kept beside the database, also where that is elsewhere. */
  readonly dataDir: string
  /** Folder of uploaded files, in `dataDir`; made by whoever writes the first. A backup takes them along. */
  readonly filesDir: string
  /** Where the database is, without its password. */
  readonly where: string
  /** PostgreSQL's version, as '18.4'. */
  readonly version: string
  /**
   * Makes this process the only server of the embedded data; an external database may have many.
   * @throws AlreadyRunning which says where the other one is.
   */
  claimServer(): Promise<ServerClaim>
  close(): Promise<void>
}

export interface OpenOptions {
  readonly dataDir?: string
  readonly databaseUrl?: string | undefined
  /** False leaves the schema as it is: restore fills an empty one itself. */
  readonly migrated?: boolean
  readonly progress?: (line: Sentence) => void
}

/**
 * Opens the store named by `databaseUrl` (else `DATABASE_URL`), or the embedded one of the data folder, and brings
 * its schema up to date.
 *
 * @throws StoreError if it is not reachable, older than PostgreSQL 15, or written by a newer version of ours.
 */
export async function openStore(options: OpenOptions = {}): Promise<Store> {
  const { dataDir = defaultDataDir(), databaseUrl = process.env.DATABASE_URL, progress = () => {} } = options
  progress({ zh: '正在启动数据库…', en: 'Starting the database …' })
  const embedded = databaseUrl ? undefined : await joinEmbedded(dataDir)
  const config = embedded ? await embeddedDatabase(embedded) : { connectionString: databaseUrl! }
  const where = embedded ? embedded.place.cluster : withoutPassword(databaseUrl!)
  const owner = connectOwner(config)
  const db = connectApp(config)
  const close = async () => {
    await Promise.all([db.destroy(), owner.destroy()])
    await embedded?.close()
  }
  try {
    const version = await serverVersion(config, where)
    progress({ zh: `数据库 PostgreSQL ${version}:${where}`, en: `Database PostgreSQL ${version}: ${where}` })
    if (options.migrated ?? true) {
      const applied = await migrate(owner)
      if (applied.length)
        progress({ zh: `已应用 ${applied.length} 个迁移`, en: `Applied ${applied.length} migrations` })
    }
    const claimServer = embedded?.claimServer ?? (async () => ({ announce: async () => {} }))
    return { db, owner, dataDir, filesDir: join(dataDir, 'files'), where, version, claimServer, close }
  } catch (error) {
    await close()
    throw error
  }
}

const DATABASE = 'jiujing'

async function embeddedDatabase({ place }: Embedded): Promise<ClientConfig> {
  const client = new pg.Client(socketConfig(place, 'postgres'))
  await client.connect()
  try {
    await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // 42P04: it exists; 23505: another process is just making it
    if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error
  } finally {
    await client.end()
  }
  return socketConfig(place, DATABASE)
}

/** The oldest PostgreSQL our SQL is written for. */
const OLDEST = 15

async function serverVersion(config: ClientConfig, where: string): Promise<string> {
  const client = new pg.Client(config)
  try {
    await client.connect()
    const { rows } = await client.query(`select current_setting('server_version_num')::int as number`)
    const version = `${Math.trunc(rows[0].number / 10_000)}.${rows[0].number % 10_000}`
    if (rows[0].number >= OLDEST * 10_000) return version
    throw new StoreError({
      zh: `${where} 是 PostgreSQL ${version},需要 ${OLDEST} 或更高版本。`,
      en: `${where} is PostgreSQL ${version}; version ${OLDEST} or newer is needed.`,
    })
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    const { message } = cause as Error
    throw new StoreError(
      { zh: `无法连接 ${where}:${message}`, en: `Cannot reach ${where}: ${message}` },
      { cause },
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** As text, because `URL` refuses the form without a host that names a socket folder. */
function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:/@]*):[^@]*@/, '$1@').replace(/([?&])password=[^&]*&?/, '$1')
}
